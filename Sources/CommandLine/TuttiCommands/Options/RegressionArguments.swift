import Analyses
import ArgumentParser
import MetaAnalysis
import Reports

/// What is asked of a model with moderators beyond its coefficients.
struct RegressionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Predict at moderator values, 'sessions=5,10,20; qualified=yes' (every combination), or at the rows of a CSV file.",
      valueName: "values"))
  var predict: String?

  @Option(
    help: ArgumentHelp(
      "Test a linear hypothesis, 'grade3 - grade2 = 0', or all coefficients of a term, 'factor(grade)'; repeatable.",
      valueName: "hypothesis"))
  var contrast: [String] = []

  @Option(
    help: ArgumentHelp(
      "Adjust the contrasts' p values: \(MultiplicityAdjustment.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "code"))
  var adjust: String?

  @Flag(name: [.long, .customLong("anova")], help: "Test each term of the formula given all others.")
  var testTerms = false

  @Option(
    help: ArgumentHelp(
      "Compare with the model of this formula by likelihood; repeatable, smallest model first.",
      valueName: "formula"))
  var compare: [String] = []

  @Flag(help: "Variance inflation factors, generalised for terms with several coefficients.")
  var vif = false

  @Option(
    help: ArgumentHelp(
      "Adjusted means of a factor's levels: other moderators at their mean, other factors' levels weighted equally; repeatable.",
      valueName: "factor"))
  var adjustedMeans: [String] = []

  /// The first option given, `nil` when none is.
  var firstOption: String? {
    [
      (predict != nil, "--predict"), (!contrast.isEmpty, "--contrast"), (adjust != nil, "--adjust"),
      (testTerms, "--test-terms"), (!compare.isEmpty, "--compare"), (vif, "--vif"),
      (!adjustedMeans.isEmpty, "--adjusted-means"),
    ].first { $0.0 }?.1
  }

  /// The sections asked for, in the order of the help.
  func sections(of fit: Fit, _ effects: EffectSizes) throws -> [any FitSection] {
    var sections: [any FitSection] = []
    if let predict { sections.append(PredictionSection(try predictions(predict, of: fit), of: fit)) }
    if adjust != nil, contrast.isEmpty {
      throw UsageError.missing(option: "--contrast HYPOTHESIS", purpose: "for --adjust to adjust")
    }
    if !contrast.isEmpty {
      let adjustment = try adjust.map { try choice(of: "--adjust", $0, among: MultiplicityAdjustment.allCases) }
      sections.append(
        ContrastSection(try fit.test(contrasts: contrast, adjustment: adjustment ?? .none), of: fit))
    }
    if testTerms {
      try requireModerators(of: fit, for: "--test-terms")
      sections.append(TermTestSection(fit.termTests()))
    }
    if !compare.isEmpty, fit.scale != nil { throw UsageError.conflict("--scale", "--compare") }
    if !compare.isEmpty { sections.append(ComparisonSection(try fit.comparison(with: compare, effects))) }
    if vif {
      try requireModerators(of: fit, for: "--vif")
      if let inflation = fit.varianceInflation() { sections.append(InflationSection(inflation)) }
    }
    if !adjustedMeans.isEmpty {
      sections.append(
        AdjustedMeansSection(try adjustedMeans.map { try fit.adjustedMeans(of: $0) }, of: fit))
    }
    return sections
  }

  /// Predictions at values written out, which hold an equals sign, or at those of a file.
  private func predictions(_ request: String, of fit: Fit) throws -> Predictions {
    guard request.contains("=") else {
      let file = try InputFile(path: request)
      return try fit.predict(at: try StudyTable(csv: file.bytes, name: file.name))
    }
    return try fit.predict(at: try ModeratorGrid(parsing: request).points)
  }

  private func requireModerators(of fit: Fit, for option: String) throws(UsageError) {
    guard !fit.design.modelTerms.isEmpty else {
      throw .missing(option: "--moderators FORMULA", purpose: "for \(option) to have terms")
    }
  }
}
