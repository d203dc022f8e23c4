import MetaAnalysis

/// All sets under the same settings: one model, and the effect sizes that it pools.
struct BatchLanes: Sendable {
  let positions: [Int]
  let analysis: Analysis
  let choices: AnalysisChoices
  let engine: BatchEngine
  let whole: BatchRow
  let transform: BackTransform

  /// `nil` where batches have not the model, or where effect sizes hang on each other.
  init?(_ settings: [AnalysisSetting], _ positions: [Int], _ prepared: PreparedAnalysis, _ table: StudyTable) {
    var analysis = prepared.analysis.changing(settings)
    // Beside subgroups all studies are pooled as they would be without.
    if analysis.subgroups != nil, prepared.poolsAllBesideSubgroups { analysis.subgroups = nil }
    let columns = prepared.data.columns
    guard
      let choices = try? analysis.choices(
        for: prepared.table.selectingRows(prepared.rowsUsed), columns: columns),
      let model = choices.batchModel(of: analysis), choices.areEffectsSeparate(in: table, columns),
      let engine = try? BatchEngine(model),
      let effects = try? prepared.effects(analysis, choices, of: table, columns: columns)
    else { return nil }
    switch effects.backTransform {
    // They hang on the sizes of the studies used.
    case .freemanTukeyProportion, .freemanTukeyRate: return nil
    default: transform = effects.backTransform
    }
    self.positions = positions
    self.analysis = analysis
    self.choices = choices
    self.engine = engine
    whole = BatchRow(effects)
  }

  var effectsKey: EffectsKey { EffectsKey(choices) }
}

extension PreparedAnalysis {
  /// Whether all studies are pooled beside the subgroups, whatever is left out: each row has a group, and no study can stand
  /// in two of them.
  var poolsAllBesideSubgroups: Bool {
    guard let request = analysis.subgroups, request.overall != .never,
      let groups = data.table[request.by]?.texts, !groups.contains(nil)
    else { return false }
    let names = labels.compactMap(\.self)
    return request.overall == .always || Set(names).count == names.count
  }
}

extension CheckedAnalysis.Number {
  /// Whether a batch has the number: of the model itself, and no interval of τ².
  var isOfBatches: Bool {
    guard expectation.settings.isEmpty, expectation.without == nil, expectation.target == .model else {
      return false
    }
    switch quantity {
    case .estimate, .se, .ciLower, .ciUpper, .statistic, .df, .p, .piLower, .piUpper, .tau2, .tau, .i2, .h2, .h,
      .q,
      .qDF, .qP, .k:
      return true
    default: return false
    }
  }
}

extension BatchResult {
  /// A number of the model.
  func number(_ quantity: Quantity) -> Double? {
    switch quantity {
    case .estimate: estimate
    case .se: se
    case .ciLower: interval?.lower
    case .ciUpper: interval?.upper
    case .statistic: statistic
    case .df: df
    case .p: pValue
    case .piLower: predictionInterval?.lower
    case .piUpper: predictionInterval?.upper
    case .tau2: tau2
    case .tau: tau2.map { $0.squareRoot() }
    case .i2: i2
    case .h2: h2
    case .h: h2.map { max(0, $0).squareRoot() }
    case .q: q
    case .qDF: Double(k - 1)
    case .qP: qPValue
    case .k: Double(k)
    default: nil
    }
  }
}
