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

  private func number(_ role: Role, _ position: Int) -> Double {
    (plans.numbers[role]?[position] ?? nil) ?? .nan
  }

  /// The effects before any correction for design.
  func effects() throws -> EffectSizes {
    var gatherings: [(key: Gathering, members: [Int])] = []
    var raw = [EffectSize?](repeating: nil, count: table.rowCount)
    var feeds = [[Role: Double]?](repeating: nil, count: table.rowCount)
    var notes: [Note] = []
    func gather(_ position: Int, _ measure: Measure, _ vtype: VarianceType?, _ feed: [Role: Double]) {
      let key = Gathering(measure: measure, vtype: vtype)
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
        let roles = plans.ownRoute(of: target, at: position) ?? target.definition.inputs
        gather(position, target, vtype, feed(roles.filter { plans.numbers[$0] != nil }, position))
      case .route(let route, _, let vtype):
        guard let preparation = route.preparation else {
          // Of an estimate all statements of its uncertainty go together, so that they can be compared.
          let isEstimate = route.evaluator == .generic && route.format == .estimate
          let roles = isEstimate ? Measure.generic.definition.inputs : route.roles
          gather(
            position, route.evaluator, vtype, feed(roles.filter { plans.numbers[$0] != nil }, position))
          continue
        }
        let outcome = preparation(InputPreparation(number: { number($0, position) }, options: options))
        switch outcome {
        case .inputs(let inputs): gather(position, route.evaluator, vtype, inputs)
        case .fault(let fault): notes += note(fault, position)
        }
      }
    }
    var correction = design.map { DesignCorrection($0, target, rows: feeds) }
    if correction != nil { feeds = correction?.resized(feeds) ?? feeds }
    for (key, members) in gatherings {
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
    return assembled(raw, notes, &correction)
  }

  /// What is computed together.
  private struct Gathering: Hashable {
    let measure: Measure
    let vtype: VarianceType?
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
    let named =
      columns.keys.allSatisfy { plans.names[$0] != nil }
      && Set(columns.keys.map { plans.names[$0] }).count == columns.count
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
    if let vtype = key.vtype { options.vtype = vtype }
    // The analysis' variance type is meant for its measure; others take their own unless they have it too.
    if let vtype = options.vtype, key.measure != target, !offered.contains(vtype) { options.vtype = nil }
    return try StudyTable(name: table.name, columns: list)
      .uniformEffects(key.measure, columns: mapping, options: options)
  }

  private func assembled(
    _ raw: [EffectSize?], _ notes: [Note], _ correction: inout DesignCorrection?
  ) -> EffectSizes {
    var notes = notes
    var rows: [EffectSize] = []
    var converted: [(step: MetricStep, rows: [Int])] = []
    var (changes, differences, uncorrected) = ([Int](), [Int](), [Int]())
    for (position, plan) in plans.plans.enumerated() {
      var size = EffectSize(row: position + 1, study: labels[position], yi: nil, vi: nil)
      if let effect = raw[position] {
        (size.yi, size.vi) = (effect.yi, effect.vi)
        correction?.correctVariance(of: &size, in: measure(of: plan), at: position)
        if case .route(let route, let steps, _) = plan {
          size.route = route.source == target ? route.label : "\(route.source.code) from \(route.label)"
          if size.isUsable, target == .hedgesG, !steps.isEmpty, !route.source.isChange {
            uncorrected.append(position + 1)
          }
          if size.isUsable { size = convert(size, steps, route, position, &notes, &converted) }
        } else {
          size.route = plans.ownLabel(of: target, at: position)
        }
        if size.isUsable, source(of: plan).isChange {
          changes.append(position + 1)
        } else if size.isUsable {
          differences.append(position + 1)
        }
      }
      correction?.turn(&size, at: position)
      if size.yi == nil { size.route = nil }
      rows.append(size)
    }
    for (step, rows) in converted {
      notes.append(
        Note(.effectConverted, ["rows": .text(rowList(rows)), "conversion": .text(step.sentence)]))
    }
    if !uncorrected.isEmpty {
      notes.append(Note(.convertedUncorrected, ["rows": .text(rowList(uncorrected))]))
    }
    if !changes.isEmpty, !(target.isChange && differences.isEmpty) {
      notes.append(Note(.changeBesideDifference, ["rows": .text(rowList(changes))]))
    }
    notes += plans.statementNotes(for: target, rows: rows)
    var effects = EffectSizes(measure: target, rows: rows, inputs: usedInputs(rows), notes: notes)
    effects.table = table
    if let correction {
      effects.notes += correction.notes
      effects.covariance = correction.covariance(of: &effects, isDirect: { plans.isDirect($0, to: target) })
    }
    effects.noteRoutes()
    let known = Dictionary(
      uniqueKeysWithValues: target.definition.inputs.compactMap { role in
        plans.numbers[role].map { (role, $0.map { $0 ?? .nan }) }
      })
    let unusable = rows.indices.filter { position in
      if case .plain = plans.plans[position] { return !rows[position].isUsable }
      return true
    }
    effects.backTransform = target.definition.backTransform(
      for: RawStudies(known, count: rows.count).erasing(unusable))
    return effects
  }

  /// The measure that a row's effect was in before it was converted.
  private func source(of plan: RowPlans.Plan) -> Measure {
    guard case .route(let route, _, _) = plan else { return target }
    return route.source
  }

  /// The measure that computed a row.
  private func measure(of plan: RowPlans.Plan) -> Measure {
    guard case .route(let route, _, _) = plan else { return target }
    return route.evaluator
  }

  /// The effect in the target's measure.
  private func convert(
    _ size: EffectSize, _ steps: [MetricStep], _ route: EffectRoute, _ position: Int, _ notes: inout [Note],
    _ converted: inout [(step: MetricStep, rows: [Int])]
  ) -> EffectSize {
    var effect = RawEffect(size.yi ?? .nan, size.vi ?? .nan)
    let context = MetricStep.Context(
      n1: number(.n1i, position), n2: number(.n2i, position), n: number(.ni, position),
      r: route.format == .r ? .nan : number(.ri, position))
    for step in steps {
      effect = step(effect, context)
      if let place = converted.firstIndex(where: { $0.step == step }) {
        converted[place].rows.append(position + 1)
      } else {
        converted.append((step, [position + 1]))
      }
    }
    var size = size
    (size.yi, size.vi) = (effect.yi.isFinite ? effect.yi : nil, effect.vi.isFinite ? effect.vi : nil)
    if !size.isUsable {
      (size.yi, size.vi) = (nil, nil)
      notes += note(
        effect.fault ?? .undefined(reason: "its conversion has no finite value for these inputs"), position)
    }
    return size
  }

  private func note(_ fault: RawEffect.Fault, _ position: Int) -> [Note] {
    switch fault {
    case .impossible(let role, let value, let rule):
      [
        Note(
          .impossibleInput, row: position + 1, study: labels[position],
          ["role": .text(role.rawValue), "value": .number(value), "rule": .text(rule)])
      ]
    case .undefined(let reason):
      [
        Note(
          .undefinedEffect, row: position + 1, study: labels[position],
          ["part": .text("effect size"), "reason": .text(reason)])
      ]
    case .doubleZero: [Note(.doubleZeroDropped, row: position + 1, study: labels[position])]
    }
  }

  /// The columns that some row used, the measure's own first.
  private func usedInputs(_ rows: [EffectSize]) -> [EffectSizes.InputColumn] {
    var used = Set(target.definition.inputs)
    for case .route(let route, _, _) in plans.plans { used.formUnion(route.roles) }
    let order = target.definition.inputs + Role.allCases.filter { !target.definition.inputs.contains($0) }
    return order.filter(used.contains).compactMap { role in
      plans.numbers[role].map { EffectSizes.InputColumn(role: role, values: $0, column: plans.names[role]) }
    }
  }
}

