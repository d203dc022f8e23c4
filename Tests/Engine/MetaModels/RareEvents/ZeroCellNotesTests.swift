import EffectMeasures
import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Notes on zero cells")
struct ZeroCellNotesTests {
  private let settings = ModelSettings(heterogeneity: .equalEffects, test: .z, pooling: .mantelHaenszel())
  /// As the profile has it for pooled tables: the studies' own estimates are corrected, double zeros have none.
  private var options: EffectOptions {
    var options = EffectOptions()
    options.dropDoubleZero = true
    return options
  }

  /// SYNTHETIC tables: one zero, one study without events.
  private func effects(_ measure: Measure, _ a: [Double?] = [0, 0, 4], _ c: [Double?] = [3, 0, 6]) throws
    -> EffectSizes
  {
    try StudyTable(
      name: "SYNTHETIC",
      columns: [
        .init(name: "ai", numbers: a), .init(name: "n1i", numbers: [40, 60, 50]),
        .init(name: "ci", numbers: c), .init(name: "n2i", numbers: [42, 58, 51]),
      ]
    ).effects(measure, options: options)
  }

  private func sentences(_ fit: Fit, _ code: String) -> [String] {
    fit.notes.filter { $0.kind.code == code }.map(\.sentence)
  }

  @Test(
    "A study without events counts for a risk difference, and has no weight for a ratio; nothing is left out")
  func doubleZeros() throws {
    for (measure, words) in [(Measure.riskDifference, "pooled with the others"), (.oddsRatio, "no weight")] {
      let fit = try settings.fit(effects(measure))
      #expect(fit.k == 3 && (fit.studies[1].weightPercent ?? -1 > 0) == (measure == .riskDifference))
      #expect(sentences(fit, "zero-cell.dropped").isEmpty)
      let own = sentences(fit, "zero-cell.no-own-estimate")
      #expect(own.count == 1 && own[0].contains("row 2") && own[0].contains(words), "\(own)")
    }
  }

  @Test("What was added concerns the studies' own estimates, unless it is added for pooling too")
  func additions() throws {
    let plain = try settings.fit(effects(.oddsRatio))
    let own = sentences(plain, "zero-cell.corrected")
    #expect(own.count == 1 && own[0].contains("from which the pooled value does not come"), "\(own)")
    #expect(sentences(plain, "zero-cell.corrected-for-pooling").isEmpty)
    var corrected = settings
    corrected.pooling = .mantelHaenszel(StratifiedSettings(add: 0.5, to: .only0))
    let both = sentences(try corrected.fit(effects(.oddsRatio)), "zero-cell.corrected-for-pooling")
    #expect(both == ["0.5 was added to the cells of every table with a zero before pooling"])
    // Inverse variance pools the estimates themselves.
    let weighted = try ModelSettings(heterogeneity: .equalEffects, test: .z).fit(effects(.oddsRatio))
    #expect(sentences(weighted, "zero-cell.corrected")[0].hasSuffix("because of a zero: row 1"))
    #expect(sentences(weighted, "zero-cell.dropped").count == 1)
  }

  @Test("Models of counts say once that a study is left out, and that their counts are as they are")
  func counts() throws {
    let mixed = try MixedModel(.exactConditional).fit(effects(.oddsRatio))
    #expect(mixed.notes.count { $0.row == 2 } == 1 && sentences(mixed, "study.uninformative").count == 1)
    #expect(sentences(mixed, "zero-cell.corrected")[0].contains("from which the pooled value does not come"))
    let counts = try BetaBinomialModel().pool(effects(.oddsRatio))
    #expect(sentences(counts, "zero-cell.no-own-estimate").count == 1 && counts.k == 3)
  }

  @Test(
    "Where nobody has the event a difference of 0 has no width, and a ratio cannot be pooled: warned before the numbers"
  )
  func allZero() throws {
    let fit = try settings.fit(effects(.riskDifference, [0, 0, 0], [0, 0, 0]))
    #expect(fit.coefficients[0].estimate == 0 && fit.coefficients[0].standardError == 0)
    let note = try #require(fit.notes.first { $0.kind.code == "pooling.no-variance" })
    #expect(note.kind.severity == .warning && note.kind.comesFirst)
    for (measure, name) in [(Measure.oddsRatio, "odds ratio"), (.riskRatio, "risk ratio")] {
      let ratio = try settings.fit(effects(measure, [0, 0, 0], [0, 0, 0]))
      #expect(ratio.coefficients.isEmpty && ratio.undefinedTerms == ["intercept"])
      let sentence = sentences(ratio, "pooling.not-estimable").first ?? ""
      #expect(sentence.contains("no \(name) can be pooled, since no study has any event"), "\(sentence)")
    }
    let one = sentences(try settings.fit(effects(.oddsRatio, [0, 0, 0])), "pooling.not-estimable").first ?? ""
    #expect(one.contains("all events are in one group") && one.contains("--measure RD"), "\(one)")
  }
}
