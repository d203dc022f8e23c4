import EffectMeasures
import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Subgroup analyses")
struct SubgroupAnalysisTests {
  private static let effects = EffectSizes(
    yi: [0.1, 0.4, 0.3, 0.9, 0.6, 0.2], vi: [0.02, 0.03, 0.05, 0.04, 0.02, 0.06],
    studies: ["A", "B", "C", "D", "E", "F"])
  private static let labels: [String?] = ["mild", "severe", "mild", "severe", "severe", "mild"]

  private static func codes(_ result: SubgroupResult) -> [String] { result.notes.map(\.kind.code) }

  @Test func groupsComeInTheOrderOfTheDataOrOfTheirLabels() throws {
    let labels: [String?] = ["b", "a", "b", "a", "b", "a"]
    let given = try SubgroupAnalysis().analyse(Self.effects, labels: labels)
    #expect(given.subgroups.map(\.label) == ["b", "a"])
    let sorted = try SubgroupAnalysis(order: .label).analyse(Self.effects, labels: labels)
    #expect(sorted.subgroups.map(\.label) == ["a", "b"])
    #expect(given.test?.df1 == 1)
    expectClose(given.test?.statistic, sorted.test?.statistic)
  }

  @Test func numbersSortBySizeAndKeepTheirColumnsName() throws {
    let table = try StudyTable(
      name: "years.csv",
      columns: [
        .init(name: "yi", cells: ["0.1", "0.2", "0.3", "0.5"]), .init(name: "vi", cells: ["1", "1", "1", "2"]),
        .init(name: "year", cells: ["10", "9", "10.0", "9"]),
      ])
    let effects = try table.effects(.generic)
    let result = try SubgroupAnalysis(order: .label).analyse(effects, by: "year")
    #expect(result.subgroups.map(\.name) == ["year = 9", "year = 10"])
    #expect(result.subgroups.map(\.k) == [2, 2])
  }

  @Test func equalEffectsSplitQ() throws {
    let settings = ModelSettings(heterogeneity: .equalEffects, test: .z)
    for tau2 in SubgroupTau2.allCases {
      let result = try SubgroupAnalysis(settings, tau2: tau2).analyse(Self.effects, labels: Self.labels)
      let parts = (result.within?.q ?? 0) + (result.test?.statistic ?? 0)
      expectClose(parts, result.overall?.heterogeneity.q, relative: 1e-12)
    }
  }

  @Test func theOverallEffectIsThatOfAllStudies() throws {
    let result = try SubgroupAnalysis().analyse(Self.effects, labels: Self.labels)
    let plain = try ModelSettings().fit(Self.effects)
    #expect(result.overall?.coefficients == plain.coefficients)
    expectClose(result.studies.compactMap(\.weightPercent).reduce(0, +), 100)
    expectClose(result.subgroups.compactMap(\.weightPercent).reduce(0, +), 100)
    #expect(result.studies.map(\.row) == [1, 2, 3, 4, 5, 6])
  }

  @Test func aGroupHasWeightsOfItsOwn() throws {
    for (overall, tau2) in [(SubgroupOverall.always, SubgroupTau2.separate), (.never, .common)] {
      let result = try SubgroupAnalysis(tau2: tau2, overall: overall).analyse(Self.effects, labels: Self.labels)
      #expect(result.weightsAreOverall == (overall == .always))
      for group in result.subgroups {
        let own = group.ownWeights.compactMap(\.self)
        expectClose(own.reduce(0, +), 100)
        // The weights that make the diamond.
        let mean = zip(own, group.studies).reduce(0) { $0 + $1.0 * ($1.1.yi ?? 0) } / 100
        expectClose(mean, group.fit?.coefficients.first?.estimate, relative: 1e-12)
      }
    }
  }

