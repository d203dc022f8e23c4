import MetaModels

/// How one analysis of a batch of regressions ended; below 16 it has numbers.
///
/// Where several apply the first in this order is given: `columnsDropped`, `oneStudy`, `exactFit`, `severalMaxima`,
/// `truncated`.
public enum RegressionStatus: UInt8, CaseIterable, Hashable, Sendable, Codable {
  /// Fitted; nothing to say.
  case ok = 0
  /// The estimate of τ² is zero, the edge of its range.
  case truncated = 1
  /// The likelihood has several local maxima; the highest is reported.
  case severalMaxima = 2
  /// The model fits all estimates exactly, so that the Knapp–Hartung standard errors are zero.
  case exactFit = 3
  /// Only one study: τ² is 0, the test is normal.
  case oneStudy = 4
  /// Columns that depend on earlier ones among the studies of the analysis were left out; their numbers are undefined.
  case columnsDropped = 5

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
  /// Not more studies than coefficients.
  case tooFewStudies = 21
  /// Another reason that the single fit names.
  case unfitted = 22

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
    case .columnsDropped: "moderator.dropped"
    case .noStudies: "model.no-studies"
    case .unusableEstimate: "estimate.unusable"
    case .unusableVariance: "variance.unusable"
    case .zeroVariance: "variance.zero"
    case .unboundedLikelihood: "tau2.unbounded-likelihood"
    case .tooFewStudies: "model.too-few-studies"
    case .unfitted: "model.unfitted"
    }
  }

  init(_ fit: Fit, of columns: Int) {
    self =
      if fit.p < columns { .columnsDropped } else if fit.k == 1 { .oneStudy } else if fit.varianceFactor == 0 {
        .exactFit
      } else if fit.optimization.localOptima > 1 { .severalMaxima } else if fit.heterogeneity.isTruncated {
        .truncated
      } else { .ok }
  }

  init(_ error: ModelError) {
    self =
      switch error {
      case .noStudies: .noStudies
      case .unusableEstimate: .unusableEstimate
      case .unusableVariance: .unusableVariance
      case .zeroVariance: .zeroVariance
      case .unboundedLikelihood: .unboundedLikelihood
      case .tooFewStudies: .tooFewStudies
      default: .unfitted
      }
  }
}
