import Distributions
import StudyRecords

/// A p value that its own statistic does not have.
struct PValueContradicts: LintCheck {
  let code = "p.contradiction"
  let title = "p value contradicts the statistic"
  let rule =
    "The two-sided p value of yi/sei, yi/√vi or of t is another than pi for every rounding of the numbers and, for estimates, "
    + "every distribution from t(5) to the normal, and none of the tests that the row's other numbers allow gives it either: "
    + "Student's and Welch's t of the means, t of a standardized difference or a correlation with its sizes, χ² of events "
    + "with and without Yates' correction. A p value of 0.05, 0.01, 0.005, 0.001, … may stand for 'less than'."
  let limits =
    "p values of other tests than those computed, of adjusted analyses for example. One-sided p values look like a finding; "
    + "the fix says when twice the value is that of a test."
  let sources = [Source.nuijten2016]
  let evidence = "pi is {p}, but {statistic} gives {computed}"
  let fix = "{hint}"

  private let bounds: Set<Double> = [0.05, 0.01, 0.005, 0.001, 0.0005, 0.0001, 0.00001]

  func findings(in data: LintData) -> [LintFinding] {
    guard let column = data[.pi] else { return [] }
    return (0..<data.count).compactMap { row in
      guard let signed = column.values[row], signed.magnitude <= 1, let statistic = Statistic(data, at: row)
      else {
        return nil
      }
      let p = signed.magnitude
      let stated = Interval(p - column.halfUnit(row) * (1 + 1e-9), p + column.halfUnit(row) * (1 + 1e-9))
      let computed = statistic.pValues
      let others = PossibleTests(data, at: row).pValues
      if ([computed] + others).contains(where: { stated.overlaps($0) || bounds.contains(p) && $0.lower < p }) {
        return nil
      }
      // Twice a p value of one digit is that of some test by chance.
      let doubled = Interval(2 * stated.lower, 2 * stated.upper)
      let isOneSided =
        column.texts[row].map { WrittenNumber($0).significantDigits >= 2 } ?? false
        && (others + [statistic.plainest]).contains { $0.isNarrow && doubled.overlaps($0) }
      let hint =
        isOneSided
        ? "it is one-sided if the study's test was: then type \(numberText(2 * p))"
        : "look up estimate, standard error and p value"
      return finding(
        data, row: row, column: .pi,
        [
          "p": .number(p), "statistic": .text(statistic.text), "computed": .text(statistic.pText),
          "hint": .text(hint),
        ])
    }
  }

  /// A test statistic as printed, with the p values it may have.
  private struct Statistic {
    let text: String
    let pValues: Interval
    /// Those by the one distribution that is the likeliest: the normal for estimates, t for t values.
    let plainest: Interval

    init?(_ data: LintData, at row: Int) {
      if let y = data[.yi, row], let ys = data[.yi]?.range(row), let errors = PossibleTests.errors(data, row) {
        let sizes = Interval(y.magnitude - (y - ys.lower), y.magnitude + (y - ys.lower))
        let (least, most) = (max(0, sizes.lower) / errors.upper, sizes.upper / max(errors.lower, 1e-300))
        let value = y.magnitude / ((errors.lower + errors.upper) / 2)
        text =
          "an estimate of \(shortDescription(y)) with a ratio to its standard error of \(shortDescription(value))"
        pValues = Interval(
          2 * Normal.standard.upperTail(most), 2 * StudentT(degreesOfFreedom: 5).upperTail(least))
        plainest = Interval(2 * Normal.standard.upperTail(most), 2 * Normal.standard.upperTail(least))
      } else if let t = data[.ti, row], let ts = data[.ti]?.range(row), let n = Self.degreesOfFreedom(data, row)
      {
        let half = t - ts.lower
        let distribution = StudentT(degreesOfFreedom: n)
        text = "t(\(numberText(n))) = \(numberText(t))"
        pValues = Interval(
          2 * distribution.upperTail(t.magnitude + half), 2 * distribution.upperTail(max(0, t.magnitude - half))
        )
        plainest = pValues
      } else {
        return nil
      }
    }

    /// The p values as a sentence shows them.
    var pText: String {
      let (lower, upper) = (shortDescription(pValues.lower), shortDescription(pValues.upper))
      return lower == upper ? lower : "\(lower) to \(upper)"
    }

    /// For t values of two groups; those of regressions depend on further predictors.
    private static func degreesOfFreedom(_ data: LintData, _ row: Int) -> Double? {
      guard let n = data.numbers(.n1i, .n2i, at: row), n[0] + n[1] > 2 else { return nil }
      return n[0] + n[1] - 2
    }
  }
}

extension Interval {
  /// Whether its ends are p values that differ by no more than a fifth.
  fileprivate var isNarrow: Bool { upper <= 1.2 * lower }
}
