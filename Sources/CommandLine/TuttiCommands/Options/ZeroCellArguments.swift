import ArgumentParser
import MetaAnalysis
import Reports

/// Whether the treatment of zero cells is varied.
struct ZeroCellArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Also pool under every defensible treatment of zero cells: zero-cells.", valueName: "question"))
  var sensitivity: String?

  /// The option if given.
  var firstOption: String? { sensitivity != nil ? "--sensitivity" : nil }

  /// The sensitivity table, if asked for.
  func sections(of report: FitReport, _ effects: EffectSizes) throws -> [any FitSection] {
    guard let sensitivity else { return [] }
    guard sensitivity == "zero-cells" else {
      throw UsageError.unknownValue(option: "--sensitivity", value: sensitivity, allowed: ["zero-cells"])
    }
    return [
      ZeroCellSection(
        try report.fit.settings.zeroCellSensitivity(
          effects, options: report.options, analysis: report.fit.modelsCounts ? report.fit : nil))
    ]
  }
}
