import MetaAnalysis

/// Which combinations a multiverse runs.
public struct MultiverseSettings: Hashable, Sendable {
  /// Whether every study is also left out in turn.
  public var leavesOut: Bool
  /// The most combinations that are run.
  public var most: Int
  /// How many threads share the work; the result does not depend on it.
  public var threads: Int

  /// Settings; by default with every study left out in turn, and up to 100,000 combinations.
  public init(leavesOut: Bool = true, most: Int = 100_000, threads: Int = 1) {
    self.leavesOut = leavesOut
    self.most = most
    self.threads = max(1, threads)
  }
}

extension PreparedAnalysis {
  /// Runs the grid that the analysis declares under `sensitivity`, or else every defensible combination: the model and
  /// estimator of τ², the test, and the conventions that move effect sizes of the measure; with every study left out in
  /// turn. Combinations that come to the same computation are one specification.
  ///
  /// - Throws: ``MultiverseError``; what the analysis as stated throws.
  public func multiverse(_ settings: MultiverseSettings = .init()) throws -> Multiverse {
    guard analysis.moderators == nil, analysis.subgroups == nil else { throw MultiverseError.noSingleEffect }
    let stated = try result()
    guard let fit = stated.fit else { throw MultiverseError.noSingleEffect }
    let nullValue = analysis.measure?.definition.nullValue ?? 0
    let axes = try axes(of: stated, settings)
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.values.count)
      count = overflow ? .max : product
    }
    guard count <= settings.most else { throw MultiverseError.tooMany(count: count, most: settings.most) }
    let run = MultiverseRun(self, axes, count: count, nullValue: nullValue)
    let outcomes = run.outcomes(threads: settings.threads)
    guard let own = Multiverse.Specification(fit, choices: [], nullValue) else {
      throw MultiverseError.noSingleEffect
    }
    return Multiverse(
      analysis: analysis, axes: axes.map { Multiverse.Axis(key: $0.key, values: $0.values.map(\.name)) },
      stated: own, specifications: outcomes.specifications, failures: outcomes.failures,
      nullValue: nullValue, backTransform: fit.backTransform, level: fit.settings.level)
  }
}

/// The combinations of a multiverse, on their way to results.
private struct MultiverseRun: Sendable {
  private let prepared: PreparedAnalysis
  private let axes: [WorkingAxis]
  private let nullValue: Double
  /// How many values the axis of studies left out has, which is the last one; 1 without it.
  private let inner: Int
  private let groups: [Group]

  /// Combinations of the other axes that come to one computation, with and without each study.
  private struct Group: Sendable {
    var combinations: [Int]
    var variant: AnalysisVariant
    var analysis: Analysis
    /// `nil` where the choices contradict each other, or effect sizes cannot be computed.
    var choices: AnalysisChoices?
    var effects: EffectSizes?
    /// Whether leaving out a study changes no other.
    var isSeparate = false
  }

  /// What one combination gives, and by which computation; `nil` where that is not known.
  private struct Outcome: Sendable {
    var choices: [Int]
    var result: Result<Multiverse.Specification, Failed>
    var computation: Computation?
  }

  private struct Failed: Error { var reason: String }

  init(_ prepared: PreparedAnalysis, _ axes: [WorkingAxis], count: Int, nullValue: Double) {
    self.prepared = prepared
    self.axes = axes
    self.nullValue = nullValue
    inner = axes.last?.isOfStudies == true ? axes[axes.count - 1].values.count : 1
    groups = Self.groups(prepared, axes, combinations: count / inner, inner: inner)
  }

  /// The combinations put together by computation. Where effect sizes hang on which studies are used, only combinations of
  /// the same options go together.
  private static func groups(
    _ prepared: PreparedAnalysis, _ axes: [WorkingAxis], combinations: Int, inner: Int
  ) -> [Group] {
    struct Key: Hashable {
      var computation: Computation
      var options: EffectsKey?
    }
    var groups: [Group] = []
    var places: [Key: Int] = [:]
    var known = EffectsOfOptions()
    let used = prepared.rowsUsed
    let table = prepared.table.selectingRows(used)
    for combination in 0..<combinations {
      var variant = AnalysisVariant(prepared)
      for (axis, choice) in zip(axes, Self.choices(combination * inner, axes)) {
        variant.settings += axis.values[choice].settings
      }
      // An interval of τ² would take most of the time and is not shown.
      variant.settings.append(.convention(.tau2Interval, "none"))
      let analysis = prepared.analysis.changing(variant.settings)
      var group = Group(combinations: [combination], variant: variant, analysis: analysis)
      group.choices = try? analysis.choices(for: table, columns: variant.columns)
      if let choices = group.choices {
        group.effects =
          try? known[choices]
          ?? prepared.effects(analysis, choices, of: prepared.table, columns: variant.columns)
        known[choices] = group.effects
        group.isSeparate = choices.areEffectsSeparate(in: prepared.table, variant.columns)
      }
      if let choices = group.choices, let effects = group.effects {
        let key = Key(
          computation: Computation(effects, rows: used, choices),
          options: group.isSeparate || inner == 1 ? nil : EffectsKey(choices))
        if let place = places[key] {
          groups[place].combinations.append(combination)
          continue
        }
        places[key] = groups.count
      }
      groups.append(group)
    }
    return groups
  }

