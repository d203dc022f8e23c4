import EffectMeasures
import MetaModels
import StudyRecords
import Testing
import _TestSupport

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

  @Test("An estimate beyond the natural scale is empty there, with a note")
  func overflow() throws {
    let effects = EffectSizes(yi: [1000, 1001], vi: [0.1, 0.2], measure: .hazardRatio)
    let fit = try ModelSettings().fit(effects)
    let back = try #require(fit.backTransformed)
    #expect(back.estimate == nil && back.interval?.upper == .infinity)
    #expect(fit.notes.map(\.kind.code).contains("back-transform.overflow"))
  }

  @Test(
    "A term that cannot be computed is not called missing",
    arguments: [
      ("~ log(x)", "log(x) cannot be computed: log(-2) is not a number"),
      ("~ I(1/(x + 2))", "I(1/(x+2)) cannot be computed: 1/0 is infinite"),
      ("~ exp(x * x * 200)", "exp(x*x*200) cannot be computed: exp(800) is infinite"),
      ("~ center(sqrt(x))", "center(sqrt(x)) cannot be computed: sqrt(-2) is not a number"),
    ])
  func undefinedTerms(formula: String, reason: String) throws {
    let table = try StudyTable(
      name: "data",
      columns: [
        .init(name: "yi", numbers: [0.1, 0.2, 0.3, 0.4, 0.5]),
        .init(name: "vi", numbers: [0.1, 0.1, 0.1, 0.1, 0.1]),
        .init(name: "x", numbers: [0.1, -2, 0.3, nil, 0.7]),
      ])
    let notes = try RandomEffects().fit(table.effects(.generic), moderators: formula).notes
    let dropped = notes.filter { $0.kind.code == "study.dropped" }
    #expect(dropped.map(\.row) == [2, 4])
    #expect(dropped.first?.message == "left out: \(reason)")
    #expect(dropped.last?.message.hasSuffix("is missing") == true)
  }

  @Test(
    "A factor with one level in the rows used is named, wherever the formula has it",
    arguments: ["~ site", "~ x + site", "~ 0 + site + x", "~ x:site", "~ x * site", "~ factor(year)"])
  func singleLevel(formula: String) throws {
    let table = try StudyTable(
      name: "data",
      columns: [
        .init(name: "yi", numbers: [0.1, 0.2, 0.3, 0.4, 0.5]),
        .init(name: "vi", numbers: [0.1, 0.1, 0.1, 0.1, nil]),
        .init(name: "x", numbers: [0.1, -2, 0.3, 1, 0.7]),
        .init(name: "year", numbers: [2001, 2001, 2001, 2001, 2002]),
        .init(name: "site", texts: ["here", "here", "here", "here", "there"], numbers: nil),
      ])
    let effects = try table.effects(.generic)
    let notes = try RandomEffects().fit(effects, moderators: formula).notes
    let (column, level) = formula.contains("year") ? ("year", "2001") : ("site", "here")
    let note = try #require(notes.first { $0.kind.code == "moderator.single-level" })
    #expect(note.column == column && note.kind.severity == .warning)
    #expect(note.sentence.hasPrefix("the moderator \(column) is '\(level)' in every row used"))
    // As a moderator of τ², too.
    let scale = try LocationScale().fit(effects, scale: formula).notes
    #expect(scale.contains { $0.kind.code == "moderator.single-level" })
  }

  /// Factor q and its consequences by hand: for equal variances v and τ² = 0, q = Σ(y − ȳ)²/((k − 1) v).
  @Test("Knapp–Hartung intervals narrower than normal ones are pointed out, and warned of where they decide")
  func narrowKnappHartung() throws {
    func effects(_ mean: Double, _ spread: Double, k: Int = 12) -> EffectSizes {
      EffectSizes(
        yi: (0..<k).map { mean + ($0 % 2 == 0 ? spread : -spread) }, vi: [Double](repeating: 0.04, count: k))
    }
    func notes(_ effects: EffectSizes, _ test: CoefficientTest = .knha) throws -> [Note] {
      try ModelSettings(test: test).fit(effects).notes.filter { $0.kind.code.hasPrefix("test.knha") }
    }
    // q = 12 · 0.01/(11 · 0.04) = 0.2727, t(11)·√q/z = 0.5864; the mean is far from 0 by either.
    let clear = try notes(effects(1, 0.1))
    #expect(clear.map(\.kind.code) == ["test.knha-narrower"])
    #expect(clear.first?.sentence.contains("factor is 0.27273 and intervals are 41.3") == true)
    #expect(clear.first?.kind.severity == .information)
    // z = 0.09/√(0.04/12) = 1.56: not significant by z, but by t(11) > 2.985.
    let decided = try notes(effects(0.09, 0.1))
    #expect(decided.map(\.kind.code) == ["test.knha-decides"])
    #expect(
      decided.first?.sentence.hasPrefix("the test of the pooled effect is significant only because") == true)
    // Neither by z nor by t.
    #expect(try notes(effects(0.01, 0.1)).map(\.kind.code) == ["test.knha-narrower"])
    // A factor below 1 that the t quantile makes up for: q = 0.9, k = 12.
    #expect(try notes(effects(1, (0.9 * 11 * 0.04 / 12).squareRoot())).isEmpty)
    for test in [CoefficientTest.z, .t, .adhoc, .widest, .iqwig6] {
      #expect(try notes(effects(0.09, 0.1), test).isEmpty)
    }
    // Of a regression the moderators count, not the intercept.
    let design = Design(columns: [
      .init(term: Design.intercept, values: [Double?](repeating: 1, count: 12)),
      .init(term: "x", values: (0..<12).map { Double($0) }),
    ])
    let level = try ModelSettings().fit(effects(0.1, 0.1), design: design)
    #expect(level.notes.contains { $0.kind.code == "test.knha-narrower" })
  }

  /// H² from Q as metafor 3.8-1 prints it for equal effects (0.1761143, 0.7); its intervals, of random effects alone, start at
  /// 1 for H² and 0 for I², and its H² from τ² is 1 at τ² = 0.
  @Test func h2BelowItsInterval() throws {
    for (yi, vi, expected) in [
      ([0.10, 0.14, 0.17, 0.25, 0.22, 0.31, 0.33], [0.04, 0.05, 0.06, 0.04, 0.02, 0.08, 0.03], 0.1761143),
      ([0.1, 0.5, 0.2, 0.4, 0.3, 0], [Double](repeating: 0.05, count: 6), 0.7),
    ] {
      let effects = EffectSizes(yi: yi, vi: vi)
      let fit = try ModelSettings(heterogeneity: .equalEffects, test: .z).fit(effects)
      expectClose(fit.heterogeneity.h2, expected, relative: 5e-7)
      #expect(fit.heterogeneity.h2Interval?.lower == 1 && fit.heterogeneity.i2Interval?.lower == 0)
      let note = try #require(fit.notes.first { $0.kind.code == "h2.below-interval" })
      #expect(note.details.map(\.name) == ["h2", "df"])
      let random = try ModelSettings(i2Basis: .tau2).fit(effects)
      #expect(random.heterogeneity.h2 == 1 && random.heterogeneity.h2Interval?.lower == 1)
      #expect(!random.notes.contains { $0.kind.code == "h2.below-interval" })
    }
  }

  @Test(
    "Moderators whose squares leave the range of numbers are refused with their place",
    arguments: [1e200, 1e-200])
  func moderatorSizes(_ size: Double) {
    let effects = EffectSizes(yi: [0.1, 0.3, 0.2], vi: [0.1, 0.2, 0.1], studies: ["A", "B", "C"])
    let design = Design(columns: [.init(term: "x", values: [0, size, 0])])
    #expect(throws: ModelError.unusableModerator(term: "x", row: 2, study: "B", value: size)) {
      try ModelSettings().fit(effects, design: design)
    }
  }

  @Test("When no row can be used every reason is told, equal ones together")
  func noStudies() throws {
    let table = try StudyTable(
      name: "data",
      columns: [
        .init(name: "yi", numbers: [nil, nil, 0.3, 0.4]), .init(name: "vi", numbers: [0.1, 0.1, -1, 0.1]),
        .init(name: "x", numbers: [1, 1, 1, nil]),
      ])
    let reasons = [
      "rows 1 and 2: no effect size: missing yi",
      "row 3: no effect size: vi is -1, but a variance or standard error must be finite and cannot be negative",
      "row 4: left out: x is missing",
    ]
    #expect(throws: ModelError.noStudies(reasons: reasons, rows: 4)) {
      try RandomEffects().fit(table.effects(.generic), moderators: "~ x")
    }
  }
}