extension RowPlans {
  /// Whether a row's effect was computed in the target measure itself.
  func isDirect(_ position: Int, to target: Measure) -> Bool {
    switch plans[position] {
    case .plain: true
    case .route(let route, _, _): route.evaluator == target
    case .none: false
    }
  }

  /// The measure's first route that a row has the numbers for.
  func ownRoute(of target: Measure, at position: Int) -> [Role]? {
    target.definition.routes.first { $0.allSatisfy { (numbers[$0]?[position] ?? nil) != nil } }
  }

  /// What the measure's own formula read of a row.
  func ownLabel(of target: Measure, at position: Int) -> String? {
    ownRoute(of: target, at: position).map {
      StudyFormat(route: $0)?.rawValue ?? $0.map(\.rawValue).joined(separator: " ")
    }
  }
}

extension EffectSizes {
  /// Adds the note on the forms of data, when there is more than one.
  mutating func noteRoutes() {
    var routes: [(name: String, rows: [Int])] = []
    for row in rows where row.isUsable {
      guard let route = row.route else { continue }
      if let place = routes.firstIndex(where: { $0.name == route }) {
        routes[place].rows.append(row.row)
      } else {
        routes.append((route, [row.row]))
      }
    }
    guard routes.count > 1 else { return }
    let text = routes.map { "\($0.name) (\(rowList($0.rows)))" }.joined(separator: ", ")
    notes.append(Note(.effectRoutes, ["count": .count(routes.count), "routes": .text(text)]))
  }
}