  private static func choices(_ combination: Int, _ axes: [WorkingAxis]) -> [Int] {
    var (rest, choices) = (combination, [Int](repeating: 0, count: axes.count))
    for axis in axes.indices.reversed() {
      choices[axis] = rest % axes[axis].values.count
      rest /= axes[axis].values.count
    }
    return choices
  }

  // MARK: Outcomes

  /// Every computation once, in the order in which combinations come to it.
  func outcomes(
    threads: Int
  ) -> (specifications: [Multiverse.Specification], failures: [Multiverse.Failure]) {
    let found = Chunks.map(groups, threads: threads) { outcomes(of: $0) }
    var all: [(combination: Int, outcome: Outcome)] = []
    for (group, outcomes) in zip(groups, found) {
      for combination in group.combinations {
        for (position, outcome) in outcomes.enumerated() {
          var copy = outcome
          copy.choices = Self.choices(combination * inner + position, axes)
          all.append((combination * inner + position, copy))
        }
      }
    }
    all.sort { $0.combination < $1.combination }
    var (specifications, failures) = ([Multiverse.Specification](), [Multiverse.Failure]())
    var places: [Computation: Int] = [:]
    for (_, outcome) in all {
      switch outcome.result {
      case .failure(let failed):
        failures.append(Multiverse.Failure(choices: outcome.choices, reason: failed.reason))
      case .success(var specification):
        specification.choices = outcome.choices
        if let computation = outcome.computation, let place = places[computation] {
          specifications[place].equivalents.append(outcome.choices)
          continue
        }
        if let computation = outcome.computation { places[computation] = specifications.count }
        specifications.append(specification)
      }
    }
    return (specifications, failures)
  }

  /// What a group gives, with every value of the axis of studies.
  private func outcomes(of group: Group) -> [Outcome] {
    let lanes = inner > 1 ? batch(group) : nil
    return (0..<inner).map { position in
      let omitted = inner > 1 ? axes[axes.count - 1].values[position].omitted : nil
      if let lane = lanes?[position], let choices = group.choices, let effects = group.effects,
        let known = Multiverse.Specification(lane.result, lane.isRandom, choices: [], nullValue)
      {
        let rows = prepared.rowsUsed.filter { $0 != omitted }
        return Outcome(
          choices: [], result: .success(known),
          computation: Computation(effects, rows: rows, choices, gave: known))
      }
      return single(group, omitted.map { [$0] } ?? [])
    }
  }

  /// One combination fitted by itself.
  private func single(_ group: Group, _ omitted: [Int]) -> Outcome {
    var effects = EffectsOfOptions()
    if let choices = group.choices { effects[choices] = group.effects }
    do {
      let result = try prepared.result(of: group.variant, omitting: omitted, effects: &effects)
      guard let fit = result.fit, let specification = Multiverse.Specification(fit, choices: [], nullValue)
      else {
        return Outcome(choices: [], result: .failure(Failed(reason: "no interval can be made")))
      }
      let computation = Computation(
        result.effects, rows: Array(result.effects.rows.indices), result.choices, gave: specification)
      return Outcome(choices: [], result: .success(specification), computation: computation)
    } catch {
      return Outcome(choices: [], result: .failure(Failed(reason: "\(error)")))
    }
  }

  /// Every study of the last axis left out in turn by the batch engine; `nil` where that has not the model, or where effect
  /// sizes hang on each other.
  private func batch(_ group: Group) -> [(result: BatchResult, isRandom: Bool)]? {
    guard group.isSeparate, let effects = group.effects, let axis = axes.last,
      let model = group.choices?.batchModel(of: group.analysis), let engine = try? BatchEngine(model)
    else { return nil }
    let whole = BatchRow(effects)
    let used = prepared.rowsUsed
    let rows = axis.values.map { value in whole.selecting(used.filter { $0 != value.omitted }) }
    guard let results = engine.fit(rows) else { return nil }
    return rows.indices.map { (results[$0], model.method.isRandom) }
  }
}

extension Multiverse.Specification {
  /// What a lane of a batch gives; `nil` without an interval.
  fileprivate init?(_ lane: BatchResult, _ isRandom: Bool, choices: [Int], _ nullValue: Double) {
    guard lane.status.hasNumbers, let estimate = lane.estimate, let interval = lane.interval else { return nil }
    self.init(
      choices: choices, estimate: estimate, interval: interval, pValue: lane.pValue,
      tau2: isRandom ? lane.tau2 : nil, k: lane.k,
      conclusion: Multiverse.Conclusion(interval, nullValue: nullValue))
  }

  /// What a model of one pooled effect gives; `nil` without an interval.
  fileprivate init?(_ fit: Fit, choices: [Int], _ nullValue: Double) {
    guard fit.coefficients.count == 1, let interval = fit.coefficients[0].interval else { return nil }
    self.init(
      choices: choices, estimate: fit.coefficients[0].estimate, interval: interval,
      pValue: fit.coefficients[0].pValue,
      tau2: fit.settings.heterogeneity.isRandom ? fit.heterogeneity.tau2 : nil, k: fit.k,
      conclusion: Multiverse.Conclusion(interval, nullValue: nullValue))
  }
}
