import StudyRecords

/// A column of a table while it is read.
struct CSVColumn {
  let name: String
  /// The only decimal mark, or `nil` when the cells may use either.
  let decimal: DecimalMark?
  private(set) var texts: [String?] = []
  /// The numbers, until a cell is not one.
  private(set) var numbers: [Double?]? = []
  /// The first row, counted from 0, with a decimal point, where cells may use either mark.
  private(set) var firstPoint: Int?
  /// The first row, counted from 0, with a decimal comma, where cells may use either mark.
  private(set) var firstComma: Int?
  /// The rows, counted from 0, whose number is too large or too small for a `Double`.
  private var outOfRange: [Int] = []

  /// Whether commas may separate thousands, unless some cell rules that out.
  private var mayBeThousands: Bool

  init(name: String, decimal: DecimalMark?, mayBeThousands: Bool = false) {
    self.name = name
    self.decimal = decimal
    self.mayBeThousands = mayBeThousands
  }

  /// Whether no cell has a value.
  var isMissing: Bool { texts.allSatisfy { $0 == nil } }

  /// The finished column.
  var column: StudyTable.Column {
    StudyTable.Column(name: name, texts: texts, numbers: hasThousands ? nil : numbers)
  }

  /// Whether every comma may stand before three digits of a whole number, as in `1,234`.
  private var hasThousands: Bool { firstComma != nil && firstPoint == nil && mayBeThousands }

  /// Adds the cell of the next row.
  mutating func append(_ cell: UnsafeBufferPointer<UInt8>) {
    if StudyRecords.isMissing(cell) {
      texts.append(nil)
      numbers?.append(nil)
      return
    }
    if numbers != nil {
      if let number = CSVNumber(cell, decimal: decimal) { append(number, cell) } else { numbers = nil }
    }
    texts.append(String(decoding: cell, as: UTF8.self))
  }

  private mutating func append(_ number: CSVNumber, _ cell: UnsafeBufferPointer<UInt8>) {
    switch number.mark {
    case .point?: firstPoint = firstPoint ?? texts.count
    case .comma?:
      firstComma = firstComma ?? texts.count
      if mayBeThousands, !looksLikeThousands(cell) { mayBeThousands = false }
    case nil: break
    }
    guard firstPoint == nil || firstComma == nil else {
      numbers = nil
      return
    }
    if number.value.isInfinite && cell.contains(where: isDigit)
      || number.value == 0 && hasSignificantDigit(cell)
    {
      outOfRange.append(texts.count)
    }
    numbers?.append(number.value)
  }

  /// What deserves a second look.
  var notes: [Note] {
    if let point = firstPoint, let comma = firstComma {
      return [
        Note(
          .columnMixesDecimalMarks, column: name,
          [
            "point": .text(texts[point] ?? ""), "pointRow": .count(point + 1),
            "comma": .text(texts[comma] ?? ""), "commaRow": .count(comma + 1),
          ])
      ]
    }
    guard let numbers else { return [] }
    if hasThousands, let row = firstComma {
      return [
        Note(.columnOfThousands, row: row + 1, column: name, ["value": .text(texts[row] ?? "")])
      ]
    }
    return outOfRange.map { row in
      Note(
        numbers[row] == 0 ? .numberTooSmall : .numberTooLarge, row: row + 1, column: name,
        ["value": .text(texts[row] ?? "")])
    }
  }
}

/// Whether a number with a comma is spelt as one to three digits, not a zero alone, and three more.
private func looksLikeThousands(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let comma = cell.firstIndex(of: UInt8(ascii: ",")) else { return false }
  let (whole, rest) = (cell[..<comma].filter(isDigit), cell[(comma + 1)...].filter(isDigit))
  return rest.count == 3 && (1...3).contains(whole.count) && whole.first != UInt8(ascii: "0")
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// Whether a number that reads as zero has a digit other than 0 before its exponent.
private func hasSignificantDigit(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
  for byte in cell {
    if byte | 0x20 == UInt8(ascii: "e") { return false }
    if isDigit(byte), byte != UInt8(ascii: "0") { return true }
  }
  return false
}

extension NoteKind {
  /// A column writes decimals in two ways, so that its numbers cannot be trusted.
  public static let columnMixesDecimalMarks = NoteKind(
    "column.mixed-decimals", .warning,
    "column '{column}' has a decimal point in row {pointRow} ('{point}') and a decimal comma in row {commaRow} "
      + "('{comma}'), so it is read as text: write all its decimals one way")
  /// Commas may be decimal marks or separate thousands.
  public static let columnOfThousands = NoteKind(
    "column.thousands", .warning,
    "'{value}' in column '{column}' may be a decimal number or thousands, so the column is read as text: write it with a "
      + "decimal point, or without the comma")
  /// A number is beyond the largest that can be held.
  public static let numberTooLarge = NoteKind(
    "number.too-large", .warning,
    "'{value}' in column '{column}' is too large to be held and is read as infinite")
  /// A number is below the smallest that can be held.
  public static let numberTooSmall = NoteKind(
    "number.too-small", .warning, "'{value}' in column '{column}' is too small to be held and is read as 0")
}
