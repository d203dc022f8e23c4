/// Puts analyses of different numbers of studies into blocks, filled up with missing studies.
///
/// A new block begins where filling up would take more than half of the room.
struct LongBlocks {
  private let part: PanelPart

  init(part: PanelPart) { self.part = part }

  func forEach(_ body: (PanelBlock, Int) -> Void) {
    // The analysis in front may begin in an earlier part, so its line counts from the beginning of the file.
    if let front = part.front {
      part.block.clear(studies: front.yi.count)
      part.block.fill { rows in
        front.id.withUnsafeBufferPointer { rows.append(id: $0) }
        add(
          front.yi[...], front.vi[...], fault: front.fault ?? part.frontDisorder, line: front.line, to: &rows)
      }
      body(part.block, 0)
    }
    var start = part.body.lowerBound
    while start < part.body.upperBound {
      var end = start
      var studies = 0
      var entries = 0
      while end < part.body.upperBound {
        let size = part.runs.range(end).count
        let widest = max(studies, size)
        if end > start, widest * (end - start + 1) > 2 * (entries + size) + 4096 { break }
        (studies, entries, end) = (widest, entries + size, end + 1)
      }
      part.block.clear(studies: studies)
      part.block.fill { rows in
        for run in start..<end {
          let range = part.runs.range(run)
          part.runs.id(run).withUnsafeBufferPointer { rows.append(id: $0) }
          add(
            part.runs.yi[range], part.runs.vi[range], fault: part.runs.runs[run].fault ?? part.disorder[run],
            line: part.runs.runs[run].line, to: &rows)
        }
      }
      body(part.block, part.firstLine)
      start = end
    }
  }

  private func add(
    _ yi: ArraySlice<Double>, _ vi: ArraySlice<Double>, fault: RowFault?, line: Int, to rows: inout PanelRows
  ) {
    let block = part.block
    if let fault { return block.commit(fault: fault, to: &rows, line: line) }
    let row = rows.nextRow()
    for (study, (y, v)) in zip(yi, vi).enumerated() {
      row.yi[study] = y
      row.vi[study] = v
      if y.isNaN != v.isNaN { block.halves += 1 }
    }
    for study in yi.count..<rows.studies {
      row.yi[study] = .nan
      row.vi[study] = .nan
    }
    rows.commit(line: line)
  }
}
