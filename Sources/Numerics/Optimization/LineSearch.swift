/// The line search of Hager and Zhang (2005, doi:10.1137/030601880): a step that satisfies the Wolfe conditions or,
/// near a minimum where differences of the objective drown in rounding, their approximate form by slopes alone.
///
/// Points where the objective is not finite count as too far.
struct LineSearch {
  /// A point on the line.
  struct Point {
    var step: Double
    var value: Double
    var slope: Double
    var isFinite: Bool { value.isFinite && slope.isFinite }
  }

  /// The point at step 0, whose slope is negative.
  let origin: Point
  /// The farthest step allowed, infinite for none.
  let farthest: Double
  private var evaluations = 0
  /// Whether the objective still fell at the longest step tried.
  private(set) var ranAway = false
  /// The lowest point seen.
  private(set) var best: Point

  private static let decrease = 0.1
  private static let curvature = 0.9
  private static let budget = 80

  init(origin: Point, farthest: Double) {
    self.origin = origin
    self.farthest = farthest
    best = origin
  }

  /// A value up to here is no higher than at the origin but for rounding.
  private var ceiling: Double { origin.value + 1e-11 * abs(origin.value) }

  private func isAcceptable(_ point: Point) -> Bool {
    guard point.isFinite else { return false }
    let rise = point.value - origin.value
    if rise <= LineSearch.decrease * point.step * origin.slope {
      if point.slope >= LineSearch.curvature * origin.slope { return true }
      if point.step == farthest { return true }
    }
    return point.value <= ceiling && point.slope >= LineSearch.curvature * origin.slope
      && point.slope <= (2 * LineSearch.decrease - 1) * origin.slope
  }

  /// Searches from a first guess; `nil` when no acceptable step was found.
  ///
  /// The point last evaluated is the one returned.
  mutating func search<Failure: Error>(
    guess: Double, _ evaluate: (Double) throws(Failure) -> Point
  ) throws(Failure) -> Point? {
    var (low, high) = (origin, Point(step: min(guess, farthest), value: .nan, slope: .nan))
    // Bracket: low has a negative slope and is not too high; high has not.
    while true {
      guard let point = try visit(high.step, evaluate) else {
        ranAway = true
        return nil
      }
      if isAcceptable(point) { return point }
      high = point
      if !point.isFinite || point.slope >= 0 || point.value > ceiling { break }
      if point.step == farthest { return nil }
      low = point
      high.step = min(point.step * 5, farthest)
    }
    while high.step - low.step > 4 * max(low.step.ulp, high.step.ulp) {
      if !high.isFinite || (high.slope < 0) {
        // Not finite or too high: halve, by a tenth where nothing is known.
        let share = high.isFinite ? 0.5 : 0.1
        guard let point = try visit(low.step + share * (high.step - low.step), evaluate) else { return nil }
        if isAcceptable(point) { return point }
        update(&low, &high, point)
        continue
      }
      let width = high.step - low.step
      for _ in 0..<2 {
        guard low.slope < 0, high.isFinite, high.slope >= 0 else { break }
        let secant = (low.step * high.slope - high.step * low.slope) / (high.slope - low.slope)
        guard secant > low.step, secant < high.step else { break }
        guard let point = try visit(secant, evaluate) else { return nil }
        if isAcceptable(point) { return point }
        update(&low, &high, point)
      }
      if high.step - low.step > 0.66 * width {
        guard let point = try visit(0.5 * (low.step + high.step), evaluate) else { return nil }
        if isAcceptable(point) { return point }
        update(&low, &high, point)
      }
    }
    return nil
  }

  private func update(_ low: inout Point, _ high: inout Point, _ point: Point) {
    if point.isFinite, point.slope < 0, point.value <= ceiling { low = point } else { high = point }
  }

  private mutating func visit<Failure: Error>(
    _ step: Double, _ evaluate: (Double) throws(Failure) -> Point
  ) throws(Failure) -> Point? {
    evaluations += 1
    guard evaluations <= LineSearch.budget else { return nil }
    let point = try evaluate(step)
    if point.isFinite, point.value < best.value { best = point }
    return point
  }
}
