import RealModule

/// Mills' ratio (1 - Φ(x))/φ(x) for x ≥ 0: the normal upper tail without its exponential.
///
/// It falls from √(π/2) at zero like 1/x. Two rational approximations, for x ≤ 4.5 and beyond, each within 2e-17
/// relative before rounding; all coefficients are positive, so nothing cancels.
func millsRatio(_ x: Double) -> Double {
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
  7.93994051274536e-06, 0.00021483247682151595, 0.0027570316176542694, 0.021769392246872576,
  0.11539183991703647, 0.42109860649647596, 1.0401577680541787, 1.6130518814142472, 1.2533141373155003,
])
private let nearDenominator = Polynomial(descending: [
  7.939939774570558e-06, 0.00021483252860196405, 0.0027649697856754907, 0.02198426417226077,
  0.11813235056965775, 0.4424464238287917, 1.150032760398607, 1.9934463178601654, 2.0849137527573096, 1.0,
])
private let farNumerator = Polynomial(descending: [
  4071.2817679813556, 27122.54614148824, 25764.510321757094, 8008.124004927366, 1017.8520649273308,
  54.38121221090666, 1.0,
])
private let farDenominator = Polynomial(descending: [
  14656.411146049893, 43731.116995313714, 32206.742333160986, 8927.213645379781, 1070.2332771383458,
  55.38121221090657, 1.0,
])
