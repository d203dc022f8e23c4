import RealModule

/// A correlation with its complement `1 − r²`, which keeps the digits that r alone has lost near ±1.
struct CorrelationValue {
  let r: Double
  /// 1 − r².
  let complement: Double

  /// A correlation as reported.
  init(_ r: Double) { self.init(r, complement: (1 - r) * (1 + r)) }

  /// A correlation whose complement is known by another way.
  init(_ r: Double, complement: Double) { (self.r, self.complement) = (r, complement) }

  /// The correlation that a t value belongs to: `t/√(t² + ν)`.
  init(t: Double, degreesOfFreedom: Double) {
    let sum = t * t + degreesOfFreedom
    self.init(t / sum.squareRoot(), complement: degreesOfFreedom / sum)
  }

  /// Fisher's z, `atanh r = asinh(r/√(1 − r²))`; infinite at ±1.
  var fisher: Double { .asinh(r / complement.squareRoot()) }

  /// The variance of Fisher's z by the delta method, from that of r.
  func fisherVariance(_ variance: Double) -> Double { variance / (complement * complement) }
}
