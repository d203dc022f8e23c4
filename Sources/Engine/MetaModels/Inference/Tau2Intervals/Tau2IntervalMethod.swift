import Distributions
import StudyRecords

/// How the confidence interval of τ² is made.
public enum Tau2IntervalMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// Q-profile.
  case qProfile = "QP"
  /// Generalised Q.
  case generalizedQ = "GENQ"
  /// Generalised Q with the weights 1/√v, as Jackson recommends.
  case jackson = "J"
  /// Profile likelihood.
  case profileLikelihood = "PL"
  /// Test-based, from H².
  case testBased = "HT"
  /// Wald: τ² ± z·se.
  case wald
  /// Wald on log τ².
  case waldLog = "wald.log"
  /// Wald on τ.
  case waldSqrt = "wald.sqrt"

  /// The algorithm.
  var algorithm: any Tau2IntervalAlgorithm {
    switch self {
    case .qProfile: QProfileInterval()
    case .generalizedQ: GeneralizedQInterval()
    case .jackson: GeneralizedQInterval(weightsByStandardError: true)
    case .profileLikelihood: ProfileLikelihoodInterval()
    case .testBased: TestBasedInterval()
    case .wald: WaldInterval(scale: .identity)
    case .waldLog: WaldInterval(scale: .log)
    case .waldSqrt: WaldInterval(scale: .squareRoot)
    }
  }

  /// The name in words.
  public var name: String { algorithm.name }
  /// Where it comes from.
  public var sources: [Source] { algorithm.sources }
}

/// A confidence interval for τ².
protocol Tau2IntervalAlgorithm: Sendable {
  /// The name in words.
  var name: String { get }
  /// Where it comes from.
  var sources: [Source] { get }
  /// The interval, or `nil` where it is not defined.
  func interval(_ request: Tau2IntervalRequest) throws(ModelError) -> Tau2Interval?
}

/// All that an interval for τ² may see.
struct Tau2IntervalRequest {
  /// The data.
  let problem: Tau2Problem
  /// The estimate.
  let estimate: Tau2Estimate
  /// H² of the fit, for the test-based interval.
  let h2: Double?
  /// The typical sampling variance.
  let typicalVariance: Double?
  /// Whether the model was fitted by restricted likelihood.
  let isRestricted: Bool
  /// The generalised Q estimator's weights, `nil` for 1/v.
  let weights: [Double]?
  /// Confidence level in percent.
  let level: Double

  /// The probability outside one end.
  var tail: Double { (1 - level / 100) / 2 }
}

/// An interval for τ², with a mark when no τ² at all agrees with the data at the level.
struct Tau2Interval {
  var interval: Interval
  var isEmpty = false
}
