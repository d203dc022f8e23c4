import Distributions
import RealModule

/// The tetrachoric correlation of a 2×2 table and its large-sample variance.
///
/// Both variables are thought of as normal quantities cut at thresholds h and k, which the margins give. The
/// correlation ρ = sin θ solves `∫₀^θ exp(−(h² + k² − 2hk sin t)/(2 cos²t)) dt / 2π = (ad − bc)/N²` (Pearson 1900,
/// doi:10.1098/rsta.1900.0022; Kirk 1973, doi:10.1007/BF02291118): the left side rises with θ, so a safeguarded Newton
/// iteration always ends. The variance is the delta method's for multinomial counts, thresholds estimated.
/// Measured: within 1e-13 of 50-digit values; where a cell holds 3 of 4e9 people ρ within 1e-10, the variance within 1e-7;
/// the variance and Fisher's z within 2e-7 where 1 − |ρ| is 1e-17.
struct Tetrachoric {
  /// The correlation; ±1 when a cell of the table is 0, NaN when a margin is.
  let correlation: Double
  /// 1 − ρ², with its digits where ρ is near ±1.
  let complement: Double
  /// The variance; NaN at ±1.
  let variance: Double

  init(_ table: TwoByTwo) {
    let total = table.total
    let (row, column) = (table.n1, table.a + table.c)
    guard row > 0, column > 0, table.n2 > 0, table.b + table.d > 0 else {
      (correlation, complement, variance) = (.nan, .nan, .nan)
      return
    }
    guard !table.hasZero else {
      (correlation, complement, variance) = (table.determinant < 0 ? -1 : 1, 0, .nan)
      return
    }
    let h = probitScore(row, table.n2)
    let k = probitScore(column, table.b + table.d)
    let target = table.determinant / total / total
    let sign: Double = target < 0 ? -1 : 1
    let angle = Self.angle(h, sign * k, target: abs(target))
    let (rho, root) = (sign * .sin(angle), Double.cos(angle))

    let byRow = Normal.standard.lowerTail((k - rho * h) / root)
    let byColumn = Normal.standard.lowerTail((h - rho * k) / root)
    let weights = [(1 - byRow - byColumn, table.a), (-byRow, table.b), (-byColumn, table.c)]
    let mean = weights.reduce(0) { $0 + $1.0 * $1.1 / total }
    let square =
      weights.reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 / total } + mean * mean * table.d / total
    let density = Self.integrand(angle, h, sign * k) / root
    correlation = rho
    complement = root * root
    variance = square / total / (density * density)
  }

  /// `exp(−(h² + k² − 2hk sin t)/(2 cos²t))/2π`, its exponent without cancellation.
  private static func integrand(_ t: Double, _ h: Double, _ k: Double) -> Double {
    let (sine, cosine) = (Double.sin(t), Double.cos(t))
    let spread = h == k ? 0 : (h - k) * (h - k) / (2 * cosine * cosine)
    return .exp(-spread - h * k / (1 + sine)) / (2 * .pi)
  }

  /// The angle between 0 and π/2 at which the integral from 0 reaches the target.
  private static func angle(_ h: Double, _ k: Double, target: Double) -> Double {
    if target == 0 { return 0 }
    var (lower, upper) = (0.0, Double.pi / 2)
    var angle = min(target / integrand(0, h, k), 1)
    for _ in 0..<100 {
      let excess = integral(to: angle, h, k) - target
      if excess > 0 { upper = angle } else { lower = angle }
      let newton = angle - excess / integrand(angle, h, k)
      let next = newton > lower && newton < upper ? newton : (lower + upper) / 2
      if abs(next - angle) <= 0x1p-52 * angle { return next }
      angle = next
    }
    return angle
  }

  /// The integral from 0 by the tanh-sinh rule (Takahasi & Mori 1974), which takes the flat end at π/2 in its stride.
  private static func integral(to angle: Double, _ h: Double, _ k: Double) -> Double {
    let step = 1.0 / 16
    var sum = 0.0
    for j in -56...56 {
      let s = Double(j) * step
      let u = Double.pi / 2 * .sinh(s)
      // x = 1/(1 + e^(−2u)) runs over (0, 1)
      let x = 1 / (1 + .exp(-2 * u))
      let slope = Double.pi / 4 * .cosh(s) / (.cosh(u) * .cosh(u))
      let value = integrand(angle * x, h, k)
      if slope > 0, value.isFinite { sum += slope * value }
    }
    return angle * sum * step
  }
}
