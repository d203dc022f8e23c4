import LinearAlgebra

/// Where a search for a minimum of several variables ended.
public struct Minimum: Sendable {
  /// The point.
  public var x: [Double]
  /// The objective there.
  public var value: Double
  /// Its gradient there.
  public var gradient: [Double]
  /// Its Hessian there, where the objective gives one.
  public var hessian: Matrix?
  /// Which variables lie on a bound that holds them back.
  public var isHeld: [Bool]
  /// How the search ended.
  public var summary: OptimizationSummary

  /// The lowest of several minima, the first of equal ones, with the number of distinct ones in its summary.
  ///
  /// Minima are distinct when their values differ by more than `tolerance`, relative to the larger of 1 and the value;
  /// points that the search could not finish at are not counted. Iterations and evaluations add up. `nil` for none.
  public static func best(of minima: [Minimum], tolerance: Double = 1e-8) -> Minimum? {
    guard var best = minima.first else { return nil }
    var seen: [Double] = []
    var (iterations, evaluations) = (0, 0)
    for candidate in minima {
      iterations += candidate.summary.iterations
      evaluations += candidate.summary.evaluations
      guard candidate.value.isFinite else { continue }
      let limit = tolerance * max(1, abs(candidate.value))
      if !best.value.isFinite || candidate.value < best.value - 1e-12 * max(1, abs(best.value)) {
        best = candidate
      }
      guard candidate.summary.ending == .stationary || candidate.summary.ending == .boundary else { continue }
      if !seen.contains(where: { abs($0 - candidate.value) <= limit }) { seen.append(candidate.value) }
    }
    best.summary.iterations = iterations
    best.summary.evaluations = evaluations
    best.summary.localOptima = max(1, seen.count)
    return best
  }
}
