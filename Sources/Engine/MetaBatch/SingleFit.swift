import EffectMeasures
import MetaModels
import StudyRecords

/// One analysis of a batch fitted by itself, the slow way: what the kernels hand over because it needs a search over
/// several maxima, holds a variance of zero, or spans too many orders of magnitude.
struct SingleFit {
  let settings: ModelSettings

  init(_ model: BatchModel) { settings = model.settings }

  /// The answer for the studies with both numbers.
  func result(yi: [Double], vi: [Double]) -> BatchResult {
    do throws(ModelError) {
      return result(try settings.fit(EffectSizes(yi: yi, vi: vi)))
    } catch {
      return BatchResult(status: SingleFit.status(error), k: yi.count)
    }
  }

  private func result(_ fit: Fit) -> BatchResult {
    let mean = fit.coefficients[0]
    let status: BatchStatus =
      if fit.k == 1 { .oneStudy } else if fit.varianceFactor == 0 {
        .exactFit
      } else if fit.optimization
        .localOptima > 1
      { .severalMaxima } else if fit.heterogeneity.isTruncated { .truncated } else { .ok }
    return BatchResult(
      status: status, k: fit.k, estimate: mean.estimate, se: mean.standardError, statistic: mean.statistic,
      df: mean.degreesOfFreedom, pValue: mean.pValue, interval: mean.interval, tau2: fit.heterogeneity.tau2,
      i2: fit.heterogeneity.i2, h2: fit.heterogeneity.h2, q: fit.heterogeneity.q,
      qPValue: fit.heterogeneity.qPValue, predictionInterval: fit.predictionInterval?.interval)
  }

  private static func status(_ error: ModelError) -> BatchStatus {
    switch error {
    case .unusableEstimate: .unusableEstimate
    case .unusableVariance: .unusableVariance
    case .zeroVariance: .zeroVariance
    case .unboundedLikelihood: .unboundedLikelihood
    default: .noStudies
    }
  }
}
