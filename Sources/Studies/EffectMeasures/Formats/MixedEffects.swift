import StudyRecords

/// The effect sizes of a table whose rows report in different forms.
///
/// Rows are gathered by the measure that computes them and by variance type; each gathering is an ordinary table for
/// that measure, so that values are checked and notes are made in one place. Then the effects are converted.
struct MixedEffects {
  let table: StudyTable
  let target: Measure
  let options: EffectOptions
  let plans: RowPlans
  let labels: [String?]
  /// The columns of the corrections for design, when any was asked for.
  let design: DesignColumns?
  /// The corrections that are in effects taken from a file, by position.
  var made: [Int: DesignAdjustments] = [:]

  func number(_ role: Role, _ position: Int) -> Double { (plans.numbers[role]?[position] ?? nil) ?? .nan }

  /// The effects of all rows in the target's measure.
  func effects() throws -> EffectSizes {
    var gatherings: [(key: Gathering, members: [Int])] = []
    var raw = [EffectSize?](repeating: nil, count: table.rowCount)
    var feeds = [[Role: Double]?](repeating: nil, count: table.rowCount)
    var notes = plans.remarks
    func gather(
      _ position: Int, _ measure: Measure, _ vtype: VarianceType?, isCorrected: Bool = true,
      _ feed: [Role: Double]
    ) {
      let key = Gathering(measure: measure, vtype: vtype, isCorrected: isCorrected)
      feeds[position] = feed
      if let place = gatherings.firstIndex(where: { $0.key == key }) {
        gatherings[place].members.append(position)
      } else {
        gatherings.append((key, [position]))
      }
    }
    for (position, plan) in plans.plans.enumerated() {
      switch plan {
      case .none(let note): notes.append(note)
      case .plain(let vtype):
        let roles = plans.ownRoute(at: position) ?? target.definition.inputs
        gather(position, target, vtype, feed(roles.filter { plans.numbers[$0] != nil }, position))
      case .route(let route, _, let vtype):
        // What is converted is d: J belongs to measures that carry it.
        let isCorrected = target.carriesFactor || !route.source.carriesFactor
        guard let preparation = route.preparation else {
          // Of an estimate all statements of its uncertainty go together, so that they can be compared.
          let isEstimate = route.evaluator == .generic && route.format == .estimate
          let roles = isEstimate ? Measure.generic.definition.inputs : route.roles
          gather(
            position, route.evaluator, vtype, isCorrected: isCorrected,
            feed(roles.filter { plans.numbers[$0] != nil }, position))
          continue
        }
        var options = options
        options.correct = options.correct && isCorrected
        let outcome = preparation(InputPreparation(number: { number($0, position) }, options: options))
        switch outcome {
        case .inputs(let inputs):
          if let format = route.format, let note = note(onTable: inputs, from: format, at: position) {
            notes.append(note)
          }
          gather(position, route.evaluator, vtype, isCorrected: isCorrected, inputs)
        case .fault(let fault): notes.append(note(fault, position))
        }
      }
    }
    var correction = design.map { DesignCorrection($0, target, rows: feeds, made: made) }
    if correction != nil { feeds = correction?.resized(feeds) ?? feeds }
    for (key, all) in gatherings {
      // Comparisons that were combined with others have nothing left of their own.
      let members = all.filter { feeds[$0] != nil }
      guard !members.isEmpty else { continue }
      let vtypes = key.measure.definition.varianceTypes
      if let vtype = key.vtype, !vtypes.contains(vtype) {
        notes += members.map {
          Note(
            .rowVarianceNotOffered, row: $0 + 1, study: labels[$0],
            [
              "measure": .text(key.measure.code), "vtype": .text(vtype.rawValue),
              "offered": .text(enumerated(vtypes.map(\.rawValue))),
            ])
        }
        continue
      }
      let part = try effects(of: key, members, feeds, vtypes)
      for position in members { raw[position] = part.rows[position] }
      let rows = Set(members.map { $0 + 1 })
      // Sizes that a correction divided are no slips of the pen.
      notes += part.notes.filter { note in
        (note.row.map(rows.contains) ?? true) && !(design != nil && note.kind == .fractionalCount)
      }
    }
    return assembled(raw, feeds, notes, &correction)
  }

  /// What is computed together.
  private struct Gathering: Hashable {
    let measure: Measure
    let vtype: VarianceType?
    /// Whether small-sample bias is corrected, where the analysis corrects it.
    let isCorrected: Bool
  }

  private func feed(_ roles: [Role], _ position: Int) -> [Role: Double] {
    Dictionary(uniqueKeysWithValues: roles.map { ($0, number($0, position)) })
  }

  /// The effects of some rows in one measure; the others are empty.
  private func effects(
    of key: Gathering, _ members: [Int], _ feeds: [[Role: Double]?], _ offered: [VarianceType]
  ) throws -> EffectSizes {
    var columns: [Role: [Double?]] = [:]
    for position in members {
      for (role, value) in feeds[position] ?? [:] {
        columns[role, default: [Double?](repeating: nil, count: table.rowCount)][position] =
          value.isNaN ? nil : value
      }
    }
    // Columns keep the names of the data for messages, as far as every role has a column of its own.
    let named = Set(columns.keys.map { plans.names[$0] ?? $0.rawValue }).count == columns.count
    var mapping = ColumnMapping()
    var list: [StudyTable.Column] = []
    for role in Role.allCases {
      guard let values = columns[role] else { continue }
      let name = (named ? plans.names[role] : nil) ?? role.rawValue
      mapping[role] = name
      list.append(StudyTable.Column(name: name, numbers: values))
    }
    list.append(StudyTable.Column(name: Role.study.rawValue, texts: labels, numbers: nil))
    var options = options
    options.correct = options.correct && key.isCorrected
    if let vtype = key.vtype { options.vtype = vtype }
    // The analysis' variance type is meant for its measure; others take their own unless they have it too.
    if let vtype = options.vtype, key.measure != target, !offered.contains(vtype) { options.vtype = nil }
    return try StudyTable(name: table.name, columns: list)
      .uniformEffects(key.measure, columns: mapping, options: options)
  }

  /// The note on a row whose effect cannot be had.
  func note(_ fault: RawEffect.Fault, _ position: Int) -> Note {
    fault.note(row: position + 1, study: labels[position]) { plans.names[$0] }
  }
}
