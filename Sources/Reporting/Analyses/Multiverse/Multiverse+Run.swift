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
  /// turn.
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
    // Studies are left out in lanes of a batch; what batches do not have is fitted one by one.
    let inner = axes.last?.isOfStudies == true ? axes[axes.count - 1].values.count : 1
    let combinations = Array(0..<count / inner)
    let chunk = inner > 1 ? 4 : 64
    let chunks = stride(from: 0, to: combinations.count, by: chunk).map { start in
      combinations[start..<min(combinations.count, start + chunk)]
    }
    let outcomes = Chunks.map(chunks, threads: settings.threads) { chunk in
      var effects = EffectsOfOptions()
      return chunk.flatMap { self.outcomes($0, axes, inner, nullValue, &effects) }
    }.joined()
    guard let own = Multiverse.Specification(fit, choices: [], nullValue) else {
      throw MultiverseError.noSingleEffect
    }
    return Multiverse(
      analysis: analysis, axes: axes.map { Multiverse.Axis(key: $0.key, values: $0.values.map(\.name)) },
      stated: own, specifications: outcomes.compactMap { try? $0.get() },
      failures: outcomes.compactMap { if case .failure(let failure) = $0 { failure.failure } else { nil } },
      nullValue: nullValue, backTransform: fit.backTransform, level: fit.settings.level)
  }

  private struct Failed: Error {
    var failure: Multiverse.Failure
  }

  /// What a combination of choices gives, with every value of the axis of studies.
  private func outcomes(
    _ combination: Int, _ axes: [WorkingAxis], _ inner: Int, _ nullValue: Double,
    _ effects: inout EffectsOfOptions
  ) -> [Result<Multiverse.Specification, Failed>] {
    var (rest, choices) = (combination * inner, [Int](repeating: 0, count: axes.count))
    for axis in axes.indices.reversed() {
      choices[axis] = rest % axes[axis].values.count
      rest /= axes[axis].values.count
    }
    var variant = AnalysisVariant(self)
    for (axis, choice) in zip(axes, choices) { variant.settings += axis.values[choice].settings }
    // An interval of τ² would take most of the time and is not shown.
    variant.settings.append(.convention(.tau2Interval, "none"))
    let lanes = inner > 1 ? batch(variant, axes[axes.count - 1], &effects) : nil
    return (0..<inner).map { position in
      if inner > 1 { choices[axes.count - 1] = position }
      if let lane = lanes?[position],
        let known = Multiverse.Specification(lane.result, lane.isRandom, choices, nullValue)
      {
        return .success(known)
      }
      let omitted = inner > 1 ? axes[axes.count - 1].values[position].omitted.map { [$0] } ?? [] : []
      return single(variant, choices, omitted, nullValue, &effects)
    }
  }

  /// One combination fitted by itself.
  private func single(
    _ variant: AnalysisVariant, _ choices: [Int], _ omitted: [Int], _ nullValue: Double,
    _ effects: inout EffectsOfOptions
  ) -> Result<Multiverse.Specification, Failed> {
    do {
      let result = try result(of: variant, omitting: omitted, effects: &effects)
      guard let fit = result.fit, let specification = Multiverse.Specification(fit, choices: choices, nullValue)
      else {
        return .failure(Failed(failure: .init(choices: choices, reason: "no interval can be made")))
      }
      return .success(specification)
    } catch {
      return .failure(Failed(failure: .init(choices: choices, reason: "\(error)")))
    }
  }

  /// Every study of an axis left out in turn by the batch engine; `nil` where that has not the model, or where effect
  /// sizes hang on each other.
  private func batch(
    _ variant: AnalysisVariant, _ axis: WorkingAxis, _ effects: inout EffectsOfOptions
  ) -> [(result: BatchResult, isRandom: Bool)]? {
    let changed = analysis.changing(variant.settings)
    guard let choices = try? changed.choices(for: table.selectingRows(rowsUsed), columns: variant.columns),
      let model = choices.batchModel(of: changed), choices.areEffectsSeparate(in: table, variant.columns),
      let engine = try? BatchEngine(model),
      let all = try? effects[choices] ?? self.effects(changed, choices, of: table, columns: variant.columns)
    else { return nil }
    effects[choices] = all
    let whole = BatchRow(all)
    let used = rowsUsed
    let rows = axis.values.map { value in
      whole.selecting(used.filter { $0 != value.omitted })
    }
    guard let results = engine.fit(rows) else { return nil }
    return rows.indices.map { (results[$0], model.method.isRandom) }
  }
}

extension Multiverse.Specification {
  /// What a lane of a batch gives; `nil` without an interval.
  fileprivate init?(_ lane: BatchResult, _ isRandom: Bool, _ choices: [Int], _ nullValue: Double) {
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
