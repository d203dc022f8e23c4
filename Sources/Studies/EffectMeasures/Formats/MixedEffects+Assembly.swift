import StudyRecords

// From the effects of all rows, each in the measure that computed it, to effects in one measure with their notes.

extension MixedEffects {
  /// What was done to which rows, counted from 1.
  private struct Record {
    var converted: [(sentence: String, rows: [Int])] = []
    /// Rows with a change within one group, all others, conversions without small-sample correction, differences of
    /// changes, and assumed correlations.
    var (changes, others, uncorrected, changeUnits, assumed) = ([Int](), [Int](), [Int](), [Int](), [Int]())
    /// Rows whose difference has an interval of t.
    var intervals: [Int] = []
  }

  /// The effects in the target's measure; `raw` are those of the measures that computed them, `feeds` what these read.
  func assembled(
    _ raw: [EffectSize?], _ feeds: [[Role: Double]?], _ notes: [Note], _ correction: inout DesignCorrection?
  ) -> EffectSizes {
    var notes = notes
    var rows: [EffectSize] = []
    var record = Record()
    for (position, plan) in plans.plans.enumerated() {
      var size = EffectSize(row: position + 1, study: labels[position], yi: nil, vi: nil)
      if let effect = raw[position] {
        (size.yi, size.vi) = (effect.yi, effect.vi)
        correction?.correctVariance(
          of: &size, in: measure(of: plan), named: source(of: plan).code, at: position)
        if case .route(let route, let steps, _) = plan {
          size.route = route.source == target ? route.label : "\(route.source.code) from \(route.label)"
          if size.isUsable {
            size = convert(size, steps, route, position, feeds[position] ?? [:], &notes, &record)
          }
        } else {
          size.route = plans.ownLabel(at: position)
        }
        if size.isUsable, source(of: plan).isChange {
          record.changes.append(position + 1)
        } else if size.isUsable {
          record.others.append(position + 1)
        }
      }
      correction?.turn(&size, at: position)
      if size.yi == nil { size.route = nil }
      if size.isUsable { size.design = correction?.made[position] ?? made[position] }
      rows.append(size)
    }
    notes += summary(record) + plans.statementNotes(for: target, rows: rows)
    var effects = EffectSizes(measure: target, rows: rows, inputs: usedInputs(feeds, correction), notes: notes)
    effects.table = table
    if let correction {
      effects.notes += correction.notes
      let (covariance, members) = correction.covariance(
        of: &effects, isDirect: { plans.isDirect($0, to: target) })
      effects.covariance = covariance
      for position in members {
        var design = effects.rows[position].design ?? .init()
        design.sharedControl = .covariance
        effects.rows[position].design = design
      }
    }
    effects.noteRoutes()
    let known = Dictionary(
      uniqueKeysWithValues: target.definition.inputs.compactMap { role in
        plans.numbers[role].map { (role, $0.map { $0 ?? .nan }) }
      })
    let unusable = rows.indices.filter { !rows[$0].isUsable || !plans.isDirect($0, to: target) }
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
    _ size: EffectSize, _ steps: [MetricStep], _ route: EffectRoute, _ position: Int, _ feed: [Role: Double],
    _ notes: inout [Note], _ record: inout Record
  ) -> EffectSize {
    let row = position + 1
    if route.format == .change, target != .meanDifference { record.changeUnits.append(row) }
    if route.assumesCorrelation { record.assumed.append(row) }
    if route.format == .difference, route.roles.contains(.ciLower),
      number(.n1i, position) + number(.n2i, position) > 2
    {
      record.intervals.append(row)
    }
    var effect = RawEffect(size.yi ?? .nan, size.vi ?? .nan)
    let context = context(of: route, at: position, feed)
    // Effects that were computed are had without J; stated ones carry it.
    let isStated = route.format == .estimate || route.format == .natural
    let carriesFactor = isStated && options.correct && route.source.carriesFactor && !target.carriesFactor
    var sentences = route.readsIntervalElsewhere ? [MetricStep.intervalOfCorrelation] : []
    for step in (carriesFactor ? [.withoutFactor(route.source)] : []) + steps {
      effect = step(effect, context)
      sentences.append(step.sentence(context))
    }
    for sentence in sentences where effect.yi.isFinite && effect.vi.isFinite {
      if let place = record.converted.firstIndex(where: { $0.sentence == sentence }) {
        record.converted[place].rows.append(row)
      } else {
        record.converted.append((sentence, [row]))
      }
    }
    var size = size
    (size.yi, size.vi) = (effect.yi.isFinite ? effect.yi : nil, effect.vi.isFinite ? effect.vi : nil)
    if size.isUsable {
      if options.correct, target.carriesFactor, !route.source.carriesFactor { record.uncorrected.append(row) }
    } else {
      (size.yi, size.vi) = (nil, nil)
      notes.append(
        note(
          effect.fault ?? .undefined(reason: "its conversion has no finite value for these inputs"), position))
    }
    return size
  }

