import RealModule

/// Freeman & Tukey's double arcsine of x events among n, halved: `½ [asin √(x/(n+1)) + asin √((x+1)/(n+1))]`
/// (Freeman & Tukey 1950, doi:10.1214/aoms/1177729756).
func doubleArcsine(_ x: Double, _ n: Double) -> Double {
  func angle(_ events: Double) -> Double {
    .atan2(y: events.squareRoot(), x: max(0, n + 1 - events).squareRoot())
  }
  return (angle(x) + angle(x + 1)) / 2
}

/// The proportion p for which n p events of n have the double arcsine x, held at 0 and 1 beyond the values of no and of
/// n events (Miller 1978, doi:10.1080/00031305.1978.10479283).
func proportion(fromDoubleArcsine x: Double, n: Double) -> Double {
  guard !x.isNaN, n > 0 else { return .nan }
  let lowest = doubleArcsine(0, n)
  guard x > lowest else { return 0 }
  guard x < .pi / 2 - lowest else { return 1 }
  let sine = Double.sin(2 * x)
  let u = sine + (sine - 1 / sine) / n
  let v = ((1 - u) * (1 + u)).squareRoot()
  // (1 ∓ v)/2, the small one without cancellation
  return x < .pi / 4 ? u * u / (2 * (1 + v)) : (1 + v) / 2
}

/// Freeman & Tukey's root of x events in person-time t: `½ (√(x/t) + √((x+1)/t))`.
func rootRate(_ x: Double, _ t: Double) -> Double {
  ((x / t).squareRoot() + ((x + 1) / t).squareRoot()) / 2
}

/// The rate for which it has the value x: `(x − 1/(4tx))²`, held at 0 below the value of no events.
func rate(fromFreemanTukey x: Double, t: Double) -> Double {
  guard !x.isNaN, t > 0 else { return .nan }
  guard x > rootRate(0, t) else { return 0 }
  let root = x - 1 / (4 * t * x)
  return root * root
}
