import StudyRecords

extension NoteKind {
  /// The ways by which the rows came to their effect sizes, when there is more than one.
  public static let effectRoutes = NoteKind(
    "effect.routes", .information, "the effect sizes come from {count} forms of data: {routes}")
  /// Effects were turned from one measure into another.
  public static let effectConverted = NoteKind("effect.converted", .information, "{rows}: {conversion}")
  /// Effects turned into standardized differences carry no small-sample correction.
  public static let convertedUncorrected = NoteKind(
    "effect.converted-uncorrected", .information,
    "{rows}: the converted effects stand beside {measure} without its factor J, which corrects for a standard deviation "
      + "estimated from two small groups; theirs come from another kind of estimate")
  /// Effects are taken as the data state them.
  public static let effectStated = NoteKind(
    "effect.stated", .information, "{rows}: {role} is taken as it stands, as {name} ({measure})")
  /// Changes within one group stand beside differences between groups.
  public static let changeBesideDifference = NoteKind(
    "effect.change-beside-difference", .warning,
    "{rows}: the change within one group stands beside differences between groups; it also holds what would have "
      + "happened without treatment, and is not an estimate of the same quantity")
  /// Differences of changes stand in standard deviations of changes.
  public static let changeUnit = NoteKind(
    "effect.change-unit", .warning,
    "{rows}: the difference of changes is in standard deviations of changes, other effects are in standard deviations of "
      + "scores; standardized by different units they should not be pooled (Cochrane Handbook 6.5, 10.5.2)")
  /// Intervals of differences of means were read as those of a t distribution.
  public static let differenceInterval = NoteKind(
    "effect.interval-t", .information,
    "{rows}: the interval of the difference is taken for one of t with n1 + n2 - 2 degrees of freedom (Cochrane Handbook 6.5, "
      + "6.5.2.3); if it is one of the normal distribution, give the standard error (sei) in its place")
  /// The correlation of two measurements was assumed.
  public static let correlationAssumed = NoteKind(
    "effect.correlation-assumed", .information,
    "{rows}: the correlation of measurements before and after is not stated and taken to be {r}")
  /// A study has no effect size because its measure cannot be turned into the common one.
  public static let noConversion = NoteKind(
    "effect.no-conversion", .warning, "no effect size: {measure} ({route}) cannot be turned into {target}")
  /// A study has no effect size because its format lacks something.
  public static let missingForFormat = NoteKind(
    "effect.missing-for-format", .warning, "no effect size: format {format} needs {needed}; missing {roles}")
  /// A study has no effect size because the format cannot give the measure.
  public static let formatNotTaken = NoteKind(
    "effect.format-not-taken", .warning, "no effect size: {measure} cannot be had from format {format}")
  /// A cell of a column of codes holds another word.
  public static let unknownCode = NoteKind(
    "effect.unknown-code", .warning, "no effect size: '{value}' is not a {what}; {known}")
  /// A row asks for a variance type that its measure does not offer.
  public static let rowVarianceNotOffered = NoteKind(
    "effect.variance-not-offered", .warning,
    "no effect size: measure {measure} has no sampling variance '{vtype}'; it offers {offered}")
}

extension Note {
  /// A note that a cell of codes holds another word, with the nearest code.
  static func unknownCode(
    _ value: String, what: String, known: [String], row: Int, study: String?, column: String?
  ) -> Note {
    let guess = nearestName(to: value, in: known).map { "did you mean '\($0)'?" }
    let list =
      known.count > 20
      ? "'tutti \(what == "format" ? "glossary roles" : "measures")' lists them"
      : "there are \(enumerated(known))"
    return Note(
      .unknownCode, row: row, study: study, column: column,
      ["value": .text(value), "what": .text(what), "known": .text(guess ?? list)])
  }
}

/// `row 3`, `rows 3 and 5`, the first twenty and how many more.
func rowList(_ rows: [Int]) -> String {
  let shown = rows.prefix(20).map(String.init)
  let list =
    rows.count > 20 ? shown.joined(separator: ", ") + " and \(rows.count - 20) more" : enumerated(shown)
  return (rows.count == 1 ? "row " : "rows ") + list
}
