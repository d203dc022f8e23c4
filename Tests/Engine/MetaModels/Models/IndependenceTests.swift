import EffectMeasures
import MetaModels
import StudyRecords
import Testing

@Suite("Effects that share a control group")
struct IndependenceTests {
  private func table(_ columns: KeyValuePairs<String, [String]>) throws -> StudyTable {
    try StudyTable(name: "shared.csv", columns: columns.map { .init(name: $0.key, cells: $0.value) })
  }

  /// SYNTHETIC trials, the first with two comparisons against one control group.
  private func effects(_ rule: DesignAdjustments.SharedControlRule?) throws -> EffectSizes {
    try table([
      "ai": ["5", "7", "4", "9"], "n1i": ["40", "42", "30", "51"], "ci": ["8", "8", "6", "14"],
      "n2i": ["40", "40", "31", "50"], "control": ["A", "A", "", ""], "year": ["1990", "1990", "1991", "1995"],
      "kind": ["x", "y", "x", "y"],
    ]).effects(.oddsRatio, options: EffectOptions(design: .init(sharedControl: rule)))
  }

  @Test("are refused with their covariances by every model, which would take them as independent")
  func covariancesAreRefused() throws {
    let effects = try effects(.covariance)
    let error = ModelError.dependentEffects(group: "A", rows: [1, 2])
    #expect(error.kind == .usage && error.description.contains("rows 1 and 2 share 'A'"))
    #expect(throws: error) { try RandomEffects().fit(effects) }
    #expect(throws: error) { try EqualEffects().fit(effects) }
    #expect(throws: error) { try RandomEffects().fit(effects, moderators: "~ year") }
    #expect(throws: error) {
      try ModelSettings(heterogeneity: .equalEffects, pooling: .mantelHaenszel()).fit(effects)
    }
    #expect(throws: error) { try MixedModel(.fixedStudies).fit(effects) }
    #expect(throws: error) { try BetaBinomialModel().fit(effects) }
    #expect(throws: error) { try LocationScale().fit(effects, scale: "~ year") }
    #expect(throws: error) { try SubgroupAnalysis().analyse(effects, by: "kind") }
  }

  @Test("are pooled when nothing was asked for, one is left, or the control group was divided")
  func othersAreFitted() throws {
    for rule in [nil, DesignAdjustments.SharedControlRule.split, .combine] {
      #expect(throws: Never.self) { try RandomEffects().fit(try effects(rule)) }
    }
    #expect(throws: Never.self) { try RandomEffects().fit(try effects(.covariance).selectingRows([0, 2, 3])) }
  }

  @Test("count once in pooling over tables too")
  func tablesAreThoseOfTheCorrection() throws {
    let model = ModelSettings(heterogeneity: .equalEffects, pooling: .mantelHaenszel())
    let split = try table([
      "ai": ["5", "7", "4", "9"], "n1i": ["40", "42", "30", "51"], "ci": ["4", "4", "6", "14"],
      "n2i": ["20", "20", "31", "50"],
    ]).effects(.oddsRatio)
    let combined = try table([
      "ai": ["12", "4", "9"], "n1i": ["82", "30", "51"], "ci": ["8", "6", "14"], "n2i": ["40", "31", "50"],
    ]).effects(.oddsRatio)
    for (rule, expected) in [(DesignAdjustments.SharedControlRule.split, split), (.combine, combined)] {
      let (fit, reference) = (try model.fit(try effects(rule)), try model.fit(expected))
      #expect(fit.coefficients[0].estimate == reference.coefficients[0].estimate, "\(rule)")
      #expect(fit.coefficients[0].standardError == reference.coefficients[0].standardError, "\(rule)")
    }
    let fixed = MixedModel(.fixedStudies)
    #expect(
      try fixed.fit(try effects(.combine)).coefficients[0].estimate
        == fixed.fit(combined).coefficients[0].estimate)
  }
}
