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

/// An axis with what each value changes.
private struct WorkingAxis {
  var key: String
  var values: [(name: String, settings: [AnalysisSetting], omitted: Int?)]
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
    let (total, chunk) = (count, 256)
    let chunks = (total + chunk - 1) / chunk
    let outcomes = concurrentChunks(chunks, threads: settings.threads) { number in
      var effects = EffectsOfOptions()
      return (number * chunk..<min(total, (number + 1) * chunk)).compactMap { position in
        outcome(position, axes, nullValue, &effects)
      }
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

  /// What a combination gives; `nil` for one that is the same as an earlier one.
  private func outcome(
    _ position: Int, _ axes: [WorkingAxis], _ nullValue: Double, _ effects: inout EffectsOfOptions
  ) -> Result<Multiverse.Specification, Failed>? {
    var (rest, choices) = (position, [Int](repeating: 0, count: axes.count))
    for axis in axes.indices.reversed() {
      choices[axis] = rest % axes[axis].values.count
      rest /= axes[axis].values.count
    }
    var variant = AnalysisVariant(self)
    var omitted: [Int] = []
    for (axis, choice) in zip(axes, choices) {
      variant.settings += axis.values[choice].settings
      if let row = axis.values[choice].omitted { omitted = [row] }
    }
    // An interval of τ² would take most of the time and is not shown.
    variant.settings.append(.convention(.tau2Interval, "none"))
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

  private func axes(of stated: AnalysisResult, _ settings: MultiverseSettings) throws -> [WorkingAxis] {
    var axes = analysis.sensitivity.isEmpty ? defensible(stated) : declared()
    if settings.leavesOut, stated.fit?.k ?? 0 > 2 {
      let used = stated.studies.filter(\.isUsed).map(\.row)
      axes.append(
        WorkingAxis(
          key: "without",
          values: [("none", [], nil)]
            + used.map { row in (labels[row - 1] ?? "row \(row)", [], row - 1) }))
    }
    return axes
  }

  private func declared() -> [WorkingAxis] {
    analysis.sensitivity.compactMap { axis in
      guard let key = axis.settings.first?.key else { return nil }
      return WorkingAxis(key: key, values: axis.settings.map { ($0.value, [$0], nil) })
    }
  }

  /// The model with its test, and the conventions that move effect sizes or the pooling of tables.
  private func defensible(_ stated: AnalysisResult) -> [WorkingAxis] {
    var axes: [WorkingAxis] = []
    let conventions = stated.choices.conventions
    let isTable = analysis.measure.map { ["OR", "RR", "RD", "IRR", "IRD"].contains($0.code) } ?? false
    if case .effects = stated.choices.model {
      var models: [(name: String, settings: [AnalysisSetting], omitted: Int?)] = [
        ("EE", [.model(.method, "EE"), .model(.test, "z")], nil)
      ]
      if isTable { models.append(("MH", [.model(.method, "MH"), .model(.test, "z")], nil)) }
      for method in [Tau2Method.dl, .reml, .pm, .sj, .ml] {
        for test in [CoefficientTest.z, .knha, .adhoc] {
          models.append(
            (
              "\(method.rawValue), \(test.rawValue)",
              [.model(.method, method.rawValue), .model(.test, test.rawValue)], nil
            ))
        }
      }
      axes.append(WorkingAxis(key: "method, test", values: models))
    }
    let hasZeros = stated.notes.contains {
      $0.kind.code.hasPrefix("zero-cell") || $0.kind.code.hasPrefix("double-zero")
    }
    let movesEffects: Set<AffectedQuantity> = [.effects, .variances, .studies]
    for key in ConventionKey.allCases where key.concerns(analysis.measure) && key != .inputRounding {
      guard !movesEffects.isDisjoint(with: key.quantities), key.measures != nil || key == .varianceOfG else {
        continue
      }
      // Where no count is zero, adding to all of them is nobody's choice.
      guard hasZeros || ![.zeroCellAddition, .zeroCellRule].contains(key) else { continue }
      let values = key.values.map(\.code)
      guard values.count > 1 else { continue }
      let current = conventions.value(of: key)
      let all = values.contains(current) ? values : [current] + values
      let moving = all.filter { moves(.convention(key, $0), from: stated) || $0 == current }
      if moving.count > 1 {
        axes.append(WorkingAxis(key: key.rawValue, values: moving.map { ($0, [.convention(key, $0)], nil) }))
      }
    }
    return axes
  }

  /// Whether a choice changes an effect size of these data.
  private func moves(_ setting: AnalysisSetting, from stated: AnalysisResult) -> Bool {
    guard let other = try? result(changing: [setting]) else { return false }
    return zip(other.effects.rows, stated.effects.rows).contains { $0.yi != $1.yi || $0.vi != $1.vi }
  }
}

extension Multiverse.Specification {
  /// What a model of one pooled effect gives; `nil` without an interval.
  fileprivate init?(_ fit: Fit, choices: [Int], _ nullValue: Double) {
    guard fit.coefficients.count == 1, let interval = fit.coefficients[0].interval else { return nil }
    let conclusion: Multiverse.Conclusion =
      interval.lower > nullValue ? .above : interval.upper < nullValue ? .below : .inconclusive
    self.init(
      choices: choices, estimate: fit.coefficients[0].estimate, interval: interval,
      pValue: fit.coefficients[0].pValue,
      tau2: fit.settings.heterogeneity.isRandom ? fit.heterogeneity.tau2 : nil, k: fit.k, conclusion: conclusion
    )
  }
}
