import LinearAlgebra
import Optimization
import RealModule

/// How the counts of a study depend on the model's parameters.
enum StudyLayout: Hashable, Sendable {
  /// One count: η = offset + m + τz.
  case single
  /// Two groups with an intercept α of the study's own: η₁ = α + m + τz/2, η₂ = α − τz/2.
  case fixedIntercept
  /// Two groups with a random intercept: η₁ = μ + m + σs + τz/2, η₂ = μ + σs − τz/2.
  case randomIntercept

  /// The channels in use when τ is a parameter.
  var channels: [Int] {
    switch self {
    case .single: [Channel.effect, Channel.tau]
    case .fixedIntercept: [Channel.effect, Channel.tau, Channel.intercept]
    case .randomIntercept: [Channel.effect, Channel.tau, Channel.intercept, Channel.sigma]
    }
  }
}

/// The quantities by which likelihoods of single studies are differentiated.
enum Channel {
  /// m = x′β, the mean effect.
  static let effect = 0
  /// τ.
  static let tau = 1
  /// α or μ.
  static let intercept = 2
  /// σ.
  static let sigma = 3
}

/// The log-likelihood of one study.
struct StudyLikelihood: Hashable, Sendable {
  let layout: StudyLayout
  /// One count, or that of the first group and that of the second.
  let terms: [ResponseTerm]
  /// What is added to the first predictor.
  var offset = 0.0

  /// The marginal log-likelihood at values of the channels, with its derivatives.
  ///
  /// It is even in τ and in σ, so that where one is 0 its derivative is, and the integral over it is left out.
  func evaluate(_ x: Quadruple, _ rule: AdaptiveRule) -> Jet {
    let effect = Jet(variable: Channel.effect, at: x[Channel.effect])
    let tau = Jet(variable: Channel.tau, at: x[Channel.tau])
    switch layout {
    case .single:
      let a = [effect + offset]
      if tau.value == 0 { return MarginalLikelihood.plain(terms, a) }
      return MarginalLikelihood.single(terms, a, loadings: [1], scale: tau, rule: rule)
    case .fixedIntercept, .randomIntercept:
      let intercept = Jet(variable: Channel.intercept, at: x[Channel.intercept])
      let a = [intercept + effect, intercept]
      let sigma = Jet(variable: Channel.sigma, at: x[Channel.sigma])
      switch (layout == .randomIntercept && sigma.value != 0, tau.value != 0) {
      case (false, false): return MarginalLikelihood.plain(terms, a)
      case (false, true):
        return MarginalLikelihood.single(terms, a, loadings: [0.5, -0.5], scale: tau, rule: rule)
      case (true, false):
        return MarginalLikelihood.single(terms, a, loadings: [1, 1], scale: sigma, rule: rule)
      case (true, true):
        return MarginalLikelihood.double(
          terms, a, common: sigma, loadings: [0.5, -0.5], scale: tau, rule: rule)
      }
    }
  }

  /// The log-likelihood maximized over one channel, in which it is concave, starting from its value in `x`, which is
  /// replaced by the maximum.
  ///
  /// The channel's own derivative is 0 there, so that the other derivatives are those of the profile.
  func profile(over channel: Int, _ x: inout Quadruple, _ rule: AdaptiveRule) -> Jet {
    if case .logBinomial = terms[0] { return logBinomialProfile(&x, rule) }
    var jet = evaluate(x, rule)
    var (low, high) = (-Double.infinity, Double.infinity)
    var slope = -curvature(of: channel, at: x)
    for _ in 0..<200 {
      let first = jet.slope[channel]
      guard first.isFinite, first != 0 else { break }
      if first > 0 { low = x[channel] } else { high = x[channel] }
      var step = -first / slope
      if !step.isFinite || abs(step) > 4 { step = first > 0 ? 4 : -4 }
      var next = x[channel] + step
      if !(next > low && next < high) { next = 0.5 * (low + high) }
      step = next - x[channel]
      if abs(step) <= 1e-12 * max(1, abs(next)) { break }
      x[channel] = next
      let before = first
      jet = evaluate(x, rule)
      let secant = (jet.slope[channel] - before) / step
      slope = secant < 0 ? secant : -curvature(of: channel, at: x)
    }
    return jet
  }

