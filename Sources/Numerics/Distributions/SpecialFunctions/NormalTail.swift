import RealModule

/// 2 e^{x²/2} (1 - Φ(x)) for x ≥ 0: the normal upper tail without its exponential, 1 at zero.
///
/// It falls like √(2/π)/x. Two rational approximations, for x ≤ 4.5 and beyond, each within 2e-17 relative before
/// rounding; all coefficients are positive, so nothing cancels.
func scaledNormalTail(_ x: Double) -> Double {
  if x <= 4.5 { return nearNumerator(x) / nearDenominator(x) }
  let t = 1 / (x * x)
  return farNumerator(t) / (x * farDenominator(t))
}

/// exp(-x²/2), accurate to an ulp or two: x is split so that the rounding of x² does not enter the exponent.
func halfSquareExponential(_ x: Double) -> Double {
  guard abs(x) < 40 else { return x.isNaN ? x : 0 }
  let high = Double(bitPattern: x.bitPattern & 0xFFFF_FFFF_F800_0000)
  let rest = -0.5 * (x - high) * (x + high)
  return Double.exp(-0.5 * high * high) * (1 + rest * (1 + 0.5 * rest))
}

private let nearNumerator = Polynomial(descending: [
  6.335155948812709e-06, 0.00017141151641492702, 0.00219979296137169, 0.017369461971841228,
  0.0920693675124392, 0.3359880766991393, 0.829925823929597, 1.2870291919544423, 1.0,
])
private let nearDenominator = Polynomial(descending: [
  7.939939774570558e-06, 0.00021483252860196405, 0.0027649697856754907, 0.02198426417226077,
  0.11813235056965775, 0.4424464238287917, 1.150032760398607, 1.9934463178601654, 2.0849137527573096, 1.0,
])
private let farNumerator = Polynomial(descending: [
  3248.412865350517, 21640.660815956795, 20557.105002376047, 6389.558504526354, 812.128447786833,
  43.38992962082668, 0.7978845608028653,
])
private let farDenominator = Polynomial(descending: [
  14656.411146049893, 43731.116995313714, 32206.742333160986, 8927.213645379781, 1070.2332771383458,
  55.38121221090657, 1.0,
])
