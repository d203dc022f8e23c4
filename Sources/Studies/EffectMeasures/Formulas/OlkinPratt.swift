import RealModule

/// The unbiased estimate of a correlation: `r ₂F₁(½, ½; (n−2)/2; 1−r²)` (Olkin & Pratt 1958,
/// doi:10.1214/aoms/1177706717, eq. 2.3); NaN for n ≤ 4, where the series need not converge at r = 0.
func unbiasedCorrelation(_ r: Double, n: Double) -> Double {
  guard n > 4, abs(r) <= 1 else { return .nan }
  return r * hypergeometricHalves((n - 2) / 2, 1 - r * r)
}

/// Gauss's series `₂F₁(½, ½; c; x)` for c > 1 and 0 ≤ x ≤ 1; all terms are positive, so nothing cancels.
///
/// Near x = 1 with small c the terms fall only as j^(−c); the tail is then summed as an integral.
func hypergeometricHalves(_ c: Double, _ x: Double) -> Double {
  var (term, sum, j) = (1.0, 1.0, 0.0)
  while term > 0x1p-60 * sum, j < 20_000 {
    term *= (j + 0.5) * (j + 0.5) / ((c + j) * (j + 1)) * x
    sum += term
    j += 1
  }
  return sum
}
