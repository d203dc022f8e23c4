import LinearAlgebra
import RealModule

/// The quantities of an inverse-variance fit as functions of τ², in the problem's standard form.
///
/// With w = 1/(v + τ²), W = diag(w) and P = W − WX(X′WX)⁻¹X′W, every estimator of τ² is a root or an optimum of
/// traces of P and quadratic forms y′P…Py. One evaluation is O(k p²) without allocation; nothing k×k is formed.
struct Tau2Profile {
  /// What one evaluation yields.
  struct Point {
    /// τ² in standard units.
    var tau2 = 0.0
    /// Q = y′Py.
    var q = 0.0
    /// y′PPy = −dQ/dτ².
    var qSlope = 0.0
    /// y′PPPy.
    var qCurve = 0.0
    /// tr P.
    var trace = 0.0
    /// tr PP = −d tr P/dτ².
    var traceSquare = 0.0
    /// Σ w.
    var weight = 0.0
    /// Σ w².
    var weightSquare = 0.0
    /// log |X̃′WX̃| with orthonormal columns X̃ of the design; Σ w/k for a column of ones.
    var logInformation = 0.0
  }

  let problem: Tau2Problem
  private(set) var w: [Double]
  private var u: [Double]
  private var residual: [Double]
  private var gram: GramProfile?

  init(_ problem: Tau2Problem) {
    self.problem = problem
    w = [Double](repeating: 0, count: problem.k)
    residual = w
    gram = GramProfile(problem)
    u = gram == nil ? problem.basis?.elements ?? [] : []
  }

  /// Evaluates everything but the logarithms at τ² = t (standard units).
  mutating func point(_ t: Double) -> Point {
    if problem.basis == nil { return mean(t) }
    if gram?.covers(t) == true, let point = gram?.point(t, problem) { return point }
    return regression(t)
  }

  /// The weights, Q and its slope at τ² = t (standard units); of the other quantities some may be missing.
  mutating func quadraticForm(_ t: Double) -> Point {
    if gram?.covers(t) == true, let point = gram?.point(t, problem, onlyQ: true) { return point }
    return point(t)
  }

  /// −2 × the log-likelihood without its constant (k or k − p) log 2π; standard units.
  mutating func deviance(_ t: Double, restricted: Bool) -> Double {
    let point = point(t)
    var sum = point.q
    for v in problem.v { sum += Double.log(v + t) }
    return restricted ? sum + point.logInformation : sum
  }

  /// The intercept-only case: plain sums in study order.
  ///
  /// At most one study can hold more than half of the total weight; for it the weight of the others is summed anew
  /// instead of being got by subtraction, so that no digit is lost whatever the variances.
  private mutating func mean(_ t: Double) -> Point {
    let (y, v, k) = (problem.y, problem.v, problem.k)
    var point = Point(tau2: t)
    var heaviest = 0
    var moment = 0.0
    for i in 0..<k {
      w[i] = 1 / (v[i] + t)
      point.weight += w[i]
      point.weightSquare += w[i] * w[i]
      moment += w[i] * y[i]
      if w[i] > w[heaviest] { heaviest = i }
    }
    var others = 0.0
    var othersSquare = 0.0
    for i in 0..<k where i != heaviest {
      others += w[i]
      othersSquare += w[i] * w[i]
    }
    let (total, center) = (point.weight, moment / point.weight)
    var uSum = 0.0
    for i in 0..<k {
      let r = y[i] - center
      let u = w[i] * r
      let share = w[i] / total
      let rest = i == heaviest ? others : total - w[i]
      let restSquare = i == heaviest ? othersSquare : point.weightSquare - w[i] * w[i]
      point.q += u * r
      point.qSlope += u * u
      point.qCurve += w[i] * u * u
      uSum += w[i] * u
      point.trace += share * rest
      point.traceSquare += share * share * (rest * rest + restSquare)
    }
    point.qCurve -= uSum * uSum / total
    point.logInformation = Double.log(total / Double(k))
    return point
  }

  /// The general case by Gram–Schmidt on √w X̃, each column orthogonalized twice.
  mutating func regression(_ t: Double) -> Point {
    guard let basis = problem.basis else { return mean(t) }
    let (y, v, k, p) = (problem.y, problem.v, problem.k, problem.p)
    var point = Point(tau2: t)
    if u.isEmpty { u = basis.elements }
    for i in 0..<k {
      w[i] = 1 / (v[i] + t)
      point.weight += w[i]
      point.weightSquare += w[i] * w[i]
      let root = w[i].squareRoot()
      residual[i] = root * y[i]
      for j in 0..<p { u[i + j * k] = root * basis.elements[i + j * k] }
    }
    for j in 0..<p {
      for _ in 0..<2 {
        for l in 0..<j { OrthogonalColumns.orthogonalize(&u, column: j, against: l, rows: k) }
      }
      point.logInformation += Double.log(OrthogonalColumns.normalize(&u, column: j, rows: k))
    }
    for _ in 0..<2 { for j in 0..<p { OrthogonalColumns.remove(u, column: j, from: &residual, rows: k) } }
    // Now residual = √W r; P y = √W residual.
    for i in 0..<k {
      var leverage = 0.0
      for j in 0..<p { leverage += u[i + j * k] * u[i + j * k] }
      let squared = residual[i] * residual[i]
      point.q += squared
      point.qSlope += w[i] * squared
      point.qCurve += w[i] * w[i] * squared
      point.trace += w[i] * (1 - leverage)
      point.traceSquare += w[i] * w[i] * (1 - 2 * leverage)
    }
    for j in 0..<p {
      var projection = 0.0
      for i in 0..<k { projection += u[i + j * k] * w[i] * residual[i] }
      point.qCurve -= projection * projection
      for l in 0...j {
        var element = 0.0
        for i in 0..<k { element += u[i + j * k] * w[i] * u[i + l * k] }
        point.traceSquare += (l == j ? 1 : 2) * element * element
      }
    }
    return point
  }
}
