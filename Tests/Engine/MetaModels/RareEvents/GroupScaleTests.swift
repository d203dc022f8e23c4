import EffectMeasures
import MetaModels
import RealModule
import Testing
import _TestSupport

@Suite("Scales of two groups' risks and rates")
struct GroupScaleTests {
  /// metafor adds ½ to an arm with a zero alone, and not to its table: the other arm of such a table differs, and with it
  /// the distance from the line of no effect from the study's effect size.
  @Test("Studies stand where metafor's L'Abbé plot puts them, arms beside a zero apart")
  func references() throws {
    for entry in try Reference.file("rare-events/labbe.json")["cases"].list {
      let measure = try #require(entry["measure"].text)
      let effects = try countEffects(measure, entry["columns"].columns)
      let outcomes = effects.groupOutcomes()
      let counts = effects.twoGroupCounts.compactMap(\.self)
      let addition = ["AS", "IRSD"].contains(measure) ? 0 : 0.5
      let (first, second) = (entry["first"].numbers, entry["second"].numbers)
      #expect(outcomes.count == first.count)
      for (index, outcome) in outcomes.enumerated() {
        let table = counts[index]
        let isRate = table.isPersonTime
        let hasZero1 = table.events1 == 0 || !isRate && table.others1 == 0
        let hasZero2 = table.events2 == 0 || !isRate && table.others2 == 0
        // The reference is printed with 15 digits.
        if addition == 0 || hasZero1 || !table.hasZero {
          expectClose(
            outcome.scaled?.first, first[index], relative: 1e-13, absolute: 1e-14, "\(measure) \(index)")
        }
        if addition == 0 || hasZero2 || !table.hasZero {
          expectClose(
            outcome.scaled?.second, second[index], relative: 1e-13, absolute: 1e-14, "\(measure) \(index)")
        }
        let distance = try #require(outcome.scaled.map { $0.first - $0.second })
        expectClose(distance, effects.rows[index].yi, relative: 1e-13, absolute: 1e-14, "\(measure) \(index)")
      }
    }
  }

  @Test("Risks are as observed and double-zero tables known; infinite values are none")
  func observed() throws {
    let effects = try countEffects(
      "OR", ["ai": [0, 0, 3], "n1i": [20, 25, 30], "ci": [3, 0, 4], "n2i": [21, 24, 28]])
    let outcomes = effects.groupOutcomes(add: 0, to: .none)
    #expect(outcomes.map(\.first) == [0, 0, 0.1] && outcomes.map(\.isDoubleZero) == [false, true, false])
    #expect(outcomes[0].scaled == nil && outcomes[1].scaled == nil && outcomes[2].scaled != nil)
    #expect(try countEffects("PHI", ["ai": [1], "n1i": [5], "ci": [2], "n2i": [6]]).groupOutcomes().isEmpty)
  }

  @Test("The curve of an effect has that effect everywhere", arguments: GroupScale.allCases)
  func curve(scale: GroupScale) {
    for effect in [-1.2, -0.3, 0, 0.2, 0.9] {
      for p in [0.001, 0.05, 0.3, 0.62, 0.97] {
        guard let first = scale.first(second: p, effect: effect) else { continue }
        expectClose(scale.value(of: first) - scale.value(of: p), effect, relative: 1e-11, absolute: 1e-12)
        #expect(scale.isRate || (0...1).contains(first))
        guard let back = scale.second(first: first, effect: effect) else { continue }
        expectClose(back, p, relative: 1e-11)
      }
    }
    expectClose(scale.first(second: 0.4, effect: 0), 0.4, relative: 1e-15)
  }

  @Test func endsOfTheScalesHold() {
    #expect(GroupScale.logOdds.first(second: 0.2, effect: 800) == 1)
    #expect(GroupScale.logOdds.first(second: 0, effect: 800) == 0)
    #expect(GroupScale.logOdds.first(second: 0.2, effect: -.infinity) == 0)
    #expect(GroupScale.logRisk.first(second: 0.5, effect: 1) == nil)
    #expect(GroupScale.logRisk.first(second: 0, effect: .infinity) == 0)
    #expect(GroupScale.risk.first(second: 0.2, effect: -0.3) == nil)
    #expect(GroupScale.arcsine.first(second: 0.9, effect: 1) == nil)
    #expect(GroupScale.squareRootRate.first(second: 0.01, effect: -0.2) == nil)
  }

  @Test("Every measure with a scale is named, and no other", arguments: Measure.allCases)
  func measures(measure: Measure) {
    #expect((GroupScale(measure) != nil) == GroupScale.measures.contains(measure.code))
  }
}
