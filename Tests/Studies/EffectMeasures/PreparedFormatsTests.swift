import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Changes with a correlation that is assumed, tables from their margins, single groups.
struct PreparedFormatsTests {
  private func table(_ columns: KeyValuePairs<String, [String]>) throws -> StudyTable {
    try StudyTable(name: "forms.csv", columns: columns.map { .init(name: $0.key, cells: $0.value) })
  }

  @Test func oneGroup() throws {
    let single = try FormatsTests.file.get()["single"]
    let roles: [Role] = [.mi, .se1i, .ci1Lower, .ci1Upper, .q11i, .med1i, .q31i, .ni]
    let rows = single["rows"].list
    let data = try StudyTable(
      name: "single.csv",
      columns: roles.map { role in .init(name: role.rawValue, numbers: rows.map { $0[role.rawValue].number }) })
    let effects = try data.effects(try Measure(named: "MN"))
    #expect(effects.rows.map(\.route) == ["medians", "means-se", "means-ci"])
    for (i, row) in effects.rows.enumerated() {
      expectClose(row.yi, single["expect"][i][0].number, relative: 1e-12, "row \(i + 1) yi")
      expectClose(row.vi, single["expect"][i][1].number, relative: 1e-12, "row \(i + 1) vi")
    }
  }

  /// A correlation that is assumed does what the same correlation in the data does.
  @Test(arguments: ["SMD", "SMCR", "SMCC", "MC", "ROMC", "VRC"]) func assumedCorrelations(code: String) throws {
    let measure = try Measure(named: code)
    func effects(_ ri: [String], _ assumed: Double?) throws -> EffectSizes {
      try table([
        "m1i": ["18.4", "16"], "sd1i": ["6", "5.5"], "m2i": ["15.1", "15"], "sd2i": ["5.2", "5"],
        "ni": ["24", "30"],
        "ri": ri,
      ]).effects(measure, options: EffectOptions(prePostCorrelation: assumed))
    }
    let stated = try effects(["0.6", "0.5"], nil)
    let assumed = try effects(["0.6", ""], 0.5)
    #expect(assumed.rows.map(\.yi) == stated.rows.map(\.yi) && assumed.rows.map(\.vi) == stated.rows.map(\.vi))
    #expect(stated.rows.allSatisfy { $0.isUsable })
    #expect(
      assumed.notes.filter { $0.kind == .correlationAssumed }.map(\.sentence) == [
        "row 2: the correlation of measurements before and after is not stated and taken to be 0.5"
      ])
    #expect(try !effects(["0.6", ""], nil).rows[1].isUsable)
  }

  /// Sentences that say what is wrong with a row: quantiles, few people, a p value of 0.
  @Test func reasonsWithoutAnEffect() throws {
    let quantiles: KeyValuePairs<String, [String]> = [
      "q11i": ["5", "5"], "med1i": ["10", "10"], "q31i": ["4", "16"], "n1i": ["40", "4"],
      "q12i": ["6", "6"], "med2i": ["9", "9"], "q32i": ["12", "12"], "n2i": ["40", "40"],
    ]
    #expect(
      try table(quantiles).effects(.meanDifference).notes.map(\.sentence) == [
        "row 1: no effect size: the quantiles of group 1 are not in order",
        "row 2: no effect size: group 1 has fewer than 5 people, of whom quantiles say too little",
      ])
    #expect(
      try table(["pi": ["0"], "n1i": ["20"], "n2i": ["20"]]).effects(.hedgesG).notes.map(\.sentence) == [
        "row 1: no effect size: a p value of 0 belongs to no finite statistic; give the statistic, or the bound that is printed for p"
      ])
  }

  /// Codes of measures may stand in small letters; a column `format` of slips alone is noted, one of other words is not.
  @Test func wordsThatSteerRows() throws {
    let columns: KeyValuePairs<String, [String]> = [
      "ai": ["17", "12"], "n1i": ["60", "50"], "ci": ["9", "8"], "n2i": ["58", "51"],
    ]
    func effects(_ name: String, _ words: [String]) throws -> EffectSizes {
      try StudyTable(
        name: "words.csv",
        columns: columns.map { .init(name: $0.key, cells: $0.value) } + [.init(name: name, cells: words)]
      ).effects(.hedgesG)
    }
    #expect(try effects("measure", ["or", "Or"]).rows == effects("measure", ["OR", "OR"]).rows)
    #expect(try effects("measure", ["or", "Or"]).rows.allSatisfy { $0.route == "OR from table" })
    let slips = try effects("format", ["tabel", ""])
    #expect(
      slips.notes.first { $0.kind == .formatsUnread }?.sentence
        == "column 'format' names no form of data that is known, so that it steers no row; by 'tabel' in row 1 'table' may be "
        + "meant")
    #expect(try !effects("format", ["online", "on paper"]).notes.contains { $0.kind == .formatsUnread })
  }

  /// An estimate that stands beside other numbers is not used; where these give another one, that is said.
  @Test func estimatesBesideOtherNumbers() throws {
    let effects = try table([
      "yi": ["0.22", "0.398", "0.3"], "pi": ["0.03", "0.03", ""], "vi": ["", "", "0.04"],
      "n1i": ["60", "60", "60"],
      "n2i": ["61", "61", "61"],
    ]).effects(.hedgesG)
    #expect(effects.rows.map(\.route) == ["p", "p", "estimate"])
    #expect(
      effects.notes.filter { $0.kind == .estimateUnused }.map(\.sentence) == [
        "rows 1 and 2: the estimate 'yi' is not used, since other numbers of the row come first, and they give another one as "
          + "SMD (0.39684 where 0.22 is stated in row 1); leave them out to use it"
      ])
  }

  /// A rebuilt table whose statistic does not round to the printed one has a note with its own; one that does has none.
  @Test func statisticsOfRebuiltTables() throws {
    let file = try FormatsTests.file.get()["rebuilt"]
    let rows = file["rows"].list
    let roles: [Role] = [.est, .ri, .chi2, .sign, .pi, .n1i, .n2i, .events]
    let columns =
      [StudyTable.Column(name: "format", texts: rows.map { $0["format"].text }, numbers: nil)]
      + roles.map { role in .init(name: role.rawValue, numbers: rows.map { $0[role.rawValue].number }) }
    let effects = try StudyTable(name: "rebuilt.csv", columns: columns).effects(.oddsRatio)
    let notes = effects.notes.filter { $0.kind == .rebuiltTableApart }
    for (i, row) in rows.enumerated() {
      let role = try #require([Role.est, .ri, .chi2, .pi].first { row[$0.rawValue].number != nil })
      let printed = try #require(row[role.rawValue].number)
      let own = try #require(file["statistics"][i].number)
      let decimals = numberText(printed).split(separator: ".").dropFirst().first?.count ?? 0
      let half = 0.5 * (0..<decimals).reduce(1.0) { unit, _ in unit / 10 }
      let size = role == .pi || role == .chi2 ? printed.magnitude : printed
      let note = notes.first { $0.row == i + 1 }
      #expect((note != nil) == ((own - size).magnitude > half), "row \(i + 1)")
      guard case .number(let rebuilt)? = note?.details.first(where: { $0.name == "rebuilt" })?.value else {
        #expect(note == nil)
        continue
      }
      expectClose(rebuilt, own, relative: 1e-12, "row \(i + 1)")
    }
    #expect(notes.count == 8)
    #expect(
      notes.first { $0.row == 7 }?.sentence
        == "row 7: the table rebuilt from est 2.5 has the cells 6, 44, 2 and 48, whose odds ratio is 3.2727, not 2.5 by any "
        + "rounding of what is printed: it may be adjusted or of other people than the margins; use the row's estimate with "
        + "its interval if there is one")
  }

  /// An event in nobody of one group has an infinite odds ratio; the file's own names and digits are shown.
  @Test func rebuiltTablesWithoutAnOddsRatio() throws {
    let effects = try table([
      "format": ["table-or"], "or": ["9.00"], "n1i": ["20"], "n2i": ["20"], "events": ["2"],
    ]).effects(.oddsRatio, columns: try ColumnMapping(parsing: "est=or"))
    let note = try #require(effects.notes.first { $0.kind == .rebuiltTableApart })
    #expect(
      note.sentence.contains(
        "rebuilt from est (column 'or') 9.00 has the cells 2, 18, 0 and 20, whose odds ratio is infinite"))
    #expect(note.column == "or" && effects.rows[0].isUsable)
  }

  /// In standard deviations of the change a paired test needs no correlation; its shorter names are taken too.
  @Test func pairedTestsOfChanges() throws {
    let measure = try Measure(named: "SMCC")
    let columns: KeyValuePairs<String, [String]> = [
      "ti": ["2.9", "", "", "2.9", ""], "pi": ["", "-0.012", "", "", "-0.012"], "di": ["", "", "0.5", "", ""],
      "ni": ["30", "26", "19", "30", "26"],
    ]
    func effects(_ formats: [String]?) throws -> EffectSizes {
      var list = columns.map { StudyTable.Column(name: $0.key, cells: $0.value) }
      if let formats { list.append(.init(name: "format", cells: formats)) }
      return try StudyTable(name: "paired.csv", columns: list).effects(measure)
    }
    let (free, named) = (try effects(nil), try effects(["paired-t", "paired-p", "paired-d", "t", "p"]))
    #expect(free.rows.map(\.route) == ["paired-t", "paired-p", "paired-d", "paired-t", "paired-p"])
    #expect(named.rows.map(\.route) == ["paired-t", "paired-p", "paired-d", "t", "p"])
    #expect(free.rows.map(\.yi) == named.rows.map(\.yi) && free.rows.map(\.vi) == named.rows.map(\.vi))
    #expect(free.rows.allSatisfy { $0.isUsable })
  }

  /// The ends of an interval in the wrong order are named as the file names them, with the numbers printed there.
  @Test func reversedIntervals() throws {
    func note(_ measure: Measure, _ mapping: String, _ columns: KeyValuePairs<String, [String]>) throws
      -> String?
    {
      let effects = try table(columns).effects(measure, columns: try ColumnMapping(parsing: mapping))
      #expect(effects.rows.allSatisfy { $0.yi == nil })
      return effects.notes.first { $0.kind == .impossibleInput }?.sentence
    }
    #expect(
      try note(
        .oddsRatio, "est=or,est_lower=low,est_upper=high", ["or": ["1.8"], "low": ["2.6"], "high": ["1.2"]])
        == "row 1: no effect size: est_lower (column 'low') is 2.6, but the interval's upper end, est_upper (column 'high'), "
        + "is 1.2")
    #expect(
      try note(
        .hazardRatio, "ci_lower=low,ci_upper=high", ["yi": ["0.4"], "low": ["0.9"], "high": ["-0.1"]])
        == "row 1: no effect size: ci_lower (column 'low') is 0.9, but the interval's upper end, ci_upper (column 'high'), "
        + "is -0.1")
    for measure in [Measure.meanDifference, .hedgesG] {
      #expect(
        try note(
          measure, "",
          [
            "mdi": ["0.4"], "ci_lower": ["0.9"], "ci_upper": ["-0.1"], "n1i": ["20"], "n2i": ["20"],
          ]) == "row 1: no effect size: ci_lower is 0.9, but the interval's upper end, ci_upper, is -0.1")
    }
    #expect(
      try note(
        .meanDifference, "ci2_lower=lc",
        [
          "m1i": ["5"], "ci1_lower": ["4"], "ci1_upper": ["6"], "n1i": ["20"], "m2i": ["4"], "lc": ["5"],
          "ci2_upper": ["3"], "n2i": ["20"],
        ])
        == "row 1: no effect size: ci2_lower (column 'lc') is 5, but the interval's upper end, ci2_upper, is 3")
  }

  @Test func assumedCorrelationsOfNamedFormats() throws {
    func effects(_ ri: String, _ assumed: Double?) throws -> EffectSizes {
      try table([
        "format": ["paired-t", "paired-p", "paired-d", "change", "change-pre"], "ri": [ri, ri, ri, ri, ri],
        "ti": ["2.9", "", "", "", ""], "pi": ["", "0.02", "", "", ""], "di": ["", "", "0.4", "", ""],
        "ni": ["30", "31", "32", "", ""], "mpre1i": ["", "", "", "20", "20"],
        "sdpre1i": ["", "", "", "5", "5"],
        "mpost1i": ["", "", "", "15", "15"], "sdpost1i": ["", "", "", "6", "6"],
        "n1i": ["", "", "", "40", "40"],
        "mpre2i": ["", "", "", "21", "21"], "sdpre2i": ["", "", "", "5", "5"],
        "mpost2i": ["", "", "", "19", "19"],
        "sdpost2i": ["", "", "", "5", "5"], "n2i": ["", "", "", "39", "39"],
      ]).effects(.hedgesG, options: EffectOptions(prePostCorrelation: assumed))
    }
    let (stated, assumed) = (try effects("0.5", nil), try effects("", 0.5))
    #expect(stated.rows.allSatisfy { $0.isUsable })
    #expect(assumed.rows.map(\.yi) == stated.rows.map(\.yi) && assumed.rows.map(\.vi) == stated.rows.map(\.vi))
    #expect(throws: EffectError.self) { try effects("", 1.5) }
    #expect(try effects("2", nil).rows[3...].allSatisfy { !$0.isUsable })
  }

  /// Morris (2008, doi:10.1177/1094428106291059), table 5, column d_ppc2, to its two decimals; the bundled data are his.
  @Test func changesInDeviationsBefore() throws {
    let effects = try table([
      "mpre1i": ["30.6", "23.5", "0.5", "53.4", "35.6"], "mpost1i": ["38.5", "26.8", "0.7", "75.9", "36.0"],
      "sdpre1i": ["15.0", "3.1", "0.1", "14.5", "4.7"], "n1i": ["20", "50", "9", "10", "14"],
      "mpre2i": ["23.1", "24.9", "0.6", "55.7", "34.8"], "mpost2i": ["19.7", "25.3", "0.6", "60.7", "33.4"],
      "sdpre2i": ["13.8", "4.1", "0.2", "17.3", "3.1"], "n2i": ["20", "42", "9", "11", "14"],
      "ri": ["0.47", "0.64", "0.77", "0.89", "0.44"],
    ]).effects(.hedgesG)
    #expect(effects.rows.map(\.route) == [String?](repeating: "change-pre", count: 5))
    for (row, printed) in zip(effects.rows, [0.77, 0.80, 1.20, 1.05, 0.44]) {
      #expect(abs((row.yi ?? 0) - printed) <= 0.005, "row \(row.row)")
    }
  }

  @Test func whatCannotBeRebuiltIsSaid() throws {
    let effects = try table([
      "format": [
        "table-or", "table-or", "table-phi", "table-phi", "table-chi2", "table-yates", "table-chi2", "table-or",
      ],
      "est": ["-1", "2", "", "", "", "", "", "2"], "ri": ["", "", "1.2", "0.95", "", "", "", ""],
      "chi2": ["", "", "", "", "-3", "4", "", ""], "sign": ["", "", "", "", "1", "0", "", ""],
      "pi": ["", "", "", "", "", "", "0", ""],
      "n1i": ["40", "40", "40", "40", "40", "40", "40", "0"],
      "n2i": ["41", "41", "41", "41", "41", "41", "41", "41"],
      "events": ["20", "90", "20", "20", "20", "20", "20", "20"],
    ]).effects(.riskRatio)
    #expect(
      effects.notes.filter { $0.row != nil }.map(\.sentence) == [
        "row 1: no effect size: est is -1, but an odds ratio must be positive and finite",
        "row 2: no effect size: events is 90, but the events of both groups lie above 0 and below their 81 people",
        "row 3: no effect size: ri is 1.2, but a correlation lies between -1 and 1",
        "row 4: no effect size: no table of whole people has these margins and this statistic (format table-phi)",
        "row 5: no effect size: chi2 is -3, but a χ² statistic must be finite and cannot be negative",
        "row 6: no effect size: sign is 0, but it must be positive or negative",
        "row 7: no effect size: pi is 0, but a p value lies above 0 and not above 1, with a minus sign where the effect is",
        "row 8: no effect size: n1i is 0, but a sample size must be finite and positive",
      ])
  }

  /// The cells of rebuilt tables are there for models of counts.
  @Test func rebuiltTablesAreCounts() throws {
    let effects = try table([
      "format": ["table", "table-chi2"], "ai": ["10", ""], "n1i": ["40", "90"], "ci": ["15", ""],
      "n2i": ["41", "85"],
      "events": ["", "38"], "chi2": ["", "4.1"], "sign": ["", "-1"],
    ]).effects(.oddsRatio)
    let counts = effects.inputs.first { $0.role == .ai }?.values
    #expect(counts?[0] == 10 && counts?[1] == 14)
  }

  @Test func testsOfDifferences() throws {
    // A p value beyond 1 and a statistic of 0 say nothing.
    let effects = try table([
      "format": ["difference", "difference", "difference", "estimate"], "mdi": ["2", "2", "2", ""],
      "n1i": ["20", "20", "20", ""], "n2i": ["20", "20", "20", ""], "pi": ["1.5", "", "0", ""],
      "ti": ["", "0", "", "0"],
      "yi": ["", "", "", "0.4"],
    ]).effects(.meanDifference)
    #expect(effects.rows.allSatisfy { !$0.isUsable })
    #expect(effects.notes.filter { $0.kind == .undefinedEffect }.count == 4)
  }

  /// An interval of a difference is one of t where the sizes are known: 18 and 21 people, 4.4 wide, `4.4/(2 t₃₇)`; with
  /// 10 and 10 people and a standard deviation of 3 the variance 1.8 comes back (the quantiles are R's `qt`).
  @Test func intervalsOfDifferences() throws {
    let t18 = 2.10092204024104
    let half = t18 * 1.8.squareRoot()
    let columns: [(String, [String])] = [
      ("mdi", ["-2"]), ("ci_lower", ["\(-2 - half)"]), ("ci_upper", ["\(-2 + half)"]), ("n1i", ["10"]),
      ("n2i", ["10"]),
    ]
    func effects(_ measure: Measure, _ count: Int) throws -> EffectSizes {
      try StudyTable(
        name: "d.csv", columns: columns.prefix(count).map { .init(name: $0.0, cells: $0.1) }
      ).effects(measure)
    }
    let known = try effects(.meanDifference, 5)
    expectClose(known.rows[0].vi, 1.8, relative: 1e-13)
    let note = try #require(known.notes.first { $0.kind == .differenceInterval })
    #expect(note.sentence.contains("row 1: the interval of the difference is taken for one of t"))
    // d = −2/3 and J₁₈.
    let g = try effects(.hedgesG, 5).rows[0]
    let d = try table(["di": ["\(-2.0 / 3)"], "n1i": ["10"], "n2i": ["10"]]).effects(.hedgesG).rows[0]
    expectClose(g.yi, d.yi, relative: 1e-13)
    expectClose(g.vi, d.vi, relative: 1e-13)
    // Without sizes it is one of the normal distribution.
    let unknown = try effects(.meanDifference, 3)
    expectClose(
      unknown.rows[0].vi, 1.8 * (t18 / 1.959963984540054) * (t18 / 1.959963984540054), relative: 1e-13)
    #expect(!unknown.notes.contains { $0.kind == .differenceInterval })
  }

  /// O − E and V of a log-rank test: `(O − E)/V` with variance `1/V`; of 2×2 tables with O − E and V of Peto's method (the
  /// hypergeometric variance, worked out here) they are Peto's odds ratio.
  @Test func logRankTests() throws {
    let hazards = try table(["oei": ["-8.5", "3"], "voei": ["17", "0"]]).effects(.hazardRatio)
    #expect(hazards.rows[0].yi == -0.5 && hazards.rows[0].vi == 1 / 17.0 && !hazards.rows[1].isUsable)
    #expect(
      hazards.notes.first { $0.row == 2 }?.sentence
        == "row 2: no effect size: voei is 0, but the variance of O - E must be finite and positive")
    let named = try table(["format": ["log-rank"], "oei": ["-8.5"], "voei": ["17"]]).effects(.hazardRatio)
    #expect(named.rows[0].yi == -0.5 && named.rows[0].route == "log-rank")

    let counts: [(a: Double, n1: Double, c: Double, n2: Double)] = [(4, 119, 11, 128), (6, 306, 12, 303)]
    var (differences, variances) = ([Double](), [Double]())
    for (a, n1, c, n2) in counts {
      let (n, events) = (n1 + n2, a + c)
      differences.append(a - n1 * events / n)
      variances.append(n1 * n2 * events * (n - events) / (n * n * (n - 1)))
    }
    let peto = try table([
      "ai": counts.map { "\($0.a)" }, "n1i": counts.map { "\($0.n1)" }, "ci": counts.map { "\($0.c)" },
      "n2i": counts.map { "\($0.n2)" },
    ]).effects(.petoOddsRatio)
    let given = try table(["oei": differences.map { "\($0)" }, "voei": variances.map { "\($0)" }])
      .effects(.petoOddsRatio)
    for (row, other) in zip(given.rows, peto.rows) {
      expectClose(row.yi, other.yi, relative: 1e-13)
      expectClose(row.vi, other.vi, relative: 1e-13)
    }
  }
}
