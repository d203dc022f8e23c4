import StudyRecords

/// A row with a quote that is not closed or is followed by text: what can still be read of it.
struct BrokenRow {
  /// The cells before the fault.
  private let cells: [[UInt8]]
  /// From the fault on, the texts between separators, quotes and all.
  private let rest: [ArraySlice<UInt8>]

  init(_ row: UnsafeBufferPointer<UInt8>, separator: CSVFormat.Separator) {
    var parser = CSVRecordParser(separator: separator)
    var position = 0
    // It ends where the parser gives up.
    _ = try? parser.parse(row, from: &position) || parser.finish()
    cells = parser.cells.indices.map { cell in parser.withBytes(of: cell) { Array($0) } }
    let start = BrokenRow.start(ofCell: cells.count, in: row, separator: separator.rawValue)
    rest = row[start...].split(separator: separator.rawValue, omittingEmptySubsequences: false).map {
      Array($0)[...]
    }
  }

  /// The text of one of `count` cells: before the fault as it was meant, at the fault and behind it as it stands, `nil`
  /// where the number of cells leaves open which it is.
  func text(ofCell cell: Int, among count: Int) -> [UInt8]? {
    if cell < cells.count { return cells[cell] }
    let place = cell - cells.count
    guard place == 0 || cells.count + rest.count == count, rest.indices.contains(place) else { return nil }
    return rest[place].withUnsafeBufferPointer { bytes in
      var end = bytes.count
      while end > 0, bytes[end - 1] == lineFeed || bytes[end - 1] == carriageReturn { end -= 1 }
      return Array(trimmingBlanks(UnsafeBufferPointer(rebasing: bytes[..<end])))
    }
  }

  /// Where a cell begins, all before it being whole.
  private static func start(ofCell cell: Int, in row: UnsafeBufferPointer<UInt8>, separator: UInt8) -> Int {
    var position = 0
    for _ in 0..<cell {
      while position < row.count, row[position] == space || row[position] == tab && separator != tab {
        position += 1
      }
      let isQuoted = position < row.count && row[position] == quote
      var isInside = false
      while position < row.count, isInside || row[position] != separator {
        if isQuoted, row[position] == quote { isInside.toggle() }
        position += 1
      }
      position = min(position + 1, row.count)
    }
    return position
  }
}
