import MetaAnalysis

/// A measure of effect as publications name it before a number: `OR 0.72`, `Hedges' g = −0.5`.
///
/// Names that stand for whatever was pooled (`ES`, `b`, `estimate`) are none.
public enum PrintedMeasure: String, CaseIterable, Hashable, Sendable {
  case oddsRatio, riskRatio, rateRatio, hazardRatio, riskDifference, rateDifference, meanDifference,
    standardizedMeanDifference, correlation

  /// The measure that a name is or, of an interval, has beside its level, whatever its case, blanks and hyphens; `nil` for other names.
  init?(printed name: String) {
    let bare = PrintedLabel.bare(name)
    guard
      let measure = PrintedMeasure.known[bare]
        ?? PrintedLabel.measure(ofInterval: bare).flatMap({ PrintedMeasure.known[$0] })
    else { return nil }
    self = measure
  }

  /// The measure in words, with an article.
  public var words: String {
    switch self {
    case .oddsRatio: "an odds ratio"
    case .riskRatio: "a risk ratio"
    case .rateRatio: "a rate ratio"
    case .hazardRatio: "a hazard ratio"
    case .riskDifference: "a risk difference"
    case .rateDifference: "a rate difference"
    case .meanDifference: "a mean difference"
    case .standardizedMeanDifference: "a standardized mean difference"
    case .correlation: "a correlation"
    }
  }

  /// What a measure that bears the name may be.
  private var kinds: [EffectKind] {
    switch self {
    case .oddsRatio: [.oddsRatio]
    // Rate ratios and hazard ratios are often called relative risks, differences of either risk differences.
    case .riskRatio: [.riskRatio, .rateRatio, .hazardRatio]
    case .rateRatio: [.rateRatio]
    case .hazardRatio: [.hazardRatio]
    case .riskDifference: [.riskDifference, .rateDifference, .hazardDifference]
    case .rateDifference: [.rateDifference]
    case .meanDifference: [.meanDifference]
    case .standardizedMeanDifference: [.standardizedDifference, .standardizedMean]
    case .correlation: [.correlation]
    }
  }

  /// The measure that publications usually mean by the name.
  public var usual: Measure {
    switch self {
    case .oddsRatio: .oddsRatio
    case .riskRatio: .riskRatio
    case .rateRatio: .incidenceRateRatio
    case .hazardRatio: .hazardRatio
    case .riskDifference: .riskDifference
    case .rateDifference: .incidenceRateDifference
    case .meanDifference: .meanDifference
    case .standardizedMeanDifference: .hedgesG
    case .correlation: .correlation
    }
  }

  /// Whether publications call a measure so; effects as given may be anything.
  public func suits(_ measure: Measure?) -> Bool {
    guard let measure, measure != .generic else { return true }
    return kinds.contains(measure.definition.kind)
  }

  private static let known: [String: PrintedMeasure] = {
    let names: [PrintedMeasure: [String]] = [
      .oddsRatio: ["or", "oddsratio", "aor", "logor", "lnor", "logoddsratio", "petoor"],
      .riskRatio: ["rr", "riskratio", "relativerisk", "arr", "logrr", "lnrr"],
      .rateRatio: ["irr", "rateratio", "incidencerateratio"],
      .hazardRatio: ["hr", "hazardratio", "ahr", "loghr", "lnhr"],
      .riskDifference: ["rd", "riskdifference"], .rateDifference: ["ird", "ratedifference"],
      .meanDifference: ["md", "wmd", "meandifference", "weightedmeandifference"],
      .standardizedMeanDifference: [
        "smd", "g", "d", "hedgesg", "cohensd", "standardizedmeandifference", "standardisedmeandifference",
      ],
      .correlation: ["r", "correlation"],
    ]
    var known: [String: PrintedMeasure] = [:]
    for (measure, all) in names { for name in all { known[name] = measure } }
    return known
  }()
}

extension PrintedMeasure {
  /// The names that only measures of effect bear.
  static let names: [String] = known.keys.sorted()
}
