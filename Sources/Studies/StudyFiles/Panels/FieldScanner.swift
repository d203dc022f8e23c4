import StudyRecords

/// The quick way to read cells: plain numbers, missing values and plain texts, straight from a file's bytes.
///
/// Every part of a file ends in a line feed, with eight readable bytes behind it, so that nothing here runs beyond.
struct FieldScanner {
  /// What a column holds, as one byte for a quick choice.
  enum Kind: UInt8 {
    case ignored, id, estimate, variance, standardError
  }

  /// A column.
  struct Column {
    let kind: Kind
    let study: Int
  }

  let separator: UInt8
  let columns: [Column]
  private let numbers = PlainNumber()

  init(columns: PanelColumns, separator: UInt8) {
    self.separator = separator
    self.columns = columns.parts.map { part in
      switch part {
      case .ignored: Column(kind: .ignored, study: 0)
      case .id: Column(kind: .id, study: 0)
      case .estimate(let study): Column(kind: .estimate, study: study)
      case .variance(let study): Column(kind: .variance, study: study)
      case .standardError(let study): Column(kind: .standardError, study: study)
      }
    }
  }

  /// The number in the cell that begins at a position, which moves to the cell's end; NaN when it is missing, `nil` for
  /// anything that is not plain.
  @inline(__always)
  func number(_ position: inout UnsafePointer<UInt8>) -> Double? {
    if let number = numbers.read(&position) { return number }
    if isEnd(position[0]) { return .nan }
    if position[0] == UInt8(ascii: "N"), position[1] == UInt8(ascii: "A"), isEnd(position[2]) {
      position += 2
      return .nan
    }
    return nil
  }

  /// The text of the cell that begins at a position, which moves to the cell's end; `nil` for quotes, blanks at an end
  /// and bytes that may belong to one.
  @inline(__always)
  func text(_ position: inout UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let start = position
    var p = start
    if p[0] == quote || p[0] == 0xC2 { return nil }
    while p[0] != separator, p[0] != lineFeed { p += 1 }
    position = p
    if p[0] == lineFeed, p > start, p[-1] == carriageReturn {
      p -= 1
      position = p
    }
    guard p > start else { return UnsafeBufferPointer(start: start, count: 0) }
    guard start[0] > space, p[-1] > space, p[-1] != 0xA0 else { return nil }
    return UnsafeBufferPointer(start: start, count: p - start)
  }

  @inline(__always)
  private func isEnd(_ byte: UInt8) -> Bool { byte == separator || byte == lineFeed || byte == carriageReturn }

  /// Steps over what ends a cell that is not the last, or the row after the last one; `false` for anything else.
  @inline(__always)
  func step(_ position: inout UnsafePointer<UInt8>, isLast: Bool) -> Bool {
    if !isLast {
      guard position[0] == separator else { return false }
      position += 1
      return true
    }
    if position[0] == lineFeed {
      position += 1
      return true
    }
    guard position[0] == carriageReturn, position[1] == lineFeed else { return false }
    position += 2
    return true
  }
}
