import StudyRecords

/// Reads rows that are analyses.
struct WideRows {
  private let scanner: FieldScanner
  private let bounds: RecordBounds
  private let cells: RowCells
  private let studies: Int
  private let hasID: Bool

  init(columns: PanelColumns, separator: CSVFormat.Separator, decimal: DecimalMark?) {
    scanner = FieldScanner(columns: columns, separator: separator.rawValue)
    bounds = RecordBounds(separator: separator.rawValue)
    cells = RowCells(columns: columns, separator: separator, decimal: decimal)
    studies = columns.studies.count
    hasID = columns.hasID
  }

  /// Reads all rows of a part into a block and returns the number of its lines.
  func read(
    _ text: UnsafeBufferPointer<UInt8>, into block: PanelBlock, _ commas: inout CommaRows
  ) -> Int {
    block.clear(studies: studies)
    guard var p = text.baseAddress else { return 0 }
    let end = p + text.count
    var values = [(yi: Double, vi: Double)](repeating: (.nan, .nan), count: studies)
    var lines = 0
    var halves = 0
    block.fill { rows in
      scanner.columns.withUnsafeBufferPointer { columns in
        while p < end {
          if let row = quickRow(p, columns, &rows, &halves) {
            rows.commit(line: lines)
            p = row
            lines += 1
          } else {
            guard let row = bounds.rowEnd(p, end, isComplete: true) else { break }
            slowRow(p, row.end, isBroken: row.isBroken, line: lines, &values, &rows, block, &commas)
            while p < row.end {
              if p[0] == lineFeed { lines += 1 }
              p += 1
            }
          }
        }
      }
    }
    block.halves += halves
    return lines
  }

  /// Reads a plain row and returns the position behind it, `nil` when the row is not plain.
  @inline(__always)
  private func quickRow(
    _ start: UnsafePointer<UInt8>, _ columns: UnsafeBufferPointer<FieldScanner.Column>, _ rows: inout PanelRows,
    _ halves: inout Int
  ) -> UnsafePointer<UInt8>? {
    let (yi, vi) = rows.nextRow()
    var p = start
    var id = UnsafeBufferPointer<UInt8>(start: start, count: 0)
    for column in 0..<columns.count {
      switch columns[column].kind {
      case .estimate:
        guard let number = scanner.number(&p) else { return nil }
        yi[columns[column].study] = number
      case .standardError:
        guard let number = scanner.number(&p) else { return nil }
        vi[columns[column].study] = variance(standardError: number)
      case .variance:
        guard let number = scanner.number(&p) else { return nil }
        vi[columns[column].study] = number
      case .id:
        guard let text = scanner.text(&p) else { return nil }
        id = text
      case .ignored:
        guard scanner.text(&p) != nil else { return nil }
      }
      guard scanner.step(&p, isLast: column == columns.count - 1) else { return nil }
    }
    for study in 0..<studies where yi[study].isNaN != vi[study].isNaN { halves += 1 }
    if hasID { rows.append(id: id) }
    return p
  }

  private func slowRow(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isBroken: Bool, line: Int,
    _ values: inout [(yi: Double, vi: Double)], _ rows: inout PanelRows, _ block: PanelBlock,
    _ commas: inout CommaRows
  ) {
    cells.read(start, end, isBroken: isBroken, into: &values) { row, values in
      guard case .row(let id, let fault, let hasComma) = row else { return }
      if hasComma { commas.add(line: line) }
      if hasID { (id ?? []).withUnsafeBufferPointer { rows.append(id: $0) } }
      if let fault { return block.commit(fault: fault, to: &rows, line: line) }
      let (yi, vi) = rows.nextRow()
      for (study, value) in values.enumerated() {
        yi[study] = value.yi
        vi[study] = value.vi
        if value.yi.isNaN != value.vi.isNaN { block.halves += 1 }
      }
      rows.commit(line: line)
    }
  }
}
