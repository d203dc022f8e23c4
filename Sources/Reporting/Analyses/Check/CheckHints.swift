import MetaAnalysis

extension PreparedAnalysis {
  /// Adds what may explain numbers that do not hold: another scale or sign, one convention, one study, rows left out,
  /// findings of the lint. Only what makes every number of a group of failures hold is named.
  func addHints(to checked: inout CheckedAnalysis) throws {
    let failing = checked.numbers.indices.filter { !checked.numbers[$0].verdict.kind.isAcceptedByDefault }
    for index in failing { checked.numbers[index].hints = checked.numbers[index].readings(in: checked.result) }
    checked.notes = try notes(checked)
    let own = failing.filter {
      let number = checked.numbers[$0]
      return number.verdict.kind != .undefined && number.expectation.settings.isEmpty
        && number.expectation.without == nil
        && number.hints.isEmpty
    }
    guard !own.isEmpty, let result = checked.result else { return }
    // What makes every number hold says more than what makes the failing ones hold.
    let failed = own.map { checked.numbers[$0] }
    let ordinary = checked.numbers.filter { $0.expectation.settings.isEmpty && $0.expectation.without == nil }
    var found = hints(explaining: ordinary, of: result)
    if found.isEmpty { found = slips(explaining: checked, result) }
    if found.isEmpty, failed.count < ordinary.count { found = hints(explaining: failed, of: result) }
    let differences = data.differencesFromBundledSet
    for index in own { checked.numbers[index].hints = differences + found + countHints(checked.numbers[index]) }
  }

  /// Methods, conventions, rows and studies, each by itself, that make numbers hold.
  private func hints(explaining numbers: [CheckedAnalysis.Number], of result: AnalysisResult) -> [String] {
    methods(explaining: numbers, of: result) + conventions(explaining: numbers, of: result)
      + studies(explaining: numbers, of: result)
  }

  /// Single changes of the data, or one number mistyped, under which every number holds; the most plausible first.
  private func slips(explaining checked: CheckedAnalysis, _ result: AnalysisResult) -> [String] {
    guard let spelled = try? spelled() else { return [] }
    let families: Set<ChangeFamily> = [.measure, .scale, .misprint, .selection, .reading, .transcription]
    var run = ExplanationRun(
      spelled, checked.numbers, search: ExplanationSearch(most: 1, families: families))
    let explanation = run.explanation(checked, spelled.openingSets(of: result, families: families))
    guard explanation.outcome == .explained else { return [] }
    return explanation.solutions.prefix(3).map { solution in
      if case .misprint(let misprint)? = solution.changes.first {
        "every other number holds: \(misprint.description)"
      } else {
        "every number holds with \(solution.changes.map(\.description).joined(separator: "; and "))"
      }
    }
  }

  /// A number of studies that is not the printed one says so.
  private func countHints(_ number: CheckedAnalysis.Number) -> [String] {
    guard number.quantity == .k, let difference = number.verdict.difference, difference != 0 else { return [] }
    let count = Int(difference.magnitude.rounded())
    if difference > 0 {
      return ["the data have \(count) more \(count == 1 ? "study" : "studies") than printed"]
    }
    let missing = count == 1 ? "1 of the printed studies is" : "\(count) of the printed studies are"
    return ["\(missing) missing from the data, left out by 'rows', or without an effect size"]
  }

  /// Rows left out and findings of the lint.
  private func notes(_ checked: CheckedAnalysis) throws -> [Note] {
    guard checked.result != nil else { return [] }
    return (try? result(lint: true))?.notes.filter {
      $0.kind.severity == .warning || $0.kind.code == "study.dropped"
    } ?? []
  }

  /// Other methods that make all the numbers hold.
  private func methods(explaining numbers: [CheckedAnalysis.Number], of result: AnalysisResult) -> [String] {
    guard let current = result.choices.settings?.methodCode, analysis.model[.scale] == nil else { return [] }
    var codes = HeterogeneityModel.codes
    if ["OR", "RR", "RD", "IRR", "IRD"].contains(analysis.measure?.code ?? "") { codes.append("MH") }
    if analysis.measure?.code == "OR" { codes.append("PETO") }
    let holding = codes.filter { code in
      guard code != current, let other = try? self.result(changing: [.model(.method, code)]) else {
        return false
      }
      return numbers.hold(in: other)
    }
    // Estimators that hardly any tool has are named where no other will do.
    let common = holding.filter { !Tau2Method.rare.contains($0) }
    return (common.isEmpty ? holding : common).map { "holds with method: \($0) (here \(current))" }
  }

