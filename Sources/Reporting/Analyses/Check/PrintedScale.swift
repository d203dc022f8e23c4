import MetaAnalysis

/// The scale on which a publication prints an effect.
public enum PrintedScale: String, CaseIterable, Hashable, Sendable {
  /// The scale of the analysis: logarithms for ratios, Fisher's z, logits, differences.
  case analysis
  /// Turned back: ratios, correlations, proportions.
  case natural
  /// 100 times the natural scale: proportions, risk differences, correlations in percent.
  case percent
  /// 100 (natural − 1): a ratio of 0.78 is −22.
  case percentChange = "percent-change"
  /// 100 (1 − natural): a ratio of 0.78 is a reduction of 22. Intervals turn round.
  case percentReduction = "percent-reduction"
  /// 1/natural: the ratio of the second group to the first. Intervals turn round.
  case reciprocal
  /// The analysis scale with its sign turned: the second group less the first. Intervals turn round.
  case negative
  /// A hundredth of a number in percent: I² of 92% as 0.92.
  case fraction

  /// What it is, in a sentence.
  public var meaning: String {
    switch self {
    case .analysis: "the scale of the analysis: logarithms for ratios, Fisher's z, logits, differences"
    case .natural: "turned back: ratios, correlations, proportions"
    case .percent: "100 times the natural scale"
    case .percentChange: "100 (natural − 1): a ratio of 0.78 is −22"
    case .percentReduction: "100 (1 − natural): a ratio of 0.78 is a reduction of 22; intervals turn round"
    case .reciprocal: "1/natural: the second group by the first; intervals turn round"
    case .negative:
      "the analysis scale with its sign turned: the second group less the first; intervals turn round"
    case .fraction: "a hundredth of a number in percent: an I² of 92% as 0.92"
    }
  }

  /// Whether larger numbers of the analysis are smaller ones here, so that the ends of an interval change places.
  public var turnsRound: Bool {
    switch self {
    case .percentReduction, .reciprocal, .negative: true
    default: false
    }
  }

  /// Whether numbers on the scale are percentages, so that a percent sign says nothing new.
  public var isPercentage: Bool {
    switch self {
    case .percent, .percentChange, .percentReduction: true
    default: false
    }
  }

  /// A number of the analysis on this scale.
  func value(_ x: Double, by transform: BackTransform) -> Double {
    switch self {
    case .analysis: x
    case .natural: transform(x)
    case .percent: 100 * transform(x)
    case .percentChange: 100 * (transform(x) - 1)
    case .percentReduction: 100 * (1 - transform(x))
    case .reciprocal: 1 / transform(x)
    case .negative: -x
    case .fraction: x / 100
    }
  }
}
