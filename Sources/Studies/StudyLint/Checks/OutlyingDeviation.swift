import RealModule
import StudyRecords

/// A standard deviation that does not fit those of the other studies on what is evidently the same scale.
struct OutlyingDeviation: LintCheck {
  let code = "sd.outlying"
  let title = "Standard deviation unlike the others on the same scale"
  let rule =
    "Five or more other rows agree in their standard deviations (robust scale of the logarithm up to 0.25) and the row's mean is "
    + "like theirs (within two robust scales or a factor of 2); its standard deviation is at least 2.5 times larger or smaller "
    + "and more than six scales away, and read as a standard error, as a variance, or with the decimal point one place off it "
    + "is within two scales of them."
  let limits =
    "Anything where studies use different scales: then standard deviations say nothing about one another. A "
    + "population far more alike or more mixed than the others looks like a finding."
  let sources = [Source.altmanBland2005, .kadlec2023]
  let evidence =
    "the standard deviation is {sd}, where the {count} other rows have a median of {center} (ratio {ratio}, 1/√n is {root})"
  let fix = "if it is {reading}, the standard deviation is {corrected}"

  func findings(in data: LintData) -> [LintFinding] {
    let arms = (0..<data.count).map { Arm.all(of: data, at: $0).filter { $0.deviation > 0 && $0.n > 1 } }
    let levels = arms.map { typical($0, \.deviation) }
    let all = OtherStudies(levels)
    let heights = arms.map { typical($0, \.absoluteMean) }
    let allHeights = OtherStudies(heights)
    return levels.enumerated().compactMap { row, level in
      guard let level else { return nil }
      let others = all.summary(without: row)
      guard others.count >= 5, others.scale <= 0.25 else { return nil }
      let means = allHeights.summary(without: row)
      guard let height = heights[row], (height - means.center).magnitude <= max(2 * means.scale, .log(2)) else {
        return nil
      }
      let m = arms[row].reduce(0) { $0 + $1.n - 1 }
      let scale = (others.scale * others.scale + 0.01 + 1 / (2 * m)).squareRoot()
      guard (level - others.center).magnitude > max(6 * scale, .log(2.5)) else { return nil }
      var readings: [(String, Double?)] = [
        ("a standard error", typical(arms[row], \.deviationIfError)), ("a variance", level / 2),
      ]
      readings += [("ten times too large", level - .log(10)), ("ten times too small", level + .log(10))]
      let fitting = readings.first { ($0.1.map { ($0 - others.center).magnitude } ?? .infinity) <= 2 * scale }
      guard let (reading, corrected) = fitting, let corrected, let first = arms[row].first else { return nil }
      let root = typical(arms[row], \.n).map { 1 / (Double.exp($0)).squareRoot() } ?? 1
      return finding(
        data, row: row, column: first.deviationRole,
        [
          "sd": .number(.exp(level)), "count": .count(others.count), "center": .number(.exp(others.center)),
          "ratio": .number(.exp(level - others.center)), "root": .number(root), "reading": .text(reading),
          "corrected": .number(.exp(corrected)),
        ])
    }
  }

  /// The logarithm of the geometric mean over a row's groups.
  private func typical(_ arms: [Arm], _ value: KeyPath<Arm, Double>) -> Double? {
    arms.isEmpty ? nil : arms.reduce(0) { $0 + .log($1[keyPath: value]) } / Double(arms.count)
  }
}

extension Arm {
  fileprivate var absoluteMean: Double { max(mean.magnitude, 1e-300) }
}
