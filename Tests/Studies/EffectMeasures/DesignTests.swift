@testable import EffectMeasures
import RealModule
import StudyRecords
import Testing
import _TestSupport

/// Corrections for how studies were designed.
struct DesignTests {
  static let cases = (try? Reference.file("effect-measures/designs.json"))?["cases"].list ?? []

  private func table(_ columns: KeyValuePairs<String, [String]>) throws -> StudyTable {
    try StudyTable(name: "designs.csv", columns: columns.map { .init(name: $0.key, cells: $0.value) })
  }

  /// Rows of the reference with further columns.
  private func table(_ rows: [Reference], _ further: KeyValuePairs<String, [String]>) throws -> StudyTable {
    let names = rows.first?.object.keys.sorted() ?? []
    return try StudyTable(
      name: "designs.csv",
      columns: names.map { name in .init(name: name, numbers: rows.map { $0[name].number }) }
        + further.map { .init(name: $0.key, cells: $0.value) })
  }

  private func options(_ design: DesignAdjustments) -> EffectOptions {
    // The reference has the log ratio of means without bias correction; it does without for all but g.
    EffectOptions(ratioCorrection: .deviations, design: design)
  }

  private func hold(_ row: EffectSize?, _ expected: Reference, _ what: String) {
    expectClose(row?.yi, expected[0].number, relative: 1e-12, "\(what) yi")
    expectClose(row?.vi, expected[1].number, relative: 1e-12, "\(what) vi")
  }

  @Test func clusters() throws {
    #expect(Self.cases.count == 6)
    for entry in Self.cases {
      let measure = try Measure(named: try #require(entry["measure"].text))
      let data = try table(
        [entry["row"], entry["row"], entry["row"], entry["row"]],
        ["icc": ["0.05", "", "0.05", "1.5"], "cluster_size": ["21", "", "", "4"]])
      for rule in DesignAdjustments.ClusterRule.allCases {
        let effects = try data.effects(measure, options: options(.init(clusters: rule)))
        hold(effects.rows[0], entry["cluster_\(rule.rawValue)"], "\(measure.code) \(rule.rawValue)")
        for position in [1, 2] {
          hold(effects.rows[position], entry["plain"], "\(measure.code) row \(position)")
        }
        #expect(!effects.rows[3].isUsable)
        #expect(
          effects.notes.map { "\($0.row ?? 0) \($0.kind.code)" }.sorted() == [
            "1 design.cluster", "3 design.cluster-incomplete", "4 effect.impossible-input",
          ])
      }
      // Nothing happens unless it is asked for.
      hold(try data.effects(measure, options: options(.init())).rows[0], entry["plain"], measure.code)
    }
  }

