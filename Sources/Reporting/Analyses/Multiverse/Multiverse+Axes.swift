import MetaAnalysis

/// An axis with what each value changes.
struct WorkingAxis {
  var key: String
  var values: [(name: String, settings: [AnalysisSetting], omitted: Int?)]
  /// Whether its values say which study is left out.
  var isOfStudies = false
}

extension PreparedAnalysis {
  /// What is varied: the declared grid or what is defensible, and studies left out.
  func axes(of stated: AnalysisResult, _ settings: MultiverseSettings) throws -> [WorkingAxis] {
    var axes = analysis.sensitivity.isEmpty ? defensible(stated) : declared()
    if settings.leavesOut, stated.fit?.k ?? 0 > 2 {
      let used = stated.studies.filter(\.isUsed).map(\.row)
      axes.append(
        WorkingAxis(
          key: "without",
          values: [("none", [], nil)]
            + used.map { row in (labels[row - 1] ?? "row \(row)", [], row - 1) }, isOfStudies: true))
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
    let isTable = analysis.measure.map { $0.poolsTables || $0.poolsPersonTime } ?? false
    if case .effects = stated.choices.model {
      var models: [(name: String, settings: [AnalysisSetting], omitted: Int?)] = [
        ("EE", [.model(.method, "EE"), .model(.test, "z")], nil)
      ]
      if isTable { models.append(("MH", [.model(.method, "MH"), .model(.test, "z")], nil)) }
      let own = StatedModel(stated)
      if own.pooling == "PETO" { models.append(("PETO", [.model(.method, "PETO"), .model(.test, "z")], nil)) }
      var methods = [Tau2Method.dl, .reml, .pm, .sj, .ml]
      var tests = [CoefficientTest.z, .knha, .adhoc]
      if let method = own.tau2, !methods.contains(method) { methods.append(method) }
      if let test = own.test, !tests.contains(test) { tests.append(test) }
      for method in methods {
        for test in tests {
          models.append(
            (
              "\(method.rawValue), \(test.rawValue)",
              [.model(.method, method.rawValue), .model(.test, test.rawValue)], nil
            ))
        }
      }
      // A given τ², or a test of the common effect that is not the usual one, has no name among these.
      if own.isUnnamed { models.append(("as stated", [], nil)) }
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
    return axes + modelAxes(stated)
  }

  /// The model's own choices about effect sizes that the file states, each with all its values that move one.
  private func modelAxes(_ stated: AnalysisResult) -> [WorkingAxis] {
    let types = analysis.measure?.definition.varianceTypes.map(\.rawValue) ?? []
    let choices: [(key: ModelKey, codes: [String])] = [
      (.vtype, types), (.correct, ["true", "false"]), (.medians, QuantileMethod.allCases.map(\.rawValue)),
    ]
    return choices.compactMap { key, codes in
      guard let current = analysis.model[key] else { return nil }
      let moving = codes.filter { $0 == current || moves(.model(key, $0), from: stated) }
      guard moving.count > 1 else { return nil }
      return WorkingAxis(key: key.rawValue, values: moving.map { ($0, [.model(key, $0)], nil) })
    }
  }

  /// Whether a choice changes an effect size of these data.
  private func moves(_ setting: AnalysisSetting, from stated: AnalysisResult) -> Bool {
    guard let other = try? result(changing: [setting]) else { return false }
    return zip(other.effects.rows, stated.effects.rows).contains { $0.yi != $1.yi || $0.vi != $1.vi }
  }
}

/// What an analysis as stated is pooled by.
private struct StatedModel {
  /// `EE`, `MH`, `PETO`; `nil` for random effects.
  var pooling: String?
  var tau2: Tau2Method?
  var test: CoefficientTest?
  /// Whether no name of a method with a test says all.
  var isUnnamed = false

  init(_ stated: AnalysisResult) {
    guard case .effects(let settings) = stated.choices.model else { return }
    if settings.isStratified {
      pooling = settings.pooling.code
      return
    }
    switch settings.heterogeneity {
    case .estimated(let method): (tau2, test) = (method, settings.test)
    case .equalEffects, .fixedEffects:
      pooling = "EE"
      isUnnamed = settings.test != .z
    case .fixed: isUnnamed = true
    }
  }
}