  /// An upper bound of the curvature: the information of the counts without random effects.
  private func curvature(of channel: Int, at x: Quadruple) -> Double {
    let intercept = layout == .single ? offset : x[Channel.intercept]
    let first = -terms[0].derivatives(at: intercept + x[Channel.effect]).second
    guard channel == Channel.intercept, terms.count > 1 else { return max(first, 1e-8) }
    return max(first - terms[1].derivatives(at: intercept).second, 1e-8)
  }

  /// The profile over the intercept of two log-risks, which must stay below 0.
  ///
  /// The second risk solves the quadratic of Miettinen and Nurminen (1985, doi:10.1002/sim.4780040211, app. 1). Where a
  /// group has nothing but events the maximum may lie on the edge η = 0, along which the derivative is then taken.
  private func logBinomialProfile(_ x: inout Quadruple, _ rule: AdaptiveRule) -> Jet {
    guard case .logBinomial(let y1, let n1, _) = terms[0], case .logBinomial(let y2, let n2, _) = terms[1]
    else {
      return evaluate(x, rule)
    }
    let ratio = Double.exp(x[Channel.effect])
    let (a, total) = ((n1 + n2) * ratio, y1 + y2)
    let b = -(n1 * ratio + y1 + n2 + y2 * ratio)
    let root = max(0, b * b - 4 * a * total).squareRoot()
    // The smaller root, without cancellation.
    let risk = min(2 * total / (root - b), 1, 1 / ratio)
    let edge = -max(0, x[Channel.effect])
    x[Channel.intercept] = min(Double.log(risk), edge)
    var jet = evaluate(x, rule)
    if x[Channel.intercept] == edge, jet.slope[Channel.intercept] > 0 {
      if x[Channel.effect] > 0 { jet.slope[Channel.effect] -= jet.slope[Channel.intercept] }
      jet.slope[Channel.intercept] = 0
    }
    return jet
  }

  /// The second derivatives in some channels.
  ///
  /// Those of counts without random effects are exact (for log risks expected ones, as is usual for links that are not
  /// canonical), the others are differences of the exact gradient.
  func hessian(at x: Quadruple, channels: [Int], rule: AdaptiveRule) -> Matrix {
    if !channels.contains(Channel.tau), layout != .randomIntercept {
      return plainHessian(at: x, channels: channels)
    }
    // A quarter of the scale on which the likelihood changes: √(1/information + τ² + σ²).
    let spread = x[Channel.tau] * x[Channel.tau] + x[Channel.sigma] * x[Channel.sigma]
    let steps = channels.map { channel in
      let own = channel == Channel.intercept ? Channel.intercept : Channel.effect
      return min(0.25, 0.25 * (1 / curvature(of: own, at: x) + spread).squareRoot())
    }
    let matrix = NumericalDerivatives.hessian(at: channels.map { x[$0] }, steps: steps) { values, gradient in
      var point = x
      for (value, channel) in zip(values, channels) { point[channel] = value }
      let jet = evaluate(point, rule)
      for (i, channel) in channels.enumerated() { gradient[i] = jet.slope[channel] }
    }
    return matrix ?? Matrix(rows: channels.count, columns: channels.count, repeating: .nan)
  }

  private func plainHessian(at x: Quadruple, channels: [Int]) -> Matrix {
    var result = Matrix(rows: channels.count, columns: channels.count)
    let intercept = layout == .single ? offset : x[Channel.intercept]
    for (j, term) in terms.enumerated() {
      let second = term.expectedSecond(at: j == 0 ? intercept + x[Channel.effect] : intercept)
      func weight(_ channel: Int) -> Double {
        channel == Channel.intercept || (channel == Channel.effect && j == 0) ? 1 : 0
      }
      for (l, a) in channels.enumerated() {
        for (m, b) in channels.enumerated() { result[l, m] += second * weight(a) * weight(b) }
      }
    }
    return result
  }

  /// The largest log-likelihood with an effect of the study's own and, for two groups, an intercept of its own.
  var saturated: Double { terms.reduce(0) { $0 + $1.saturated } }

  /// The effect that fits the study best with an intercept of its own, and its variance; `nil` where it is infinite.
  var freeEstimate: (estimate: Double, variance: Double)? {
    guard let first = terms[0].freeEstimate else { return nil }
    guard terms.count > 1 else { return (first.estimate - offset, first.variance) }
    guard let second = terms[1].freeEstimate else { return nil }
    return (first.estimate - second.estimate, first.variance + second.variance)
  }
}
