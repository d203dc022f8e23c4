import MetaAnalysis

/// The choices in which the analysis of some printed numbers differs from the file's, and the study that it leaves out.
struct TrialRun: Hashable, Sendable {
  var settings: [AnalysisSetting]
  var without: String?
  var omitted: [Int] = []
  /// Whether the study to be left out exists.
  var isPossible = true

  init(_ number: CheckedAnalysis.Number, in prepared: PreparedAnalysis) {
    let expectation = number.expectation
    (settings, without) = (expectation.settings, expectation.without)
    guard let study = expectation.without else { return }
    let found = try? prepared.positions(of: study, at: expectation.place)
    (omitted, isPossible) = (found ?? [], found != nil)
  }
}

/// An analysis under settings with its choices.
struct TrialPlan: Sendable {
  var analysis: Analysis
  /// `nil` where they contradict each other.
  var choices: AnalysisChoices?
}

/// What the numbers hang on under a set of changes: sets with one key give the same numbers.
struct TrialKey: Hashable, Sendable {
  var models: [Model]
  var data: [Change]
  var scale: PrintedScale?

  struct Model: Hashable, Sendable {
    var effects: EffectsKey
    var model: AnalysisChoices.Model
  }
}