  /// Single conventions that make all the numbers hold; those that the method decides are left to it.
  private func conventions(explaining numbers: [CheckedAnalysis.Number], of result: AnalysisResult) -> [String]
  {
    var hints: [String] = []
    for key in ConventionKey.allCases
    where key.concerns(analysis.measure) && ![.model, .tau2, .commonPooling].contains(key) {
      let current = result.choices.conventions.value(of: key)
      for value in key.values where value.code != current {
        guard let other = try? self.result(changing: [.convention(key, value.code)]), numbers.hold(in: other)
        else {
          continue
        }
        hints.append("holds with the convention \(key.rawValue): \(value.code) (here \(current))")
      }
    }
    return hints
  }

  /// Single studies without which, or with whose sign turned, all the numbers hold; only of a moderate number.
  private func studies(explaining numbers: [CheckedAnalysis.Number], of result: AnalysisResult) -> [String] {
    guard result.effects.rows.count <= 200 else { return [] }
    var hints: [String] = []
    for selection in otherSelections {
      guard let variant = variant([.rows(selection)]) else { continue }
      var effects = EffectsOfOptions()
      if let other = try? self.result(of: variant, effects: &effects), numbers.hold(in: other) {
        hints.append("holds with \(selection.description)")
      }
    }
    for position in rowsLeftOut {
      let slip = StudySlip(row: position + 1, study: labels[position], kind: .added)
      guard let variant = variant([.study(slip)]) else { continue }
      var effects = EffectsOfOptions()
      if let other = try? self.result(of: variant, effects: &effects), numbers.hold(in: other) {
        hints.append("holds with \(slip.description)")
      }
    }
    for position in rowsUsed {
      let name = labels[position].map { "\($0) (row \(position + 1))" } ?? "row \(position + 1)"
      if let other = try? self.result(omitting: [position]), numbers.hold(in: other) {
        hints.append("holds without \(name)")
      }
      if let other = try? result.turningSign(ofRow: position + 1), numbers.hold(in: other) {
        hints.append("holds with the sign of \(name) turned")
      }
    }
    return hints
  }
}

extension [CheckedAnalysis.Number] {
  /// Whether all hold in another result.
  fileprivate func hold(in result: AnalysisResult) -> Bool {
    allSatisfy { number in
      var number = number
      guard
        let value = try? result.value(
          of: number.quantity, at: number.expectation.target, scale: number.expectation.scale)
      else { return false }
      let wasAccepted = number.verdict.kind.isAcceptedByDefault
      number.judge(value)
      return wasAccepted
        ? number.verdict.kind.isAcceptedByDefault
        : [.holds, .misprint, .withinTolerance].contains(number.verdict.kind)
    }
  }
}

extension CheckedAnalysis.Number {
  /// Other readings of the printed number under which it holds.
  fileprivate func readings(in result: AnalysisResult?) -> [String] {
    guard let result, let computed = verdict.computed, expectation.settings.isEmpty, expectation.without == nil
    else {
      return []
    }
    var readings: [String] = []
    for scale in PrintedScale.allCases where scale != expectation.scale && scale.suits(quantity) {
      var other = self
      other.expectation.scale = scale
      guard let value = try? result.value(of: quantity, at: expectation.target, scale: scale),
        value != verdict.computed
      else { continue }
      other.judge(value)
      if other.verdict.kind == .holds { readings.append("holds on the scale '\(scale.rawValue)'") }
    }
    if quantity == .se || quantity == .tau {
      if printed.verdict(of: computed * computed).kind == .holds { readings.append("the variance is printed") }
    }
    if quantity == .vi || quantity == .tau2, printed.verdict(of: max(0, computed).squareRoot()).kind == .holds {
      readings.append("the square root is printed")
    }
    return readings
  }
}

extension AnalysisResult {
  /// The result with the sign of one study's effect turned.
  fileprivate func turningSign(ofRow row: Int) throws -> AnalysisResult? {
    guard case .effects(let settings) = choices.model, settings.pooling == .inverseVariance, subgroups == nil,
      let position = effects.rows.firstIndex(where: { $0.row == row }), let yi = effects.rows[position].yi
    else { return nil }
    var effects = effects
    effects.rows[position].yi = -yi
    let design = try analysis.moderators.flatMap { formula in
      try effects.table.map { try Formula(formula).design(for: $0, eligible: effects.rows.map(\.isUsable)) }
    }
    return AnalysisResult(
      analysis: analysis, choices: choices, effects: effects,
      pooled: .fit(try settings.fit(effects, design: design)),
      predictions: nil)
  }
}
