import EffectMeasures
import StudyRecords

/// Looks through study data for typing mistakes before they become effect sizes.
///
/// ``checks`` is the catalogue. A lint reads and never changes anything.
public struct Lint: Sendable {
  /// Every check, in the order in which findings at one row are listed.
  public static let checks: [any LintCheck] = [
    TextAmongNumbers(), OutOfRange(), UnworkableSize(), CorrelationOutOfRange(), PercentForShare(),
    EventsExceedSize(),
    FractionalCount(), MissingValueCode(), SizesContradict(), ZeroDeviation(),
    ImplausibleDifference(), OneGroupStandardError(), OutlyingDeviation(),
    MeanOutsideScale(), QuantilesOutOfOrder(), DeviationExceedsRange(), ImpossibleMean(), ImpossibleDeviation(),
    IntervalExcludesEstimate(), ZeroWidthInterval(), RatioNotLogged(), AsymmetricInterval(),
    VarianceHoldsStandardError(), StandardErrorHoldsVariance(), UncertaintyContradicts(), PValueContradicts(),
    ContradictorySigns(),
    FlippedSign(), DuplicateRow(), ReusedGroup(),
  ]

  /// What a lint can and cannot see, whatever the check.
  public static let principles = [
    "A finding is a reason to look the number up, never a proof, and no data are changed. No finding is no proof either.",
    "A lint sees numbers that contradict one another, numbers that cannot be, and numbers that are far from all others. It "
      + "cannot see a wrong number that is as good as a right one: a standard error typed as a standard deviation in a row whose "
      + "means hardly differ, where the effect merely goes from -0.04 to -0.17; a slip in the third digit; events of the wrong "
      + "outcome; the better of two published analyses.",
    "A study is judged against the others with medians, so that several mistakes do not hide one another, as long as fewer "
      + "than half of the rows have the same one. A column that is wrong throughout looks consistent.",
    "Few studies say little about one another: with fewer than five others most comparisons are silent.",
    "Rounding is taken from the decimals in each cell. A cell whose final zeros a spreadsheet dropped is judged more "
      + "leniently, never more strictly; only a ratio in the place of its logarithm is looked for as if estimate and interval "
      + "had been printed with as many decimals.",
    "That scores are whole numbers, and where their scale ends, is never guessed: --items and --score-range, or columns of those "
      + "roles, switch those checks on.",
  ]

  /// The check of that code, or `nil`.
  public static func check(_ code: String) -> (any LintCheck)? { checks.first { $0.code == code } }

  /// What it is told about the data.
  public var options: LintOptions

  /// A lint.
  public init(options: LintOptions = .init()) { self.options = options }

  /// What all checks find, by row.
  /// - Parameters:
  ///   - table: The data.
  ///   - columns: Which column plays which role.
  ///   - effects: The effect sizes computed from them, where there are any; without them the checks that compare
  ///     effects are silent, and a role's range is the usual one.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)``.
  public func findings(
    in table: StudyTable, columns: ColumnMapping = .init(), effects: EffectSizes? = nil
  ) throws(StudyTableError) -> [LintFinding] {
    let data = try LintData(table, columns: columns, effects: effects, options: options)
    return Self.sorted(Self.checks.flatMap { $0.findings(in: data) })
  }

  /// The findings as notes to go with effect sizes, but for those of which these have a note already.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)``.
  public func notes(
    on effects: EffectSizes, of table: StudyTable, columns: ColumnMapping = .init()
  ) throws(StudyTableError) -> [Note] {
    let data = try LintData(table, columns: columns, effects: effects, options: options)
    let findings = Self.checks.flatMap { check in
      check.findings(in: data).filter { !check.isSaid($0, by: effects.notes) }
    }
    return Self.sorted(findings).map(\.note)
  }

  /// By row; at one row the catalogue's order stays.
  private static func sorted(_ findings: [LintFinding]) -> [LintFinding] {
    findings.enumerated()
      .sorted { ($0.element.note.row ?? 0, $0.offset) < ($1.element.note.row ?? 0, $1.offset) }
      .map(\.element)
  }
}
