import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Studies that report in different forms, in one file.
struct FormatsTests {
  static let file = Result { try Reference.file("effect-measures/formats.json") }

  /// The rows of the reference; words are text columns.
  private func table(_ columns: Reference, without left: Set<String> = []) throws -> StudyTable {
    try StudyTable(
      name: "mixed.csv",
      columns: columns.object.sorted { $0.key < $1.key }.filter { !left.contains($0.key) }.map { name, cells in
        ["format", "measure", "study", "group"].contains(name)
          ? .init(name: name, texts: cells.list.map(\.text), numbers: nil)
          : .init(name: name, numbers: cells.numbers)
      })
  }

  private func table(_ columns: KeyValuePairs<String, [String]>) throws -> StudyTable {
    try StudyTable(name: "mixed.csv", columns: columns.map { .init(name: $0.key, cells: $0.value) })
  }

  @Test(arguments: ["SMD", "OR", "COR", "ZCOR", "RR", "MD", "SMCC"]) func formatsInOneMetric(code: String)
    throws
  {
    let file = try Self.file.get()
    let effects = try table(file["columns"]).effects(try Measure(named: code))
    let expected = file["expect"][code]
    for (i, row) in effects.rows.enumerated() {
      let format = file["columns"]["format"][i].text ?? ""
      expectClose(row.yi, expected["yi"][i].number, relative: 1e-12, "\(code) row \(i + 1) \(format) yi")
      expectClose(row.vi, expected["vi"][i].number, relative: 1e-12, "\(code) row \(i + 1) \(format) vi")
      #expect((row.route != nil) == row.isUsable)
      if !row.isUsable { #expect(effects.notes.contains { $0.row == i + 1 }) }
    }
    #expect(effects.notes.contains { $0.kind == .effectRoutes })
  }

  @Test func routesAreRecorded() throws {
    let effects = try table(try Self.file.get()["columns"]).effects(.hedgesG)
    #expect(
      effects.rows.map(\.route) == [
        "means", "means-se", "medians", "difference", "difference", "difference", "d", "g", "t", "p", "f",
        "COR from r", "OR from table", "OR from natural", "OR from estimate", "ZCOR from estimate",
        "SMCR from pre-post", "SMCC from paired-t", "SMCC from paired-d", "means-ci", "change", "change",
        "change-pre",
        "change-pre", "OR from table-or", "OR from table-phi", "OR from table-chi2", "OR from table-chi2",
        "OR from table-yates", "OR from table-yates", "SMCC from paired-p", "difference", "difference",
        "difference",
        "OR from estimate", "OR from estimate", "OR from natural", "OR from natural", "arms", "OR from arms",
        nil, nil,
        nil, nil,
      ])
    let codes = effects.notes.map(\.kind.code)
    #expect(codes.filter { $0 == "effect.converted" }.count == 5)
    #expect(codes.contains("effect.change-beside-difference"))
    #expect(codes.filter { $0 == "effect.arm" }.count == 4)
    #expect(
      effects.notes.filter { $0.kind == .armsCombined || $0.kind == .armElsewhere || $0.kind == .changeUnit }
        .map(
          \.sentence) == [
          "row 39 (SYNTHETIC doses): group 1 is made from the arms in rows 39 and 42, as their raw data would give it "
            + "(Cochrane Handbook 6.5, table 6.5.a)",
          "row 40 (SYNTHETIC controls): group 2 is made from the arms in rows 43 and 44, as their raw data would give it "
            + "(Cochrane Handbook 6.5, table 6.5.a)",
          "row 41 (SYNTHETIC doses): its arm is part of the effect in row 39: group 1 there is rows 39 and 42, group 2 row 41",
          "row 42 (SYNTHETIC doses): its arm is part of the effect in row 39: group 1 there is rows 39 and 42, group 2 row 41",
          "row 43 (SYNTHETIC controls): its arm is part of the effect in row 40: group 1 there is row 40, group 2 rows 43 and "
            + "44",
          "row 44 (SYNTHETIC controls): its arm is part of the effect in row 40: group 1 there is row 40, group 2 rows 43 and "
            + "44",
          "rows 21 and 22: the difference of changes is in standard deviations of changes, other effects are in standard "
            + "deviations of scores; standardized by different units they should not be pooled (Cochrane Handbook 6.5, "
            + "10.5.2)",
        ])
  }

  /// Without a column of formats each row takes what it has.
  @Test func formsAreFoundByTheirColumns() throws {
    let file = try Self.file.get()
    let rows = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 16, 19, 22, 23]
    let effects = try table(file["columns"], without: ["format", "measure"]).selectingRows(rows).effects(
      .hedgesG)
    for (i, row) in zip(rows, effects.rows) {
      expectClose(row.yi, file["expect"]["SMD"]["yi"][i].number, relative: 1e-12, "row \(i + 1) yi")
      expectClose(row.vi, file["expect"]["SMD"]["vi"][i].number, relative: 1e-12, "row \(i + 1) vi")
    }
  }

  @Test func anOrdinaryFileStaysAsItIs() throws {
    let columns: KeyValuePairs<String, [String]> = [
      "di": ["0.4", "0.2", ""], "n1i": ["20", "30", "9"], "n2i": ["21", "30", "9"],
    ]
    let effects = try table(columns).effects(.hedgesG)
    #expect(effects.rows.map(\.route) == ["d", "d", nil])
    #expect(effects.notes.map(\.kind.code) == ["effect.missing-input"])
    // A column that is called 'measure' and holds something else is no column of codes.
    let named = try table([
      "measure": ["BDI", "HDRS"], "di": ["0.4", "0.2"], "n1i": ["20", "30"], "n2i": ["21", "30"],
    ])
    #expect(try named.effects(.hedgesG).rows.allSatisfy(\.isUsable))
  }

  @Test func whatCannotBeHadIsNoted() throws {
    let effects = try table([
      "study": ["A", "B", "C", "D", "E", "F", "G"],
      "fmt": ["mean", "t", "table", "natural", "f", "paired-t", "x"],
      "measure": ["", "", "RR", "OR", "", "", ""],
      "ti": ["", "2", "", "", "", "2.5", ""], "n1i": ["20", "20", "30", "", "20", "", ""],
      "n2i": ["20", "", "30", "", "21", "", ""],
      "ai": ["", "", "5", "", "", "", ""], "ci": ["", "", "7", "", "", "", ""],
      "est": ["", "", "", "-2", "", "", ""], "est_lower": ["", "", "", "1", "", "", ""],
      "est_upper": ["", "", "", "3", "", "", ""],
      "fi": ["", "", "", "", "4", "", ""], "ni": ["", "", "", "", "", "20", ""],
    ]).effects(.hedgesG, columns: try ColumnMapping(parsing: "format=fmt"))
    #expect(effects.rows.allSatisfy { !$0.isUsable && $0.route == nil })
    #expect(
      effects.notes.filter { $0.row != nil }.sorted { ($0.row ?? 0) < ($1.row ?? 0) }.map(\.sentence) == [
        "row 1 (A): no effect size: 'mean' is not a format; did you mean 'means'?",
        "row 2 (B): no effect size: format t needs ti, n1i and n2i; missing n2i",
        "row 3 (C): no effect size: RR (table) cannot be turned into SMD",
        "row 4 (D): no effect size: est is -2, but it lies outside the scale of the measure",
        "row 5 (E): no effect size: format f needs fi, sign, n1i and n2i; missing sign",
        "row 6 (F): no effect size: format paired-t needs ti, ri and ni; missing ri",
        "row 7 (G): no effect size: 'x' is not a format; 'tutti glossary roles' lists them",
      ])
  }

  /// Signs are words, marks or numbers; another word is told of where it stands.
  @Test func signsInWords() throws {
    let signs = ["positive", "Negative", "+", "-", "\u{2212}", "1", "-1", "up", ""]
    func effects(_ columns: ColumnMapping, format: String?) throws -> EffectSizes {
      var cells: [(String, [String])] = [
        ("fi", signs.map { _ in "3.24" }), ("sign", signs), ("n1i", signs.map { _ in "30" }),
        ("n2i", signs.map { _ in "28" }),
      ]
      if let format { cells.append(("format", signs.map { _ in format })) }
      return try StudyTable(name: "signs.csv", columns: cells.map { .init(name: $0.0, cells: $0.1) })
        .effects(.hedgesG, columns: columns)
    }
    let t = try table(["ti": ["1.8"], "n1i": ["30"], "n2i": ["28"]]).effects(.hedgesG).rows[0]
    for columns in [ColumnMapping(), ColumnMapping([.sign: "sign"])] {
      for format in ["f", nil] {
        let found = try effects(columns, format: format)
        for (row, sign) in zip(found.rows, [1.0, -1, 1, -1, -1, 1, -1]) {
          expectClose(row.yi, t.yi.map { sign * $0 }, relative: 1e-15)
          #expect(row.vi == t.vi)
        }
        #expect(found.rows[7...].allSatisfy { !$0.isUsable })
        let told = found.notes.filter { $0.kind.severity == .warning }
        #expect(told.map(\.row) == [8, 9] && told.first?.column == "sign")
        #expect(
          told.first?.sentence
            == "row 8: no effect size: 'up' is not a sign; there are positive, negative, +, -, 1 and -1")
        #expect(told.last?.sentence.hasSuffix("missing sign") == true)
      }
    }
    let tables = try table([
      "format": ["table-chi2", "table-chi2"], "chi2": ["4", "4"], "sign": ["negative", "-1"],
      "n1i": ["50", "50"],
      "n2i": ["50", "50"], "events": ["30", "30"],
    ]).effects(.oddsRatio)
    #expect(tables.rows[0].yi == tables.rows[1].yi && (tables.rows[0].yi ?? 0) < 0)
  }

  @Test func everyRowMayHaveItsOwnVariance() throws {
    let data: KeyValuePairs<String, [String]> = [
      "vtype": ["UB", "", "LS2", "ST"], "di": ["0.4", "0.4", "0.4", "0.4"], "n1i": ["20", "20", "20", "20"],
      "n2i": ["21", "21", "21", "21"],
    ]
    let effects = try table(data).effects(.hedgesG)
    let plain = try table(["di": ["0.4"], "n1i": ["20"], "n2i": ["21"]])
    for (row, vtype) in zip(effects.rows, [VarianceType.unbiased, .largeSample, .largeSample2]) {
      #expect(row.vi == (try plain.effects(.hedgesG, options: EffectOptions(vtype: vtype)).rows[0].vi))
    }
    #expect(!effects.rows[3].isUsable)
    #expect(effects.notes.map(\.kind.code) == ["effect.variance-not-offered"])
  }

  @Test func skewedSummariesAskForAnotherMethod() throws {
    let data = try table([
      "min1i": ["0"], "med1i": ["1"], "max1i": ["30"], "n1i": ["100"], "min2i": ["0"], "med2i": ["2"],
      "max2i": ["30"], "n2i": ["90"],
    ])
    let refused = try data.effects(.hedgesG)
    #expect(refused.notes.first?.sentence.contains("group 1 looks skewed") == true)
    #expect(try data.effects(.hedgesG, options: EffectOptions(medians: .wan)).rows[0].isUsable)
  }

  @Test func differencesOfMeansInOneUnit() throws {
    let effects = try table([
      "format": ["means", "difference", "difference"], "m1i": ["5", "", ""], "sd1i": ["2", "", ""],
      "n1i": ["20", "", "16"], "m2i": ["4", "", ""], "sd2i": ["2", "", ""], "n2i": ["20", "", "9"],
      "mdi": ["", "1.5", "2"], "sei": ["", "0.5", ""], "sdi": ["", "", "3"],
    ]).effects(.meanDifference)
    #expect(effects.rows.map(\.yi) == [1, 1.5, 2])
    for (row, vi) in zip(effects.rows, [0.4, 0.25, 9 * (1 / 16.0 + 1 / 9.0)]) { expectClose(row.vi, vi) }
  }
}
