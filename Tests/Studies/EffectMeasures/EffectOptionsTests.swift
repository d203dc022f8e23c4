import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Choices that move numbers.
struct EffectOptionsTests {
  @Test func editionsOfTheRatioCorrection() throws {
    let table = try StudyTable(
      name: "data.csv",
      columns: [("m1i", 10.2), ("sd1i", 2.1), ("n1i", 30), ("m2i", 9.1), ("sd2i", 2.4), ("n2i", 28)].map {
        .init(name: $0, numbers: [$1])
      })
    func y(_ measure: Measure, _ options: EffectOptions) throws -> Double? {
      try table.effects(measure, options: options).rows[0].yi
    }
    // metafor 3.8-1: escalc("ROM", …) and escalc("CVR", …) of these numbers
    let old = EffectOptions(ratioCorrection: .deviations)
    expectClose(try y(.ratioOfMeans, old), 0.11411330676742105)
    expectClose(try y(.coefficientOfVariationRatio, old), -0.24892183860011735, relative: 1e-12)
    // metafor 5.1: with the second-order terms, and without any correction
    expectClose(try y(.coefficientOfVariationRatio, .init()), -0.24838621163987054, relative: 1e-12)
    expectClose(
      try y(.coefficientOfVariationRatio, .init(correct: false)), -0.24764469939194345, relative: 1e-12)
    expectClose(try y(.ratioOfMeans, .init(correct: false)), try y(.ratioOfMeans, old))
  }

  @Test func defaultsAreTheMeasuresOwn() throws {
    let measure = try Measure(named: "PHI")
    #expect(try EffectConventions(.init(), for: measure.definition).vtype == .stratified)
    #expect(try EffectConventions(.init(), for: measure.definition).add == 0)
    #expect(try EffectConventions(.init(), for: Measure.oddsRatio.definition).add == 0.5)
    #expect(try EffectConventions(.init(add: 0.1), for: measure.definition).add == 0.1)
  }
}
