import RealModule

/// log(1 + x) - x, accurate to a few ulp for every x > -1, in particular near zero where it is -x²/2 + x³/3 - …
///
/// With r = x/(2 + x), log(1 + x) = 2 artanh r, so that log(1 + x) - x = r (2r² S(r²) - x) with
/// S(w) = (artanh √w / √w - 1)/w, a rational approximation for w ≤ 1/9.
@inline(__always)
func logOnePlusMinus(_ x: Double) -> Double { logOnePlusMinus(x, onePlus: 1 + x) }

/// log(1 + x) - x where 1 + x is known better than the rounded sum says, as it is for x near -1.
func logOnePlusMinus(_ x: Double, onePlus: Double) -> Double {
  guard x > -0.5, x < 1 else { return Double.log(onePlus) - x }
  let r = x / (2 + x)
  let w = r * r
  return r * (2 * w * (arctanhNumerator(w) / arctanhDenominator(w)) - x)
}

private let arctanhNumerator = Polynomial(descending: [
  0.00026342542965778864, -0.046039117851666256, 0.30538124201553685, -0.5823847037963771,
  0.3333333333333333,
])
private let arctanhDenominator = Polynomial(descending: [
  0.05976204967307252, -0.6030463548738926, 1.8958647643086135, -2.347154111389131, 1.0,
])
