import MetaAnalysis
import Testing

@testable import Analyses

@Suite struct AnalysisDecoderTests {
  /// A file with every section.
  static let complete = """
    # BCG
    schema: tutti.analysis/1
    title: BCG vaccine against tuberculosis
    source: {citation: "van Houwelingen et al. (2002)", doi: 10.1002/sim.1040, where: Table 3}
    note: A remark.
    data: {dataset: bcg}
    columns: {ai: tb_vaccinated, n1i: n_vaccinated, ci: tb_control, n2i: n_control}
    rows: 'year >= 1950 and allocation != "systematic"'
    compute: {centred: latitude - 33.46}
    measure: OR
    conventions: {profile: metafor@5.1, i2: q, hedges-j: approximate}
    model: {method: ML, test: z, level: 90}
    moderators: '~ latitude'
    predict: [{latitude: 33.46}, {latitude: "10"}]
    diagnostics: [leave-one-out, cumulative]
    sensitivity: {method: [DL, REML, PM], test: [z, knha], i2: [q]}
    plot: {groups: [Vaccinated, Control], favours: [vaccine, control]}
    expect:
      - {quantity: estimate, term: latitude, printed: "-0.029", where: p. 594}
      - quantity: ci
        term: latitude
        printed: ["0.34", "0.72"]
        scale: natural
      - {quantity: q, printed: "55.54", misprint: {correct: "51.55", reason: "Q of the paper's own table"}}
      - {quantity: tau2, printed: "0.30", tolerance: {absolute: 0.01, reason: stopped early}}
      - {quantity: tau2, printed: 0.30, with: {method: PM, i2: tau2}, without: Aronson 1948}
      - {quantity: estimate, prediction: 2, printed: "0.5", note: a prediction}
      - {quantity: estimate, at: {latitude: 12.5}, printed: "0.5"}
      - {quantity: weight, study: Aronson 1948, printed: "5.1%"}
      - {quantity: weight, row: 3, printed: "<1"}
    """

  private func decoded(_ text: String) throws -> Analysis {
    try Analysis(yaml: text, path: "folder/analysis.yml")
  }

  /// The place and message of every issue.
  private func issues(_ text: String) -> [AnalysisFileIssue] {
    do {
      _ = try Analysis(yaml: text, path: "analysis.yml")
      return []
    } catch {
      guard case .malformed(_, let issues) = error else { return [] }
      return issues
    }
  }

