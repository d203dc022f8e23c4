/// How one analysis of a batch ended; below 16 it has numbers.
///
/// Where several apply the first of `exactFit`, `severalMaxima` and `truncated` is given.
public enum BatchStatus: UInt8, CaseIterable, Hashable, Sendable, Codable {
  /// Fitted; nothing to say.
  case ok = 0
  /// The estimate of τ² is zero, the edge of its range.
  case truncated = 1
  /// The likelihood has several local maxima; the highest is reported.
  case severalMaxima = 2
  /// All estimates are equal, so that the Knapp–Hartung standard error is zero.
  case exactFit = 3
  /// Only one study: nothing is pooled, τ² is 0, the test is normal.
  case oneStudy = 4

  /// No study at all.
  case noStudies = 16
  /// An estimate is infinite or beyond 1e75 in size.
  case unusableEstimate = 17
  /// A variance is negative, infinite, or outside 1e-150 to 1e150.
  case unusableVariance = 18
  /// A variance and τ² are zero: the study's weight would be infinite.
  case zeroVariance = 19
  /// With a variance of zero the likelihood has no maximum.
  case unboundedLikelihood = 20

  /// Whether the analysis has numbers.
  public var hasNumbers: Bool { rawValue < 16 }

  /// The stable code, as in output files.
  public var code: String {
    switch self {
    case .ok: "ok"
    case .truncated: "tau2.truncated"
    case .severalMaxima: "tau2.several-maxima"
    case .exactFit: "test.zero-se"
    case .oneStudy: "model.single-study"
    case .noStudies: "model.no-studies"
    case .unusableEstimate: "estimate.unusable"
    case .unusableVariance: "variance.unusable"
    case .zeroVariance: "variance.zero"
    case .unboundedLikelihood: "tau2.unbounded-likelihood"
    }
  }

  /// One sentence for people.
  public var sentence: String {
    switch self {
    case .ok: "the analysis was fitted"
    case .truncated: "the estimate of τ² is zero, the edge of its range"
    case .severalMaxima: "the likelihood of τ² has several local maxima; the highest is reported"
    case .exactFit: "the model fits all estimates exactly, so that the Knapp–Hartung standard error is 0"
    case .oneStudy: "only one study can be used: nothing is pooled and τ² is set to 0"
    case .noStudies: "no study can be used: every estimate or variance is missing"
    case .unusableEstimate: "an estimate cannot be used; it must be finite and below 1e75 in size"
    case .unusableVariance:
      "a sampling variance cannot be used; it must be positive and finite, between 1e-150 and 1e150"
    case .zeroVariance: "a sampling variance of 0 would give its study infinite weight"
    case .unboundedLikelihood:
      "with a sampling variance of 0 the likelihood has no maximum; use REML, PM or HE"
    }
  }
}
