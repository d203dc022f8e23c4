import EffectMeasures
import StudyRecords

/// An effect whose mirror image would fit the other studies.
struct FlippedSign: LintCheck {
  let code = "effect.flipped"
  let title = "Sign opposite to the other studies"
  let rule =
    "The estimate lies on the other side of no effect than the median of at least five others, more than three standard "
    + "errors away; it is more than four times √(s² + vi) from that median and with its sign turned within 1.5 times, s the "
    + "others' robust scale; and at most a fifth of the others are significant on its side."
  let limits =
    "Small effects, and reviews whose studies differ in direction. A true opposite effect looks like a finding: the "
    + "direction of a scale is never guessed."
  let sources = [Source.gotzsche2007]
  let evidence =
    "the estimate is {estimate}, {z} standard errors on the other side of no effect than the median of the {count} other studies, {center}"
  let fix = "if higher scores mean the opposite in this study, or the groups are exchanged, turn its sign"

  func findings(in data: LintData) -> [LintFinding] {
    guard data.effects.count == data.count, let null = nullValue(of: data.measure) else { return [] }
    let shifted = data.effects.map { effect in effect.isUsable ? effect.yi.map { $0 - null } : nil }
    let scores = zip(shifted, data.effects).map { x, effect -> Double? in
      guard let x, let v = effect.vi, v > 0 else { return nil }
      return x / v.squareRoot()
    }
    let all = OtherStudies(shifted)
    let significant = [-1.0, 1.0].map { side in scores.count { ($0 ?? 0) * side > 2 } }
    return shifted.enumerated().compactMap { row, x in
      guard let x, let z = scores[row], z.magnitude > 3, let v = data.effects[row].vi else { return nil }
      let others = all.summary(without: row)
      guard others.count >= 5, others.center * x < 0 else { return nil }
      let scale = (others.scale * others.scale + v).squareRoot()
      let alike = (x > 0 ? significant[1] : significant[0]) - 1
      guard (x - others.center).magnitude > 4 * scale, (x + others.center).magnitude <= 1.5 * scale,
        5 * alike <= others.count
      else { return nil }
      return finding(
        data, row: row, columnName: nil,
        [
          "estimate": .number(x + null), "z": .number(z.magnitude), "count": .count(others.count),
          "center": .number(others.center + null),
        ])
    }
  }

  private func nullValue(of measure: Measure?) -> Double? {
    measure.map { $0.definition.nullValue } ?? 0
  }
}
