import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Rows, notes and errors of `StudyTable.effects`.
struct StudyTableEffectsTests {
  private func table(_ columns: KeyValuePairs<String, [Double?]>, studies: [String]? = nil) throws -> StudyTable
  {
    var list = columns.map { StudyTable.Column(name: $0.key, numbers: $0.value) }
    if let studies { list.append(.init(name: "study", texts: studies, numbers: nil)) }
    return try StudyTable(name: "studies.csv", columns: list)
  }

  private func error<T>(_ body: () throws -> T) -> String {
    do {
      _ = try body()
      return "no error"
    } catch { return "\(error)" }
  }

  // MARK: Rows

  @Test func rowsKeepOrderAndLabels() throws {
    let effects = try table(
      ["m1i": [1, nil], "sd1i": [1, 1], "n1i": [10, 10], "m2i": [0, 0], "sd2i": [1, 1], "n2i": [9, 9]],
      studies: ["A", "B"]
    )
    .effects(.hedgesG)
    #expect(effects.rows.map(\.row) == [1, 2])
    #expect(effects.rows.map(\.study) == ["A", "B"])
    #expect(effects.rows.map(\.isUsable) == [true, false])
    #expect(effects.notes.map(\.kind.code) == ["effect.missing-input"])
    #expect(effects.notes.first?.sentence == "row 2 (B): no effect size: missing m1i")
    #expect(effects.inputs.map(\.role) == [.m1i, .sd1i, .n1i, .m2i, .sd2i, .n2i])
  }

  @Test func columnsAreMapped() throws {
    let mapping = try ColumnMapping(parsing: "ai=dead_t,n1i=size_t,ci=dead_c,n2i=size_c")
    let effects = try table(["dead_t": [4], "size_t": [123], "dead_c": [11], "size_c": [139]])
      .effects(.riskRatio, columns: mapping)
    expectClose(effects.rows[0].yi, -0.8893113339202054)
    expectClose(effects.rows[0].vi, 0.3255847650039614)
  }

  @Test func everyRowTakesItsOwnRoute() throws {
    let effects = try table([
      "m1i": [5, nil, nil, nil], "sd1i": [2, nil, nil, nil], "m2i": [4, nil, nil, nil],
      "sd2i": [2, nil, nil, nil],
      "di": [nil, 0.5, nil, nil], "ti": [nil, nil, 1.25, nil], "pi": [nil, nil, nil, -0.04],
      "n1i": [12, 12, 12, 12], "n2i": [13, 13, 13, 13],
    ]).effects(.hedgesG)
    let d = 0.5
    #expect(effects.rows.map(\.isUsable) == [true, true, true, true])
    expectClose(effects.rows[0].yi, effects.rows[1].yi, relative: 1e-15)
    expectClose(
      effects.rows[2].yi.map { $0 / (effects.rows[1].yi ?? 0) }, 1.25 * (1 / 12.0 + 1 / 13.0).squareRoot() / d)
    #expect((effects.rows[3].yi ?? 0) < 0)
  }

  @Test func oneNumberMayBeKnownWithoutTheOther() throws {
    let variance = try table(["m1i": [nil], "sd1i": [2], "n1i": [20], "m2i": [5], "sd2i": [2], "n2i": [20]])
      .effects(.meanDifference)
    #expect(variance.rows[0].yi == nil)
    expectClose(variance.rows[0].vi, 0.4)
    let estimate = try table(["ri": [0.5], "ni": [3]]).effects(.fishersZ)
    #expect(estimate.rows[0].yi != nil && estimate.rows[0].vi == nil && !estimate.rows[0].isUsable)
    #expect(estimate.notes.first?.sentence == "row 1: no sampling variance: it needs more than 3 people")
  }

  // MARK: Values that cannot be

