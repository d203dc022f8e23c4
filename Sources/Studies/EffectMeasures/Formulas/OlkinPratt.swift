import RealModule

/// The unbiased estimate of a correlation: `r ₂F₁(½, ½; (n−2)/2; 1−r²)` (Olkin & Pratt 1958,
/// doi:10.1214/aoms/1177706717, eq. 2.3); NaN for n ≤ 4.
func unbiasedCorrelation(_ value: CorrelationValue, n: Double) -> Double {
  guard n > 4, abs(value.r) <= 1 else { return .nan }
  return value.r * (1 + hypergeometricHalvesExcess((n - 2) / 2, value))
}

/// The unbiased estimate of that estimate's variance: `u² − 1 + (1−r²)(n−3)/(n−2) ₂F₁(1, 1; n/2; 1−r²)` (Hedges 1989,
/// doi:10.1037/0021-9010.74.3.469, with the exact series); NaN for n ≤ 4.
///
/// Written in the excesses of both series over 1, so that the leading terms cancel on paper.
func unbiasedCorrelationVariance(_ value: CorrelationValue, n: Double) -> Double {
  guard n > 4, abs(value.r) <= 1 else { return .nan }
  let (r, x) = (value.r, value.complement)
  let s = hypergeometricHalvesExcess((n - 2) / 2, value)
  let t = hypergeometricOnesExcess(n / 2, value)
  return r * r * s * (2 + s) + x * (t - (1 + t) / (n - 2))
}

/// `₂F₁(½, ½; c; 1−r²) − 1` for c > 1.
///
/// For large c the series, whose terms are all positive. Otherwise it is Euler's integral with `t = tanh²w`,
/// `2Γ(c)/(Γ(½)Γ(c−½)) ∫ cosh^(2−2c)w / √(1 + r² sinh²w) dw` over w > 0: even, analytic within ±iπ/2 and decaying
/// exponentially, so that the trapezoidal rule is exact to the last digits at step 0.1.
private func hypergeometricHalvesExcess(_ c: Double, _ value: CorrelationValue) -> Double {
  let (r, x) = (value.r, value.complement)
  // Near ±1 the series is short for every c, and the excess small.
  guard c < 12, x > 0.1 else { return hypergeometricExcess(0.5, c, x) }
  let step = 0.1
  var (sum, w) = (0.5, step)
  while true {
    let sinh = Double.sinh(w)
    let term = Double.exp((2 - 2 * c) * .log(.cosh(w))) / (1 + r * r * sinh * sinh).squareRoot()
    sum += term
    if !(term > 0x1p-60 * sum) || w > 300 { break }
    w += step
  }
  // Γ(c)/Γ(c−½) = J(2c) √c
  return 2 * HedgesFactor(2 * c).value * (c / .pi).squareRoot() * sum * step - 1
}

/// `₂F₁(1, 1; c; 1−r²) − 1` for c > 2.
///
/// For large c the series. Otherwise `(c−1) ∫ e^(−(c−1)v)/(r² + (1−r²) e^(−v)) dv` over v > 0 by the double
/// exponential rule `v = exp(s − e^(−s))` (Takahasi & Mori 1974, doi:10.2977/prims/1195192451).
private func hypergeometricOnesExcess(_ c: Double, _ value: CorrelationValue) -> Double {
  let (r, x) = (value.r, value.complement)
  guard c < 12, x > 0.1 else { return hypergeometricExcess(1, c, x) }
  let step = 1.0 / 64
  var sum = 0.0
  for k in -320...640 {
    let s = Double(k) * step
    let v = Double.exp(s - .exp(-s))
    let slope = v * (1 + .exp(-s))
    let decay = Double.exp(-v)
    guard v < 700, slope.isFinite else { continue }
    sum += slope * .exp(-(c - 1) * v) / (r * r + x * decay)
  }
  return (c - 1) * sum * step - 1
}

/// `₂F₁(a, a; c; x) − 1` by its series, for a ≤ 1 and c ≥ 12 or 0 ≤ x ≤ 0.1: at most some hundred positive terms.
private func hypergeometricExcess(_ a: Double, _ c: Double, _ x: Double) -> Double {
  var (term, sum, j) = (1.0, 0.0, 0.0)
  repeat {
    term *= (a + j) * (a + j) / ((c + j) * (j + 1)) * x
    sum += term
    j += 1
  } while term > 0x1p-60 * sum
  return sum
}
