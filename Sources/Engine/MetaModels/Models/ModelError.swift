import EffectMeasures
import StudyRecords

/// Why a model could not be fitted. Rows count those of the data from 1, or those of the problem where there are no data.
public enum ModelError: AnalysisError, Hashable {
  /// No row can be used; the reasons are those of the rows left out.
  case noStudies(reasons: [String])
  /// Fewer studies than parameters.
  case tooFewStudies(k: Int, needed: Int)
  /// An estimate is infinite, not a number, or beyond what double precision can square.
  case unusableEstimate(row: Int, study: String?, value: Double)
  /// A variance is negative, infinite, not a number, or beyond what double precision can invert.
  case unusableVariance(row: Int, study: String?, value: Double)
  /// A study's variance is zero and so is τ²: its weight would be infinite.
  case zeroVariance(row: Int, study: String?, method: String)
  /// The likelihood grows without bound as τ² goes to 0, since a study's variance is zero.
  case unboundedLikelihood(method: String)
  /// A user's weight is negative, infinite or missing, or all are zero.
  case unusableWeight(row: Int, value: Double?)
  /// There are not as many weights as rows.
  case weightCount(weights: Int, rows: Int)
  /// The design holds a number that is not finite.
  case unusableDesign
  /// The design's columns are linearly dependent.
  case dependentDesign
  /// A confidence level outside 0–100, ends excluded.
  case unusableLevel(Double)
  /// A given τ² that is negative or not finite.
  case unusableTau2(Double)

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    switch self {
    case .unusableLevel, .unusableTau2, .weightCount: .usage
    default: .data
    }
  }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .noStudies(let reasons):
      return "no study can be used" + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    case .tooFewStudies(let k, let needed):
      return
        "\(k) \(k == 1 ? "study is" : "studies are") too few: the model has \(needed) parameters to estimate; "
        + "use a simpler model or equal effects"
    case .unusableEstimate(let row, let study, let value):
      return place(row, study)
        + "the estimate \(value) cannot be used; it must be finite and below 1e75 in size"
    case .unusableVariance(let row, let study, let value):
      return place(row, study)
        + "the sampling variance \(value) cannot be used; it must be positive and finite, "
        + "between 1e-150 and 1e150; check whether the column is a variance or a standard error"
    case .zeroVariance(let row, let study, let method):
      return place(row, study)
        + "a sampling variance of 0 would give the study infinite weight with \(method); "
        + "leave the study out or correct its variance"
    case .unboundedLikelihood(let method):
      return "with a sampling variance of 0 the likelihood of \(method) has no maximum; use REML, PM or HE"
    case .unusableWeight(let row, let value):
      return "row \(row): \(value.map { "weight \($0) is not usable" } ?? "the weight is missing"); "
        + "weights must be finite and not negative, and not all zero"
    case .weightCount(let weights, let rows):
      return "\(weights) weights are given for \(rows) rows; give one for every row of the data"
    case .unusableDesign: return "a moderator is infinite or not a number"
    case .dependentDesign: return "the design's columns depend linearly on each other; remove one of them"
    case .unusableLevel(let level):
      return
        "a confidence level of \(level) is not possible; it is a percentage between 0 and 100, for example 95"
    case .unusableTau2(let value):
      return "a τ² of \(value) is not possible; it must not be negative and at most 1e150"
    }
  }

  private func place(_ row: Int, _ study: String?) -> String {
    "row \(row)\(study.map { " (\($0))" } ?? ""): "
  }

  /// The same error with the problem's rows turned into those of the data.
  func relocated(to rows: [EffectSize]) -> ModelError {
    switch self {
    case .unusableEstimate(let row, _, let value):
      .unusableEstimate(row: rows[row - 1].row, study: rows[row - 1].study, value: value)
    case .unusableVariance(let row, _, let value):
      .unusableVariance(row: rows[row - 1].row, study: rows[row - 1].study, value: value)
    case .zeroVariance(let row, _, let method):
      .zeroVariance(row: rows[row - 1].row, study: rows[row - 1].study, method: method)
    default: self
    }
  }
}
