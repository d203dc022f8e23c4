/// How coefficients are tested.
public enum CoefficientTest: String, CaseIterable, Hashable, Sendable, Codable {
  /// Normal distribution.
  case z
  /// t distribution with k − p degrees of freedom.
  case t
  /// Knapp and Hartung's variance factor, t with k − p degrees of freedom.
  case knha
  /// Knapp–Hartung with the variance factor kept at 1 or above.
  case adhoc
}

/// How the confidence interval of τ² is made.
public enum Tau2IntervalMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// Q-profile.
  case qProfile = "QP"
  /// Generalised Q.
  case generalizedQ = "GENQ"
  /// Profile likelihood.
  case profileLikelihood = "PL"
}

/// How the prediction interval is made: estimate ± quantile · √(se² + τ²) unless said otherwise.
public enum PredictionIntervalMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// The distribution and degrees of freedom of the coefficient test.
  case test
  /// Normal quantile and τ alone, as if the mean were known.
  case simple
  /// t with k − p − 1 degrees of freedom.
  case riley
  /// t with k − p degrees of freedom.
  case t
}
