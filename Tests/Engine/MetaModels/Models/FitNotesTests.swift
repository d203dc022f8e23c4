import EffectMeasures
import MetaModels
import Testing

@Suite("Notes and refusals of a fit")
struct FitNotesTests {
  static func codes(_ effects: EffectSizes, _ settings: ModelSettings = .init()) throws -> [String] {
    try settings.fit(effects).notes.map(\.kind.code)
  }

  @Test("A label that stands twice is pointed out")
  func repeatedStudy() throws {
    let effects = EffectSizes(yi: [0.1, 0.3, 0.2], vi: [0.1, 0.2, 0.1], studies: ["A", "B", "A"])
    #expect(try FitNotesTests.codes(effects).contains("study.repeated"))
    let distinct = EffectSizes(yi: [0.1, 0.3, 0.2], vi: [0.1, 0.2, 0.1], studies: ["A", "B", "C"])
    #expect(try !FitNotesTests.codes(distinct).contains("study.repeated"))
  }

  @Test("Variances of zero are pooled with a note where an answer exists, and refused with their row where not")
  func zeroVariances() throws {
    let effects = EffectSizes(yi: [0.1, 0.3, 0.2], vi: [0, 0, 0], studies: ["A", "B", "C"])
    #expect(try FitNotesTests.codes(effects).contains("variance.zero"))
    let one = EffectSizes(yi: [0.1, 0.1, 0.1], vi: [0.1, 0, 0.1], studies: ["A", "B", "C"])
    #expect(throws: ModelError.zeroVariance(row: 2, study: "B", method: "EE")) { try EqualEffects().fit(one) }
  }

  @Test("A level below 50 is pointed out, one outside 0 to 100 refused", arguments: [0.95, 20])
  func level(_ level: Double) throws {
    let effects = EffectSizes(yi: [0.1, 0.3], vi: [0.1, 0.2])
    #expect(try FitNotesTests.codes(effects, ModelSettings(level: level)).contains("level.low"))
    #expect(throws: ModelError.unusableLevel(100)) { try ModelSettings(level: 100).fit(effects) }
  }

  @Test("A given τ² must be a size that can be squared", arguments: [-1, .infinity, .nan, 1e308])
  func tau2(_ value: Double) {
    let effects = EffectSizes(yi: [0.1, 0.3], vi: [0.1, 0.2])
    #expect(throws: ModelError.self) { try ModelSettings(heterogeneity: .fixed(value)).fit(effects) }
  }
}
