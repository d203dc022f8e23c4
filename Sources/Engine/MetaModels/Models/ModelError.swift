import EffectMeasures
import StudyRecords

/// Why a model could not be fitted. Rows count those of the data from 1, or those of the problem where there are no data.
public enum ModelError: AnalysisError, Hashable {
  /// None of that many rows can be used; the reasons are those of the rows left out, equal ones together.
  case noStudies(reasons: [String], rows: Int = 0)
  /// Fewer studies than parameters.
  case tooFewStudies(k: Int, needed: Int)
  /// An estimate is infinite, not a number, or beyond what double precision can square.
  case unusableEstimate(row: Int, study: String?, value: Double, column: String? = nil)
  /// A variance is negative, infinite, not a number, or beyond what double precision can invert.
  case unusableVariance(row: Int, study: String?, value: Double, column: String? = nil)
  /// A study's variance is zero and so is τ²: its weight would be infinite.
  case zeroVariance(row: Int, study: String?, method: String, column: String? = nil)
  /// The likelihood grows without bound as τ² goes to 0, since a study's variance is zero.
  case unboundedLikelihood(method: String)
  /// A user's weight is negative, infinite or missing, or all are zero.
  case unusableWeight(row: Int, study: String? = nil, value: Double?, column: String? = nil)
  /// There are not as many weights as rows.
  case weightCount(weights: Int, rows: Int)
  /// The design holds a number that is not finite.
  case unusableDesign
  /// A moderator is too large or too small for double precision to square.
  case unusableModerator(term: String, row: Int, study: String?, value: Double)
  /// The design's columns are linearly dependent.
  case dependentDesign
  /// A confidence level outside 0–100, ends excluded.
  case unusableLevel(Double)
  /// A given τ² that is negative or not finite.
  case unusableTau2(Double)
  /// A way of pooling that does not suit what it was asked to pool.
  case pooling(String, PoolingFault)

