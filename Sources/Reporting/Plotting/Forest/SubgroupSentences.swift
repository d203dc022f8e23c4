import MetaAnalysis

/// A subgroup analysis in the words and symbols of a forest plot's margin.
struct SubgroupSentences {
  let result: SubgroupResult

  private var settings: ModelSettings { result.analysis.settings }

  /// `95% CI`.
  var intervalName: String { NumberText.significant(settings.level, digits: 6) + "% CI" }

  /// `Pooled effect`, the label of a group's diamond.
  var subtotalLabel: String { "Pooled effect" }

  /// `All studies`, the label of the overall diamond.
  var overallLabel: String { "All studies" }

  /// What is said under a group's diamond: its heterogeneity and the test of its effect.
  func remarks(on subgroup: Subgroup) -> [String] {
    guard let fit = subgroup.fit else { return [] }
    let sentences = FitSentences(fit: fit)
    return [
      sentences.heterogeneity(showsInterval: false), sentences.effectTest(named: "Test for effect"),
    ].compactMap { $0.map(unbroken) }
  }

  /// The same with spaces at which no line ends inside each statement: a symbol stays with its value.
  private func unbroken(_ sentence: String) -> String {
    var (text, previous) = ("", Character(" "))
    for (character, next) in zip(sentence, sentence.dropFirst() + " ") {
      let holds = "=<>".contains(previous) || "=<>".contains(next)
      text.append(character == " " && holds ? "\u{A0}" : character)
      previous = character
    }
    return text
  }

  /// `Test for subgroup differences: χ²(2) = 4.81, p = 0.090`.
  var difference: String? {
    guard let test = result.test else { return nil }
    let name = test.df2.map { "F(\(test.df1), \($0))" } ?? "χ²(\(test.df1))"
    return "Test for subgroup differences: \(name) = \(FitSentences.figure(test.statistic, decimals: 2)), "
      + NumberText.pValueStatement(test.pValue)
  }

  /// What the weights are shares of.
  private var weights: String {
    result.weightsAreOverall
      ? "Weights are shares of the effect of all studies; each subgroup is pooled by itself, with weights of its own"
      : "Weights are shares of each subgroup's effect"
  }

  /// Everything under the plot, one sentence a line; with what the weights are where they are shown, and with the effect of
  /// all studies in figures where no diamond shows it.
  func footer(showsWeights: Bool, overallEffect: String? = nil) -> [String] {
    var lines = [model]
    if let overall = result.overall {
      let sentences = FitSentences(fit: overall)
      if let overallEffect { lines.append("\(overallLabel), not drawn: \(overallEffect)") }
      if let heterogeneity = sentences.heterogeneity(showsInterval: true) {
        lines.append("All studies. " + heterogeneity)
      }
      if let effect = sentences.overallEffect { lines.append(effect) }
    }
    if let difference { lines.append(difference) }
    if showsWeights { lines.append(weights) }
    if let independence { lines.append(independence) }
    return lines
  }

  private var model: String {
    if result.analysis.counts != nil, let fit = result.leadingFit { return FitSentences(fit: fit).model }
    let aside =
      switch result.analysis.tau2 {
      case .common: ", one τ² for all subgroups"
      case .separate: ", τ² by subgroup"
      }
    return FitSentences.model(
      settings, test: settings.test, aside: settings.heterogeneity.estimatesTau2 ? aside : "")
  }

  /// Why there is no overall effect, or why it is doubtful.
  private var independence: String? {
    let count = result.sharedStudies.count
    guard count > 0 else { return nil }
    let studies = count == 1 ? "1 study occurs" : "\(count) studies occur"
    return result.overall == nil
      ? "\(studies) in several groups: estimates are not independent, and no overall effect is given"
      : "\(studies) in several groups: the overall effect treats their estimates as independent"
  }
}
