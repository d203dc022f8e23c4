import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Files with a row for each arm, and comparisons that share a control group, as one comparison.
struct CombinedArmsTests {
  private func table(_ columns: KeyValuePairs<String, [String]>) throws -> StudyTable {
    try StudyTable(name: "arms.csv", columns: columns.map { .init(name: $0.key, cells: $0.value) })
  }

  private func sentences(_ effects: EffectSizes) -> [String] {
    effects.notes.filter { $0.row != nil }.sorted { ($0.row ?? 0) < ($1.row ?? 0) }.map(\.sentence)
  }

  /// A trial with one arm a group is the ordinary row, bit by bit.
  @Test func oneArmAGroup() throws {
    let arms = try table([
      "format": ["arms", "arms"], "study": ["A", "A"], "group": ["2", "1"], "mi": ["4.25", "5.5"],
      "sdi": ["2.1", "1.9"],
      "ni": ["31", "30"],
    ]).effects(.hedgesG)
    let row = try table([
      "m1i": ["5.5"], "sd1i": ["1.9"], "n1i": ["30"], "m2i": ["4.25"], "sd2i": ["2.1"], "n2i": ["31"],
    ]).effects(.hedgesG)
    #expect(arms.rows[0].yi == row.rows[0].yi && arms.rows[0].vi == row.rows[0].vi)
    #expect(arms.rows[0].route == "arms" && !arms.rows[1].isUsable)
    #expect(
      sentences(arms) == [
        "row 2 (A): its arm is part of the effect in row 1: group 1 there is row 2, group 2 row 1"
      ])
  }

  @Test func ratesAndComparisons() throws {
    let effects = try table([
      "format": ["arms", "arms", "arms", "arms", "arms"], "study": ["A", "A", "A", "A", "A"],
      "comparison": ["1", "1", "1", "2", "2"],
      "group": ["treatment", "Treatment", "control", "exposed", "unexposed"],
      "xi": ["3", "4", "9", "5", "6"], "ti": ["100", "120", "210", "90", "95"],
    ]).effects(try Measure(named: "IRR"))
    let expected = try table([
      "x1i": ["7", "5"], "t1i": ["220", "90"], "x2i": ["9", "6"], "t2i": ["210", "95"],
    ]).effects(try Measure(named: "IRR"))
    #expect(effects.rows.map(\.yi) == [expected.rows[0].yi, nil, nil, expected.rows[1].yi, nil])
    #expect(effects.rows.map(\.vi) == [expected.rows[0].vi, nil, nil, expected.rows[1].vi, nil])
  }

  @Test func whatCannotBeUsedIsSaid() throws {
    let effects = try table([
      "format": [String](repeating: "arms", count: 9), "study": ["A", "A", "B", "B", "C", "C", "", "D", "D"],
      "group": ["1", "2", "1", "2", "1", "1", "1", "1", "dose"],
      "xi": ["3", "", "30", "4", "1", "2", "1", "1", "2"],
      "ni": ["20", "20", "20", "20", "20", "20", "20", "20", "20"],
    ]).effects(.oddsRatio)
    #expect(effects.rows.allSatisfy { !$0.isUsable })
    #expect(
      sentences(effects) == [
        "row 1 (A): no effect size: the arms of its study make one effect, and row 2 lacks numbers",
        "row 2 (A): no effect size: format arms needs group, xi and ni; missing xi",
        "row 3 (B): no effect size: xi is 30, but there are only 20 people in the arm (ni)",
        "row 4 (B): no effect size: the arms of its study make one effect, and row 3 cannot be used",
        "row 5 (C): no effect size: the arms of its study make one effect, and no row holds an arm of group 2",
        "row 6 (C): no effect size: the arms of its study make one effect, and no row holds an arm of group 2",
        "row 7: no effect size: format arms needs study and group; missing study",
        "row 8 (D): no effect size: the arms of its study make one effect, and no row holds an arm of group 2",
        "row 9 (D): no effect size: 'dose' is not a group; there are 1, 2, treatment, control, experimental, intervention, "
          + "exposed and unexposed",
      ])
    // A measure that is not made of counts or means has no such route.
    let correlation = try table([
      "format": ["arms"], "study": ["A"], "group": ["1"], "ri": ["0.2"], "ni": ["20"],
    ])
    #expect(try !correlation.effects(.fishersZ).rows[0].isUsable)
  }

  @Test func comparisonsOfOneControl() throws {
    for entry in DesignTests.cases {
      let measure = try Measure(named: try #require(entry["measure"].text))
      let rows = [entry["row"], entry["other"], entry["row"]]
      let names = entry["row"].object.keys.sorted()
      let data = try StudyTable(
        name: "designs.csv",
        columns: names.map { name in .init(name: name, numbers: rows.map { $0[name].number }) } + [
          .init(name: "control", cells: ["Placebo A", "Placebo A", ""])
        ])
      let options = EffectOptions(ratioCorrection: .deviations, design: .init(sharedControl: .combine))
      let effects = try data.effects(measure, options: options)
      expectClose(effects.rows[0].yi, entry["combine"][0].number, relative: 1e-12, "\(measure.code) yi")
      expectClose(effects.rows[0].vi, entry["combine"][1].number, relative: 1e-12, "\(measure.code) vi")
      #expect(!effects.rows[1].isUsable && effects.rows[1].route == nil)
      expectClose(effects.rows[2].yi, entry["plain"][0].number, relative: 1e-12, "\(measure.code) alone")
      #expect(effects.notes.map(\.kind.code) == ["design.comparisons-combined", "design.comparison-combined"])
      // Models of counts read the same group.
      if let n = effects.inputs.first(where: { $0.role == .n1i }) {
        let (first, second) = (
          try #require(entry["row"]["n1i"].number), try #require(entry["other"]["n1i"].number)
        )
        #expect(n.values == [first + second, nil, first])
      }
    }
  }

  @Test func whatCannotBeCombinedIsSaid() throws {
    let data = try table([
      "di": ["0.5", "0.3"], "n1i": ["20", "24"], "n2i": ["22", "22"], "control": ["C", "C"],
    ])
    let effects = try data.effects(.hedgesG, options: EffectOptions(design: .init(sharedControl: .combine)))
    #expect(effects.rows.allSatisfy { $0.isUsable })
    #expect(
      effects.notes.map(\.sentence) == [
        "row 1: shares control group 'C' with other rows and is not corrected: rows 1 and 2 do not all report means, or all "
          + "report counts, in the same columns"
      ])
  }
}
