import StudyRecords

/// The slow, complete way to read rows: whatever the quick way does not take, cell by cell.
struct RowCells {
  /// One row of a part.
  enum Row {
    /// A line of nothing but blanks.
    case blank
    /// The cells, or what is wrong; a name may be there all the same. Whether a comma was read as a decimal mark.
    case row(id: [UInt8]?, RowFault?, hasComma: Bool)
  }

  let columns: PanelColumns
  let separator: CSVFormat.Separator
  /// The decimal mark, `nil` where either is good.
  let decimal: DecimalMark?

  /// Reads the rows between two positions, mostly one, and gives each with its numbers: `values` holds an estimate
  /// and a variance for each study.
  func read(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isBroken: Bool,
    into values: inout [(yi: Double, vi: Double)], _ body: (Row, [(yi: Double, vi: Double)]) -> Void
  ) {
    let bytes = UnsafeBufferPointer(start: start, count: end - start)
    if isBroken { return body(brokenRow(bytes), values) }
    var parser = CSVRecordParser(separator: separator)
    var position = 0
    var complete = 0
    do {
      while try parser.parse(bytes, from: &position) {
        complete = position
        body(row(parser, &values), values)
      }
      if try parser.finish() { body(row(parser, &values), values) }
    } catch {
      body(brokenRow(UnsafeBufferPointer(rebasing: bytes[complete...])), values)
    }
  }

  /// A row with a broken quote keeps its name where that can be read.
  private func brokenRow(_ bytes: UnsafeBufferPointer<UInt8>) -> Row {
    let id = columns.parts.firstIndex(of: .id).flatMap {
      BrokenRow(bytes, separator: separator).text(ofCell: $0, among: columns.parts.count)
    }
    return .row(id: id, .brokenQuote, hasComma: false)
  }

  private func row(_ parser: CSVRecordParser, _ values: inout [(yi: Double, vi: Double)]) -> Row {
    if parser.isBlank { return .blank }
    for study in values.indices { values[study] = (.nan, .nan) }
    var fault: RowFault?
    var id: [UInt8]?
    var hasComma = false
    /// The number of a cell, NaN when it is missing and `nil` when it is text.
    func number(_ cell: Int) -> Double? {
      parser.withBytes(of: cell) { bytes in
        if isMissing(bytes) { return .nan }
        let number = CSVNumber(bytes, decimal: decimal)
        if number?.mark == .comma { hasComma = true }
        return number?.value
      }
    }
    if parser.cells.count != columns.parts.count { fault = .cellCount }
    for (part, cell) in zip(columns.parts, parser.cells.indices) {
      switch part {
      case .ignored: break
      case .id: id = parser.withBytes(of: cell) { Array($0) }
      case .estimate(let study):
        if let number = number(cell) { values[study].yi = number } else { fault = fault ?? .notANumber }
      case .variance(let study):
        if let number = number(cell) { values[study].vi = number } else { fault = fault ?? .notANumber }
      case .standardError(let study):
        guard let number = number(cell) else {
          fault = fault ?? .notANumber
          break
        }
        values[study].vi = variance(standardError: number)
      }
    }
    return .row(id: id, fault, hasComma: hasComma)
  }
}

/// The variance of a standard error; a negative one stays negative, so that it is noticed.
@inline(__always)
func variance(standardError: Double) -> Double { standardError * standardError.magnitude }
