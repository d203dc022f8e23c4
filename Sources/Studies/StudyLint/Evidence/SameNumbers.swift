import RealModule
import StudyRecords

/// Some numbers of a row, for finding the same ones elsewhere.
///
/// How much their agreement says is counted in significant digits: two studies may well share `20` people, hardly
/// `29.16`, `9.08` and `20`.
struct NumberGroup: Hashable {
  let values: [Double?]

  init(_ data: LintData, _ roles: [Role], at row: Int) { values = roles.map { data[$0, row] } }

  /// The significant digits of some roles at a row.
  static func digits(_ data: LintData, _ roles: [Role], at row: Int) -> Int {
    roles.reduce(0) { sum, role in
      guard let column = data[role], column.values[row] != nil else { return sum }
      return sum + (column.texts[row].map { WrittenNumber($0).significantDigits } ?? 0)
    }
  }

  /// The digits that agree by chance in so many rows, beyond which agreement says something: seven up to 100 rows, two
  /// more for every tenfold, as the pairs of rows grow.
  static func digitsByChance(rows: Int) -> Int {
    7 + max(0, Int((2 * Double.log10(Double(rows) / 100)).rounded(.up)))
  }
}

/// A study's label up to its year, or without year up to the first bracket, comma, colon or semicolon: what the arms
/// and outcomes of one study have in common.
func studyStem(_ label: String) -> String {
  let characters = Array(label.lowercased())
  for start in characters.indices.dropLast(3) {
    let part = characters[start..<start + 4]
    let isRun = part.allSatisfy { $0.isASCII && $0.isNumber }
    if isRun, part.starts(with: "19") || part.starts(with: "20") { return String(characters[..<(start + 4)]) }
  }
  let end = characters.firstIndex { "([,:;".contains($0) } ?? characters.endIndex
  var stem = characters[..<end]
  while stem.last?.isWhitespace == true { stem.removeLast() }
  return String(stem)
}

extension LintData {
  /// Whether the labels of two rows name one study.
  func isSameStudy(_ first: Int, _ second: Int) -> Bool {
    guard let a = labels[first], let b = labels[second] else { return false }
    return studyStem(a) == studyStem(b)
  }
}
