import EffectMeasures
import StudyRecords

extension SubgroupFitting {
  /// The notes on the effect sizes as they read for the model in use.
  private func notesOnEffects() throws -> [Note] {
    if let counts = analysis.counts { return try counts.notes(on: effects) }
    guard analysis.settings.isStratified else { return effects.notes }
    let pooling = analysis.settings.pooling
    return try StratifiedTables(effects, for: pooling).notes(on: effects, pooling.choices)
  }

  /// What was noticed, from reading the data to the last group; what all groups would say is said once.
  func notes(_ result: SubgroupResult, isCompared: Bool) throws -> [Note] {
    var notes = try notesOnEffects()
    let explained = Set(effects.notes.filter(\.kind.explainsMissingEffect).compactMap(\.row))
    for (position, label) in grouping.labels.enumerated() where label == nil {
      let row = effects.rows[position]
      guard !explained.contains(row.row) else { continue }
      notes.append(Note(.subgroupLabelMissing, row: row.row, study: row.study, column: grouping.column))
    }
    let common = result.commonModel?.notes.map(KnappHartungNote.withoutDecision) ?? []
    for note in common + (result.overall?.notes ?? []) where note.row == nil && !notes.contains(note) {
      notes.append(note)
    }
    // What all groups would say in the same words is said once.
    var said = Set(notes.map(\.kind.code)).intersection(sharedKinds.map(\.code))
    for subgroup in result.subgroups { notes += self.notes(subgroup, explained: explained, said: &said) }
    let small = result.subgroups.filter { $0.estimatesTau2 && $0.k <= 5 }
    if !small.isEmpty, result.subgroups.count > 1 {
      notes.append(Note(.subgroupFewStudies, ["subgroups": .text(abridged(small.map(\.name)))]))
    }
    if !result.sharedStudies.isEmpty {
      let consequence =
        isCompared
        ? "the overall effect and the test between groups are wrong unless the estimates come from different people"
        : "no overall effect and no test between groups are given unless asked for"
      notes.append(
        Note(
          .subgroupSharedStudies, column: grouping.column,
          [
            "count": .count(result.sharedStudies.count),
            "occur": .text(
              result.sharedStudies.count == 1 ? "1 study occurs" : "\(result.sharedStudies.count) studies occur"
            ),
            "studies": .text(abridged(result.sharedStudies)),
            "consequence": .text(consequence),
          ]))
    }
    return notes
  }

  private func notes(_ subgroup: Subgroup, explained: Set<Int>, said: inout Set<String>) -> [Note] {
    guard let fit = subgroup.fit else {
      if let failure = subgroup.failure {
        return [
          Note(
            .subgroupNotFitted, ["subgroup": .text(subgroup.name), "reason": .text(failure.description)])
        ]
      }
      let rows = subgroup.effects.rows.filter { !explained.contains($0.row) }.map { row in
        Note(
          .studyDropped, row: row.row, study: row.study,
          ["reason": .text(reason(row))])
      }
      return rows + [Note(.subgroupEmpty, ["subgroup": .text(subgroup.name)])]
    }
    var notes: [Note] = []
    for note in fit.notes.dropFirst(subgroup.effects.notes.count) {
      if note.row != nil {
        notes.append(note)
      } else if sharedKinds.contains(note.kind) {
        if said.insert(note.kind.code).inserted { notes.append(note) }
      } else if note.kind == .singleStudy {
        notes.append(Note(.subgroupSingleStudy, ["subgroup": .text(subgroup.name)]))
      } else if !(fit.k == 1 && note.kind == .testReplaced) {
        notes.append(note.inSubgroup(subgroup.name))
      }
    }
    return notes
  }

  /// Why a row cannot be used.
  private func reason(_ row: EffectSize) -> String {
    if analysis.settings.isStratified || analysis.counts != nil {
      let isComplete = effects.rows.firstIndex { $0.row == row.row }.map { effects.twoGroupCounts[$0] != nil }
      return isComplete == true ? "nobody, or everybody, has the event" : "its counts are incomplete"
    }
    return row.isUsable ? "the weight is missing" : "no effect size or variance"
  }

  /// What depends on the settings alone.
  private var sharedKinds: [NoteKind] { [.lowLevel, .knappHartungEqualEffects, .zeroCellCorrectedForPooling] }

  /// The first five texts, and how many more there are.
  private func abridged(_ texts: [String]) -> String {
    texts.count > 6
      ? texts.prefix(5).joined(separator: ", ") + " and \(texts.count - 5) more" : texts.joined(separator: ", ")
  }
}
