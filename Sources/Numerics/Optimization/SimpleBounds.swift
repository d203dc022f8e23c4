/// Lower and upper limits of each variable; infinite where there is none.
public struct SimpleBounds: Hashable, Sendable {
  /// The lower limits.
  public var lower: [Double]
  /// The upper limits, none below its lower limit.
  public var upper: [Double]

  /// Limits for each variable.
  public init(lower: [Double], upper: [Double]) {
    precondition(
      lower.count == upper.count && zip(lower, upper).allSatisfy { $0 <= $1 },
      "limits of unequal number or order")
    self.lower = lower
    self.upper = upper
  }

  /// No limits for n variables.
  public static func none(_ n: Int) -> SimpleBounds {
    SimpleBounds(
      lower: [Double](repeating: -.infinity, count: n), upper: [Double](repeating: .infinity, count: n))
  }

  /// The nearest allowed value of variable i.
  func clip(_ x: Double, _ i: Int) -> Double { min(max(x, lower[i]), upper[i]) }

  /// Whether variable i lies on a limit beyond which the objective would fall.
  func holds(_ i: Int, at x: Double, gradient: Double) -> Bool {
    (x <= lower[i] && gradient > 0) || (x >= upper[i] && gradient < 0) || lower[i] == upper[i]
  }
}
