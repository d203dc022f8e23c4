import LinearAlgebra

/// The step that minimizes the quadratic model q(p) = gᵀp + ½ pᵀHp inside ‖Dp‖ ≤ Δ and between bounds.
///
/// Without bounds the exact solution of Moré and Sorensen (1983, doi:10.1137/0904038), from the eigenvalues of
/// D⁻¹HD⁻¹, the hard case included. Variables that it would carry across a bound are set on the bound and the others
/// solved for anew; should that gain less than the projected gradient step, shorter radii are tried, and at last the
/// projected gradient step is taken.
struct TrustRegionStep {
  /// The step.
  private(set) var step: [Double]
  /// −q(p), the decrease that the model predicts.
  private(set) var predicted = 0.0
  /// ‖Dp‖.
  private(set) var length = 0.0

  private let n: Int
  private var eigen: JacobiEigen
  private var free: [Int] = []
  private var isFixed: [Bool]
  private var projected: [Double]
  private var coordinates: [Double]
  private var cauchy: [Double]

  init(_ n: Int) {
    self.n = n
    eigen = JacobiEigen(capacity: n)
    step = [Double](repeating: 0, count: n)
    isFixed = [Bool](repeating: false, count: n)
    (projected, coordinates, cauchy) = (step, step, step)
    free.reserveCapacity(n)
  }

  /// Finds the step from x; `held` says which variables stay where they are.
  mutating func solve(
    x: [Double], gradient g: [Double], hessian h: Matrix, scale d: [Double], radius: Double,
    bounds: SimpleBounds,
    held: [Bool]
  ) {
    var decrease = -1.0
    var shorter = radius
    for _ in 0..<5 {
      let meetsBound = solve(x, g, h, d, shorter, bounds, held)
      predicted = -model(step, g, h)
      if !meetsBound { break }
      if decrease < 0 { decrease = findGradientStep(x, g, h, d, radius, bounds, held) }
      if predicted >= decrease { break }
      shorter *= 0.25
    }
    if predicted < decrease {
      Swift.swap(&step, &cauchy)
      predicted = decrease
    }
    length = scaledLength(step, d)
  }

  /// The step inside a radius, clipped to the bounds; whether it met one.
  private mutating func solve(
    _ x: [Double], _ g: [Double], _ h: Matrix, _ d: [Double], _ radius: Double, _ bounds: SimpleBounds,
    _ held: [Bool]
  ) -> Bool {
    for i in 0..<n {
      step[i] = 0
      isFixed[i] = held[i]
    }
    var meetsBound = false
    for _ in 0...n {
      free.removeAll(keepingCapacity: true)
      var spent = 0.0
      for i in 0..<n {
        if isFixed[i] { spent += d[i] * step[i] * d[i] * step[i] } else { free.append(i) }
      }
      let left = (max(radius * radius - spent, 0)).squareRoot()
      if free.isEmpty || left == 0 { break }
      solveFree(g, h, d, left)
      var crossed = false
      for i in free {
        let target = x[i] + step[i]
        let clipped = bounds.clip(target, i)
        if clipped != target {
          step[i] = clipped - x[i]
          isFixed[i] = true
          crossed = true
        }
      }
      guard crossed else { break }
      meetsBound = true
    }
    return meetsBound
  }

  private func scaledLength(_ p: [Double], _ d: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<n { sum += d[i] * p[i] * d[i] * p[i] }
    return sum.squareRoot()
  }

  private func model(_ p: [Double], _ g: [Double], _ h: Matrix) -> Double {
    var value = 0.0
    for j in 0..<n where p[j] != 0 {
      var curvature = 0.0
      for i in 0..<n { curvature += h[i, j] * p[i] }
      value += (g[j] + 0.5 * curvature) * p[j]
    }
    return value
  }

