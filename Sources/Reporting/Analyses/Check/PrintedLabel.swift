/// The name of a quantity as publications print it before a number.
public enum PrintedLabel: String, CaseIterable, Hashable, Sendable {
  case p, q, qm, i2, tau2, tau, h2, h, r2, k, df, se, statistic, interval, estimate, weight

  /// What the name may stand for.
  public func names(_ quantity: Quantity) -> Bool {
    switch self {
    case .p: [.p, .qP, .qmP, .qBetweenP, .qWithinP, .cmhP, .taroneP, .breslowDayP, .lrtP].contains(quantity)
    case .q: [.q, .qm, .qBetween, .qWithin, .cmh, .tarone, .breslowDay, .lrt].contains(quantity)
    case .qm: [.qm, .qBetween].contains(quantity)
    case .i2: [.i2, .i2CI, .i2CILower, .i2CIUpper].contains(quantity)
    case .tau2: [.tau2, .tau2CI, .tau2CILower, .tau2CIUpper].contains(quantity)
    case .tau: [.tau, .tauCI, .tauCILower, .tauCIUpper].contains(quantity)
    case .h2: [.h2, .h2CI, .h2CILower, .h2CIUpper].contains(quantity)
    case .h: quantity == .h
    case .r2: quantity == .r2
    case .k: quantity == .k
    case .df: [.df, .qDF, .qmDF, .qmDF2, .qBetweenDF, .qWithinDF].contains(quantity)
    case .se: [.se, .tau2SE].contains(quantity)
    case .statistic: [.statistic, .qm, .qBetween].contains(quantity)
    case .interval:
      quantity.ends != nil
        || Quantity.allCases.contains { $0.ends?.lower == quantity || $0.ends?.upper == quantity }
    case .estimate: [.estimate, .fitted].contains(quantity)
    case .weight: quantity == .weight
    }
  }

  /// The label that a name is, whatever its case, blanks and powers.
  init?(printed name: String) {
    let bare = PrintedLabel.bare(name)
    if let label = PrintedLabel.known[bare] {
      self = label
      return
    }
    // The level of an interval: 95% CI.
    let words = bare.drop { ("0"..."9").contains($0) }
    guard words != bare[...], words.first == "%", PrintedLabel.known[String(words.dropFirst())] == .interval
    else {
      return nil
    }
    self = .interval
  }

  /// A name in small letters without blanks, points, hyphens and raised figures.
  private static func bare(_ name: String) -> String {
    var bare = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "²": bare += "2"
      case "τ": bare += "tau"
      case "χ": bare += "chi"
      case "β": bare += "b"
      case "^", "_", "-", ".", "\u{2010}", "\u{2011}", "\u{2013}", "'", "’": break
      case _ where scalar.properties.isWhitespace: break
      default: bare.unicodeScalars.append(scalar)
      }
    }
    return bare
  }

  private static let known: [String: PrintedLabel] = {
    let names: [PrintedLabel: [String]] = [
      .p: ["p", "pvalue", "pval", "pheterogeneity", "phet"],
      .q: ["q", "qe", "cochransq", "chi2", "x2", "qt", "qw"],
      .qm: ["qm", "qb"], .i2: ["i2", "i"], .tau2: ["tau2", "t2"], .tau: ["tau"], .h2: ["h2"], .h: ["h"],
      .r2: ["r2"], .k: ["k", "n", "studies"], .df: ["df"], .se: ["se", "sem", "standarderror"],
      .statistic: ["z", "t", "f", "zvalue", "tvalue"],
      .interval: [
        "ci", "pi", "cri", "confidenceinterval", "predictioninterval", "credibleinterval",
      ],
      .estimate: [
        "or", "rr", "hr", "rd", "irr", "ird", "md", "wmd", "smd", "g", "d", "r", "es", "b", "mean", "estimate",
        "effect", "effectsize", "hedgesg", "cohensd", "oddsratio", "riskratio", "relativerisk",
        "riskdifference",
        "meandifference", "hazardratio", "rateratio", "logor", "logrr", "lnor", "lnrr", "aor", "arr", "ahr",
      ],
      .weight: ["weight", "w"],
    ]
    var known: [String: PrintedLabel] = [:]
    for (label, all) in names { for name in all { known[name] = label } }
    return known
  }()
}
