import LinearAlgebra
import Optimization

/// The negative log-likelihood of all studies in the model's parameters: coefficients, then μ and σ of random
/// intercepts, then τ.
///
/// Coefficients are those of a basis of the design whose columns are orthogonal with k as their squared length, so that
/// all parameters have one scale. Intercepts of the studies' own are maximized over inside.
final class MixedModelObjective {
  let studies: [StudyLikelihood]
  let layout: StudyLayout
  /// k×p.
  let basis: Matrix
  let rule: AdaptiveRule
  /// Whether τ is a parameter.
  let hasTau: Bool
  /// The studies' own intercepts at the last point.
  private(set) var intercepts: [Double]

  init(studies: [StudyLikelihood], layout: StudyLayout, basis: Matrix, rule: AdaptiveRule, hasTau: Bool) {
    self.studies = studies
    self.layout = layout
    self.basis = basis
    self.rule = rule
    self.hasTau = hasTau
    intercepts = [Double](repeating: layout == .fixedIntercept ? -1 : 0, count: studies.count)
  }

  var p: Int { basis.columns }
  /// The position of μ, `nil` without random intercepts.
  var intercept: Int? { layout == .randomIntercept ? p : nil }
  /// The position of σ.
  var sigma: Int? { layout == .randomIntercept ? p + 1 : nil }
  /// The position of τ.
  var tau: Int? { hasTau ? p + (layout == .randomIntercept ? 2 : 0) : nil }
  /// The number of parameters.
  var count: Int { p + (layout == .randomIntercept ? 2 : 0) + (hasTau ? 1 : 0) }
  /// The positions of standard deviations.
  var deviations: [Int] { [sigma, tau].compactMap(\.self) }

  private func channels(_ x: [Double], _ i: Int) -> Quadruple {
    var effect = 0.0
    for j in 0..<p { effect += basis[i, j] * x[j] }
    return Quadruple(
      effect, tau.map { x[$0] } ?? 0, intercept.map { x[$0] } ?? intercepts[i], sigma.map { x[$0] } ?? 0)
  }

  /// −log L at a point, with its gradient.
  func evaluate(_ x: [Double], _ gradient: inout [Double]) -> Double {
    var sum = 0.0
    for j in gradient.indices { gradient[j] = 0 }
    for i in studies.indices {
      var point = channels(x, i)
      let jet: Jet
      if layout == .fixedIntercept {
        jet = studies[i].profile(over: Channel.intercept, &point, rule)
        if point[Channel.intercept].isFinite { intercepts[i] = point[Channel.intercept] }
      } else {
        jet = studies[i].evaluate(point, rule)
      }
      sum -= jet.value
      for j in 0..<p { gradient[j] -= basis[i, j] * jet.slope[Channel.effect] }
      if let intercept { gradient[intercept] -= jet.slope[Channel.intercept] }
      if let sigma { gradient[sigma] -= jet.slope[Channel.sigma] }
      if let tau { gradient[tau] -= jet.slope[Channel.tau] }
    }
    return sum
  }

  /// −log L at a point.
  func value(_ x: [Double]) -> Double {
    var gradient = [Double](repeating: 0, count: count)
    return evaluate(x, &gradient)
  }

  /// The observed information at a maximum, the studies' own intercepts profiled out.
  func information(_ x: [Double]) -> Matrix {
    _ = value(x)
    let active = layout.channels.filter { $0 != Channel.tau || hasTau }
    var result = Matrix(rows: count, columns: count)
    for i in studies.indices {
      var hessian = studies[i].hessian(at: channels(x, i), channels: active, rule: rule)
      if layout == .fixedIntercept, let own = active.firstIndex(of: Channel.intercept) {
        let pivot = hessian[own, own]
        for a in active.indices where a != own {
          for b in active.indices where b != own {
            if pivot < 0 { hessian[a, b] -= hessian[a, own] * hessian[own, b] / pivot }
          }
        }
      }
      // Each channel's parameters with their weights.
      func parameters(_ channel: Int) -> [(Int, Double)] {
        switch channel {
        case Channel.effect: (0..<p).map { ($0, basis[i, $0]) }
        case Channel.tau: tau.map { [($0, 1)] } ?? []
        case Channel.intercept: intercept.map { [($0, 1)] } ?? []
        default: sigma.map { [($0, 1)] } ?? []
        }
      }
      for (a, first) in active.enumerated() {
        for (b, second) in active.enumerated() {
          for (l, u) in parameters(first) {
            for (m, v) in parameters(second) { result[l, m] -= u * v * hessian[a, b] }
          }
        }
      }
    }
    return result
  }
}
