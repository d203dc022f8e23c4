import MetaAnalysis

/// The automatic ends of a forest plot's axis.
///
/// Every estimate, the pooled one and the value of no effect are inside. The axis reaches on to the ends of the
/// studies' intervals as long as they lie within one span of the estimates (or of the middle interval's width, if
/// that is larger), so that a single hopeless study does not flatten the others; the pooled and the prediction
/// interval may reach three spans out. What reaches further is cut and gets an arrow.
func automaticDomain(
  estimates: [Double], intervals: [Interval], pooled: Interval?, prediction: Interval?, nullValue: Double?
) -> Interval {
  let core = (estimates + [nullValue].compactMap(\.self)).filter(\.isFinite)
  guard var lower = core.min(), var upper = core.max() else { return Interval(-1, 1) }
  let widths = intervals.map { $0.upper - $0.lower }.filter(\.isFinite).sorted()
  let middleWidth = widths.isEmpty ? 0 : widths[(widths.count - 1) / 2]
  let span = max(upper - lower, middleWidth)
  func reachable(_ ends: [Interval], within spans: Double) -> Interval {
    let limits = Interval(lower - spans * span, upper + spans * span)
    let kept = ends.flatMap { [$0.lower, $0.upper] }.filter { limits.contains($0) }
    return Interval(kept.min() ?? lower, kept.max() ?? upper)
  }
  let studies = reachable(intervals, within: 1)
  let summaries = reachable([pooled, prediction].compactMap(\.self), within: 3)
  lower = min(lower, studies.lower, summaries.lower)
  upper = max(upper, studies.upper, summaries.upper)
  guard upper > lower else {
    let halfWidth = max(0.5, upper.magnitude * 1e-6)
    return Interval(center: lower, halfWidth: halfWidth)
  }
  let padding = 0.02 * (upper - lower)
  let padded = Interval(lower - padding, upper + padding)
  return padded.lower.isFinite && padded.upper.isFinite ? padded : Interval(lower, upper)
}
