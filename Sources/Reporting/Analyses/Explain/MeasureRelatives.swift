import MetaAnalysis

extension Measure {
  /// Whether it is often taken for the measure of that code.
  func isRelative(of other: String) -> Bool { relatives.contains { $0.code == other } }
}

extension PreparedAnalysis {
  /// Other measures that the columns of the data give: relatives of the one stated, then others that have a route with all
  /// its columns.
  private var otherMeasures: [Measure] {
    guard let stated = analysis.measure, stated != .generic else { return [] }
    let editor = TableEditor(table, data.columns)
    let relatives = stated.relatives
    let seen = Set(relatives + [stated])
    let others = Measure.allCases.filter { measure in
      !seen.contains(measure) && !measure.isOfGivenEffects
        && measure.definition.routes.contains { $0.allSatisfy { editor.column($0) != nil } }
    }
    return relatives + others
  }

  /// Every other measure by itself; of those often taken for the one stated also with effects printed on the other scale,
  /// and with each value of the choices that the measure brings along.
  func measureSets(of result: AnalysisResult) -> [[Change]] {
    guard let stated = analysis.measure else { return [] }
    let scales = Set(analysis.expectations.filter(\.quantity.isEffect).map(\.scale))
    var sets: [[Change]] = []
    for measure in otherMeasures {
      let change = Change.setting(.measure(measure), from: stated.code)
      sets.append([change])
      guard change.isCommon else { continue }
      if measure.definition.backTransform != stated.definition.backTransform {
        for scale in [PrintedScale.natural, .analysis] where !scales.isEmpty && scales != [scale] {
          sets.append([change, .scale(scale)])
        }
      }
      sets += choicesBrought(by: measure, besides: stated, of: result).map { [change, $0] }
    }
    return sets
  }

  /// The choices that concern a measure and not the one stated, each at every value but its present one.
  private func choicesBrought(
    by measure: Measure, besides stated: Measure, of result: AnalysisResult
  ) -> [Change] {
    var changes: [Change] = []
    for key in ConventionKey.allCases
    where key.concerns(measure) && !key.concerns(stated) && key != .quadrature {
      let current = result.choices.conventions.value(of: key)
      changes += key.values.filter { $0.code != current }.map {
        .setting(.convention(key, $0.code), from: current)
      }
    }
    if measure.hasSmallSampleCorrection, !stated.hasSmallSampleCorrection, analysis.model[.correct] != "false" {
      changes.append(.setting(.model(.correct, "false"), from: "true"))
    }
    return changes
  }
}

extension Measure {
  /// Whether it is made of effects as rows give them.
  fileprivate var isOfGivenEffects: Bool { definition.routes.contains { $0.contains(.yi) } }

  /// Whether its estimate has a small-sample correction that can be left out.
  fileprivate var hasSmallSampleCorrection: Bool { definition.choices.contains(.correct) }
}
