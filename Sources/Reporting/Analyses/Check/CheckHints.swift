import MetaAnalysis

extension PreparedAnalysis {
  /// Adds what may explain numbers that do not hold: the measure that is printed, the changes that `explain` finds in its
  /// order of plausibility, other readings of single numbers, studies that differ from a bundled set, rows left out, and
  /// findings of the lint.
  /// - Parameter run: A search that found nothing that makes every number hold; `nil` before any.
  func addHints(to checked: inout CheckedAnalysis, after run: ExplanationRun?) throws {
    let failing = checked.numbers.indices.filter { !checked.numbers[$0].verdict.kind.isAcceptedByDefault }
    checked.notes = try notes(checked)
    guard checked.result != nil else { return }
    let conflicting = failing.filter { checked.numbers[$0].measureConflict != nil }
    if !conflicting.isEmpty {
      let hints = measures(explaining: checked)
      for index in conflicting { checked.numbers[index].hints = hints }
      return
    }
    let defined = failing.filter { checked.numbers[$0].verdict.kind != .undefined }
    guard !defined.isEmpty else { return }
    let differences = data.differencesFromBundledSet
    // What makes every number hold says more than what makes some of them hold.
    let all = solutions(
      explaining: Array(checked.numbers.indices), of: checked, isQuick: !differences.isEmpty, after: run)
    if !all.isEmpty {
      for index in defined {
        checked.numbers[index].hints = differences + all + countHints(checked.numbers[index])
      }
      return
    }
    for index in defined {
      let isTurned = checked.numbers.endsAreTurned(at: index)
      checked.numbers[index].hints =
        isTurned
        ? ["the ends stand in each other's place"] : checked.numbers[index].readings(in: checked.result)
    }
    let rest = defined.filter { checked.numbers[$0].hints.isEmpty }
    let isPart = rest.count < checked.numbers.count
    let some = isPart ? solutions(explaining: rest, of: checked, isQuick: true, after: run) : []
    for index in rest {
      checked.numbers[index].hints =
        differences + some.map { "of the numbers that fail, \($0)" } + countHints(checked.numbers[index])
    }
  }

  /// The likeliest changes under which every one of some numbers holds, as `explain` finds and orders them; those that
  /// hardly any tool knows only where nothing else will do.
  /// - Parameter isQuick: Whether single changes will do.
  private func solutions(
    explaining positions: [Int], of checked: CheckedAnalysis, isQuick: Bool, after earlier: ExplanationRun?
  ) -> [String] {
    guard let result = checked.result, !positions.isEmpty,
      let spelled = earlier?.prepared ?? (try? spelled())
    else { return [] }
    var part = checked
    part.numbers = positions.map { checked.numbers[$0] }
    // A few numbers fit some slip by chance, and a model of counts takes its time.
    let isOfCounts = if case .counts = result.choices.model { true } else { false }
    let isPart = positions.count < checked.numbers.count
    let families: Set<ChangeFamily> =
      isOfCounts
      ? [.convention, .scale, .misprint, .selection]
      : isPart ? [.convention, .scale, .selection, .reading] : Set(ChangeFamily.allCases)
    let opening = spelled.openingSets(of: result, families: families)
    // Of pairs only the nearest, and the conventions of tools.
    var search = ExplanationSearch(
      most: isQuick || isOfCounts ? 1 : 2, budget: isOfCounts ? 60 : opening.count + 400, families: families
    )
    search.guesses = false
    if let earlier, !isPart, earlier.search.covers(search) { return [] }
    var run = earlier?.narrowed(to: positions, search) ?? ExplanationRun(spelled, part.numbers, search: search)
    let explanation = run.explanation(part, opening)
    guard explanation.outcome == .explained else { return [] }
    let common = explanation.solutions.filter { $0.changes.allSatisfy(\.isCommon) }
    return (common.isEmpty ? explanation.solutions : common).prefix(3).map {
      $0.sentence + (method(under: $0.changes).map { "; write 'method: \($0)' under 'model'" } ?? "")
    }
  }

  /// The method that changes amount to, where the file states one and they concern it.
  private func method(under changes: [Change]) -> String? {
    guard analysis.model[.method] != nil, var conventions = try? analysis.conventions() else { return nil }
    var isMethod = false
    for case .setting(.convention(let key, let value), _) in changes {
      conventions = (try? conventions.setting(key, to: value)) ?? conventions
      isMethod = isMethod || [.model, .tau2, .commonPooling].contains(key)
    }
    guard isMethod else { return nil }
    switch (conventions.model, conventions.commonPooling) {
    case (.random, _): return conventions.tau2.rawValue
    case (.common, .mantelHaenszel): return "MH"
    case (.common, .peto): return "PETO"
    case (.common, .inverseVariance): return "EE"
    }
  }

  /// The measures named before printed numbers, if every number holds with one.
  private func measures(explaining checked: CheckedAnalysis) -> [String] {
    let named = Set(checked.numbers.compactMap(\.printed.measure))
    return PrintedMeasure.allCases.filter(named.contains).compactMap { name in
      var other = self
      other.analysis.measure = name.usual
      guard let holds = try? other.check(explains: false).holds(), holds else { return nil }
      return "every number holds with measure: \(name.usual.code)"
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
    return (try? result(lint: true))?.inFileWords.notes.filter {
      $0.kind.severity == .warning || $0.kind.code == "study.dropped"
    } ?? []
  }
}

extension Explanation.Solution {
  /// The changes in a sentence, with the profiles that make them.
  fileprivate var sentence: String {
    if changes.count == 1, case .misprint(let misprint)? = changes.first {
      return "every other number holds: \(misprint.description)"
    }
    let others = profiles.count > 3 ? " and \(profiles.count - 3) other profiles" : ""
    let tools = profiles.isEmpty ? "" : ", as in \(profiles.prefix(3).joined(separator: ", "))\(others)"
    return "every number holds with \(changes.map(\.description).joined(separator: "; and "))\(tools)"
  }
}

extension [CheckedAnalysis.Number] {
  /// Whether the number is one end of an interval whose printed ends hold in each other's place.
  fileprivate func endsAreTurned(at index: Int) -> Bool {
    guard let ends = self[index].expectation.quantity.ends else { return false }
    let (first, second) = self[index].quantity == ends.lower ? (index, index + 1) : (index - 1, index)
    guard indices.contains(first), indices.contains(second),
      self[first].expectation == self[second].expectation,
      self[first].printed.value > self[second].printed.value
    else { return false }
    func holds(_ number: CheckedAnalysis.Number, _ computed: Double?) -> Bool {
      number.asRead(number.printed).verdict(of: computed, rounding: number.rounding).kind == .holds
    }
    return holds(self[first], self[second].verdict.computed)
      && holds(self[second], self[first].verdict.computed)
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
      guard other.verdict.kind == .holds else { continue }
      readings.append(
        scale == .negative
          ? "holds with the other sign (a misprint, or the scale 'negative')"
          : "holds on the scale '\(scale.rawValue)'")
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
