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
  /// At most one note on some coefficients.
  ///
  /// - Parameters:
  ///   - coefficients: With the factor in their standard errors.
  ///   - factor: q; with 0 there is another note.
  ///   - degreesOfFreedom: k − p.
  ///   - level: Of the intervals in percent.
  ///   - nullValue: What a pooled effect is tested against, `nil` where its test means nothing. Moderators are tested
  ///     against 0; nobody asks of the intercept beside them.
  static func notes(
    _ coefficients: [Coefficient], factor: Double, degreesOfFreedom: Int, level: Double, nullValue: Double?
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
    guard !decided.isEmpty else {
      var note = Note(.knappHartungNarrower)
      note.details = numbers
      return [note]
    }
    let terms = isPooled ? "the pooled effect" : enumerated(decided.map(\.term))
    var note = Note(.knappHartungDecides, ["terms": .text(terms)])
    note.details += numbers
    return [note]
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
}
