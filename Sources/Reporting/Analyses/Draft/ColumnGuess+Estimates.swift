import MetaAnalysis

/// Estimates that the data state, with what says how certain they are.
extension ColumnGuess {
  /// Effect sizes with their measure, as `tutti effects` writes them.
  mutating func guessWrittenEffects() -> Bool {
    guard table[StudyTable.measureColumn] != nil, table["yi"]?.isNumeric == true,
      let measure = try? table.statedMeasure(),
      let error = ["vi", "sei"].first(where: { table[$0]?.isNumeric == true }), let role = Role(rawValue: error)
    else { return false }
    take("yi", as: .yi, "")
    take(error, as: role, "")
    statedMeasure = measure
    reason = "column \(StudyTable.measureColumn) says that yi is \(measure.definition.name) (\(measure.code))"
    return true
  }

  /// Ratios as printed under a name that does not say which, by their intervals: around their logarithms alone these are
  /// symmetric.
  mutating func guessPrintedRatios() -> Bool {
    guard let est = first(["est", "estimate", "effect", "ratio", "effectsize", "es"]),
      let found = uncertainty(of: est), found.count == 2,
      let values = table[est]?.numbers, let lower = table[found[0].column]?.numbers,
      let upper = table[found[1].column]?.numbers
    else { return false }
    var (byLogarithm, bySum, count) = (0.0, 0.0, 0)
    for (y, (low, high)) in zip(values, zip(lower, upper)) {
      guard let y, let low, let high else { continue }
      guard y > 0, low > 0, low < high else { return false }
      // Where the estimate lies in its interval, from -1 to 1.
      bySum += abs((2 * y - low - high) / (high - low))
      let (a, b) = (logarithm(low), logarithm(high))
      byLogarithm += abs((2 * logarithm(y) - a - b) / (b - a))
      count += 1
    }
    guard count > 0, byLogarithm < 0.1 * Double(count), bySum > 0.1 * Double(count), bySum > 2 * byLogarithm
    else {
      return false
    }
    take(est, as: .est, "ratios: their intervals are symmetric as logarithms")
    take(found[0].column, as: .estLower, "its name")
    take(found[1].column, as: .estUpper, "its name")
    measure = .oddsRatio
    reason = "ratios with their intervals are in the data, not yet as logarithms"
    advice =
      "whether \(est) is an odds ratio (OR), a risk ratio (RR), a hazard ratio (HR) or a rate ratio (IRR): all are pooled "
      + "as logarithms"
    return true
  }

  mutating func guessEstimates() -> Bool {
    guard
      let yi = first(
        [
          "yi", "te", "es", "effect", "effectsize", "estimate", "est", "logor", "lnor", "logrr", "lnrr",
          "loghr", "lnhr", "logirr", "lnirr",
          "logodds", "logratio", "smd", "g", "hedgesg", "d", "cohend", "cohensd", "md", "beta", "theta", "y",
          "slope", "coef", "coefficient",
        ]), let uncertainty = uncertainty(of: yi)
    else { return false }
    for (role, column) in uncertainty { take(column, as: role, "its name") }
    take(yi, as: .yi, "its name")
    stateEstimates(yi)
    return true
  }

  /// Ratios as publications print them, with their intervals.
  mutating func guessRatios() -> Bool {
    for (code, names) in [
      ("OR", ["or", "oddsratio", "aor", "adjustedor"]), ("RR", ["rr", "relativerisk", "riskratio", "arr"]),
      ("HR", ["hr", "hazardratio", "ahr"]), ("IRR", ["irr", "rateratio"]),
    ] {
      guard let est = first(names), let found = uncertainty(of: est), found.count == 2,
        isPositive(est), isPositive(found[0].column)
      else { continue }
      take(est, as: .est, "its name")
      take(found[0].column, as: .estLower, "its name")
      take(found[1].column, as: .estUpper, "its name")
      measure = Measure(code: code)
      reason = "ratios with their intervals are in the data, not yet as logarithms"
      advice = "if \(est) holds logarithms, it plays the role yi, its interval ci_lower and ci_upper"
      return true
    }
    return false
  }

  /// Estimates without a name that says so, beside their variance or standard error.
  mutating func guessEstimatesBesideErrors() -> Bool {
    guard let (role, error) = plainError, let place = table.columns.firstIndex(where: { $0.name == error }),
      place > 0
    else { return false }
    let column = table.columns[place - 1]
    guard let numbers = column.numbers, !taken.contains(column.name),
      numbers.contains(where: { $0.map { $0 != $0.rounded() } == true })
    else { return false }
    take(error, as: role, "its name")
    take(column.name, as: .yi, "it stands before \(error)")
    stateEstimates(column.name)
    return true
  }

  private mutating func stateEstimates(_ yi: String) {
    reason = "estimates with their uncertainty are in the data"
    let codes = [
      "logor": "OR", "lnor": "OR", "logrr": "RR", "lnrr": "RR", "loghr": "HR", "lnhr": "HR", "logirr": "IRR",
      "lnirr": "IRR",
    ]
    if let code = codes[tokens(yi).joined()] {
      measure = Measure(code: code)
      advice = "\(yi) is taken for a logarithm; results are turned back"
      return
    }
    advice =
      "ratios (odds, risk, hazard) must be logarithms; if \(yi) holds logarithms, give 'measure' their code (OR, RR …), so that "
      + "results are turned back"
  }

  /// The columns that say how certain an estimate is: its variance, its standard error, or the ends of its interval.
  private func uncertainty(of estimate: String) -> [(role: Role, column: String)]? {
    let stem = tokens(estimate).joined()
    func named(_ words: [String]) -> String? {
      // An estimate's own error stands before one that could be another's.
      first(words.map { stem + $0 } + words.map { $0 + stem }) ?? first(words)
    }
    if let vi = named(Self.variances) { return [(.vi, vi)] }
    if let sei = named(Self.errors) { return [(.sei, sei)] }
    let lower = [
      "cilower", "lower", "cilow", "lowerci", "ll", "lcl", "lci", "cilb", "low", "cil", "llci", "lowerlimit",
      "cilo", "lo", "lower95", "lowercl", "95cilower", "lower95ci",
    ]
    let upper = [
      "ciupper", "upper", "cihigh", "upperci", "ul", "ucl", "uci", "ciub", "high", "ciu", "ulci", "upperlimit",
      "cihi", "hi", "upper95", "uppercl", "95ciupper", "upper95ci",
    ]
    guard let low = named(lower), let high = named(upper), low != high else { return nil }
    return [(.ciLower, low), (.ciUpper, high)]
  }

  /// The logarithm of a positive number, by the measure of ratios.
  private func logarithm(_ x: Double) -> Double { BackTransform.exponential.analysisValue(x) }

  private static let variances = [
    "vi", "v", "var", "variance", "vary", "vartheta", "varg", "vard", "samplingvariance",
  ]
  private static let errors = [
    "sei", "se", "sete", "seyi", "stderr", "stderror", "standarderror", "selogor", "selogrr", "selnor",
    "selnrr",
    "seloghr", "seg", "sed", "sees",
  ]

  /// A variance or standard error by its name alone.
  private var plainError: (role: Role, column: String)? {
    if let vi = first(["vi", "var", "variance", "samplingvariance"]) { return (.vi, vi) }
    return first(["sei", "se", "stderr", "stderror", "standarderror"]).map { (.sei, $0) }
  }

  private func isPositive(_ column: String) -> Bool {
    table[column]?.numbers?.allSatisfy { $0.map { $0 > 0 } ?? true } ?? false
  }
}
