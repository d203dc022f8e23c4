import RealModule

/// The tail of max |aⱼ′z|/s over unit vectors aⱼ in the plane, z standard normal and νs² ~ χ²(ν).
///
/// In polar coordinates the direction is uniform and independent of the length, and |a′z| > cs needs a length above cs over the
/// cosine of the angle to the nearest line. With g(x) = (1 + x/ν)^(−ν/2), exp(−x/2) for ν = ∞, the tail of the length,
/// P = (2/π) Σ ∫₀^{δ/2} g(c²/cos²φ) dφ over the gaps δ between neighbouring lines. For one line this is Craig's form of
/// the normal tail (1991, doi:10.1109/MILCOM.1991.258319). Every term is positive: no digit is lost far out.
struct PlaneTail {
  /// ν, infinite for the normal distribution.
  let degreesOfFreedom: Double

  /// The tail for two lines by their correlation.
  func upperTail(_ c: Double, correlation: Double) -> Double {
    let gap = Double.acos(min(1, abs(correlation)))
    return sum(c, gaps: [gap, .pi - gap])
  }

  /// The tail for lines by their directions, from 0 to π and ascending.
  func upperTail(_ c: Double, angles: [Double]) -> Double {
    guard let first = angles.first, let last = angles.last else { return 0 }
    return sum(c, gaps: zip(angles.dropFirst(), angles).map { $0 - $1 } + [first + .pi - last])
  }

  private func sum(_ c: Double, gaps: [Double]) -> Double {
    2 / Double.pi * gaps.reduce(0) { $0 + ($1 > 0 ? integral(c, to: min(0.5 * $1, 0.5 * .pi)) : 0) }
  }

  /// ∫₀^b g(c²/cos²φ) dφ by the double-exponential rule (Takahasi & Mori 1974, doi:10.2977/prims/1195192451): its points
  /// crowd at 0, where the integrand has its peak however large c is.
  private func integral(_ c: Double, to b: Double) -> Double {
    let step = 1.0 / 16
    var total = 0.0
    for i in -58...58 {
      let t = step * Double(i)
      let u = 0.5 * Double.pi * Double.sinh(t)
      // b/(1 + e^{−2u}), exact near 0, with its derivative.
      let share = 1 / (1 + Double.exp(-2 * u))
      let weight = 0.5 * Double.pi * Double.cosh(t) / (Double.cosh(u) * Double.cosh(u))
      total += weight * tail(c / Double.cos(b * share))
    }
    return 0.5 * b * step * total
  }

  /// P(length > x s).
  private func tail(_ x: Double) -> Double {
    if degreesOfFreedom == .infinity { return Double.exp(-0.5 * x * x) }
    return Double.exp(-0.5 * degreesOfFreedom * Double.log(onePlus: x * x / degreesOfFreedom))
  }
}