  /// Cochrane Handbook 6.5, 23.1.5: 63 of 295 children in 10 classes and 84 of 330 in 11, ICC 0.02: design effect 1.576,
  /// taken as 40 of 187 and 53 of 209 (rounded there).
  @Test func clustersOfTheHandbook() throws {
    let data = try table([
      "ai": ["63"], "n1i": ["295"], "ci": ["84"], "n2i": ["330"], "icc": ["0.02"], "cluster_size": ["29.8"],
    ])
    let effects = try data.effects(.oddsRatio, options: EffectOptions(design: .init(clusters: .sizes)))
    #expect(
      effects.notes.first?.sentence
        == "row 1: cluster-randomized: counts and sizes were divided by the design effect 1.576 = 1 + (29.8 - 1) × 0.02"
    )
    let rounded = try table(["ai": ["40"], "n1i": ["187"], "ci": ["53"], "n2i": ["209"]]).effects(.oddsRatio)
    expectClose(effects.rows[0].vi, rounded.rows[0].vi, relative: 5e-3)
  }

  /// Where the effect rests on a test statistic, smaller sizes would move the effect: the variance is multiplied.
  @Test func clustersOfGivenEffects() throws {
    let t = try table([
      "ti": ["2.1"], "n1i": ["40"], "n2i": ["40"], "icc": ["0.1"], "cluster_size": ["11"],
    ])
    let plain = try t.effects(.hedgesG)
    let corrected = try t.effects(.hedgesG, options: EffectOptions(design: .init(clusters: .sizes)))
    #expect(corrected.rows[0].yi == plain.rows[0].yi)
    expectClose(corrected.rows[0].vi, (plain.rows[0].vi ?? 0) * 2, relative: 1e-15)
    let given = try table(["yi": ["0.3"], "vi": ["0.04"], "icc": ["0.1"], "cluster_size": ["11"]])
      .effects(.generic, options: EffectOptions(design: .init(clusters: .variance)))
    #expect(given.rows[0].vi == 0.08)
  }

  /// An assumed intracluster correlation does what the same one in the data does; rows that state theirs keep it.
  @Test func assumedIntraclusterCorrelations() throws {
    func table(_ icc: [String]?) throws -> StudyTable {
      let rows = ["0.3", "0.5", "0.1"]
      var columns: [(String, [String])] = [
        ("yi", rows), ("vi", rows.map { _ in "0.04" }), ("cluster_size", ["11", "21", ""]),
      ]
      if let icc { columns.append(("icc", icc)) }
      return try StudyTable(name: "c.csv", columns: columns.map { .init(name: $0.0, cells: $0.1) })
    }
    func effects(_ icc: [String]?, _ assumed: Double?) throws -> EffectSizes {
      let design = DesignAdjustments(clusters: .variance, assumedICC: assumed)
      return try table(icc).effects(.meanDifference, options: EffectOptions(design: design))
    }
    let stated = try effects(["0.02", "0.05", ""], nil)
    expectClose(stated.rows[0].vi, 0.04 * 1.2, relative: 1e-15)
    expectClose(stated.rows[1].vi, 0.04 * 2, relative: 1e-15)
    for icc in [["0.02", "", ""], nil] as [[String]?] {
      let assumed = try effects(icc, 0.05)
      expectClose(assumed.rows[0].vi, 0.04 * (icc == nil ? 1.5 : 1.2), relative: 1e-15)
      #expect(assumed.rows[1].vi == stated.rows[1].vi && assumed.rows[2].vi == 0.04)
      #expect(
        assumed.notes.filter { $0.kind == .clusterAssumed }.map(\.sentence) == [
          "\(icc == nil ? "rows 1 and 2" : "row 2"): no intracluster correlation is stated and 0.05 is taken; repeat the "
            + "analysis with others (Cochrane Handbook 6.5, 23.1.4)"
        ])
    }
    #expect(throws: EffectError.self) { try effects(nil, nil) }
    #expect(throws: EffectError.self) { try effects(nil, 1.5) }
  }

  /// A crossover trial that states an odds ratio with its interval keeps what it states, and is told so by its measure.
  @Test func crossoverTrialsWithAnEstimate() throws {
    let data = try table([
      "design": ["crossover"], "est": ["0.5"], "est_lower": ["0.25"], "est_upper": ["1"], "ri": ["0.5"],
    ])
    let effects = try data.effects(.oddsRatio, options: EffectOptions(design: .init(crossover: true)))
    #expect(effects.rows[0].vi == (try data.effects(.oddsRatio).rows[0].vi))
    let note = try #require(effects.notes.first { $0.kind == .crossoverNotCorrected })
    #expect(note.sentence.contains("its OR comes with an uncertainty of its own"))
  }

  @Test func crossoverTrials() throws {
    for entry in Self.cases {
      let measure = try Measure(named: try #require(entry["measure"].text))
      let data = try table([entry["row"], entry["row"]], ["ri": ["0.6", ""]])
      let effects = try data.effects(measure, options: options(.init(crossover: true)))
      hold(effects.rows[0], entry["crossover"], "\(measure.code) crossover")
      hold(effects.rows[1], entry["plain"], "\(measure.code) parallel")
      #expect(effects.notes.map(\.kind.code).contains("design.crossover"))
    }
  }

  /// A paired t value leads to the standard error MD/t; a p value to the same t.
  @Test func crossoverTrialsWithAPairedTest() throws {
    let data = try table([
      "m1i": ["24", "24", "24"], "sd1i": ["6", "6", "6"], "n1i": ["30", "30", "30"], "m2i": ["21", "21", "21"],
      "sd2i": ["5", "5", "5"], "n2i": ["30", "30", "30"], "paired_ti": ["3", "", "0.3"],
      "paired_pi": ["", "0.005482", ""],
    ])
    let effects = try data.effects(.meanDifference, options: EffectOptions(design: .init(crossover: true)))
    expectClose(effects.rows[0].vi, 1, relative: 1e-12)
    expectClose(effects.rows[1].vi, 1, relative: 1e-3)
    #expect(effects.notes.last { $0.row == 3 }?.kind == .crossoverNotCorrected)
    expectClose(effects.rows[2].vi, 61 / 30.0)
  }

  @Test func crossoverTrialsAreNamed() throws {
    let data = try table([
      "design": ["crossover", "parallel", "Crossover"], "di": ["0.5", "0.5", "0.5"], "n1i": ["20", "20", "20"],
      "n2i": ["20", "20", "20"], "ri": ["0.4", "0.4", ""],
    ])
    func variances(_ design: DesignAdjustments) throws -> [Double?] {
      try data.effects(.hedgesG, options: EffectOptions(design: design)).rows.map(\.vi)
    }
    let plain = try variances(.init())
    let named = try variances(.init(crossover: true))
    #expect(named[1] == plain[1] && named[2] == plain[2] && named[0] != plain[0])
    let assumed = try variances(.init(crossover: true, assumedCorrelation: 0.4))
    #expect(assumed[2] == named[0] && assumed[1] == plain[1])
    #expect(throws: EffectError.self) { try variances(.init(crossover: true, assumedCorrelation: 2)) }
  }

  /// A column of designs decides alone, in the usual spellings; a word that is none is refused where it stands.
  @Test func wordsForDesigns() throws {
    let words: KeyValuePairs = [
      "crossover": true, "Cross-over": true, "cross over": true, "crossover trial": true, "paired": true,
      "within-subjects": true, "parallel": false, "Parallel group": false, "parallel-groups trial": false,
      "independent": false, "cluster-randomised": false, "cluster RCT": false,
    ]
    func table(_ words: [String]) throws -> StudyTable {
      try self.table([
        "type": words, "di": words.map { _ in "0.5" }, "n1i": words.map { _ in "20" },
        "n2i": words.map { _ in "20" }, "ri": words.map { _ in "0.6" },
      ])
    }
    func effects(_ words: [String]) throws -> EffectSizes {
      try table(words).effects(
        .hedgesG, columns: .init([.design: "type"]), options: EffectOptions(design: .init(crossover: true)))
    }
    let plain = try table(["parallel"]).effects(.hedgesG).rows[0].vi
    for (word, isCrossover) in words {
      let size = try effects([word]).rows[0]
      #expect(size.isUsable && (size.vi != plain) == isCrossover, "\(word)")
    }
    let refused = try effects(["parallel", "RCT", "crosover", ""])
    #expect(refused.rows.map(\.isUsable) == [true, false, false, true])
    #expect(refused.rows[3].vi == plain)
    let notes = refused.notes.filter { $0.kind == .unknownCode }
    #expect(notes.map(\.column) == ["type", "type"] && notes.map(\.row) == [2, 3])
    #expect(
      notes.map(\.sentence) == [
        "row 2: no effect size: 'RCT' is not a design (column 'type'); there are crossover, paired, within-subject, "
          + "parallel and cluster",
        "row 3: no effect size: 'crosover' is not a design (column 'type'); did you mean 'crossover'?",
      ])
  }

  @Test func sharedControlGroups() throws {
    for entry in Self.cases {
      let measure = try Measure(named: try #require(entry["measure"].text))
      let data = try table(
        [entry["row"], entry["other"], entry["row"]], ["control": ["Placebo A", "Placebo A", ""]])
      let halved = try data.effects(measure, options: options(.init(sharedControl: .split)))
      hold(halved.rows[0], entry["split"], "\(measure.code) split")
      hold(halved.rows[2], entry["plain"], "\(measure.code) alone")
      #expect(halved.notes.map(\.kind.code) == ["design.shared-control", "design.shared-control"])

      let whole = try data.effects(measure, options: options(.init(sharedControl: .covariance)))
      let block = try #require(whole.covariance?.blocks.first)
      #expect(block.rows == [1, 2] && whole.covariance?[1, 3] == 0)
      for i in 0..<2 {
        for j in 0..<2 {
          expectClose(
            block.values[i][j], entry["covariance"][i][j].number, relative: 1e-12, "\(measure.code) \(i) \(j)")
        }
      }
      #expect(whole.selectingRows([0, 2]).covariance?.blocks.isEmpty == true)
      #expect(whole.selectingRows([1, 0]).covariance == whole.covariance)
    }
  }

  @Test func directionOfScales() throws {
    let data = try table([
      "direction": ["lower", "higher", "-1", "", "down"], "di": ["0.5", "0.5", "-0.25", "0.1", "0.2"],
      "n1i": ["20", "20", "20", "20", "20"], "n2i": ["20", "20", "20", "20", "20"],
    ])
    let plain = try data.effects(.hedgesG)
    let turned = try data.effects(.hedgesG, options: EffectOptions(design: .init(direction: true)))
    for (position, sign) in [-1.0, 1, -1, 1].enumerated() {
      #expect(turned.rows[position].yi == plain.rows[position].yi.map { sign * $0 })
      #expect(turned.rows[position].vi == plain.rows[position].vi)
    }
    #expect(!turned.rows[4].isUsable)
    #expect(
      turned.notes.map { "\($0.row ?? 0) \($0.kind.code)" } == [
        "1 design.direction", "3 design.direction", "4 design.direction-missing", "5 effect.unknown-code",
      ])
  }

  /// What turning a scale round means, for every measure: no effect stays, twice is the identity, ratios are inverted and
  /// probabilities complemented, and the variance stays.
  @Test(arguments: Measure.allCases.map(\.code)) func turningIsAReflection(code: String) throws {
    let measure = try Measure(named: code)
    // One group, and variability, have no direction; everything else has.
    let undirected =
      "R2 ZR2 R2F ZR2F PR PLN PLO PRZ PAS PFT IR IRLN IRS IRFT MN SMN MNLN CVLN SDLN ARAW AHW ABT REH VR CVR VRC CVRC"
    let isDirected = !undirected.split(separator: " ").contains(Substring(code))
    let data = try table(["yi": ["0.3", "0.3"], "vi": ["0.04", "0.04"], "direction": ["lower", "higher"]])
    let options = EffectOptions(design: .init(direction: true))
    guard isDirected else {
      #expect(throws: EffectError.noSign(measure: code)) { try data.effects(measure, options: options) }
      return
    }
    let null = try #require(measure.definition.nullValue)
    #expect(measure.definition.turned(null) == null)
    for y in [-0.7, 0.1, 0.3, 0.7] {
      let other = try #require(measure.definition.turned(y))
      // 1 − (1 − y) loses the last bits of a y below ½.
      expectClose(measure.definition.turned(other), y, relative: 1e-15)
      expectClose(other - null, null - y, relative: 1e-15)
    }
    if measure.definition.backTransform == .exponential {
      expectClose(
        measure.definition.backTransform(try #require(measure.definition.turned(0.3))), 1 / Double.exp(0.3))
    }
    let rows = try data.effects(measure, options: options).rows
    expectClose(rows[0].yi, null == 0 ? -0.3 : 0.7, relative: 1e-15)
    #expect(rows[0].vi == 0.04 && rows[1].yi == 0.3 && rows[1].vi == 0.04)
  }

  /// Counts of groups change places with the effect, so that models of counts read what the effects say.
  @Test func directionOfCounts() throws {
    let tables = try table([
      "ai": ["7", "4"], "n1i": ["20", "25"], "ci": ["3", "6"], "n2i": ["22", "24"],
      "direction": ["lower", "higher"],
    ])
    for code in ["OR", "RR", "RD"] {
      let measure = try Measure(named: code)
      let plain = try tables.effects(measure)
      let turned = try tables.effects(measure, options: EffectOptions(design: .init(direction: true)))
      #expect(turned.rows[0].yi == plain.rows[0].yi.map { -$0 } && turned.rows[1].yi == plain.rows[1].yi)
      let counts = Dictionary(uniqueKeysWithValues: turned.inputs.map { ($0.role, $0.values) })
      #expect(
        counts == [.ai: [3, 4], .n1i: [22, 25], .ci: [7, 6], .n2i: [20, 24]] as [Role: [Double?]], "\(code)")
      #expect(
        turned.notes.first?.sentence
          == "row 1: sign turned and the counts of its groups exchanged, since direction says 'lower'")
      // Their own effects are the turned ones.
      let again = try StudyTable(
        name: "again.csv", columns: turned.inputs.map { .init(name: $0.role.rawValue, numbers: $0.values) })
      expectClose(try again.effects(measure).rows[0].yi, turned.rows[0].yi, relative: 1e-15)
    }
    let rates = try table([
      "x1i": ["7"], "t1i": ["100"], "x2i": ["3"], "t2i": ["110"], "direction": ["-1"],
    ]).effects(try Measure(named: "IRR"), options: EffectOptions(design: .init(direction: true)))
    #expect(rates.inputs.map(\.values) == [[3], [110], [7], [100]] as [[Double?]])
  }

  /// An area of 0.7 where lower is better is one of 0.3.
  @Test func directionOfProbabilities() throws {
    let data = try table(["ai": ["0.7"], "n1i": ["20"], "n2i": ["20"], "direction": ["lower"]])
    for code in ["AUC", "CLES"] {
      let measure = try Measure(named: code)
      let plain = try data.effects(measure)
      let turned = try data.effects(measure, options: EffectOptions(design: .init(direction: true)))
      expectClose(turned.rows[0].yi, 0.3, relative: 1e-15)
      #expect(turned.rows[0].vi == plain.rows[0].vi)
      #expect(turned.notes.first?.sentence == "row 1: turned to 1 - p, since direction says 'lower'")
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    let data = try table(["di": ["0.5"], "n1i": ["20"], "n2i": ["20"]])
    for design in [
      DesignAdjustments(clusters: .sizes), .init(crossover: true), .init(sharedControl: .split),
      .init(direction: true),
    ] {
      #expect(throws: EffectError.self) { try data.effects(.hedgesG, options: EffectOptions(design: design)) }
    }
    let shares = try table(["xi": ["5"], "ni": ["20"], "direction": ["lower"]])
    #expect(throws: EffectError.noSign(measure: "PR")) {
      try shares.effects(try Measure(named: "PR"), options: EffectOptions(design: .init(direction: true)))
    }
  }

  /// Signs, clusters and shared controls together: covariances follow what happened to the effects.
  @Test func correctionsWorkTogether() throws {
    let data = try table([
      "di": ["0.5", "0.3"], "n1i": ["20", "24"], "n2i": ["22", "22"], "control": ["C", "C"],
      "direction": ["lower", "higher"], "icc": ["0.1", ""], "cluster_size": ["11", ""],
    ])
    let plain = try data.effects(.hedgesG, options: EffectOptions(design: .init(sharedControl: .covariance)))
    let all = try data.effects(
      .hedgesG,
      options: EffectOptions(design: .init(clusters: .variance, sharedControl: .covariance, direction: true)))
    let (before, after) = (try #require(plain.covariance?[1, 2]), try #require(all.covariance?[1, 2]))
    expectClose(after, -before * 2.0.squareRoot())
    expectClose(all.covariance?[1, 1], all.rows[0].vi)
  }
}
