import EffectMeasures
import StudyRecords

/// The same tables pooled under every defensible treatment of zeros: how much does the choice matter?
///
/// Each variant is an ordinary fit that differs from the analysis only in how zeros are corrected, whether studies
/// without events in both groups are kept, and how tables are pooled: by inverse variance, Mantel–Haenszel, Peto, a
/// mixed model or the beta-binomial model of the counts, which need no correction. A variant that cannot be computed stays in the
/// list with its reason. One that is the analysis itself is not repeated: the first is named after it. Sweeting, Sutton & Lambert (2004, doi:10.1002/sim.1761); Efthimiou (2018,
/// doi:10.1136/eb-2018-102911).
public struct ZeroCellSensitivity: Sendable {
  /// One way of pooling.
  public struct Variant: Sendable {
    /// What it does, in words.
    public var label: String
    /// The code of the model: `REML`, `MH`, `PETO`, `CM.EL`, `BB`, ….
    public var method: String
    /// How the studies' own estimates treat zeros.
    public var options: EffectOptions
    /// The fit, or why there is none.
    public var outcome: Result<Fit, any Error>

    /// The pooled effect, `nil` where it could not be computed.
    public var coefficient: Coefficient? { (try? outcome.get())?.coefficients.first }
    /// The number of studies that entered.
    public var k: Int? { (try? outcome.get())?.k }
  }

  /// The measure of the analysis.
  public var measure: Measure
  /// The variants; the first is the analysis itself.
  public var variants: [Variant]
  /// How many studies have complete tables.
  public var studies: Int
  /// How many studies have a zero in some cell.
  public var studiesWithZero: Int
  /// How many studies have no events, or nothing but events, in both groups.
  public var doubleZeroStudies: Int
  /// How results are turned back into the scale that people read.
  public var backTransform: BackTransform
  /// The value of no effect on the analysis scale.
  public var nullValue: Double
  /// What the variants say together.
  public var notes: [Note]
}

extension ModelSettings {
  /// Pools the tables under every defensible treatment of zeros.
  ///
  /// - Parameters:
  ///   - effects: Effect sizes computed from counts of two groups.
  ///   - options: The choices they were computed with.
  ///   - analysis: The analysis itself, where it is not the fit of these settings, as with a mixed model.
  /// - Throws: ``ModelError/zeroCellSensitivity(measure:isStated:)`` when the effect sizes do not come from counts of two groups.
  public func zeroCellSensitivity(
    _ effects: EffectSizes, options: EffectOptions, analysis: Fit? = nil
  ) throws -> ZeroCellSensitivity {
    guard let measure = effects.measure, GroupScale(measure) != nil, !effects.inputs.isEmpty else {
      throw ModelError.zeroCellSensitivity(
        measure: effects.measure?.code, isStated: effects.measure.flatMap { GroupScale($0) } != nil)
    }
    let tables = try StratifiedTables(effects, for: .mantelHaenszel())
    let raw = try StudyTable(
      name: "tables", columns: effects.inputs.map { .init(name: $0.role.rawValue, numbers: $0.values) })
    func variant(_ plan: ZeroCellPlan) throws -> ZeroCellSensitivity.Variant {
      let options = plan.options(over: options)
      let computed = try raw.effects(plan.measure ?? measure, options: options)
      return .init(
        label: plan.label, method: plan.method(over: self), options: options,
        outcome: Result { try plan.fit(computed, over: self) })
    }
    let plans = ZeroCellPlan.all(for: measure, over: self, tables: tables.counts)
    let itself = "the analysis itself"
    var variants = [
      ZeroCellSensitivity.Variant(
        label: itself, method: analysis?.methodCode ?? methodCode, options: options,
        outcome: Result { try analysis ?? fit(effects) })
    ]
    for plan in plans {
      let further = try variant(plan)
      if variants[0].label == itself, further.isSame(as: variants[0]) {
        variants[0].label += ": \(plan.label)"
      } else {
        variants.append(further)
      }
    }
    var result = ZeroCellSensitivity(
      measure: measure, variants: variants, studies: tables.counts.count,
      studiesWithZero: tables.counts.count(where: \.hasZero),
      doubleZeroStudies: tables.counts.count(where: \.isDoubleZero), backTransform: effects.backTransform,
      nullValue: measure.definition.nullValue ?? 0, notes: [])
    result.notes = result.findings
    return result
  }
}

extension ZeroCellSensitivity.Variant {
  /// Whether model, choices and result are the same.
  fileprivate func isSame(as other: Self) -> Bool {
    guard let fit = try? outcome.get(), let second = try? other.outcome.get() else { return false }
    return method == other.method && fit.settings == second.settings && fit.k == second.k
      && fit.coefficients == second.coefficients && fit.mixedModel?.model == second.mixedModel?.model
      && fit.betaBinomial?.model == second.betaBinomial?.model
      && fit.studies.map(\.yi) == second.studies.map(\.yi)
  }

  /// Whether there is a pooled effect with an uncertainty of its own.
  fileprivate var isInformative: Bool { coefficient.map { $0.standardError > 0 } ?? false }
}

extension ZeroCellSensitivity {
  /// Whether the variants disagree on the conclusion, and whether they move a ratio by a quarter.
  fileprivate var findings: [Note] {
    var notes: [Note] = []
    if studiesWithZero == 0 { notes.append(Note(.zeroCellNone)) }
    let on = Note.Value.text(
      studiesWithZero == 0 ? "how the tables are pooled" : "how zeros are treated and tables pooled")
    let variants = variants.filter(\.isInformative)
    let intervals = variants.compactMap { $0.coefficient?.interval }
    let excluding = intervals.count { !($0.lower...$0.upper).contains(nullValue) }
    if excluding > 0, excluding < intervals.count {
      notes.append(
        Note(.zeroCellConclusion, ["excluding": .count(excluding), "count": .count(intervals.count), "on": on]))
    }
    let estimates = variants.compactMap { $0.coefficient?.estimate }
    if let low = estimates.min(), let high = estimates.max() {
      if low < nullValue, high > nullValue { notes.append(Note(.zeroCellDirection, ["on": on])) }
      let (from, to) = (backTransform(low), backTransform(high))
      if backTransform != .identity, from > 0, to / from >= 1.25 {
        notes.append(Note(.zeroCellSize, ["from": .number(from), "to": .number(to), "on": on]))
      }
    }
    return notes
  }
}

extension NoteKind {
  /// No table has a zero.
  static let zeroCellNone = NoteKind(
    "zero-cell.none", .information,
    "no study has a zero, so that the variants differ only in how the tables are pooled")
  /// The interval excludes the null under some treatments of zeros only.
  static let zeroCellConclusion = NoteKind(
    "zero-cell.conclusion", .warning,
    "the conclusion depends on {on}: the interval excludes no effect in {excluding} of {count} variants"
  )
  /// The estimate changes sides.
  static let zeroCellDirection = NoteKind(
    "zero-cell.direction", .warning,
    "the direction of the effect depends on {on}")
  /// The pooled ratio moves by a quarter or more.
  static let zeroCellSize = NoteKind(
    "zero-cell.size", .warning,
    "the pooled ratio lies between {from} and {to}, depending on {on}: a quarter "
      + "or more")
}
