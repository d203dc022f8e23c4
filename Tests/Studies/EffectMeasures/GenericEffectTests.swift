import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Effects that come with a variance, a standard error, an interval or a p value.
struct GenericEffectTests {
  private func row(_ columns: [String: Double?], _ options: EffectOptions = .init()) throws -> (
    EffectSize, [Note]
  ) {
    let list = columns.sorted { $0.key < $1.key }.map { StudyTable.Column(name: $0.key, numbers: [$0.value]) }
    let effects = try StudyTable(name: "data.csv", columns: list).effects(.generic, options: options)
    return (effects.rows[0], effects.notes)
  }

  @Test func allStatementsOfUncertainty() throws {
    expectClose(try row(["yi": 0.4, "vi": 0.04]).0.sei, 0.2)
    expectClose(try row(["yi": 0.4, "sei": 0.2]).0.vi, 0.04)
    // The reference values of `conv.wald`, metafor 5.1.
    expectClose(try row(["yi": 0.4, "ci_lower": 0.1, "ci_upper": 0.7]).0.vi, 0.023428599446430515)
    expectClose(
      try row(["yi": 0.4, "ci_lower": 0.1, "ci_upper": 0.7], .init(level: 90)).0.vi, 0.03326503585213754)
    expectClose(try row(["yi": 0.4, "pi": 0.02]).0.vi, 0.029564508701776168)
    expectClose(try row(["yi": -0.2, "pi": 0.4]).0.vi, 0.05647114889674186)
  }

  @Test func theFirstStatementWins() throws {
    expectClose(try row(["yi": 0.4, "vi": 0.04, "sei": 9, "pi": 0.5]).0.vi, 0.04)
    expectClose(try row(["yi": 0.4, "vi": nil, "sei": 0.3, "pi": 0.5]).0.vi, 0.09)
  }

  @Test func statementsThatSayNothing() throws {
    for (y, p) in [(0.0, 0.3), (0.4, 0.0), (0.4, 1.0)] {
      let (effect, notes) = try row(["yi": y, "pi": p])
      #expect(effect.yi == y && effect.vi == nil)
      #expect(notes.first?.kind == .undefinedEffect)
    }
    let (effect, notes) = try row(["yi": 0.4, "ci_lower": 0.7, "ci_upper": 0.1])
    #expect(effect.yi == nil && effect.vi == nil)
    #expect(notes.first?.kind == .impossibleInput)
    #expect(try row(["yi": 0.4, "vi": -1]).1.first?.kind == .impossibleInput)
    #expect(try row(["yi": 0.4, "pi": 1.3]).1.first?.kind == .impossibleInput)
    #expect(try row(["yi": 0.4, "vi": 0]).0.isUsable)
  }

  @Test func hazardRatiosTurnBack() throws {
    #expect(Measure.hazardRatio.definition.backTransform == .exponential)
    #expect(Measure.hazardRatio.definition.naturalName == "hazard ratio")
  }
}
