import EffectMeasures
import StudyRecords

/// Why a generalized linear mixed model could not be fitted.
public enum MixedModelError: AnalysisError, Hashable {
  /// The measure has no such model; `forms` are those it has.
  case unsupported(measure: String?, form: String, forms: [String])
  /// Log risks with a normal random effect would exceed 0.
  case logRiskWithRandomEffects
  /// The effect sizes do not come from counts.
  case noCounts(measure: String)
  /// The exact likelihood and the beta-binomial model need whole numbers up to a limit; `column` is the data's own.
  case fractionalCount(row: Int, study: String?, role: Role, column: String, value: Double, limit: Double)
  /// Knapp and Hartung's factor is not defined here.
  case unsupportedTest(String)
  /// A number of nodes out of range.
  case unusablePoints(Int)
  /// Nobody, or everybody, had the event in any group of any study.
  case allAlike(hasEvents: Bool)
  /// Coefficients of the terms grow without bound.
  case infiniteEstimate(terms: [String])
  /// τ² (or σ²) grows without bound.
  case unboundedVariance(name: String, limit: Double)
  /// The likelihood is flat: the data do not determine the coefficients.
  case flatLikelihood
  /// The search did not end at a maximum.
  case noMaximum(ending: String)

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    switch self {
    case .unsupported, .logRiskWithRandomEffects, .noCounts, .unsupportedTest, .unusablePoints: .usage
    case .fractionalCount, .allAlike, .infiniteEstimate, .unboundedVariance, .flatLikelihood: .data
    case .noMaximum: .defect
    }
  }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .unsupported(let measure, let form, let forms):
      let measure = measure.map { "measure \($0)" } ?? "data without a measure"
      return forms.isEmpty
        ? "\(form) models counts and cannot be used for \(measure); it takes "
          + (form == "the beta-binomial model" ? "OR or PLO" : "OR, RR, IRR, PLO or IRLN")
        : "\(form) cannot be used for \(measure), which takes \(forms.joined(separator: ", "))"
    case .logRiskWithRandomEffects:
      return
        "measure RR can be fitted with equal effects only, since a normal random effect would carry log risks "
        + "above 0; add --equal-effects or use OR"
    case .noCounts(let measure):
      return "the effect sizes of measure \(measure) carry no counts; compute them from a table of counts"
    case .fractionalCount(let row, let study, let role, let column, let value, let limit):
      let need = value == value.rounded() ? "whole numbers up to \(shortDescription(limit))" : "whole numbers"
      return
        "row \(row)\(study.map { " (\($0))" } ?? ""): \(role.place(column)) is \(numberText(value)), but CM.EL and BB need \(need); "
        + "correct it or use UM.FS"
    case .unsupportedTest(let test):
      return "test \(test) is not defined for mixed models of counts; use z or t"
    case .unusablePoints(let points):
      return "\(points) quadrature points are not possible; give a number from 1 to \(QuadraturePoints.most)"
    case .allAlike(let hasEvents):
      return
        "\(hasEvents ? "everybody had the event in every study" : "nobody had the event in any study"), so that the likelihood rises without end as the "
        + "risk goes to \(hasEvents ? "1" : "0") and says nothing about an effect; no finite estimate exists, but the studies' "
        + "own intervals do (--intervals exact of 'tutti effects')"
    case .infiniteEstimate(let terms):
      return "the likelihood rises without end as the "
        + (terms.count == 1 ? "coefficient of \(terms[0]) grows" : "coefficients of \(enumerated(terms)) grow")
        + ": the events are separated completely, as when all of them, or all people without one, are in one group; "
        + "no finite estimate exists, but Peto's method (--measure PETO --method PETO) or the Mantel–Haenszel method with "
        + "--add 0.5,0.5 --to only0,only0 gives one"
    case .unboundedVariance(let name, let limit):
      return
        "the likelihood keeps rising as \(name) grows beyond \(limit): the data do not bound the heterogeneity; "
        + "use --equal-effects or another model"
    case .flatLikelihood:
      return "the likelihood is flat at its maximum, so that the data do not determine the coefficients; "
        + "use fewer moderators or equal effects"
    case .noMaximum(let ending): return "the search for the maximum likelihood ended without one (\(ending))"
    }
  }
}

extension MixedModelError {
  /// The error on the first number of a row's counts that is not whole, or else the largest.
  static func notWhole(in effects: EffectSizes, at position: Int, limit: Double) -> MixedModelError {
    let row = effects.rows[position]
    var numbers: [(input: EffectSizes.InputColumn, value: Double)] = []
    func has(_ role: Role) -> Bool { numbers.contains { $0.input.role == role } }
    // People without the event come before sizes, as in the counts themselves.
    for role in [Role.ai, .bi, .n1i, .ci, .di, .n2i, .xi, .ni, .mi]
    where !(role == .n1i && has(.bi) || role == .n2i && has(.di) || role == .mi && has(.ni)) {
      guard let input = effects.inputs.first(where: { $0.role == role }), let value = input.values[position]
      else { continue }
      numbers.append((input, value))
    }
    let found = numbers.first { $0.value != $0.value.rounded() } ?? numbers.max { $0.value < $1.value }
    return .fractionalCount(
      row: row.row, study: row.study, role: found?.input.role ?? .ai, column: found?.input.column ?? "ai",
      value: found?.value ?? .nan, limit: limit)
  }
}