  @Test func everySectionIsRead() throws {
    let analysis = try decoded(Self.complete)
    #expect(analysis.title == "BCG vaccine against tuberculosis")
    #expect(analysis.source?.doi == "10.1002/sim.1040")
    #expect(analysis.source?.place == "Table 3")
    #expect(analysis.data.origin == .dataset("bcg"))
    #expect(analysis.columns[.ai] == "tb_vaccinated")
    #expect(analysis.rows?.text == "year >= 1950 and allocation != \"systematic\"")
    #expect(analysis.computed.map(\.name) == ["centred"])
    #expect(analysis.measure == .oddsRatio)
    #expect(analysis.profile == "metafor@5.1")
    #expect(analysis.overrides == [.i2: "q", .hedgesJ: "approximate"])
    #expect(analysis.model[.method] == "ML")
    #expect(analysis.model[.level] == "90")
    #expect(analysis.moderators == "~ latitude")
    #expect(analysis.predictions == [["latitude": 33.46], ["latitude": "10"]])
    #expect(analysis.diagnostics == [.leaveOneOut, .cumulative])
    #expect(
      analysis.sensitivity.map { $0.settings.map(\.value) } == [["DL", "REML", "PM"], ["z", "knha"], ["q"]])
    #expect(analysis.plot.groups == ["Vaccinated", "Control"])
    #expect(analysis.file.path == "folder/analysis.yml")
    #expect(analysis.file.folder == "folder/")
    #expect(analysis.file.sha256?.count == 64)
  }

  @Test func expectationsKeepDigitsAndPlaces() throws {
    let all = try decoded(Self.complete).expectations
    #expect(all.count == 9)
    #expect(all[0].target == .term("latitude"))
    #expect(all[0].place == FilePlace(line: 19, column: 5))
    #expect(all[0].source == "p. 594")
    #expect(all[1].printed.map(\.text) == ["0.34", "0.72"])
    #expect(all[1].scale == .natural)
    #expect(all[1].numbers.map(\.quantity) == [.ciLower, .ciUpper])
    #expect(all[2].misprint?.correct.first?.value == 51.55)
    #expect(all[3].tolerance?.absolute == 0.01)
    // A number without quotes keeps its digits too.
    #expect(all[4].printed.first?.decimals == 2)
    #expect(all[4].settings == [.model(.method, "PM"), .convention(.i2, "tau2")])
    #expect(all[4].without == "Aronson 1948")
    #expect(all[5].target == .prediction(2))
    #expect(all[6].target == .at(["latitude": 12.5]))
    #expect(all[7].target == .study("Aronson 1948"))
    #expect(all[8].target == .row(3))
  }

  @Test func jsonIsYAMLToo() throws {
    let json = #"{"schema": "tutti.analysis/1", "data": {"columns": {"yi": [0.1, null], "vi": [1e-3, 0.2]}}}"#
    let analysis = try decoded(json)
    guard case .columns(let columns) = analysis.data.origin else {
      throw AnalysisFileError.unreadable(file: "", reason: "")
    }
    #expect(columns[0].numbers == [0.1, nil])
    #expect(columns[1].numbers == [0.001, 0.2])
  }

  @Test func inlineCellsAreNumbersTextsOrMissing() throws {
    let text = """
      schema: tutti.analysis/1
      data:
        columns:
          study: [a, b, "NA", null]
          x: [1, 2.50, NA, .]
          grade: ["1", "2", "3", ~]
          mixed: [1, two, 3, 4]
          end: [1, "Inf", -1, 2]
      """
    guard case .columns(let columns) = try decoded(text).data.origin else { return }
    #expect(columns.map(\.isNumeric) == [false, true, false, false, true])
    #expect(columns[0].texts == ["a", "b", "NA", nil])
    #expect(columns[1].numbers == [1, 2.5, nil, nil])
    #expect(columns[2].labels == ["1", "2", "3", nil])
    #expect(columns[4].numbers == [1, .infinity, -1, 2])
  }

  @Test func theShortFormsOfDataAreRead() throws {
    #expect(try decoded("schema: tutti.analysis/1\ndata: a.csv").data.origin == .path("a.csv"))
    #expect(try decoded("schema: tutti.analysis/1\ndata: dataset:bcg").data.origin == .dataset("bcg"))
    #expect(
      try decoded("schema: tutti.analysis/1\ndata:\n  csv: |\n    yi,vi\n    1,2\n").data.origin
        == .csv("yi,vi\n1,2\n"))
    #expect(try decoded("schema: tutti.analysis/1\ndata: a.csv\nconventions: meta@8").profile == "meta@8")
    #expect(try decoded("schema: tutti.analysis/1\ndata: a.csv\nsubgroups: g").subgroups?.by == "g")
  }

  /// What is wrong, line and column, and a part of the message.
  static let mistakes: [(String, Int, Int, String)] = [
    ("meazure: OR", 3, 1, "did you mean 'measure'?"),
    ("measure: ORR", 3, 10, "did you mean"),
    ("colour: red", 3, 1, "its keys are schema, title"),
    ("model: {methd: ML}", 3, 9, "did you mean 'method'?"),
    ("model: {method: REMML}", 3, 17, "did you mean 'REML'?"),
    ("model: {level: high}", 3, 16, "it takes a percentage between 1 and 100"),
    ("model: {level: 0.9}", 3, 16, "it takes a percentage; write 90"),
    ("model: {level: .995}", 3, 16, "it takes a percentage; write 99.5"),
    ("model: {level: 90%}", 3, 16, "write 90"),
    ("model: {level: 100}", 3, 16, "between 1 and 100"),
    ("level: 90", 3, 1, "it belongs under 'model'"),
    ("method: DL", 3, 1, "it belongs under 'model'"),
    ("ai: a", 3, 1, "it belongs under 'columns'"),
    ("model: {tau2-interval: QP}", 3, 9, "it belongs under 'conventions'"),
    ("conventions: {method: DL}", 3, 15, "it belongs under 'model'"),
    ("conventions: {rows: a}", 3, 15, "it belongs at the top of the file"),
    ("columns: {tb: ai}", 3, 11, "the role stands before the column: ai: tb"),
    ("expect: []", 3, 9, "is an empty list; leave 'expect' out"),
    ("expect: [{quantity: I², printed: '1'}]", 3, 21, "did you mean 'i2'?"),
    ("expect: [{quantity: p-value, printed: '1'}]", 3, 21, "did you mean 'p'?"),
    ("expect: [{quantity: OR, printed: '1'}]", 3, 21, "did you mean 'estimate'?"),
    ("expect: [{quantity: 95% CI, printed: '1'}]", 3, 21, "did you mean 'ci'?"),
    ("expect: [{quantity: ci, printed: 'τ² 0.1 to 0.4'}]", 3, 34, "names another quantity than ci"),
    ("expect: [{quantity: se, printed: '1', tolerance: 0.1}]", 3, 50, "it needs 'absolute' and its 'reason'"),
    ("model: {method: DL, given-tau2: 0.1}", 3, 8, "keep one"),
    ("conventions: {profile: metafor@9}", 3, 24, "there is no profile"),
    ("conventions: {hedges: q}", 3, 15, "did you mean 'hedges-j'?"),
    ("conventions: {i2: qq}", 3, 19, "it takes tau2, q"),
    ("columns: {aii: x}", 3, 11, "is not a role"),
    ("columns: [ai]", 3, 10, "a mapping of keys and values belongs"),
    ("rows: 'year >'", 3, 14, "character 7"),
    ("moderators: '~ x +'", 3, 19, "formula"),
    ("subgroups: {tau2: separate}", 3, 12, "needs 'by'"),
    ("subgroups: {by: g, tau2: both}", 3, 26, "it takes separate, common"),
    ("diagnostics: [leave-one-in]", 3, 15, "did you mean 'leave-one-out'?"),
    ("sensitivity: {metod: [DL]}", 3, 15, "did you mean 'method'?"),
    ("sensitivity: {method: [DX]}", 3, 24, "it takes"),
    ("plot: {groups: [a]}", 3, 16, "two names"),
    ("expect: [{quantity: tau3, printed: '1'}]", 3, 21, "did you mean 'tau2'?"),
    ("expect: [{quantity: tau2}]", 3, 10, "needs 'printed'"),
    ("expect: [{quantity: tau2, printed: '0,5'}]", 3, 36, "decimal mark as a point"),
    ("expect: [{quantity: ci, printed: '0.5'}]", 3, 34, "its two ends as a list"),
    ("expect: [{quantity: se, printed: ['0.5', '1']}]", 3, 34, "one number, not 2"),
    ("expect: [{quantity: se, printed: '0.5', scale: natural}]", 3, 48, "has no scale 'natural'"),
    ("expect: [{quantity: tau2, term: x, printed: '0.5'}]", 3, 10, "does not belong to a term"),
    ("expect: [{quantity: se, term: x, study: y, printed: '0.5'}]", 3, 10, "not to term and study"),
    ("expect: [{quantity: se, subgroup: x, printed: '0.5'}]", 3, 10, "no section 'subgroups'"),
    ("expect: [{quantity: se, prediction: 1, printed: '0.5'}]", 3, 10, "'predict' has 0"),
    ("expect: [{quantity: se, row: 0, printed: '0.5'}]", 3, 30, "a whole number from 1"),
    ("expect: [{quantity: se, printed: '0.5', tolerance: {absolute: 0.1}}]", 3, 52, "its 'reason'"),
    ("expect: [{quantity: se, printed: '0.5', misprint: {correct: '0.6'}}]", 3, 51, "its 'reason'"),
    ("expect: [{quantity: se, printed: '0.5', with: {methd: DL}}]", 3, 48, "did you mean 'method'?"),
    ("title: [a]", 3, 8, "a list where a single value belongs"),
    ("title: a\ntitle: b", 4, 1, "is given twice"),
    ("title: 'a", 3, 8, "is never closed"),
    ("  title: a", 3, 8, "a colon and a blank make a key"),
  ]

  @Test(arguments: mistakes.indices)
  func mistakesAreToldWithTheirPlace(index: Int) throws {
    let (line, row, column, part) = Self.mistakes[index]
    let found = issues("schema: tutti.analysis/1\ndata: a.csv\n\(line)\n")
    let first = try #require(found.first, "\(line)")
    #expect(first.message.contains(part), "\(line): \(first.message)")
    if !part.contains("as YAML") {
      #expect(first.place == FilePlace(line: row, column: column), "\(line): \(first.message)")
    }
  }

  @Test func dataAndSchemaAreNeeded() {
    #expect(issues("schema: tutti.analysis/1").map(\.message).first?.contains("'data' is missing") == true)
    #expect(
      issues("data: a.csv").map(\.message).first?.contains("'schema: tutti.analysis/1' is missing") == true)
    #expect(
      issues("schema: tutti.analysis/7\ndata: a").first?.message.contains("this version of Tutti reads") == true
    )
    #expect(issues("").first?.message.contains("empty") == true)
    #expect(issues("just text").first?.message.contains("a mapping of keys and values belongs") == true)
    #expect(
      issues("schema: tutti.analysis/1\ndata: {path: a, csv: b}").first?.message.contains("keep one") == true)
    #expect(issues("schema: tutti.analysis/1\ndata: {name: b}").first?.message.contains("needs one of") == true)
    #expect(
      issues("schema: tutti.analysis/1\ndata: {path: a, sha256: abc}").first?.message.contains("64") == true)
    #expect(
      issues("schema: tutti.analysis/1\ndata: {columns: {a: [1, 2], b: [1]}}").first?.message.contains(
        "'b' has 1 cell where 'a' has 2; give every column as many")
        == true)
  }

  @Test func everyIssueIsToldAtOnce() {
    let found = issues(
      "schema: tutti.analysis/1\ndata: a.csv\nmeazure: OR\nmodel: {methd: ML, level: 1000}\nrows: '('\n")
    #expect(found.count == 4)
    #expect(found.map(\.place.line) == [3, 4, 4, 5])
  }

  @Test func hostileTextsAreRefusedAndDoNotCrash() {
    let bomb = """
      a: &a [x, x, x, x, x, x, x, x, x, x]
      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
      d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
      e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
      f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
      """
    let texts = [
      bomb, "? x", String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
      String(repeating: "{a: ", count: 50_000), "a: *b", "? [a]\n: b", "--- a\n--- b", "%YAML 9\n---\na: b",
      "\u{0}", "a: !!binary x",
      "schema: {a: b}", "- schema", "schema: tutti.analysis/1\ndata: {columns: {a: {b: c}}}", "&a a: *a",
      "[: , ]", "a\t:\tb",
    ]
    for text in texts { #expect(!issues(text).isEmpty, "\(text.prefix(40))") }
  }

  /// Truncating a file anywhere, or turning a character into another, never crashes.
  @Test func damagedFilesNeverCrash() {
    let characters = Array(Self.complete)
    for end in stride(from: 0, to: characters.count, by: 13) { _ = issues(String(characters[..<end])) }
    for (index, other) in zip(
      stride(from: 0, to: characters.count, by: 17), "[]{}:,'\"-&*!|>%@`#\n\t 0aé".cycled(characters.count))
    {
      var damaged = characters
      damaged[index] = other
      _ = issues(String(damaged))
    }
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    #expect(throws: AnalysisFileError.self) { try Analysis(yaml: [0x66, 0xFF, 0xFE], path: "a.yml") }
    #expect(throws: Never.self) {
      try Analysis(
        yaml: [0xEF, 0xBB, 0xBF] + Array("schema: tutti.analysis/1\ndata: a.csv".utf8), path: "a.yml")
    }
  }

  @Test func filesThatCannotBeReadSaySo() {
    #expect {
      try Analysis(file: "/nowhere/analysis.yml")
    } throws: { error in
      guard let error = error as? AnalysisFileError else { return false }
      return error.kind == .input && error.description.hasPrefix("/nowhere/analysis.yml cannot be read")
    }
  }
}

extension String {
  fileprivate func cycled(_ count: Int) -> [Character] {
    let characters = Array(self)
    return (0..<count).map { characters[$0 % characters.count] }
  }
}
