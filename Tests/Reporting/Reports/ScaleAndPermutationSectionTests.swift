import MetaAnalysis
import Testing
import _TestSupport

@testable import Reports

@Suite struct ScaleAndPermutationSectionTests {
  private static func effects() throws -> EffectSizes {
    var effects = EffectSizes(yi: [0.1, 0.9, -0.3, 0.5, 1.4, 0.2], vi: [0.02, 0.03, 0.02, 0.04, 0.05, 0.03])
    effects.table = try StudyTable(name: "six.csv", columns: [.init(name: "x", numbers: [1, 2, 3, 4, 5, 6])])
    return effects
  }

  private func keys(_ value: JSONValue) -> Set<String> {
    switch value {
    case .object(let members):
      members.reduce(into: []) { $0.formUnion(keys($1.value).union([$1.key])) }
    case .list(let elements): elements.reduce(into: []) { $0.formUnion(keys($1)) }
    default: []
    }
  }

  @Test func everyMemberIsInTheGlossary() throws {
    let scale = try LocationScale().fit(Self.effects(), scale: "~ x")
    let section = try #require(ScaleSection(scale))
    let plain = try RandomEffects().fit(Self.effects(), moderators: "~ x")
    let permutation = PermutationSection(try PermutationTest(plain, .init(extent: .random(10))))
    for name in keys(section.json).union(keys(permutation.json)).union([section.key, permutation.key]) {
      #expect(Glossary.entry(name) != nil, "\(name) is not in the glossary")
    }
    #expect(ScaleSection(plain) == nil)
  }

  @Test func anInfiniteCoefficientIsCalledUndefined() throws {
    let effects = EffectSizes(yi: [0.2, 0.21, 0.19, 0.2], vi: [0.1, 0.2, 0.1, 0.3])
    let fit = try LocationScale().fit(effects, scale: .interceptOnly(rows: 4))
    let section = try #require(ScaleSection(fit))
    #expect(section.json["coefficients"] != nil)
    let text = Report(title: "", blocks: section.blocks(details: true, decimals: nil)).text
    #expect(text.contains("undefined"))
  }
}
