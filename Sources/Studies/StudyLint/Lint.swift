import EffectMeasures
import StudyRecords

/// Looks through study data for typing mistakes before they become effect sizes.
///
/// ``checks`` is the catalogue. A lint reads and never changes anything.
public struct Lint: Sendable {
  /// Every check, in the order in which findings at one row are listed.
  public static let checks: [any LintCheck] = [
    TextAmongNumbers(), OutOfRange(), CorrelationOutOfRange(), PercentForShare(), EventsExceedSize(),
    FractionalCount(), MissingValueCode(), SizesContradict(), ZeroDeviation(),
    ImplausibleDifference(), OneGroupStandardError(), OutlyingDeviation(),
    MeanOutsideScale(), DeviationExceedsRange(), ImpossibleMean(), ImpossibleDeviation(),
    IntervalExcludesEstimate(), RatioNotLogged(), AsymmetricInterval(),
    VarianceHoldsStandardError(), StandardErrorHoldsVariance(), UncertaintyContradicts(), PValueContradicts(),
    FlippedSign(), DuplicateRow(), ReusedGroup(),
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

  /// The findings as notes to go with effect sizes: a row that these refuse with a note of their own is not
  /// reported twice.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)``.
  public func notes(
    on effects: EffectSizes, of table: StudyTable, columns: ColumnMapping = .init()
  ) throws(StudyTableError) -> [Note] {
    let data = try LintData(table, columns: columns, effects: effects, options: options)
    let refused = Set(effects.notes.filter { $0.kind == .impossibleInput }.compactMap(\.row))
    let findings = Self.checks.flatMap { check in
      check.findings(in: data).filter { finding in
        !(check.isSaidByEffectSizes && finding.note.row.map(refused.contains) ?? false)
      }
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
