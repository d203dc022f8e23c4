import RealModule

extension IncompleteBeta {
  /// The tails below the mean from an expansion around the normal tail, or `nil` where it does not converge fast.
  ///
  /// After Temme (1979, doi:10.1137/0510071). With N = ab/(a+b) and -½Ns² the exponent, s < 0 below the mean, the
  /// density of s is proportional to e^{-½Ns²} f(s), f = s/V, where V(s) = (x - x₀)/(x₀y₀) obeys
  /// V V' = s (1 + (y₀-x₀) V - x₀y₀ V²). As for the gamma distribution, f = A - g'/N + s g gives
  /// lower tail = ½ erfc(|s|√(N/2)) - e^{-½Ns²} g(s)/(A √(2πN)). The series of f converges for |s| < 2√π; terms
  /// are made only as far as they count.
  func uniformTails(_ exponent: Double) -> Tails? {
    let size = min(a, b) / (1 + min(a, b) / max(a, b))
    let z = (-2 * exponent).squareRoot()
    let root = size.squareRoot()
    let s = -z / root
    guard s > -1 else { return nil }
    let x0 = a / (a + b)
    let y0 = b / (a + b)

    // Enough orders for (|s|/2√π)^order < 1e-17, and for the powers of 1/N that come with them.
    let order = min(32, 8 + Int(40 / Double.log(3.54 / max(-s, 0.01))))
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * (order + 3)) { scratch in
      scratch.initialize(repeating: 0)
      let v = UnsafeMutableBufferPointer(rebasing: scratch[..<(order + 3)])
      let w = UnsafeMutableBufferPointer(rebasing: scratch[(order + 3)..<(2 * order + 6)])
      let f = UnsafeMutableBufferPointer(rebasing: scratch[(2 * order + 6)...])
      // V = s Σ v_k s^k and V² = s² Σ w_k s^k; the equation gives w from lower orders, its root gives v.
      v[0] = 1
      w[0] = 1
      for k in 1...order {
        let previous = k >= 2 ? w[k - 2] : 0
        w[k] = 2 * ((y0 - x0) * v[k - 1] - x0 * y0 * previous) / Double(k + 2)
        var products = 0.0
        for i in 1..<k { products += v[i] * v[k - i] }
        v[k] = 0.5 * (w[k] - products)
      }
      f[0] = 1
      for k in 1...order {
        var products = 0.0
        for i in 1...k { products += v[i] * f[k - i] }
        f[k] = -products
      }
      var following = 0.0
      var current = 0.0
      var sum = 0.0
      for k in stride(from: order, through: 1, by: -1) {
        let preceding = f[k] + Double(k + 1) / size * following
        sum = sum * s + preceding
        following = current
        current = preceding
      }
      let correction = rootTwoOverPi * sum / ((1 + following / size) * root)
      return Tails(lower: 0.5 * Double.exp(exponent) * (scaledNormalTail(z) - correction))
    }
  }
}
