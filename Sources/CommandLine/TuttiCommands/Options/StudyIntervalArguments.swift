import ArgumentParser
import MetaAnalysis

/// How the studies' own confidence intervals are made.
struct StudyIntervalArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The studies' own intervals from their counts: \(StudyIntervalMethod.allCases.map(\.rawValue).joined(separator: ", ")); odds and rate ratios and rates have exact and mid-p.",
      valueName: "method"))
  var intervals: String?

  /// The intervals asked for, `nil` for none.
  func intervals(of effects: EffectSizes, level: Double) throws -> StudyIntervals? {
    guard let intervals else { return nil }
    let method = try choice(of: "--intervals", intervals, among: StudyIntervalMethod.allCases)
    return try effects.intervals(method, level: level)
  }
}
