import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Estimates that rows state themselves, beside raw numbers or instead of them.
struct StatedEffectsTests {
  private func table(_ columns: KeyValuePairs<String, [String]>) throws -> StudyTable {
    try StudyTable(name: "stated.csv", columns: columns.map { .init(name: $0.key, cells: $0.value) })
  }

  @Test func aRowTakesTheEstimateItStates() throws {
    let effects = try table([
      "study": ["H", "I", "J"], "yi": ["0.4", "", ""], "vi": ["0.04", "", ""], "n1i": ["", "20", "20"],
      "n2i": ["", "20", "20"], "m1i": ["", "5", ""], "sd1i": ["", "2", "2"], "m2i": ["", "4", "4"],
      "sd2i": ["", "2", "2"],
    ]).effects(.hedgesG)
    #expect(effects.rows.map(\.route) == ["estimate", "means", nil])
    #expect(effects.rows[0].yi == 0.4 && effects.rows[0].vi == 0.04)
    expectClose(effects.rows[1].yi, 0.490055201065, relative: 1e-10)
    #expect(
      effects.notes.map(\.sentence) == [
        "row 3 (J): no effect size: missing m1i",
        "row 1: yi is taken as it stands, as standardized mean difference (Hedges' g) (SMD)",
        "the effect sizes come from 2 forms of data: estimate (row 1), means (row 2)",
      ])
  }

  @Test(arguments: ["format", "measure"]) func anEmptyCodeLeavesTheChoiceOpen(name: String) throws {
    let effects = try table([
      "study": ["H", "I", "J"], "format": ["", "estimate", ""], "measure": ["", "OR", ""],
      "yi": ["0.4", "0.2", ""], "vi": ["0.04", "0.05", "0.05"],
    ]).selecting(["study", name, "yi", "vi"]).effects(.hedgesG)
    #expect(effects.rows[0].yi == 0.4 && effects.rows[1].isUsable)
    #expect(effects.notes.contains { $0.sentence == "row 3 (J): no effect size: missing yi" })
  }

  /// As metafor's rma(yi, vi, measure = "OR") takes them.
  @Test func aMeasureTakesEstimatesAlone() throws {
    let data = try table(["yi": ["0.4", "0.2", "0.1"], "vi": ["0.04", "0.05", "0.02"]])
    let effects = try data.effects(.oddsRatio)
    #expect(effects.measure == .oddsRatio && effects.backTransform == .exponential)
    #expect(effects.rows.map(\.yi) == [0.4, 0.2, 0.1] && effects.rows.map(\.vi) == [0.04, 0.05, 0.02])
    #expect(
      effects.notes.map(\.sentence) == ["all rows: yi is taken as it stands, as log odds ratio (OR)"])
    let errors = try table(["yi": ["0.4", "0.2"], "sei": ["0.2", "x"]])
    #expect(throws: StudyTableError.self) { try errors.effects(.oddsRatio) }
  }

  @Test func naturalEstimatesWithAnInterval() throws {
    let effects = try table([
      "ai": ["5", ""], "n1i": ["20", ""], "ci": ["8", ""], "n2i": ["22", ""], "est": ["", "2"],
      "est_lower": ["", "1"], "est_upper": ["", "4"],
    ]).effects(.oddsRatio)
    expectClose(effects.rows[1].yi, 0.6931471805599453, relative: 1e-12)
    // (ln 4 / (2 · 1.959963984540054))².
    expectClose(effects.rows[1].vi, 0.1250704580, relative: 1e-9)
    #expect(effects.notes.contains { $0.sentence == "row 2: est is taken as it stands, as odds ratio (OR)" })
  }

  /// Raw numbers come first, then those that can be converted.
  @Test func rawNumbersComeFirst() throws {
    let effects = try table([
      "ai": ["5", "5"], "n1i": ["20", "20"], "ci": ["8", "8"], "n2i": ["22", "22"], "yi": ["9", ""],
      "vi": ["9", ""],
    ]).effects(.hedgesG)
    #expect(effects.rows[0].yi == effects.rows[1].yi && effects.rows[0].route == "OR from table")
    #expect(effects.notes.contains { $0.kind == .convertedUncorrected })
  }

  @Test func changesBesideDifferencesAreNotedEitherWay() throws {
    let data = try table([
      "m1i": ["5", "6"], "m2i": ["4", "5"], "sd1i": ["2", "2"], "sd2i": ["2", "2"], "n1i": ["20", ""],
      "n2i": ["20", ""], "ni": ["", "20"], "ri": ["", "0.5"],
    ])
    for measure in [Measure.hedgesG, .standardizedMeanChangeRaw] {
      let notes = try data.effects(measure).notes.filter { $0.kind == .changeBesideDifference }
      #expect(notes.map(\.sentence).first?.hasPrefix("row 2: the change") == true, "\(measure.code)")
    }
    let changes = try data.selectingRows([1]).effects(.standardizedMeanChangeRaw).notes
    #expect(!changes.contains { $0.kind == .changeBesideDifference })
  }

  @Test func columnsInCapitals() throws {
    let effects = try table(["Study": ["A", "B"], "YI": ["0.4", "0.2"], "VI": ["0.04", "0.05"]]).effects(
      .generic)
    #expect(effects.rows.map(\.study) == ["A", "B"] && effects.rows.allSatisfy(\.isUsable))
    #expect(
      effects.notes.map(\.sentence) == [
        "columns are taken by their names in another case: 'Study' as study, 'YI' as yi and 'VI' as vi"
      ])
    // Not when two could be meant, not against a mapping, and not for words that steer corrections.
    #expect(throws: EffectError.self) {
      try table(["YI": ["0.4"], "Yi": ["0.2"], "vi": ["0.04"]]).effects(.generic)
    }
    let control = try table(["Control": ["x"], "CI": ["no"], "yi": ["1"], "vi": ["1"]])
    #expect(try control.column(for: .control) == nil && control.column(for: .ci) == nil)
    let unlabelled = try table(["Author": ["A", "B"], "yi": ["0.4", "0.2"], "vi": ["0.04", "0.05"]])
    #expect(try unlabelled.effects(.generic).notes.map(\.kind) == [.unlabelled])
  }

  @Test func declaredDesignsAreNoted() throws {
    let data = try table([
      "m1i": ["5", "6", "7"], "sd1i": ["2", "2", "2"], "n1i": ["20", "20", "20"], "m2i": ["4", "4", "4.5"],
      "sd2i": ["2", "2", "2"], "n2i": ["20", "20", "20"], "control": ["A", "A", "A"],
      "icc": ["0.1", "", ""], "cluster_size": ["5", "", ""], "direction": ["lower", "higher", ""],
      "design": ["parallel", "crossover", ""],
    ])
    let notes = try data.effects(.hedgesG).notes
    #expect(notes.map(\.kind) == Array(repeating: .designNotCorrected, count: 4))
    #expect(
      notes.first?.sentence
        == "rows 1 and 2 share the control group 'A' (column 'control'), and no correction is made for it; it counts more "
        + "than once; shared control 'combine' makes one comparison of them, 'split' divides it (--shared-control combine or "
        + "--shared-control split)")
    // The third row's control group has another mean.
    let split = try data.effects(
      .hedgesG,
      options: EffectOptions(
        design: .init(clusters: .variance, crossover: true, sharedControl: .split, direction: true)))
    let kinds = split.notes.map(\.kind)
    #expect(!kinds.contains(.designNotCorrected) && kinds.contains(.sharedControlDiffers))
    #expect(kinds.count { $0 == .sharedControlSplit } == 2)
  }
}

extension StudyTable {
  fileprivate func selecting(_ names: [String]) throws -> StudyTable {
    try StudyTable(name: name, columns: columns.filter { names.contains($0.name) })
  }
}
