import Distributions
import EffectMeasures
import StudyRecords

/// A standardized difference too large to be believed, as a standard error typed for a standard deviation gives it.
///
/// With the standard error in its place, d grows by √n. The study is judged against the absolute size, and against the
/// others: their median, and a scale that pools their median absolute deviation with a prior one of 0.75 worth
/// four studies, so that few studies that happen to agree do not condemn the next. The critical distance is that of a t
/// distribution with the study's degrees of freedom, so that a tiny honest study with a huge d is let pass.
struct ImplausibleDifference: LintCheck {
  let code = "smd.implausible"
  let title = "Standard error typed as a standard deviation"
  let rule =
    "The standardized difference of the two means, |d|, exceeds 2 and lies farther from the median of the other studies "
    + "than an honest study would in 1 of 100,000 cases: t(n1 + n2 - 2) quantiles times √(s² + 1/n1 + 1/n2 + d²/(2N)) at "
    + "the others' median d, s² being 0.75² with the weight of four studies and the others' squared scale (1.4826 median "
    + "absolute deviations) with that of k - 1."
  let limits =
    "A standard error in a row whose d stays within what is usual. In simulated reviews of ten studies, of the rows with "
    + "standard errors 13% are seen at a true difference of 0.2 and 25 people a group, 32% at 0.5, 73% at 1, and 86% at 0.5 "
    + "and 100 people a group; the others cannot be told from honest rows. A true effect far beyond all others looks like a "
    + "finding."
  let sources = [Source.kadlec2023, .gotzsche2007, .altmanBland2005]
  let evidence =
    "the means are {d} standard deviations apart, where {others}{relative}"
  let fix = "{hint}"

  /// Two-sided, of a study as good as the others.
  private let probability = 1e-5
  private let leastSize = 2.0
  private let priorScale = 0.75
  private let priorWeight = 4.0

  func findings(in data: LintData) -> [LintFinding] {
    let pairs = (0..<data.count).map { ArmPair(data, at: $0) }
    guard pairs.contains(where: { ($0?.d.magnitude ?? 0) > leastSize }) else { return [] }
    let differences = OtherStudies(pairs.map { $0?.d })
    let relatives = OtherStudies(pairs.map { $0?.relativeDeviation })
    return pairs.enumerated().compactMap { row, pair in
      guard let pair, pair.d.magnitude > leastSize else { return nil }
      let others = differences.summary(without: row)
      // A standard error blows the difference up; what is smaller than the others' is none.
      guard pair.d.magnitude > others.center.magnitude else { return nil }
      let n = Double(others.count)
      let spread = (priorWeight * priorScale * priorScale + n * others.scale * others.scale) / (priorWeight + n)
      let sampling =
        pair.inverseSizes + others.center * others.center / (2 * (pair.first.n + pair.second.n))
      let critical =
        StudentT(degreesOfFreedom: pair.m).quantile(upperTail: probability / 2)
        * (spread + sampling).squareRoot()
      guard (pair.d - others.center).magnitude > critical else { return nil }
      return finding(
        data, row: row, column: .sd1i,
        [
          "d": .number(pair.d), "count": .count(others.count), "center": .number(others.center),
          "others": .text(sentence(others)),
          "if_errors": .number(pair.dIfErrors), "root_n": .number(pair.rootSize),
          "relative": .text(relative(pair, relatives.summary(without: row))),
          "hint": .text(hint(pair, others.center)),
        ])
    }
  }

  /// Where the others lie: `the other 7 studies have a median of 0.19`.
  private func sentence(_ others: OtherStudies.Summary) -> String {
    let center = shortDescription(others.center)
    return switch others.count {
    case 0: "there is no other study to compare with"
    case 1: "those of the other study are \(center)"
    default: "the other \(others.count) studies have a median of \(center)"
    }
  }

  /// How the study's standard deviations, over its means, compare with the others'.
  private func relative(_ pair: ArmPair, _ others: OtherStudies.Summary) -> String {
    guard let own = pair.relativeDeviation, others.count >= 3, others.center > 0 else { return "" }
    return "; its standard deviations are \(shortDescription(own)) of its means and the others' "
      + "\(shortDescription(others.center)), a ratio of \(shortDescription(own / others.center)) "
      + "where 1/√n is \(shortDescription(1 / pair.rootSize))"
  }

  private func hint(_ pair: ArmPair, _ center: Double) -> String {
    let (first, second) = (pair.first, pair.second)
    guard (pair.dIfErrors - center).magnitude < (pair.d - center).magnitude / 2 else {
      return "look up means, standard deviations and their units"
    }
    return
      "if \(numberText(first.deviation)) and \(numberText(second.deviation)) are standard errors, the standard "
      + "deviations are \(shortDescription(first.deviationIfError)) and \(shortDescription(second.deviationIfError)) "
      + "and the difference is \(shortDescription(pair.dIfErrors))"
  }
}
