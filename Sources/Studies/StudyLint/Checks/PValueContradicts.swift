import Distributions
import StudyRecords

/// A p value that its own statistic does not have.
struct PValueContradicts: LintCheck {
  let code = "p.contradiction"
  let title = "p value contradicts the statistic"
  let rule =
    "The two-sided p value of yi/sei, yi/√vi or of t is another than pi for every rounding of the numbers and, for estimates, "
    + "every distribution from t(5) to the normal. A p value of 0.05, 0.01, 0.005, 0.001, … may stand for 'less than'."
  let limits =
    "p values of other tests than the one computed. One-sided p values look like a finding; the evidence says when."
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
      if stated.overlaps(computed) || bounds.contains(p) && computed.lower < p { return nil }
      let isOneSided = Interval(2 * stated.lower, 2 * stated.upper).overlaps(computed)
      let hint =
        isOneSided
        ? "it is one-sided: type \(numberText(2 * p))" : "look up estimate, standard error and p value"
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

    init?(_ data: LintData, at row: Int) {
      if let y = data[.yi, row], let ys = data[.yi]?.range(row), let errors = Self.errors(data, row) {
        let sizes = Interval(y.magnitude - (y - ys.lower), y.magnitude + (y - ys.lower))
        let (least, most) = (max(0, sizes.lower) / errors.upper, sizes.upper / max(errors.lower, 1e-300))
        let value = y.magnitude / ((errors.lower + errors.upper) / 2)
        text =
          "an estimate of \(shortDescription(y)) with a ratio to its standard error of \(shortDescription(value))"
        pValues = Interval(
          2 * Normal.standard.upperTail(most), 2 * StudentT(degreesOfFreedom: 5).upperTail(least))
      } else if let t = data[.ti, row], let ts = data[.ti]?.range(row), let n = Self.degreesOfFreedom(data, row)
      {
        let half = t - ts.lower
        let distribution = StudentT(degreesOfFreedom: n)
        text = "t(\(numberText(n))) = \(numberText(t))"
        pValues = Interval(
          2 * distribution.upperTail(t.magnitude + half), 2 * distribution.upperTail(max(0, t.magnitude - half))
        )
      } else {
        return nil
      }
    }

    /// The p values as a sentence shows them.
    var pText: String {
      let (lower, upper) = (shortDescription(pValues.lower), shortDescription(pValues.upper))
      return lower == upper ? lower : "\(lower) to \(upper)"
    }

    private static func errors(_ data: LintData, _ row: Int) -> Interval? {
      if let s = data[.sei, row], s > 0 {
        return data[.sei]?.range(row).map { Interval(max(0, $0.lower), $0.upper) }
      }
      guard let v = data[.vi, row], v > 0 else { return nil }
      return data[.vi]?.range(row).map { $0.mapped { max(0, $0).squareRoot() } }
    }

    /// For t values of two groups; those of regressions depend on further predictors.
    private static func degreesOfFreedom(_ data: LintData, _ row: Int) -> Double? {
      guard let n = data.numbers(.n1i, .n2i, at: row), n[0] + n[1] > 2 else { return nil }
      return n[0] + n[1] - 2
    }
  }
}
