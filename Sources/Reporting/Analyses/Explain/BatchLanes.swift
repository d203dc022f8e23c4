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
    // Each group is pooled as if it were all there is.
    analysis.subgroups = nil
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
