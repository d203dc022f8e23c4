import Distributions
import StudyRecords

/// The raw numbers of a measure after a look at each: impossible ones taken out, contradictions noted.
///
/// A row with an impossible number in the route that its effect size takes is left out with the fault; elsewhere only
/// the number is.
struct InputCheck {
  /// The studies without impossible numbers.
  private(set) var studies: RawStudies
  /// What is wrong with the rows (from 0) that are left out.
  private(set) var faults: [Int: RawEffect.Fault] = [:]
  /// One note for each thing noticed, with its rows.
  private(set) var notes: [Note] = []

  private let inputs: [EffectSizes.InputColumn]
  private let definition: any EffectMeasure

  /// - Parameter level: The level in percent of intervals in the data.
  init(_ inputs: [EffectSizes.InputColumn], of definition: any EffectMeasure, rows: Int, level: Double) {
    self.inputs = inputs
    self.definition = definition
    studies = RawStudies(
      Dictionary(uniqueKeysWithValues: inputs.map { ($0.role, $0.values.map { $0 ?? .nan }) }), count: rows)
    takeOutImpossibleNumbers()
    noteFractions()
    if definition is GenericEffect { noteUncertainties(level: level) }
  }

  private mutating func takeOutImpossibleNumbers() {
    var ignored: [(position: Int, role: Role)] = []
    for input in inputs {
      let range = definition.range(of: input.role)
      var rows: [Int] = []
      for (position, value) in input.values.enumerated() {
        guard let value, !range.contains(value) else { continue }
        if isNeeded(input.role, at: position) {
          if faults[position] == nil {
            faults[position] = .impossible(role: input.role, value: value, rule: range.rule)
          }
        } else {
          rows.append(position + 1)
          ignored.append((position, input.role))
        }
      }
      if !rows.isEmpty { note(.ignoredInput, input, rows, ["rule": .text(range.rule)]) }
    }
    for (position, role) in ignored { studies.erase(role, at: position) }
    studies = studies.erasing(faults.keys.sorted())
  }

  /// Whether the first route of which the row has every number reads the role; so it does when there is no such route.
  private func isNeeded(_ role: Role, at position: Int) -> Bool {
    let study = studies[position]
    return definition.routes.first { $0.allSatisfy { !study[$0].isNaN } }?.contains(role) ?? true
  }

  private mutating func noteFractions() {
    for input in inputs where [.count, .size].contains(definition.range(of: input.role)) {
      let rows = input.values.indices.filter { position in
        input.values[position].map { $0.isFinite && $0 != $0.rounded() } ?? false
      }
      if !rows.isEmpty { note(.fractionalCount, input, rows.map { $0 + 1 }) }
    }
  }

  /// Variance, standard error and interval, in the order in which they are used, must say the same.
  private mutating func noteUncertainties(level: Double) {
    func input(_ role: Role) -> EffectSizes.InputColumn? { inputs.first { $0.role == role } }
    let width = 2 * Normal.standard.quantile(upperTail: (1 - level / 100) / 2)
    let errors: [(role: Role, name: String?, value: (RawStudy) -> Double)] = [
      (.vi, input(.vi)?.place, { $0[.vi].squareRoot() }), (.sei, input(.sei)?.place, { $0[.sei] }),
      (.ciLower, input(.ciLower) == nil ? nil : "the interval", { ($0[.ciUpper] - $0[.ciLower]) / width }),
    ]
    for (position, first) in errors.enumerated() {
      for second in errors[(position + 1)...] {
        guard let name = first.name, let other = second.name else { continue }
        let rows = studies.indices.filter { row in
          let (a, b) = (first.value(studies[row]), second.value(studies[row]))
          let isUsed = errors[..<position].allSatisfy { $0.value(studies[row]).isNaN }
          return isUsed && b >= 0 && abs(a - b) > 0.05 * max(a, b)
        }
        guard !rows.isEmpty else { continue }
        notes.append(
          Note(
            .conflictingUncertainty, column: input(first.role)?.column,
            ["first": .text(name), "second": .text(other), "rows": .text(places(rows.map { $0 + 1 }))]))
      }
    }
    guard let lower = input(.ciLower) else { return }
    let reversed = studies.indices.filter { row in
      let study = studies[row]
      return study[.ciLower] > study[.ciUpper] && !study.first(study[.vi], study[.sei]).isNaN
    }
    if !reversed.isEmpty {
      let rule = "the interval's upper end is below its lower end"
      note(.ignoredInput, lower, reversed.map { $0 + 1 }, ["rule": .text(rule)])
    }
  }

  private mutating func note(
    _ kind: NoteKind, _ input: EffectSizes.InputColumn, _ rows: [Int],
    _ details: KeyValuePairs<String, Note.Value> = [:]
  ) {
    var note = Note(kind, column: input.column, ["role": .text(input.place), "rows": .text(places(rows))])
    note.details += details.map { Note.Detail(name: $0.key, value: $0.value) }
    notes.append(note)
  }

  private func places(_ rows: [Int]) -> String { "\(rows.count == 1 ? "row" : "rows") \(listed(rows))" }
}
