import StudyRecords

/// How the cells of a CSV file are separated and its decimals marked; what is `nil` is found out.
public struct CSVFormat: Hashable, Sendable {
  /// What stands between two cells.
  public enum Separator: UInt8, CaseIterable, Hashable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
  }

  /// The separator, or `nil` to take the one that occurs most often in the header outside quotes; of equally
  /// frequent ones the tab wins over the semicolon, and the semicolon over the comma.
  public var separator: Separator?
  /// The only decimal mark, or `nil` for the point, with a comma accepted as well where cells are separated by `;`.
  public var decimal: DecimalMark?

  /// A format; `nil` for what is to be found out.
  public init(separator: Separator? = nil, decimal: DecimalMark? = nil) {
    self.separator = separator
    self.decimal = decimal
  }

  /// Everything is found out.
  public static let detect = CSVFormat()
  /// Cells separated by commas.
  public static let comma = CSVFormat(separator: .comma)
  /// Cells separated by semicolons.
  public static let semicolon = CSVFormat(separator: .semicolon)
  /// Cells separated by tabs.
  public static let tab = CSVFormat(separator: .tab)
}

/// Finds the end of the header and counts the separators in it, fed with a file's bytes from the first on.
struct HeaderScanner {
  private let candidates: [CSVFormat.Separator]
  private var counts: [Int]
  private var isAtCellStart = true
  private var isQuoted = false
  private var hasContent = false
  private var byteOrderMark: ArraySlice<UInt8> = [0xEF, 0xBB, 0xBF]
  /// Whether the header's line end has been seen.
  private(set) var isComplete = false

  init(format: CSVFormat) {
    candidates = format.separator.map { [$0] } ?? [.tab, .semicolon, .comma]
    counts = candidates.map { _ in 0 }
  }

  /// The separator that occurs most often, the comma when none does.
  var separator: CSVFormat.Separator {
    guard hasContent, let most = counts.max(), most > 0, let position = counts.firstIndex(of: most) else {
      return candidates.count == 1 ? candidates[0] : .comma
    }
    return candidates[position]
  }

  /// Reads on, to the end of the header or of the bytes.
  mutating func scan(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes where !isComplete { scan(byte) }
  }

  private mutating func scan(_ byte: UInt8) {
    if byteOrderMark.popFirst() == byte { return }
    byteOrderMark = []
    if isQuoted {
      // A doubled quote closes the cell here and opens it again: the state after it is the same.
      if byte == UInt8(ascii: "\"") { isQuoted = false }
      return
    }
    if let position = candidates.firstIndex(where: { $0.rawValue == byte }) {
      counts[position] += 1
      isAtCellStart = true
      hasContent = hasContent || byte != UInt8(ascii: "\t")
      return
    }
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      if hasContent { isComplete = true } else { counts = counts.map { _ in 0 } }
      isAtCellStart = true
    case UInt8(ascii: "\""):
      hasContent = true
      if isAtCellStart { isQuoted = true }
    case UInt8(ascii: " "): break
    default:
      hasContent = true
      isAtCellStart = false
    }
  }
}