  @Test func aRowWithoutALabelIsLeftOutWithANote() throws {
    var labels = Self.labels
    labels[2] = nil
    let result = try SubgroupAnalysis().analyse(Self.effects, labels: labels, column: "severity")
    let note = try #require(result.notes.first { $0.kind.code == "subgroup.missing-label" })
    #expect(note.row == 3)
    #expect(
      note.sentence == "row 3 (C): left out: severity is missing, so that the row has no subgroup")
    #expect(result.k == 5)
    #expect(result.overall?.k == 5)
    #expect(result.studies.count == 6)
    #expect(result.studies[2].weightPercent == nil)
  }

  @Test func aGroupOfOneStudyIsShown() throws {
    let labels: [String?] = ["a", "a", "a", "a", "a", "b"]
    let result = try SubgroupAnalysis().analyse(Self.effects, labels: labels)
    let single = try #require(result.subgroups.last)
    #expect(single.k == 1)
    #expect(!single.estimatesTau2)
    expectClose(single.fit?.coefficients[0].standardError, 0.06.squareRoot())
    #expect(single.fit?.coefficients[0].degreesOfFreedom == nil)
    #expect(Self.codes(result).contains("subgroup.single-study"))
    #expect(!Self.codes(result).contains("model.single-study"))
    #expect(result.test != nil)
    let common = try SubgroupAnalysis(tau2: .common).analyse(Self.effects, labels: labels)
    #expect(common.subgroups.last?.fit?.coefficients[0].degreesOfFreedom == 4)
    #expect(!Self.codes(common).contains("subgroup.single-study"))
  }

  @Test func aGroupWithoutUsableStudiesStaysVisible() throws {
    var effects = Self.effects
    effects.rows[5].vi = nil
    let labels: [String?] = ["a", "a", "a", "b", "b", "c"]
    for tau2 in SubgroupTau2.allCases {
      let result = try SubgroupAnalysis(tau2: tau2).analyse(effects, labels: labels)
      #expect(result.subgroups.map { $0.fit == nil } == [false, false, true])
      #expect(result.subgroups[2].studies.map(\.study) == ["F"])
      #expect(Self.codes(result).contains("subgroup.empty"))
      #expect(Self.codes(result).contains("study.dropped"))
      #expect(result.test?.df1 == 1)
    }
  }

  @Test func studiesInSeveralGroupsAreNotPooledTogetherUnlessAsked() throws {
    let effects = EffectSizes(
      yi: [0.1, 0.4, 0.3, 0.9], vi: [0.02, 0.03, 0.05, 0.04], studies: ["A", "B", "A", "B"])
    let labels: [String?] = ["mood", "mood", "coping", "coping"]
    let result = try SubgroupAnalysis().analyse(effects, labels: labels, column: "outcome")
    #expect(result.sharedStudies == ["A", "B"])
    #expect(result.overall == nil)
    #expect(result.test == nil)
    expectClose(result.studies.prefix(2).compactMap(\.weightPercent).reduce(0, +), 100)
    let note = try #require(result.notes.first { $0.kind.code == "subgroup.shared-studies" })
    #expect(note.sentence.contains("2 studies occur in several groups of outcome (A, B)"))
    let asked = try SubgroupAnalysis(overall: .always).analyse(effects, labels: labels)
    #expect(asked.overall?.k == 4)
    #expect(asked.test != nil)
    #expect(Self.codes(asked).contains("subgroup.shared-studies"))
    #expect(try SubgroupAnalysis(overall: .never).analyse(Self.effects, labels: Self.labels).overall == nil)
  }

  @Test func notesNameTheirGroup() throws {
    let effects = EffectSizes(yi: [0.1, 0.1, 0.1, 0.9, -0.6, 0.2], vi: [0.02, 0.03, 0.05, 0.04, 0.02, 0.06])
    let labels: [String?] = ["a", "a", "a", "b", "b", "b"]
    let settings = ModelSettings(test: .z)
    let note = try #require(
      SubgroupAnalysis(settings).analyse(effects, labels: labels).notes.first {
        $0.kind.code == "tau2.truncated"
      })
    #expect(note.sentence.hasPrefix("a: the estimate of τ²"))
  }

  @Test func oneGroupIsNotCompared() throws {
    let result = try SubgroupAnalysis().analyse(Self.effects, labels: Self.labels.map { _ in "all" })
    #expect(result.test == nil)
    #expect(Self.codes(result).contains("subgroup.only-one"))
    let exact = EffectSizes(yi: [0.1, 0.1, 0.4, 0.6], vi: [0.1, 0.1, 0.1, 0.1])
    let undefined = try SubgroupAnalysis().analyse(exact, labels: ["a", "a", "b", "b"])
    #expect(undefined.test == nil)
    #expect(Self.codes(undefined).contains("subgroup.test-undefined"))
  }

  @Test func weightsOfTheUserGoWithTheirRows() throws {
    let weights: [Double?] = [1, 2, 3, 4, 5, 6]
    let settings = ModelSettings(weighting: .user(weights), test: .z)
    let result = try SubgroupAnalysis(settings).analyse(Self.effects, labels: Self.labels)
    expectClose(result.subgroups[0].fit?.coefficients[0].estimate, (0.1 + 3 * 0.3 + 6 * 0.2) / 10)
    expectClose(result.overall?.coefficients[0].estimate, (0.1 + 0.8 + 0.9 + 3.6 + 3 + 1.2) / 21)
    let common = try SubgroupAnalysis(settings, tau2: .common).analyse(Self.effects, labels: Self.labels)
    expectClose(common.subgroups[1].fit?.coefficients[0].estimate, (0.8 + 3.6 + 3) / 11)
  }

  /// The last study of each group has no events: no estimate of its own, but a table.
  private static func trials() throws -> EffectSizes {
    try StudyTable(
      name: "trials.csv",
      columns: [
        .init(name: "ai", cells: ["4", "6", "0", "12", "3", "0"]),
        .init(name: "n1i", cells: ["40", "50", "30", "60", "45", "20"]),
        .init(name: "ci", cells: ["9", "8", "0", "20", "7", "0"]),
        .init(name: "n2i", cells: ["42", "49", "31", "58", "44", "21"]),
        .init(name: "g", cells: ["a", "a", "a", "b", "b", "c"]),
      ]
    ).effects(.oddsRatio, options: EffectOptions(dropDoubleZero: true))
  }

  @Test func groupsOfTablesArePooledAsIfTheyWereAllThereIs() throws {
    let effects = try Self.trials()
    for pooling in [Pooling.mantelHaenszel(), .peto()] {
      let settings = ModelSettings(heterogeneity: .equalEffects, test: .z, pooling: pooling)
      let result = try SubgroupAnalysis(settings).analyse(effects, by: "g")
      #expect(result.subgroups.map(\.k).prefix(2) == [3, 2])
      for (group, rows) in zip(result.subgroups, [[0, 1, 2], [3, 4]]) {
        let alone = try settings.fit(effects.selectingRows(rows))
        #expect(group.fit?.coefficients == alone.coefficients)
        #expect(group.fit?.heterogeneity == alone.heterogeneity)
        #expect(group.fit?.stratifiedTests == alone.stratifiedTests)
      }
      #expect(result.overall?.coefficients == (try settings.fit(effects)).coefficients)
      #expect(result.test?.df1 == 1)
      expectClose(result.subgroups.compactMap(\.weightPercent).reduce(0, +), 100)
    }
  }

  @Test func tablesOfAGroupWithoutEventsSayNothing() throws {
    let settings = ModelSettings(heterogeneity: .equalEffects, test: .z, pooling: .mantelHaenszel())
    let result = try SubgroupAnalysis(settings).analyse(try Self.trials(), by: "g")
    #expect(result.subgroups[2].k == 1)
    #expect(result.subgroups[2].fit?.coefficients.isEmpty == true)
    #expect(Self.codes(result).contains("pooling.not-estimable"))
  }

  @Test func tablesHaveNoCommonModel() throws {
    for pooling in [Pooling.mantelHaenszel(), .peto()] {
      let settings = ModelSettings(heterogeneity: .estimated(.dl), pooling: pooling)
      #expect(throws: SubgroupError.commonTau2(pooling: pooling.code)) {
        try SubgroupAnalysis(settings, tau2: .common).analyse(try Self.trials(), by: "g")
      }
    }
  }

  @Test func groupsAreTurnedBackAtTheirOwnSizes() throws {
    let table = try StudyTable(
      name: "p.csv",
      columns: [
        .init(name: "xi", cells: ["3", "8", "1", "6"]), .init(name: "ni", cells: ["10", "20", "10", "20"]),
        .init(name: "g", cells: ["a", "b", "a", "b"]),
      ])
    let effects = try table.effects(.doubleArcsineProportion)
    let result = try SubgroupAnalysis().analyse(effects, by: "g")
    #expect(
      result.subgroups.map { $0.fit?.backTransformed?.transform } == [
        .freemanTukeyProportion(n: 10), .freemanTukeyProportion(n: 20),
      ])
  }

  @Test func whatCannotBeGroupedIsRefused() throws {
    #expect(throws: SubgroupError.noTable(column: "g")) {
      try SubgroupAnalysis().analyse(Self.effects, by: "g")
    }
    #expect(throws: SubgroupError.labelCount(labels: 1, rows: 6)) {
      try SubgroupAnalysis().analyse(Self.effects, labels: ["a"])
    }
    #expect(throws: SubgroupError.noLabels(column: "subgroup")) {
      try SubgroupAnalysis().analyse(Self.effects, labels: [nil, nil, nil, nil, nil, nil])
    }
    let table = try StudyTable(
      name: "t.csv",
      columns: [
        .init(name: "yi", cells: ["1"]), .init(name: "vi", cells: ["1"]), .init(name: "group", cells: ["a"]),
      ])
    #expect(throws: StudyTableError.self) {
      try SubgroupAnalysis().analyse(try table.effects(.generic), by: "grup")
    }
  }
}
