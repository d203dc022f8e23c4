import LinearAlgebra
import RealModule

extension Likelihood {
  /// The log-likelihood of a fit at its τ² and coefficients, with information criteria.
  ///
  /// ML: ℓ = −½[k log 2π + Σ log(v + τ²) + Σ w(y − Xb)²]. REML: k − p for k, and −½ log|X′WX| + ½ log|X′X| added.
  /// The number of parameters m is p, and p + 1 where τ² was estimated. AICc: 2m n/(n − m − 1) with n = k
  /// (REML: k − p), not below m + 2 (Hurvich & Tsai 1989, doi:10.1093/biomet/76.2.297). The saturated model of the
  /// ML deviance has ℓ = −½ Σ log(2π v). `nil` where a variance is zero and τ² too.
  ///
  /// A location–scale model is given as a problem whose variances hold τ²ᵢ, with τ² = 0; its scale coefficients count as
  /// parameters, and the saturated model has the sampling variances.
  init?(
    _ problem: Tau2Problem, fit: LeastSquaresFit, tau2: Double, isRestricted: Bool, estimatesTau2: Bool,
    scaleParameters: Int = 0, samplingVariances: [Double]? = nil
  ) {
    let total = problem.vi.map { $0 + tau2 }
    guard total.allSatisfy({ $0 > 0 }) else { return nil }
    if isRestricted, problem.degreesOfFreedom == 0 { return nil }
    let n = Double(isRestricted ? problem.degreesOfFreedom : problem.k)
    var sum = n * .log(2 * .pi) + fit.weightedSquares
    for variance in total { sum += .log(variance) }
    if isRestricted {
      var profile = Tau2Profile(problem)
      // In standard units |X̃′WX̃| is scale^p times too large.
      sum += profile.point(tau2 / problem.scale).logInformation - Double(problem.p) * .log(problem.scale)
    }
    logLikelihood = -0.5 * sum
    if isRestricted {
      deviance = sum
    } else if case let vi = samplingVariances ?? problem.vi, vi.allSatisfy({ $0 > 0 }) {
      deviance = vi.reduce(sum) { $0 - .log(2 * .pi * $1) }
    } else {
      deviance = nil
    }
    let m = Double(problem.p + (estimatesTau2 ? 1 : 0) + scaleParameters)
    let size = max(n, m + 2)
    aic = sum + 2 * m
    bic = sum + m * .log(n)
    aicc = sum + 2 * m * size / (size - m - 1)
    self.isRestricted = isRestricted
  }
}