  /// What conversions may need of a row: sizes, from the table where that is all there is, and its correlation.
  private func context(
    of route: EffectRoute, at position: Int, _ feed: [Role: Double]
  ) -> MetricStep.Context {
    func size(_ role: Role, _ events: Role, _ others: Role) -> Double {
      let stated = number(role, position)
      return stated.isNaN && feed[.ai] != nil ? (feed[events] ?? .nan) + (feed[others] ?? .nan) : stated
    }
    let r = number(.ri, position)
    return MetricStep.Context(
      n1: size(.n1i, .ai, .bi), n2: size(.n2i, .ci, .di), n: number(.ni, position),
      r: route.format == .r
        ? .nan : r.isNaN && route.assumesCorrelation ? options.prePostCorrelation ?? .nan : r,
      factor: options.formulas.hedgesFactor)
  }

  /// The notes on what was done to many rows.
  private func summary(_ record: Record) -> [Note] {
    func note(_ kind: NoteKind, _ rows: [Int], _ details: KeyValuePairs<String, Note.Value> = [:]) -> [Note] {
      guard !rows.isEmpty else { return [] }
      var note = Note(kind, ["rows": .text(rowList(rows))])
      note.details += details.map { Note.Detail(name: $0.key, value: $0.value) }
      return [note]
    }
    var notes = record.converted.flatMap { sentence, rows in
      note(.effectConverted, rows, ["conversion": .text(sentence)])
    }
    notes += note(.correlationAssumed, record.assumed, ["r": .number(options.prePostCorrelation ?? .nan)])
    notes += note(.differenceInterval, record.intervals)
    notes += note(
      .convertedUncorrected, record.uncorrected,
      ["measure": .text(target == .hedgesG ? "Hedges' g" : target.code)])
    if !(target.isChange && record.others.isEmpty) { notes += note(.changeBesideDifference, record.changes) }
    let isAlike = record.changeUnits.count == record.others.count + record.changes.count
    if !isAlike { notes += note(.changeUnit, record.changeUnits) }
    return notes
  }

  /// The columns that some row used, the measure's own first: the numbers of the data, and in their place the counts
  /// of rebuilt tables and what corrections for design left of groups, so that models of counts read the same.
  private func usedInputs(
    _ feeds: [[Role: Double]?], _ correction: DesignCorrection?
  ) -> [EffectSizes.InputColumn] {
    var used = Set(target.definition.inputs)
    for case .route(let route, _, _) in plans.plans { used.formUnion(route.roles) }
    let counts = Set(TwoByTwo.routes.joined())
    let order = target.definition.inputs + Role.allCases.filter { !target.definition.inputs.contains($0) }
    return order.filter(used.contains).compactMap { role in
      var values = plans.numbers[role]
      for position in feeds.indices {
        if correction?.absorbed.contains(position) == true {
          values?[position] = nil
        } else if correction != nil || counts.contains(role), plans.isDirect(position, to: target),
          let value = feeds[position]?[
            correction?.exchanged.contains(position) == true ? role.ofOtherGroup : role], !value.isNaN
        {
          values = values ?? [Double?](repeating: nil, count: table.rowCount)
          values?[position] = value
        }
      }
      return values.map { EffectSizes.InputColumn(role: role, values: $0, column: plans.names[role]) }
    }
  }
}
