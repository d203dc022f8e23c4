import StudyRecords

/// The column in the role `sign`: which way an effect points whose F value or χ² does not say so.
struct SignColumn {
  /// 1 or −1 where a word says so, a number as it is written, `nil` where the cell is missing or says neither.
  let numbers: [Double?]
  /// Cells that hold another word, by position.
  let others: [Int: String]
  /// The column's name in the data.
  let name: String

  /// The words that it may hold.
  static let codes = ["positive", "negative", "+", "-", "1", "-1"]

  init(_ column: StudyTable.Column) {
    name = column.name
    var others: [Int: String] = [:]
    numbers =
      column.numbers
      ?? column.texts.enumerated().map { position, text in
        guard let text else { return nil }
        if let sign = Self.sign(of: text) ?? parseNumber(text) { return sign }
        others[position] = text
        return nil
      }
    self.others = others
  }

  private static func sign(of word: String) -> Double? {
    switch word.lowercased() {
    case "positive", "pos", "plus", "+": 1
    case "negative", "neg", "minus", "-", "\u{2212}", "\u{2013}": -1
    default: nil
    }
  }

  /// The note on a row whose effect hangs on a cell that says nothing; `nil` where the cell is no other word.
  func note(at position: Int, study: String?) -> Note? {
    others[position].map {
      .unknownCode($0, what: "sign", known: Self.codes, row: position + 1, study: study, column: name)
    }
  }
}
