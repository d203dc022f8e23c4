import StudyRecords

/// Reads rows that are studies in analyses, and puts those of one analysis together.
struct LongRows {
  private let scanner: FieldScanner
  private let bounds: RecordBounds
  private let cells: RowCells

  init(columns: PanelColumns, separator: CSVFormat.Separator, decimal: DecimalMark?) {
    scanner = FieldScanner(columns: columns, separator: separator.rawValue)
    bounds = RecordBounds(separator: separator.rawValue)
    cells = RowCells(columns: columns, separator: separator, decimal: decimal)
  }

  /// Reads all rows of a part into runs of rows with one name and returns the number of its lines.
  func read(
    _ text: UnsafeBufferPointer<UInt8>, into runs: inout StudyRuns, _ commas: inout CommaRows
  ) -> Int {
    runs.clear()
    guard var p = text.baseAddress else { return 0 }
    let end = p + text.count
    var values = [(yi: Double.nan, vi: Double.nan)]
    var lines = 0
    scanner.columns.withUnsafeBufferPointer { columns in
      while p < end {
        if let row = quickRow(p, columns, line: lines, &runs) {
          p = row
          lines += 1
        } else {
          guard let row = bounds.rowEnd(p, end, isComplete: true) else { break }
          cells.read(p, row.end, isBroken: row.isBroken, into: &values) { row, values in
            guard case .row(let id, let fault, let hasComma) = row else { return }
            if hasComma { commas.add(line: lines) }
            (id ?? []).withUnsafeBufferPointer {
              runs.append(id: $0, yi: values[0].yi, vi: values[0].vi, fault: fault, line: lines)
            }
          }
          while p < row.end {
            if p[0] == lineFeed { lines += 1 }
            p += 1
          }
        }
      }
    }
    return lines
  }

  /// Reads a plain row and returns the position behind it, `nil` when the row is not plain.
  @inline(__always)
  private func quickRow(
    _ start: UnsafePointer<UInt8>, _ columns: UnsafeBufferPointer<FieldScanner.Column>, line: Int,
    _ runs: inout StudyRuns
  ) -> UnsafePointer<UInt8>? {
    var p = start
    var id = UnsafeBufferPointer<UInt8>(start: start, count: 0)
    var yi = Double.nan
    var vi = Double.nan
    for column in 0..<columns.count {
      switch columns[column].kind {
      case .estimate:
        guard let number = scanner.number(&p) else { return nil }
        yi = number
      case .standardError:
        guard let number = scanner.number(&p) else { return nil }
        vi = variance(standardError: number)
      case .variance:
        guard let number = scanner.number(&p) else { return nil }
        vi = number
      case .id:
        guard let text = scanner.text(&p) else { return nil }
        id = text
      case .ignored:
        guard scanner.text(&p) != nil else { return nil }
      }
      guard scanner.step(&p, isLast: column == columns.count - 1) else { return nil }
    }
    runs.append(id: id, yi: yi, vi: vi, fault: nil, line: line)
    return p
  }
}

/// Rows of one name that follow each other in a part of a file, with their numbers.
struct StudyRuns {
  /// Rows of one name.
  struct Run {
    /// Where the name ends among the names' bytes; it begins where the one before ends.
    var idEnd: Int
    /// Where its numbers end; they begin where those of the one before end.
    var end: Int
    var fault: RowFault?
    /// The first line, counted from 0 in the part.
    var line: Int
  }

  private(set) var runs: [Run] = []
  private(set) var yi: [Double] = []
  private(set) var vi: [Double] = []
  private var ids: [UInt8] = []

  mutating func clear() {
    runs.removeAll(keepingCapacity: true)
    yi.removeAll(keepingCapacity: true)
    vi.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
  }

  /// The bytes of a run's name.
  func id(_ run: Int) -> ArraySlice<UInt8> { ids[(run == 0 ? 0 : runs[run - 1].idEnd)..<runs[run].idEnd] }

  /// The numbers of a run.
  func range(_ run: Int) -> Range<Int> { (run == 0 ? 0 : runs[run - 1].end)..<runs[run].end }

  @inline(__always)
  mutating func append(
    id: UnsafeBufferPointer<UInt8>, yi: Double, vi: Double, fault: RowFault?, line: Int
  ) {
    self.yi.append(yi)
    self.vi.append(vi)
    if let last = runs.indices.last, isName(of: last, id) {
      runs[last].end = self.yi.count
      if runs[last].fault == nil { runs[last].fault = fault }
    } else {
      ids.append(contentsOf: id)
      runs.append(Run(idEnd: ids.count, end: self.yi.count, fault: fault, line: line))
    }
  }

  @inline(__always)
  private func isName(of run: Int, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = run == 0 ? 0 : runs[run - 1].idEnd
    guard runs[run].idEnd - start == id.count else { return false }
    for index in 0..<id.count where ids[start + index] != id[index] { return false }
    return true
  }
}
