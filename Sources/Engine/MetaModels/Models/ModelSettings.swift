import StudyRecords

/// Every choice of an inverse-variance model; written in the analysis, echoed in the result.
public struct ModelSettings: Hashable, Sendable, Codable {
  /// Where τ² comes from.
  public var heterogeneity: HeterogeneityModel
  /// How studies are weighted.
  public var weighting: Weighting
  /// How coefficients are tested.
  public var test: CoefficientTest
  /// Confidence level in percent.
  public var level: Double
  /// How I² and H² are defined.
  public var i2Basis: I2Basis
  /// How the interval of τ² is made, `nil` for none.
  public var tau2Interval: Tau2IntervalMethod?
  /// How the prediction interval is made.
  public var predictionInterval: PredictionIntervalMethod
  /// How the studies are put together.
  public var pooling: Pooling
  /// Where the search for τ² stops.
  public var convergence: Convergence
  /// The fewest studies for which an interval of τ² is given.
  public var tau2IntervalLeastStudies: Int
  /// The value that Q, and with it I² from Q and τ² by DL, is taken about where tables are pooled by Mantel–Haenszel.
  public var qCenter: QCenter

  /// Settings; the defaults are those of the profile `tutti@1`.
  public init(
    heterogeneity: HeterogeneityModel = .estimated(.reml), weighting: Weighting = .inverseVariance,
    test: CoefficientTest = .knha, level: Double = 95, i2Basis: I2Basis = .tau2,
    tau2Interval: Tau2IntervalMethod? = .qProfile, predictionInterval: PredictionIntervalMethod = .t,
    pooling: Pooling = .inverseVariance, convergence: Convergence = .optimum, tau2IntervalLeastStudies: Int = 2,
    qCenter: QCenter = .pooledTables
  ) {
    self.heterogeneity = heterogeneity
    self.weighting = weighting
    self.test = test
    self.level = level
    self.i2Basis = i2Basis
    self.tau2Interval = tau2Interval
    self.predictionInterval = predictionInterval
    self.pooling = pooling
    self.convergence = convergence
    self.tau2IntervalLeastStudies = tau2IntervalLeastStudies
    self.qCenter = qCenter
  }

  /// The code of the model: that of the pooling where one effect is pooled over tables, else that of τ².
  public var methodCode: String {
    isStratified ? pooling.code : heterogeneity.code
  }

  /// Whether tables are pooled into one effect, without weights 1/v.
  public var isStratified: Bool {
    switch pooling {
    case .inverseVariance: false
    case .mantelHaenszel: !heterogeneity.isRandom
    case .peto: true
    }
  }
}

/// Where τ² comes from.
public enum HeterogeneityModel: Hashable, Sendable, Codable {
  /// All studies share one true effect: τ² is 0.
  case equalEffects
  /// The studies' own true effects are averaged (fixed effects with an s): computed like equal effects.
  case fixedEffects
  /// τ² is estimated.
  case estimated(Tau2Method)
  /// τ² is given.
  case fixed(Double)

  /// The literature's code: `EE`, `FE`, the estimator's, or `FIXED`.
  public var code: String {
    switch self {
    case .equalEffects: "EE"
    case .fixedEffects: "FE"
    case .estimated(let method): method.rawValue
    case .fixed: "FIXED"
    }
  }

  /// The model of a code other than `FIXED`, or `nil`.
  public init?(code: String) {
    switch code {
    case "EE": self = .equalEffects
    case "FE": self = .fixedEffects
    default:
      guard let method = Tau2Method(rawValue: code) else { return nil }
      self = .estimated(method)
    }
  }

  /// Whether true effects vary.
  public var isRandom: Bool { self != .equalEffects && self != .fixedEffects }

  /// Whether τ² counts as a parameter.
  public var estimatesTau2: Bool { if case .estimated = self { true } else { false } }

  /// The codes ``init(code:)`` understands.
  public static var codes: [String] { ["EE", "FE"] + Tau2Method.allCases.map(\.rawValue) }
}

/// How studies are weighted in the pooled estimate.
public enum Weighting: Hashable, Sendable, Codable {
  /// 1/(vi + τ²).
  case inverseVariance
  /// All studies alike.
  case unweighted
  /// The user's own weights, one per row of the data.
  case user([Double?])

  /// `inverse-variance`, `unweighted` or `user`.
  public var code: String {
    switch self {
    case .inverseVariance: "inverse-variance"
    case .unweighted: "unweighted"
    case .user: "user"
    }
  }
}

extension Weighting {
  /// The weights in the column that plays the role `weights`, or `nil` when none does.
  /// - Throws: ``StudyTableError`` for text among the numbers, ``ModelError/unusableWeight(row:study:value:column:)`` for
  ///   a negative or infinite one, with its place.
  public static func user(from table: StudyTable, in mapping: ColumnMapping) throws -> Weighting? {
    guard let column = try table.column(for: .weights, in: mapping),
      let weights = try table.numbers(for: .weights, in: mapping)
    else { return nil }
    for (position, weight) in weights.enumerated() {
      guard let weight, !(weight >= 0 && weight.isFinite) else { continue }
      throw ModelError.unusableWeight(
        row: position + 1, study: try table.studyLabels(in: mapping)[position], value: weight,
        column: column.name)
    }
    return .user(weights)
  }
}

/// Where the search for τ² stops.
public enum Convergence: String, CaseIterable, Hashable, Sendable, Codable {
  /// At the global optimum, to rounding.
  case optimum
  /// Where Fisher scoring from max(0, Hedges' estimate) makes a step below 1e-5, steps below zero halved: the default
  /// stop of `rma` in R's metafor, for REML and ML. On small-scale data it moves the first digits of τ².
  case metaforDefault = "metafor-default-convergence"
}

/// The value that Cochran's Q is taken about where tables are pooled.
public enum QCenter: String, CaseIterable, Hashable, Sendable, Codable {
  /// The value pooled over the tables.
  case pooledTables = "pooled"
  /// The inverse-variance mean.
  case inverseVariance = "inverse-variance"
}

/// How I² and H² are defined.
public enum I2Basis: String, CaseIterable, Hashable, Sendable, Codable {
  /// 100 τ²/(τ² + ṽ), with the typical sampling variance ṽ; from Q where there is no τ².
  case tau2
  /// 100 max(0, (Q − df)/Q).
  case q
}
