/// The name of a quantity as publications print it before a number.
public enum PrintedLabel: String, CaseIterable, Hashable, Sendable {
  case p, q, qm, i2, tau2, tau, h2, h, r2, k, df, se, statistic, interval, estimate, weight

  /// What the name may stand for.
  public func names(_ quantity: Quantity) -> Bool {
    switch self {
    case .p:
      [.p, .qP, .qmP, .qBetweenP, .qWithinP, .cmhP, .taroneP, .breslowDayP, .lrtP, .pAdjusted, .permutationP]
        .contains(quantity)
    case .q: [.q, .qm, .qBetween, .qWithin, .cmh, .tarone, .breslowDay, .lrt].contains(quantity)
    case .qm: [.qm, .qBetween].contains(quantity)
    case .i2: [.i2, .i2CI, .i2CILower, .i2CIUpper].contains(quantity)
    case .tau2: [.tau2, .tau2CI, .tau2CILower, .tau2CIUpper].contains(quantity)
    case .tau: [.tau, .tauCI, .tauCILower, .tauCIUpper].contains(quantity)
    case .h2: [.h2, .h2CI, .h2CILower, .h2CIUpper].contains(quantity)
    case .h: quantity == .h
    case .r2: quantity == .r2
    case .k: quantity == .k
    case .df: [.df, .qDF, .qmDF, .qmDF2, .qBetweenDF, .qWithinDF, .lrtDF].contains(quantity)
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
    guard PrintedLabel.measure(ofInterval: bare) != nil else { return nil }
    self = .interval
  }

  /// The measure that the name of an interval names beside its level, empty for none: `or` in `or95%ci` and `95%cifor or`;
  /// `nil` for what names no interval.
  static func measure(ofInterval bare: String) -> String? {
    if ["from", "between"].contains(bare) { return "" }
    for name in ["confidenceinterval", "predictioninterval", "credibleinterval", "cri", "ci", "pi"] {
      guard let place = bare.firstRange(of: name) else { continue }
      var (before, after) = (bare[..<place.lowerBound], bare[place.upperBound...])
      if before.last == "%" { before.removeLast() }
      while before.last?.isNumber == true { before.removeLast() }
      let level = after.prefix { $0.isNumber }
      if after.dropFirst(level.count).first == "%" {
        after.removeFirst(level.count + 1)
      } else if ["90", "95", "99"].contains(level) {
        after.removeFirst(2)
      }
      for word in ["for", "of"] where after.hasPrefix(word) { after.removeFirst(word.count) }
      let measure = String(before.isEmpty ? after : before)
      guard before.isEmpty || after.isEmpty, measure.isEmpty || PrintedMeasure.names.contains(measure) else {
        continue
      }
      return measure
    }
    return nil
  }

  /// A name in small letters without blanks, points, hyphens and raised figures.
  static func bare(_ name: String) -> String {
    var bare = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "²": bare += "2"
      case "τ": bare += "tau"
      case "χ": bare += "chi"
      case "β": bare += "b"
      case "^", "_", "-", ".", "\u{2010}", "\u{2011}", "\u{2013}", "'", "’", "(", ")", "[", "]", ",": break
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
        "es", "b", "mean", "estimate", "effect", "effectsize",
      ] + PrintedMeasure.names,
      .weight: ["weight", "w"],
    ]
    var known: [String: PrintedLabel] = [:]
    for (label, all) in names { for name in all { known[name] = label } }
    return known
  }()
}
