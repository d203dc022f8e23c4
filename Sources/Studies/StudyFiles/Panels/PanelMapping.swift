import StudyRecords

/// Which columns of a file with many analyses play which role; a `*` in a column's name stands for the study.
package struct PanelMapping: Hashable, Sendable {
  /// The column with the analyses' names, if it is stated.
  package var id: String?
  /// The columns with estimates.
  var estimate: [NamePattern]
  /// The columns with sampling variances.
  var variance: [NamePattern]
  /// The columns with standard errors.
  var standardError: [NamePattern]

  /// Whether a row is an analysis or a study in one.
  var form: PanelColumns.Form {
    estimate.contains(where: \.hasStudy) ? .wide : .long
  }

  /// A mapping written as `id=snp,yi=b_*,sei=se_*` (wide) or `id=snp,yi=b,sei=se` (long).
  /// - Throws: ``PanelError/malformedMapping(text:)``, ``PanelError/incompleteMapping(text:)``.
  package init(parsing text: String) throws(PanelError) {
    var columns: [String: String] = [:]
    for part in text.splitOutsideQuotes(at: ",").map(\.trimmed) where !part.isEmpty {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0.trimmed.unquoted) }
      guard sides.count == 2, ["id", "yi", "vi", "sei"].contains(sides[0]), !sides[1].isEmpty,
        columns.updateValue(sides[1], forKey: sides[0]) == nil
      else { throw .malformedMapping(text: String(part)) }
    }
    guard let yi = columns["yi"], columns["vi"] != nil || columns["sei"] != nil else {
      throw .incompleteMapping(text: text)
    }
    id = columns["id"]
    estimate = [NamePattern(yi)]
    variance = columns["vi"].map { [NamePattern($0)] } ?? []
    standardError = columns["sei"].map { [NamePattern($0)] } ?? []
    guard (estimate + variance + standardError).allSatisfy({ $0.hasStudy == estimate[0].hasStudy }) else {
      throw .incompleteMapping(text: text)
    }
  }

  private init(estimate: [NamePattern], variance: [NamePattern], standardError: [NamePattern]) {
    (self.estimate, self.variance, self.standardError) = (estimate, variance, standardError)
  }

  /// Whether a column of these names holds estimates.
  func hasEstimates(in names: [String]) -> Bool { names.contains { estimate.firstKey(of: $0) != nil } }

  /// The usual names: long when `yi` or `y` is a column, else wide.
  static func usual(_ names: [String]) -> PanelMapping {
    let isLong = names.contains("yi") || names.contains("y")
    let pattern = { (stem: String) in isLong ? NamePattern(stem) : NamePattern(stem: stem) }
    return PanelMapping(
      estimate: ["yi", "y"].map(pattern), variance: ["vi", "v"].map(pattern),
      standardError: ["sei", "se"].map(pattern))
  }
}

/// The names of the columns that hold one quantity of different studies.
struct NamePattern: Hashable, Sendable {
  private let start: String
  private let end: String
  /// Whether the study's name must be a number or follow a mark.
  private let isStem: Bool
  /// Whether the pattern has a place for the study's name.
  let hasStudy: Bool

  /// A name as it is, or with a `*` where the study's name stands.
  init(_ text: String) {
    let sides = text.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    start = String(sides[0])
    end = sides.count > 1 ? String(sides[1]) : ""
    hasStudy = sides.count > 1
    isStem = false
  }

  /// A stem that is followed by a number, or by `_`, `.` or `-` and the study's name.
  init(stem: String) {
    start = stem
    end = ""
    hasStudy = true
    isStem = true
  }

  /// The study that a column of this name belongs to, `nil` when the name does not fit.
  func key(of name: String) -> String? {
    guard hasStudy else { return name == start ? "" : nil }
    guard name.utf8.count > start.utf8.count + end.utf8.count, name.hasPrefix(start), name.hasSuffix(end) else {
      return nil
    }
    let study = name.dropFirst(start.count).dropLast(end.count)
    guard isStem else { return String(study) }
    if let first = study.first, "_.-".contains(first) {
      return study.count > 1 ? String(study.dropFirst()) : nil
    }
    return study.utf8.allSatisfy({ $0 &- 0x30 < 10 }) ? String(study) : nil
  }
}

extension [NamePattern] {
  /// The study of the first pattern that the name fits.
  func firstKey(of name: String) -> String? {
    for pattern in self {
      if let key = pattern.key(of: name) { return key }
    }
    return nil
  }
}
