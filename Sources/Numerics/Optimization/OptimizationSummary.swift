/// How a search ended. Every iterative result carries one.
public struct OptimizationSummary: Hashable, Sendable, Codable {
  /// Why the search stopped.
  public enum Ending: String, CaseIterable, Hashable, Sendable, Codable {
    /// Solved in closed form; nothing was searched.
    case closedForm = "closed-form"
    /// The derivative vanished to rounding at an interior point.
    case stationary
    /// The optimum lies on the edge of the parameter's range.
    case boundary
    /// The bracket shrank to neighbouring numbers.
    case bracketed
    /// No step that lowers the objective can be told from rounding, though the derivative has not vanished.
    case stalled
    /// The step budget ran out; the best point found is returned.
    case exhausted
    /// The objective falls without bound.
    case unbounded
    /// The objective has no finite value where the search was to start.
    case undefined
  }

  /// Why the search stopped.
  public var ending: Ending
  /// How many steps were taken.
  public var iterations: Int
  /// How often the objective or its derivative was evaluated.
  public var evaluations: Int
  /// The gradient (or the equation's residual) at the returned point, in its own units; `nil` in closed form.
  ///
  /// With several parameters the largest element, in absolute value, of those that no bound holds.
  public var gradient: Double?
  /// How many local optima were seen.
  public var localOptima: Int

  /// A summary of a search.
  public init(
    ending: Ending, iterations: Int = 0, evaluations: Int = 0, gradient: Double? = nil, localOptima: Int = 1
  ) {
    self.ending = ending
    self.iterations = iterations
    self.evaluations = evaluations
    self.gradient = gradient
    self.localOptima = localOptima
  }

  /// The summary of a result in closed form.
  public static let closedForm = OptimizationSummary(ending: .closedForm)
}