  /// The exact step of the free variables, the others' steps being given.
  private mutating func solveFree(_ g: [Double], _ h: Matrix, _ d: [Double], _ radius: Double) {
    let m = free.count
    eigen.decompose(order: m) { a, b in h[free[a], free[b]] / (d[free[a]] * d[free[b]]) }
    for a in 0..<m {
      let i = free[a]
      var slope = g[i]
      for j in 0..<n where isFixed[j] && step[j] != 0 { slope += h[i, j] * step[j] }
      projected[a] = slope / d[i]
    }
    var (least, most) = (0, 0.0)
    for j in 0..<m {
      var sum = 0.0
      for a in 0..<m { sum += eigen.vector(a, j) * projected[a] }
      coordinates[j] = sum
      if eigen.values[j] < eigen.values[least] { least = j }
      most = max(most, abs(eigen.values[j]))
    }
    let shift = shift(count: m, least: least, most: most, radius: radius)
    for a in 0..<m { projected[a] = 0 }
    let floor = Double(m) * .ulpOfOne * most
    var square = 0.0
    for j in 0..<m {
      let curvature = eigen.values[j] + shift
      guard curvature > floor || (curvature > 0 && shift > 0 && eigen.values[least] + shift > 0) else {
        continue
      }
      let amount = -coordinates[j] / curvature
      square += amount * amount
      for a in 0..<m { projected[a] += amount * eigen.vector(a, j) }
    }
    if eigen.values[least] < -floor, shift <= -eigen.values[least], square < radius * radius {
      // The hard case: the gradient has no part along the direction of most negative curvature.
      let amount = (radius * radius - square).squareRoot() * (coordinates[least] > 0 ? -1 : 1)
      for a in 0..<m { projected[a] += amount * eigen.vector(a, least) }
    }
    for a in 0..<m { step[free[a]] = projected[a] / d[free[a]] }
  }

  /// The ν ≥ max(0, −λ) with ‖(Λ + ν)⁻¹c‖ = Δ, or the least such ν when the step is shorter even there.
  private func shift(count m: Int, least: Int, most: Double, radius: Double) -> Double {
    let floor = Double(m) * .ulpOfOne * most
    func stepLength(_ shift: Double) -> (length: Double, slope: Double) {
      var (square, slope) = (0.0, 0.0)
      for j in 0..<m where coordinates[j] != 0 {
        let curvature = eigen.values[j] + shift
        guard curvature > 0 else { return (.infinity, 0) }
        let amount = coordinates[j] / curvature
        square += amount * amount
        slope -= amount * amount / curvature
      }
      let length = square.squareRoot()
      return (length, length > 0 ? slope / length : 0)
    }
    var norm = 0.0
    for j in 0..<m { norm += coordinates[j] * coordinates[j] }
    norm = norm.squareRoot()
    guard norm > 0 else { return max(0, -eigen.values[least]) }
    var low = max(0, -eigen.values[least])
    let start = low == 0 ? 0 : low + floor
    if stepLength(start).length <= radius { return low }
    low = start
    var high = max(0, -eigen.values[least]) + norm / radius
    var shift = low == 0 ? min(high, max(norm / radius * 1e-3, floor)) : 0.5 * (low + high)
    for _ in 0..<60 {
      let (length, slope) = stepLength(shift)
      if abs(length - radius) <= 1e-3 * radius { break }
      if length > radius { low = shift } else { high = shift }
      // Newton on 1/‖p‖ − 1/Δ, which is nearly linear.
      var next = slope < 0 && length.isFinite ? shift + (length - radius) / radius * length / -slope : low
      if !(next > low && next < high) { next = 0.5 * (low + high) }
      if next == shift { break }
      shift = next
    }
    return shift
  }

  /// Finds the projected gradient step that lowers the model enough (Armijo), and by how much; 0 when there is none.
  private mutating func findGradientStep(
    _ x: [Double], _ g: [Double], _ h: Matrix, _ d: [Double], _ radius: Double, _ bounds: SimpleBounds,
    _ held: [Bool]
  ) -> Double {
    var norm = 0.0
    for i in 0..<n where !held[i] { norm += g[i] / d[i] * g[i] / d[i] }
    guard norm > 0 else { return 0 }
    var t = radius / norm.squareRoot()
    for _ in 0..<60 {
      var slope = 0.0
      for i in 0..<n {
        cauchy[i] = held[i] ? 0 : bounds.clip(x[i] - t * g[i] / (d[i] * d[i]), i) - x[i]
        slope += g[i] * cauchy[i]
      }
      let value = model(cauchy, g, h)
      if value <= 0.1 * slope { return -value }
      t *= 0.5
    }
    return 0
  }
}
