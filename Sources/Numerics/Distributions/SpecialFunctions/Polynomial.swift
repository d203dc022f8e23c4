/// A polynomial, evaluated by Horner's rule.
struct Polynomial: Sendable {
  /// Coefficients from the highest power down to the constant.
  private let descending: [Double]

  /// The polynomial with these coefficients, from the highest power down to the constant.
  init(descending: [Double]) { self.descending = descending }

  @inline(__always)
  func callAsFunction(_ x: Double) -> Double {
    var sum = 0.0
    for coefficient in descending { sum = sum * x + coefficient }
    return sum
  }
}
