/// The numbers a batch gives each analysis, by the names of output files.
public enum BatchColumn: String, CaseIterable, Hashable, Sendable, Codable {
  /// The pooled effect.
  case estimate
  /// Its standard error, any Knapp–Hartung factor included.
  case se
  /// Estimate over standard error; undefined when that is 0.
  case statistic
  /// Degrees of freedom of the t distribution; undefined for the normal.
  case df
  /// The two-sided p value.
  case pValue = "p_value"
  /// The lower confidence limit.
  case ciLower = "ci_lower"
  /// The upper confidence limit.
  case ciUpper = "ci_upper"
  /// The between-study variance.
  case tau2
  /// I² in percent.
  case i2
  /// H².
  case h2
  /// Cochran's Q.
  case q
  /// The upper tail of χ² with k − 1 degrees of freedom at Q.
  case qPValue = "q_p_value"
  /// The lower prediction limit; undefined for equal effects and for one study.
  case piLower = "pi_lower"
  /// The upper prediction limit.
  case piUpper = "pi_upper"

  /// The position among all columns.
  var position: Int {
    switch self {
    case .estimate: 0
    case .se: 1
    case .statistic: 2
    case .df: 3
    case .pValue: 4
    case .ciLower: 5
    case .ciUpper: 6
    case .tau2: 7
    case .i2: 8
    case .h2: 9
    case .q: 10
    case .qPValue: 11
    case .piLower: 12
    case .piUpper: 13
    }
  }
}
