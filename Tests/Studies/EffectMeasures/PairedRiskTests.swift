import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Marginal odds ratios of pairs from their marginal tables.
struct PairedRiskTests {
  private func effect(_ code: String, _ columns: KeyValuePairs<String, Double>) throws -> (EffectSize, [Note]) {
    let list = columns.map { StudyTable.Column(name: $0.key, numbers: [$0.value]) }
    let effects = try StudyTable(name: "data.csv", columns: list).effects(Measure(named: code))
    return (effects.rows[0], effects.notes)
  }

  @Test func givenAnyWayItIsTheOneOfThePairs() throws {
    // 20 pairs with the event under both, 10 under the first only, 5 under the second only, 15 under neither.
    let pairs = try effect("MPOR", ["ai": 20, "bi": 10, "ci": 5, "di": 15]).0
    let product: Double = 30 * 20 * 25 * 25
    let phi = 250 / product.squareRoot()
    let byCorrelation = try effect("MPORM", ["ai": 30, "bi": 20, "ci": 25, "di": 25, "ri": phi]).0
    let byShare = try effect("MPORM", ["ai": 30, "bi": 20, "ci": 25, "di": 25, "pi": 0.4]).0
    for given in [byCorrelation, byShare] {
      expectClose(given.yi, pairs.yi)
      expectClose(given.vi, pairs.vi)
    }
  }

  @Test func impossibleCorrelationsHaveNoVariance() throws {
    let (given, notes) = try effect("MPORM", ["ai": 48, "bi": 2, "ci": 3, "di": 47, "ri": 0.9])
    #expect(given.yi != nil && given.vi == nil)
    #expect(notes.first?.kind == .undefinedEffect)
  }
}
