import Testing

/// Whether two numbers agree: sign first, then within `relative` of the expected value or within `absolute`.
///
/// Infinite values agree only when equal; NaN agrees with nothing.
public func agrees(_ actual: Double, _ expected: Double, relative: Double, absolute: Double = 0) -> Bool {
  if actual == expected { return true }
  guard actual.isFinite, expected.isFinite else { return false }
  let difference = abs(actual - expected)
  if difference <= absolute { return true }
  guard actual.sign == expected.sign else { return false }
  return difference <= relative * abs(expected)
}

/// Records an issue unless `actual` agrees with `expected`; `nil` agrees only with `nil`.
public func expectClose(
  _ actual: Double?, _ expected: Double?, relative: Double = 1e-12, absolute: Double = 0, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  switch (actual, expected) {
  case (nil, nil): return
  case (let actual?, let expected?) where agrees(actual, expected, relative: relative, absolute: absolute):
    return
  default:
    let size: String =
      if let actual, let expected { " (relative \(abs(actual - expected) / abs(expected)))" } else { "" }
    Issue.record(
      "\(what): expected \(expected.map { "\($0)" } ?? "nil"), got \(actual.map { "\($0)" } ?? "nil")\(size)",
      sourceLocation: sourceLocation)
  }
}