  @Test(arguments: [
    ("sd1i", -1.0, "sd1i is -1, but a standard deviation must be finite and cannot be negative"),
    ("n1i", 0, "n1i is 0, but a sample size must be finite and positive"),
    ("n2i", -3, "n2i is -3, but a sample size must be finite and positive"),
    ("m1i", .infinity, "m1i is Inf, but an input must be finite"),
  ]) func impossibleMeans(column: String, value: Double, reason: String) throws {
    var columns: [String: [Double?]] = [
      "m1i": [1, 1], "sd1i": [1, 1], "n1i": [10, 10], "m2i": [0, 0], "sd2i": [1, 1], "n2i": [10, 10],
    ]
    columns[column] = [value, 10]
    let effects = try StudyTable(
      name: "studies.csv",
      columns: columns.sorted { $0.key < $1.key }.map { .init(name: $0.key, numbers: $0.value) }
    ).effects(.meanDifference)
    #expect(effects.rows[0].yi == nil && effects.rows[0].vi == nil)
    #expect(effects.rows[1].isUsable)
    #expect(effects.notes.map(\.kind.code) == ["effect.impossible-input"])
    #expect(effects.notes.first?.sentence == "row 1: no effect size: \(reason)")
  }

  @Test func impossibleCountsAndCorrelations() throws {
    let negative = try table(["ai": [-1], "bi": [3], "ci": [2], "di": [3]]).effects(.oddsRatio)
    #expect(
      negative.notes.first?.sentence
        == "row 1: no effect size: ai is -1, but a count must be finite and cannot be negative")
    let tooMany = try table(["ai": [12], "n1i": [10], "ci": [2], "n2i": [10]]).effects(.oddsRatio)
    #expect(
      tooMany.notes.first?.sentence
        == "row 1: no effect size: ai is 12, but there are only 10 people in the group (n1i)")
    let r = try table(["ri": [1.2, 1, 0.2], "ni": [20, 20, 20]]).effects(.fishersZ)
    #expect(r.rows.map(\.isUsable) == [false, false, true])
    #expect(r.notes.map(\.kind.code) == ["effect.impossible-input", "effect.undefined"])
    let events = try table(["xi": [7], "ni": [5]]).effects(.logitProportion)
    #expect(events.notes.first?.kind == .impossibleInput)
    let fractions = try table(["ai": [1.5], "bi": [3], "ci": [2], "di": [3]]).effects(.oddsRatio)
    #expect(fractions.rows[0].isUsable)
  }

  @Test func undefinedEffectsSayWhy() throws {
    let flat = try table(["m1i": [1], "sd1i": [0], "n1i": [9], "m2i": [0], "sd2i": [0], "n2i": [9]]).effects(
      .hedgesG)
    #expect(
      flat.notes.first?.sentence
        == "row 1: no effect size: both standard deviations are 0, so there is no unit to measure in")
    let signs = try table(["m1i": [-1], "sd1i": [1], "n1i": [9], "m2i": [2], "sd2i": [1], "n2i": [9]]).effects(
      .ratioOfMeans)
    #expect(signs.notes.first?.kind == .undefinedEffect)
    let huge = try table(["m1i": [1e308], "sd1i": [1], "n1i": [9], "m2i": [-1e308], "sd2i": [1], "n2i": [9]])
      .effects(.meanDifference)
    #expect(huge.rows[0].yi == nil && huge.rows[0].vi == nil)
    #expect(
      huge.notes.first?.sentence == "row 1: no effect size: its formula has no finite value for these inputs")
    let single = try table(["m1i": [1], "sd1i": [1], "n1i": [1], "m2i": [0], "sd2i": [1], "n2i": [1]]).effects(
      .hedgesG)
    #expect(
      single.notes.first?.sentence == "row 1: no effect size: the two groups together need more than 3 people")
  }

  // MARK: Zero cells

  @Test func zeroCellsAreCorrectedWithANote() throws {
    let data = try table(["ai": [0, 4, 10], "bi": [20, 16, 10], "ci": [5, 5, 20], "di": [15, 15, 0]])
    let effects = try data.effects(.oddsRatio)
    #expect(effects.notes.map(\.kind.code) == ["zero-cell.corrected"])
    #expect(
      effects.notes[0].sentence
        == "0.5 was added to the counts of 2 of 3 studies because of zeros: rows 1 and 3")
    // The rule says why, where others than those with zeros are corrected too.
    let all = try data.effects(.oddsRatio, options: .init(to: .all))
    #expect(
      all.notes.map(\.sentence)
        == ["0.5 was added to the counts of 3 of 3 studies whether or not they have zeros: rows 1, 2 and 3"])
    let some = try data.effects(.oddsRatio, options: .init(to: .if0all))
    #expect(
      some.notes.map(\.sentence)
        == [
          "0.5 was added to the counts of 3 of 3 studies because there are zeros among them: rows 1, 2 and 3"
        ])
    let none = try data.effects(.oddsRatio, options: .init(to: .none))
    #expect(none.rows.map(\.isUsable) == [false, true, false])
    #expect(none.notes.map(\.kind.code) == ["effect.undefined", "effect.undefined"])
    let arcsine = try data.effects(.arcsineDifference)
    #expect(arcsine.notes.isEmpty && arcsine.rows.allSatisfy(\.isUsable))
  }

  @Test func doubleZerosAreDroppedOnRequest() throws {
    let data = try table(["ai": [0, 4], "bi": [20, 16], "ci": [0, 5], "di": [15, 15]])
    let kept = try data.effects(.oddsRatio)
    #expect(kept.rows.map(\.isUsable) == [true, true])
    let effects = try data.effects(.oddsRatio, options: .init(dropDoubleZero: true))
    #expect(effects.rows.map(\.isUsable) == [false, true])
    #expect(effects.notes.map(\.kind.code) == ["zero-cell.dropped"])
  }

  // MARK: Errors

  @Test func missingColumnsNameTheRoutes() throws {
    let data = try table(["m1i": [1], "sd1i": [1], "n1i": [10], "m2i": [0], "n2i": [10]])
    let text = error { try data.effects(.meanDifference) }
    #expect(
      text
        == "studies.csv lacks the columns of measure MD, which needs m1i, sd1i, n1i, m2i, sd2i and n2i, "
        + "or estimates yi with vi, sei or an interval; "
        + "its columns are m1i, sd1i, n1i, m2i, n2i; name the column for sd2i, as role=column")
    #expect(
      error { try data.effects(.oddsRatio) }.hasPrefix(
        "studies.csv lacks the columns of measure OR, which needs ai, bi, ci and di, or ai, n1i, ci and n2i, or "
      ))
  }

  @Test func textAmongNumbersAndUnknownColumns() throws {
    let data = try StudyTable(
      name: "studies.csv",
      columns: [.init(name: "yi", texts: ["0.1", "x"], numbers: nil), .init(name: "vi", numbers: [1, 1])])
    #expect(
      error { try data.effects(.generic) }.hasPrefix("studies.csv, row 2, column 'yi': 'x' is not a number"))
    #expect(
      error { try data.effects(.generic, columns: ColumnMapping([.yi: "y"])) }.hasPrefix(
        "studies.csv has no column 'y' for role yi"))
  }

  @Test func optionsAreChecked() throws {
    let data = try table(["yi": [1], "vi": [1]])
    #expect(
      error { try data.effects(.generic, options: .init(vtype: .unbiased)) }
        == "measure GEN has no sampling variance 'UB'; it offers LS")
    #expect(
      error { try data.effects(.generic, options: .init(add: -1)) }
        == "option add is -1; it must be a number that is not negative")
    #expect(
      error { try data.effects(.generic, options: .init(level: 100)) }
        == "option level is 100; it must be a percentage between 0 and 100")
    #expect(error { try Measure(named: "SMDD") }.hasSuffix("did you mean 'SMD'?"))
  }

  @Test func manyRowsInLittleTime() throws {
    let n = 100_000
    let data = try table([
      "ai": (0..<n).map { Double($0 % 7) }, "bi": (0..<n).map { Double($0 % 11 + 1) },
      "ci": (0..<n).map { Double($0 % 5) }, "di": (0..<n).map { Double($0 % 13 + 1) },
    ])
    let effects = try data.effects(.oddsRatio)
    #expect(effects.rows.count == n && effects.rows.allSatisfy(\.isUsable))
    #expect(effects.notes.count == 1)
    #expect(effects.notes[0].sentence.hasSuffix(" more"))
  }
}
