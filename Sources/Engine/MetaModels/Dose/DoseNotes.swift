import EffectMeasures
import StudyRecords

extension NoteKind {
  /// A dose needed lies outside the doses observed.
  static let doseExtrapolated = NoteKind(
    "dose.extrapolated", .warning,
    "the dose for {target} by the {model} model, {dose}, lies outside the observed doses {lower} to {upper}; it rests on "
      + "the form of the curve alone")
  /// No dose observed reaches a target.
  static let doseNotReached = NoteKind(
    "dose.not-reached", .information,
    "no dose in the observed range {lower} to {upper} reaches {target} by the {model} model")
  /// A target is reached at the lowest dose observed.
  static let doseAtLowest = NoteKind(
    "dose.at-lowest", .information,
    "{target} is reached at the lowest observed dose, {lower}, by the {model} model; the data say nothing on lower doses"
  )
  /// The effect does not clearly change with the dose.
  static let doseSlope = NoteKind(
    "dose.slope-not-significant", .warning,
    "the effect does not clearly change with the dose in the {model} model (p = {p}): the data cannot bound the dose "
      + "needed on both sides")
  /// Few studies for a curve.
  static let doseFewStudies = NoteKind(
    "dose.few-studies", .warning,
    "{k} estimates are few for the {model} model, which has {terms}; ten for each are a usual minimum")
  /// The logarithmic model needs positive doses.
  static let doseNotPositive = NoteKind(
    "dose.not-positive", .warning,
    "the logarithmic model is left out: {rows} a dose of 0 or less")
  /// A model could not be fitted.
  static let doseModelLeftOut = NoteKind(
    "dose.model-left-out", .warning, "the {model} model is left out: {reason}")
  /// The dose does not improve the description of the data.
  static let doseBaselineBest = NoteKind(
    "dose.baseline-best", .warning,
    "the model without the dose has the smallest AICc, {delta} below the best dose model: the data do not show that the "
      + "dose matters")
  /// Too few bootstrap samples for the level.
  static let doseFewSamples = NoteKind(
    "dose.few-samples", .warning,
    "the bootstrap of the {model} model has {samples}, too few for an interval of {level} percent, which needs {least}"
  )
  /// Some bootstrap samples could not be fitted.
  static let doseSamplesFailed = NoteKind(
    "dose.samples-failed", .warning,
    "{count} of {samples} bootstrap samples of the {model} model could not be fitted; the interval rests on the others"
  )
}

/// `row 3 has` or `4 rows used, the first of them row 3, have`.
func rowsWithoutLogarithm(_ count: Int, first: Int) -> String {
  count == 1 ? "row \(first) has" : "\(count) rows used, the first of them row \(first), have"
}

/// What can be wrong with a request for doses.
public enum DoseError: AnalysisError, Hashable {
  /// No target is given, or one is not finite.
  case unusableTarget(Double?)
  /// A target that the scale people read does not have.
  case targetOffScale(Double, BackTransform, measure: Measure?)
  /// There are no forms of the curve to fit.
  case noShapes
  /// The further moderators name the dose, or take away the intercept.
  case unusableAdjustment(formula: String, problem: String)
  /// The rows used have too few different doses for a form of the curve.
  case tooFewDoses(shape: DoseShape, distinct: Int, needed: Int)
  /// The logarithmic model alone is asked for, and some doses have no logarithm.
  case nonPositiveDose(column: String, row: Int, count: Int)
  /// A number of bootstrap samples outside 0 to 1,000,000.
  case unusableSamples(Int)
  /// The effect sizes carry no table with doses.
  case noTable(column: String)

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    switch self {
    case .tooFewDoses, .nonPositiveDose, .noTable: .data
    default: .usage
    }
  }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .unusableTarget(let value):
      value.map { "a target of \(numberText($0)) is not possible; targets are finite effects" }
        ?? "no target is given; name at least one effect to reach, for example 0.5"
    case .targetOffScale(let value, let transform, let measure):
      offScale(numberText(value), value, transform, measure)
    case .noShapes: "no model is named; name at least one of linear, logarithmic, quadratic and spline"
    case .unusableAdjustment(let formula, let problem): "the further moderators '\(formula)': \(problem)"
    case .tooFewDoses(let shape, let distinct, let needed):
      "the rows used have \(distinct == 1 ? "one dose" : "\(distinct) different doses"), and the \(shape.rawValue) model needs at least "
        + "\(needed) different ones"
    case .nonPositiveDose(let column, let row, let count):
      "the logarithmic model needs doses above 0, but \(rowsWithoutLogarithm(count, first: row)) a dose of 0 or less in column "
        + "'\(column)'; use another model"
    case .unusableSamples(let count):
      "\(count) bootstrap samples are not possible; choose from 0 (none) to 1000000, for example 1999"
    case .noTable(let column):
      "the effect sizes carry no table with a column '\(column)'; compute them from a table that has it"
    }
  }
}

/// Which scale targets are on, which numbers it has, and what the number would be on it if it is one of the analysis scale.
private func offScale(
  _ text: String, _ value: Double, _ transform: BackTransform, _ measure: Measure?
) -> String {
  let natural = measure.map { "a \($0.definition.naturalName)" } ?? "an effect"
  let analysis = measure.map { "a \($0.definition.name)" } ?? "an effect on the analysis scale"
  let range = transform.analysisRange
  let meaning =
    value >= range.lower && value <= range.upper
    ? "; if \(text) is \(analysis), that is \(natural) of \(shortDescription(transform(value))): add --analysis-scale"
    : ""
  return
    "a target of \(text) is not possible: targets are on the scale people read, where \(natural) \(transform.naturalBounds)"
    + meaning
}

extension BackTransform {
  /// Which numbers of the natural scale stand for finite ones of the analysis scale.
  fileprivate var naturalBounds: String {
    switch self {
    case .identity: "is any finite number"
    case .exponential: "lies above 0"
    case .hyperbolicTangent: "lies between -1 and 1"
    case .squaredHyperbolicTangent: "is 0 or more and below 1"
    case .logistic, .normal: "lies between 0 and 1"
    case .arcsineSquared, .freemanTukeyProportion: "is a number from 0 to 1"
    case .square, .freemanTukeyRate: "is 0 or more"
    case .hakstianWhalen: "is at most 1"
    case .bonett: "lies below 1"
    }
  }
}
