import EffectMeasures
import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Subgroups by models of counts")
struct CountSubgroupTests {
  /// SYNTHETIC tables in three groups: the events of the third are all in one group of people.
  private func effects() throws -> EffectSizes {
    try StudyTable(
      name: "SYNTHETIC",
      columns: [
        .init(name: "ai", numbers: [1, 2, 4, 6, 3, 9, 0, 0]),
        .init(name: "n1i", numbers: [40, 60, 50, 90, 30, 80, 20, 30]),
        .init(name: "ci", numbers: [3, 5, 6, 7, 2, 12, 2, 3]),
        .init(name: "n2i", numbers: [42, 58, 51, 88, 30, 85, 21, 31]),
        .init(name: "dose", cells: ["low", "low", "low", "high", "high", "high", "none", "none"]),
      ]
    ).effects(.oddsRatio)
  }

  @Test(arguments: [
    CountModel.mixed(MixedModel(.exactConditional)), .mixed(MixedModel(.fixedStudies, isEqualEffects: true)),
    .betaBinomial(BetaBinomialModel()),
  ])
  func groupsAreTheFitsOfTheirRows(model: CountModel) throws {
    let effects = try effects()
    let result = try SubgroupAnalysis(counting: model).analyse(effects, by: "dose")
    #expect(result.methodCode == model.code && result.subgroups.map(\.label) == ["low", "high", "none"])
    for (index, rows) in [[0, 1, 2], [3, 4, 5]].enumerated() {
      let alone = try model.fit(effects.selectingRows(rows))
      let group = try #require(result.subgroups[index].fit)
      #expect(group.coefficients == alone.coefficients && group.k == 3)
      #expect(group.mixedModel == alone.mixedModel)
      #expect(group.betaBinomial?.correlation == alone.betaBinomial?.correlation)
    }
    // Separated: said, and left out of the comparison.
    #expect(
      result.subgroups[2].fit == nil && result.subgroups[2].failure == .infiniteEstimate(terms: ["intercept"]))
    #expect(result.notes.contains { $0.kind.code == "subgroup.not-fitted" && $0.sentence.hasPrefix("none: ") })
    #expect(result.overall?.coefficients == (try model.fit(effects)).coefficients)
    #expect(result.overall?.k == 8 && result.test?.df1 == 1)
    let pooled = result.subgroups.compactMap { $0.fit?.coefficients[0] }
    let distance = pooled[0].estimate - pooled[1].estimate
    let variance = pooled.reduce(0) { $0 + $1.standardError * $1.standardError }
    expectClose(result.test?.statistic, distance * distance / variance, relative: 1e-12)
  }

  @Test func aCommonVarianceIsRefused() throws {
    var analysis = SubgroupAnalysis(counting: .mixed(MixedModel(.exactConditional)))
    analysis.tau2 = .common
    #expect(throws: SubgroupError.commonTau2(pooling: "CM.EL")) { try analysis.analyse(effects(), by: "dose") }
  }
}
