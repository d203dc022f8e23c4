import Distributions
import StudyRecords

/// The Q-profile interval: the τ² for which Q(τ²) lies between the quantiles of χ²(k − p).
///
/// An end below zero is 0; when even Q(0) is below the lower quantile the interval is empty and shown as 0 to 0.
struct QProfileInterval: Tau2IntervalAlgorithm {
  let name = "Q-profile"
  let sources = [Source("Viechtbauer", 2007, doi: "10.1002/sim.2514", place: "eq. 10")]

  func interval(_ request: Tau2IntervalRequest) throws(ModelError) -> Tau2Interval? {
    guard request.problem.degreesOfFreedom > 0 else { return nil }
    let distribution = ChiSquared(degreesOfFreedom: Double(request.problem.degreesOfFreedom))
    var equation = QEquation(request.problem)
    let lower = equation.solve(target: distribution.quantile(upperTail: request.tail))
    let upper = equation.solve(target: distribution.quantile(lowerTail: request.tail))
    let scale = request.problem.scale
    return Tau2Interval(
      interval: Interval(lower.tau2 * scale, upper.tau2 * scale), isEmpty: upper.isBelowAtZero)
  }
}
