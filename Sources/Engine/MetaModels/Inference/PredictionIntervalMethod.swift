import Distributions
import StudyRecords

/// How the prediction interval is made: estimate ± quantile · √(se² + τ²) unless said otherwise.
public enum PredictionIntervalMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// The distribution and degrees of freedom of the coefficient test, with its standard error.
  case test
  /// Normal quantile and τ alone, as if the mean were known.
  case simple
  /// t with k − p − 1 degrees of freedom (k − p where τ² is given), with the test's standard error.
  case riley
  /// t with k − p degrees of freedom, with the test's standard error.
  case t
  /// t with k − p − 1 degrees of freedom and the standard error without Knapp–Hartung factor.
  case classicRiley = "classic-riley"
  /// t with k − p degrees of freedom and the standard error without Knapp–Hartung factor.
  case classicT = "classic-t"

  /// Where it comes from.
  public var sources: [Source] {
    switch self {
    case .test, .simple:
      [Source("Higgins, Thompson & Spiegelhalter", 2009, doi: "10.1111/j.1467-985X.2008.00552.x")]
    case .riley, .classicRiley:
      [
        Source(
          "Higgins, Thompson & Spiegelhalter", 2009, doi: "10.1111/j.1467-985X.2008.00552.x", place: "eq. 12"),
        Source("Riley, Higgins & Deeks", 2011, doi: "10.1136/bmj.d549"),
      ]
    case .t, .classicT: [Source("Partlett & Riley", 2017, doi: "10.1002/sim.7140")]
    }
  }
}

extension PredictionInterval {
  /// The interval round an estimate.
  ///
  /// `se` is the test's standard error, `plainSE` the one without Knapp–Hartung factor; `df` is that of the test,
  /// `nil` for the normal. `nil` where no degrees of freedom are left.
  init?(
    _ method: PredictionIntervalMethod, estimate: Double, se: Double, plainSE: Double, tau2: Double,
    df: Double?,
    residualDF: Int, estimatesTau2: Bool, level: Double
  ) {
    let rileyDF = Double(residualDF - (estimatesTau2 ? 1 : 0))
    let (error, degrees): (Double, Double?) =
      switch method {
      case .test: (se, df)
      case .simple: (0, nil)
      case .riley: (se, rileyDF)
      case .t: (se, Double(residualDF))
      case .classicRiley: (plainSE, rileyDF)
      case .classicT: (plainSE, Double(residualDF))
      }
    if let degrees, degrees <= 0 { return nil }
    let quantile = CoefficientInference(degreesOfFreedom: degrees, level: level).quantile
    interval = Interval(center: estimate, halfWidth: quantile * (error * error + tau2).squareRoot())
    self.method = method
    degreesOfFreedom = degrees
  }
}
