import Distributions

/// The t value that a two-sided p value belongs to, with the p value's sign; infinite for p = 0.
func tValue(signedP p: Double, degreesOfFreedom: Double) -> Double {
  guard !p.isNaN, degreesOfFreedom > 0 else { return .nan }
  let t = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(upperTail: abs(p) / 2)
  return p < 0 ? -t : t
}

/// The normal quantile z of a two-sided p value, not negative; infinite for p = 0.
func zValue(p: Double) -> Double {
  p.isNaN ? .nan : Normal.standard.quantile(upperTail: abs(p) / 2)
}

/// The normal quantile of the proportion x/(x + rest), accurate near both ends.
func probitScore(_ x: Double, _ rest: Double) -> Double {
  let n = x + rest
  return x < rest ? Normal.standard.quantile(lowerTail: x / n) : Normal.standard.quantile(upperTail: rest / n)
}
