import Distributions
import EffectMeasures
import StudyRecords

/// Says when Knapp and Hartung's method makes intervals narrower than normal ones.
///
/// Their factor q = Σw(y − ŷ)²/(k − p) is below 1 where the estimates agree better than their variances lead one to expect.
/// The t quantile makes up for a factor little below 1: about half of all fits have one, and nothing need be said of
/// them. What surprises is an interval narrower than the normal one, t √q < z, as happens to many reviews without
/// heterogeneity: that is a fact to mention. Where it also decides, a test significant by it and not by z, the reader has
/// to know, and it becomes a warning. The remedy is test `adhoc`, which keeps the factor at 1 or above.
///
/// Source: Jackson, Law, Rücker & Schwarzer (2017), doi:10.1002/sim.7411; Wiksten, Rücker & Schwarzer (2016),
/// doi:10.1002/sim.6879.
enum KnappHartungNote {
  /// At most one note on some coefficients and their joint test.
  ///
  /// A joint F of m coefficients is compared with what it would be without the factor, m q F as χ²(m).
  /// - Parameters:
  ///   - coefficients: With the factor in their standard errors.
  ///   - omnibus: Their joint test; that of a single one says nothing further.
  ///   - factor: q; with 0 there is another note.
  ///   - degreesOfFreedom: k − p.
  ///   - level: Of the intervals in percent.
  ///   - nullValue: What a pooled effect is tested against, `nil` where its test means nothing. Moderators are tested
  ///     against 0; nobody asks of the intercept beside them.
  static func notes(
    _ coefficients: [Coefficient], omnibus: OmnibusTest?, factor: Double, degreesOfFreedom: Int, level: Double,
    nullValue: Double?
  ) -> [Note] {
    guard factor > 0, factor < 1, degreesOfFreedom > 0 else { return [] }
    let normal = CoefficientInference(degreesOfFreedom: nil, level: level)
    let t = CoefficientInference(degreesOfFreedom: Double(degreesOfFreedom), level: level).quantile
    let share = t * factor.squareRoot() / normal.quantile
    guard share < 1 else { return [] }
    let isPooled = coefficients.map(\.term) == [Design.intercept]
    let decided = coefficients.filter { coefficient in
      guard let null = isPooled ? nullValue : coefficient.term == Design.intercept ? nil : 0 else {
        return false
      }
      let distance = abs(coefficient.estimate - null)
      return distance <= coefficient.standardError / factor.squareRoot() * normal.quantile
        && distance > t * coefficient.standardError
    }
    let numbers: [Note.Detail] = [
      .init(name: "factor", value: .number(factor)), .init(name: "share", value: .number(100 * (1 - share))),
    ]
    var terms = isPooled ? decided.map { _ in "the pooled effect" } : decided.map(\.term)
    if let omnibus, omnibus.df1 > 1 {
      if decides(omnibus.pValue, without: pValue(of: omnibus, without: factor), level: level) {
        terms.append("all moderators together")
      }
    }
    var note = terms.isEmpty ? Note(.knappHartungNarrower) : Note(.knappHartungDecides)
    if !terms.isEmpty { note.details.append(.init(name: "terms", value: .text(enumerated(terms)))) }
    note.details += numbers
    return [note]
  }

  /// At most one note on the test between groups that have a τ² and a factor of their own.
  ///
  /// - Parameters:
  ///   - groups: Their names and factors, `nil` where none is used.
  ///   - pValue: Of the test made of the groups' standard errors.
  ///   - plain: Of the same test without the factors.
  ///   - level: Of the intervals in percent.
  static func notes(
    _ groups: [(name: String, factor: Double?)], pValue: Double, without plain: Double, level: Double
  ) -> [Note] {
    let narrowed = groups.filter { ($0.factor ?? 1) < 1 }.map(\.name)
    guard decides(pValue, without: plain, level: level), !narrowed.isEmpty else { return [] }
    return [
      Note(.subgroupKnappHartungDecides, ["subgroups": .text(enumerated(narrowed)), "p": .number(plain)])
    ]
  }

  /// At most one note on the test between groups by one model of all of them.
  static func notes(between test: OmnibusTest, in model: Fit) -> [Note] {
    guard model.test == .knha, let factor = model.varianceFactor, factor < 1 else { return [] }
    return notes(
      [("all subgroups", factor)], pValue: test.pValue, without: pValue(of: test, without: factor),
      level: model.settings.level)
  }

  /// The p value of a joint F without the factor.
  private static func pValue(of test: OmnibusTest, without factor: Double) -> Double {
    let m = Double(test.df1)
    return ChiSquared(degreesOfFreedom: m).upperTail(m * factor * test.statistic)
  }

  /// What a model with groups as a factor says of its single coefficients, which compare groups with the first, left out.
  static func withoutDecision(_ note: Note) -> Note {
    guard note.kind == .knappHartungDecides else { return note }
    var note = note
    note.kind = .knappHartungNarrower
    note.details.removeAll { $0.name == "terms" }
    return note
  }

  /// Whether a test is significant at a level of intervals, and would not be without the factor.
  private static func decides(_ pValue: Double, without plain: Double, level: Double) -> Bool {
    let limit = 1 - level / 100
    return pValue < limit && plain >= limit
  }
}

extension NoteKind {
  /// Knapp–Hartung intervals are narrower than normal ones.
  static let knappHartungNarrower = NoteKind(
    "test.knha-narrower", .information,
    "the estimates agree so well that the Knapp–Hartung factor is {factor} and intervals are {share} percent narrower than "
      + "normal ones; test adhoc keeps the factor at 1 or above (Jackson et al. 2017, doi:10.1002/sim.7411)")
  /// They are, and a test is significant only for that reason.
  static let knappHartungDecides = NoteKind(
    "test.knha-decides", .warning,
    "the test of {terms} is significant only because the Knapp–Hartung factor is {factor}, which makes intervals {share} "
      + "percent narrower than normal ones; test adhoc keeps the factor at 1 or above (Jackson et al. 2017, "
      + "doi:10.1002/sim.7411)")
  /// The test between subgroups is significant only because groups have factors below 1.
  static let subgroupKnappHartungDecides = NoteKind(
    "subgroup.knha-decides", .warning,
    "the test between subgroups is significant only because the Knapp–Hartung factor of {subgroups} is below 1; with "
      + "normal standard errors its p is {p}; test adhoc keeps the factor at 1 or above (Jackson et al. 2017, "
      + "doi:10.1002/sim.7411)")
}