  /// Why a way of pooling cannot be used.
  public enum PoolingFault: Hashable, Sendable {
    /// It needs counts of two groups and a measure it knows.
    case counts(measure: String?)
    /// The data state estimates of a measure it knows, and no counts that give them.
    case estimates(measure: String)
    /// It has no moderators.
    case moderators
    /// It has its own weights.
    case weights
    /// Nobody, or everybody, had the event.
    case noInformation
    /// The pooled ratio is 0 or infinite.
    case infinite
    /// Random effects around it are defined for DL alone.
    case estimator(String)
  }
  /// Effects that are not independent, since they share people, in a model that takes them as independent.
  case dependentEffects(group: String, rows: [Int])
  /// Corrections for design changed variances or signs of effects, and the model reads counts.
  case correctionsBesideCounts(rows: [Int], corrections: DesignAdjustments)
  /// A search with another tool's stopping rule did not end.
  case notConverged(method: String, steps: Int)
  /// A location–scale model by an estimator without a likelihood.
  case scaleMethod(String)
  /// A location–scale model with weights of the user's own.
  case scaleWeights
  /// No coefficients of the identity link make every τ² positive.
  case scaleInfeasible
  /// Treatments of zeros are to be compared, and there are no counts of two groups behind the effects; `isStated` where
  /// the data state estimates of a measure of such counts.
  case zeroCellSensitivity(measure: String?, isStated: Bool)

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    switch self {
    case .unusableLevel, .unusableTau2, .weightCount, .scaleMethod, .scaleWeights, .dependentEffects,
      .zeroCellSensitivity, .correctionsBesideCounts:
      .usage
    case .pooling(_, let fault): fault == .noInformation || fault == .infinite ? .data : .usage
    default: .data
    }
  }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .noStudies(let reasons, let rows):
      let count =
        rows == 1 ? "the only row is left out" : "\(rows == 2 ? "both" : "all \(rows)") rows are left out"
      return "no study can be used" + (rows > 0 ? ": \(count)" : "")
        + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    case .tooFewStudies(let k, let needed):
      return
        "\(k) \(k == 1 ? "study is" : "studies are") too few: the model has \(needed) parameters to estimate; "
        + "use a simpler model or equal effects"
    case .unusableEstimate(let row, let study, let value, let column):
      return place(row, study, column)
        + "the estimate \(numberText(value)) cannot be used; it must be finite and below 1e75 in size"
    case .unusableVariance(let row, let study, let value, let column):
      return place(row, study, column)
        + "the sampling variance \(numberText(value)) cannot be used; it must be positive and finite, "
        + "between 1e-150 and 1e150; check whether the column is a variance or a standard error"
    case .zeroVariance(let row, let study, let method, let column):
      return place(row, study, column)
        + "a sampling variance of 0 would give the study infinite weight with \(method); "
        + "leave the study out or correct its variance"
    case .unboundedLikelihood(let method):
      return "with a sampling variance of 0 the likelihood of \(method) has no maximum; use REML, PM or HE"
    case .unusableWeight(let row, let study, let value, let column):
      return place(row, study, column)
        + "\(value.map { "weight \(numberText($0)) is not usable" } ?? "the weight is missing"); "
        + "weights must be finite and not negative, and not all zero"
    case .weightCount(let weights, let rows):
      return "\(weights) weights are given for \(rows) rows; give one for every row of the data"
    case .unusableDesign: return "a moderator is infinite or not a number"
    case .unusableModerator(let term, let row, let study, let value):
      return place(row, study, nil)
        + "the moderator \(term) is \(numberText(value)), the largest of its column in size; "
        + "it must lie between 1e-75 and 1e75: state it in other units"
    case .dependentDesign: return "the design's columns depend linearly on each other; remove one of them"
    case .unusableLevel(let level):
      return
        "a confidence level of \(level) is not possible; it is a percentage between 0 and 100, for example 95"
    case .unusableTau2(let value):
      return "a τ² of \(value) is not possible; it must not be negative and at most 1e150"
    case .pooling(let code, let fault): return "pooling by \(code) " + fault.sentence(code)
    case .dependentEffects(let group, let rows):
      return
        "the effects in rows \(listed(rows)) share '\(group)' and come with their covariances, which no model takes yet: taken "
        + "as independent they would count it more than once; combine the comparisons (shared control 'combine') or divide "
        + "what they share ('split': --shared-control split)"
    case .correctionsBesideCounts(let rows, let corrections):
      return
        "the model reads counts, and a correction for design (\(corrections.words ?? "")) changed the effects in "
        + "\(rows.count == 1 ? "row" : "rows") \(listed(rows)) but not their counts; correct clusters on their sizes (cluster design 'sizes': --cluster-design "
        + "sizes), leave the correction out, or take a model of effect sizes"
    case .notConverged(let method, let steps):
      return
        "\(method) with metafor's default stop has not converged after \(steps) steps; "
        + "the convergence 'optimum' finds the maximum"
    case .scaleMethod(let method):
      return "a scale formula needs the method REML or ML, not \(method)"
    case .scaleWeights:
      return "a scale formula needs inverse-variance weights; leave out other weights"
    case .scaleInfeasible:
      return
        "no coefficients make the τ² of every study positive; add an intercept to the scale formula or use the log link"
    case .zeroCellSensitivity(let measure, let isStated):
      let measures = enumerated(GroupScale.measures, "or")
      return
        "a sensitivity analysis to zero cells pools the counts of two groups under every treatment of their zeros and needs "
        + "the measure \(measures); "
        + (isStated
          ? statedEstimates(measure ?? "") : "\(measure ?? "an effect without a measure") has no such counts")
    }
  }

  private func place(_ row: Int, _ study: String?, _ column: String?) -> String {
    "row \(row)\(study.map { " (\($0))" } ?? "")\(column.map { ", column '\($0)'" } ?? ""): "
  }

  /// The same error with the problem's rows, of which the data hold `positions`, turned into those of the data, and
  /// with the column that states the number at fault.
  func relocated(to positions: [Int], of effects: EffectSizes) -> ModelError {
    func place(_ row: Int, _ roles: Role...) -> (row: Int, study: String?, column: String?) {
      let position = positions[row - 1]
      let column = effects.inputs.first { roles.contains($0.role) && $0.values[position] != nil }?.column
      return (effects.rows[position].row, effects.rows[position].study, column)
    }
    switch self {
    case .unusableEstimate(let row, _, let value, _):
      let place = place(row, .yi)
      return .unusableEstimate(row: place.row, study: place.study, value: value, column: place.column)
    case .unusableVariance(let row, _, let value, _):
      let place = place(row, .vi, .sei)
      return .unusableVariance(row: place.row, study: place.study, value: value, column: place.column)
    case .zeroVariance(let row, _, let method, _):
      let place = place(row, .vi, .sei)
      return .zeroVariance(row: place.row, study: place.study, method: method, column: place.column)
    default: return self
    }
  }
}

extension ModelError.PoolingFault {
  /// The rest of the sentence that begins with the way of pooling.
  fileprivate func sentence(_ code: String) -> String {
    switch self {
    case .counts(let measure):
      "needs the events and sizes of two groups and the measure "
        + (code == "PETO" ? "PETO or OR" : "OR, RR, RD, IRR or IRD") + (measure.map { ", not \($0)" } ?? "")
        + "; name it with --measure and the columns with --columns"
    case .estimates(let measure):
      "needs the events and sizes of two groups; " + statedEstimates(measure)
    case .moderators:
      "has no moderators; use an inverse-variance or a generalized linear mixed model"
    case .weights: "has weights of its own; leave out the user's weights"
    case .noInformation: "has nothing to go on: in no table do some people have the event and others not"
    case .infinite:
      "has no finite ratio: all events are in one group, or no study has events in one group and people without one "
        + "in the other; pool a difference (--measure RD), or a ratio with --add 0.5,0.5 --to only0,only0"
    case .estimator(let method): "takes τ² from DL, not from \(method)"
    }
  }
}

/// Where estimates that the data state stand in the way of their counts, and what to do.
private func statedEstimates(_ measure: String) -> String {
  "the data state estimates of \(measure), which are taken as they stand, since their counts, if there are any, do not give "
    + "them with the options given; --measure \(measure) takes the counts"
}
