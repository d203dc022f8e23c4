import MetaModels
import RealModule

/// A search for the maximum of a mixed model's likelihood that knows nothing but its values, on a grid round a fit.
struct GridSearch {
  private let plain: PlainLikelihood
  private let form: MixedModelForm

  init(_ columns: [String: [Double?]], _ form: MixedModelForm) {
    plain = PlainLikelihood(columns, form)
    self.form = form
  }

  /// What speaks against a fit: another likelihood at its point, or a higher one on the grid.
  func faults(_ fit: Fit, _ name: String) -> [String] {
    guard let reached = fit.likelihood?.logLikelihood else { return ["\(name): no likelihood"] }
    return form == .randomStudies ? faults(random: fit, reached, name) : faults(fit, reached, name)
  }

  /// Over θ and τ.
  private func faults(_ fit: Fit, _ reached: Double, _ name: String) -> [String] {
    let center = fit.coefficients[0].estimate
    let spread = max(0.3, fit.coefficients[0].standardError)
    var best = (value: -Double.infinity, theta: 0.0, tau: 0.0)
    for tau in [0, 0.1, 0.3, 0.6, 1, 1.6, 2.5, 4] {
      for step in -6...6 {
        let theta = center + spread * Double(step) / 3
        let value = plain.logLikelihood(theta, tau)
        if value > best.value { best = (value, theta, tau) }
      }
    }
    // At the reached point both must agree; intercepts are searched by golden sections to about 1e-7.
    let here = plain.logLikelihood(center, fit.heterogeneity.tau2.squareRoot())
    var faults: [String] = []
    // The sum's error is about exp(−2π²/(0.1 τ)): seen from τ = 12 on.
    let isExact = fit.heterogeneity.tau2 < 100
    if isExact, abs(here - reached) > 1e-6 * max(1, abs(reached)) {
      faults.append("\(name): \(reached), plainly \(here)")
    }
    if best.value > reached + 1e-6 { faults.append("\(name): \(reached) at \(center), grid \(best)") }
    return faults
  }

  /// Over θ, τ, μ and σ.
  private func faults(random fit: Fit, _ reached: Double, _ name: String) -> [String] {
    guard let mu = fit.mixedModel?.intercept, let sigma2 = fit.mixedModel?.sigma2 else {
      return ["\(name): no intercept"]
    }
    let (center, tau, sigma) = (
      fit.coefficients[0].estimate, fit.heterogeneity.tau2.squareRoot(), sigma2.squareRoot()
    )
    let spread = max(0.3, fit.coefficients[0].standardError)
    var best = (value: -Double.infinity, at: [0.0])
    for tau in [0, 0.3, 1, 2.5] {
      for sigma in [0, 0.6 * sigma, sigma, sigma + 0.5] {
        for shift in [-0.4, 0, 0.4] {
          for step in -2...2 {
            let theta = center + spread * Double(step) / 2
            let value = plain.logLikelihood(theta, tau, mu + shift, sigma)
            if value > best.value { best = (value, [theta, tau, mu + shift, sigma]) }
          }
        }
      }
    }
    let here = plain.logLikelihood(center, tau, mu, sigma)
    var faults: [String] = []
    // Steps of 0.2 hold while the binomials' poles stay away: up to standard deviations of about 4.
    if max(tau, sigma) < 4, abs(here - reached) > 1e-6 * max(1, abs(reached)) {
      faults.append("\(name): \(reached), plainly \(here)")
    }
    if best.value > reached + 1e-6 { faults.append("\(name): \(reached), grid \(best)") }
    return faults
  }

  /// Whether the largest likelihood at a given τ rises from 5 to 10, as far as sums show it.
  var risesWithTau: Bool {
    func largest(_ tau: Double) -> Double {
      (-40...40).map { plain.logLikelihood(0.5 * Double($0), tau) }.max() ?? -.infinity
    }
    return largest(10) > largest(5)
  }
}
