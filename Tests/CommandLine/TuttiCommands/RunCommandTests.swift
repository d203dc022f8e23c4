import MetaAnalysis
import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct RunCommandTests {
  /// The files that a run writes, by name.
  private func run(_ text: String, named name: String = "analysis.yml", _ files: [String: String] = [:]) throws
    -> [String: String]
  {
    try withTemporaryFolder { folder in
      try writeFile(Array(text.utf8), to: "\(folder)/\(name)")
      for (name, text) in files { try writeFile(Array(text.utf8), to: "\(folder)/\(name)") }
      let outcome = Outcome(["run", "\(folder)/\(name)", "-o", "\(folder)/results/deep"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try contents(of: "\(folder)/results/deep")
    }
  }

  private func contents(of folder: String) throws -> [String: String] {
    var texts: [String: String] = [:]
    for path in TuttiCommands.files(at: folder, where: { _ in true }) {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      texts[name] = String(decoding: try InputFile(path: path).bytes, as: UTF8.self)
    }
    return texts
  }

  static let meansAnalysis = """
    schema: tutti.analysis/1
    title: SYNTHETIC means
    note: SYNTHETIC data, made up for a test.
    source: {citation: SYNTHETIC, where: nowhere}
    data: {path: data.csv}
    columns: {study: trial, m1i: mean_t, sd1i: sd_t, n1i: n_t, m2i: mean_c, sd2i: sd_c, n2i: n_c}
    rows: row <= 3
    measure: SMD
    conventions: {profile: metafor@5.1, hedges-j: approximate}
    diagnostics: [leave-one-out, cumulative]
    sensitivity: {method: [DL, EE], test: [z, knha]}
    expect:
      - {quantity: k, printed: "3"}
      - {quantity: estimate, printed: "9.99", where: p. 1}
    """

  @Test(arguments: ["studies.csv", "effects.csv", "report.md"]) func whatARunIsMadeFromIsNeverReplaced(
    name: String
  )
    throws
  {
    try withTemporaryFolder { folder in
      let isData = name.hasSuffix("csv")
      let text = Self.meansAnalysis.replacing("data.csv", with: isData ? name : "data.csv")
      let (file, data) = isData ? ("analysis.yml", name) : (name, "data.csv")
      try writeFile(Array(text.utf8), to: "\(folder)/\(file)")
      try writeFile(Array(TestData.means.utf8), to: "\(folder)/\(data)")
      let outcome = Outcome(["run", "\(folder)/\(file)", "-o", folder])
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("\(name)' would replace what the run is made from"))
      #expect(try contents(of: folder) == [file: text, data: TestData.means])
    }
  }

  @Test func aWholeAnalysisIsWritten() throws {
    let files = try run(Self.meansAnalysis, ["data.csv": TestData.means])
    #expect(
      files.keys.sorted() == [
        "check.csv", "cumulative.csv", "effects.csv", "fit.json", "forest.svg", "leave-one-out.csv",
        "report.md",
        "report.txt", "sensitivity.csv", "studies.csv",
      ])
    expectSnapshot(files["report.txt"] ?? "")
    expectSnapshot(files["fit.json"] ?? "", named: "fit", as: "json")
    #expect(files["sensitivity.csv"]?.split(separator: "\n").count == 5)
  }

  /// A run repeated from its own result gives the same bytes, file by file.
  @Test(arguments: [
    (meansAnalysis, "data.csv", TestData.means),
    (
      """
      schema: tutti.analysis/1
      data: {dataset: bcg}
      measure: OR
      model: {method: ML, level: "90"}
      moderators: ~ latitude
      predict: [{latitude: 33.46}]
      rows: 'allocation != "random"'
      compute: {centred: latitude - 33.46}
      plot: {groups: [Vaccinated, Control], favours: [vaccine, control]}
      expect:
        - {quantity: estimate, term: latitude, printed: "−0.03", with: {method: DL}, tolerance: {absolute: 0.01, reason: "a ü reason"}}
        - {quantity: estimate, at: {latitude: 10}, printed: "0.1", scale: natural}
        - {quantity: tau2, printed: "0.5", misprint: {correct: "0.4", reason: why}, without: TPT Madras 1980}
      """, "", ""
    ),
    (
      """
      schema: tutti.analysis/1
      data: {dataset: bcg}
      measure: RR
      subgroups: {by: allocation, tau2: common}
      expect: [{quantity: q_between, printed: "1.0"}, {quantity: estimate, subgroup: random, printed: "-0.97"}]
      """, "", ""
    ),
    (
      """
      schema: tutti.analysis/1
      data: {dataset: catheter-infections}
      measure: OR
      model: {method: MH}
      """, "", ""
    ),
    (
      """
      schema: tutti.analysis/1
      data: {dataset: bcg}
      measure: OR
      conventions: {profile: metafor@5.1, tau2-interval: PL}
      model: {method: BB, link: log, level: 90, unweighted: True}
      expect: [{quantity: estimate, printed: "OR 0.70", scale: natural}, {quantity: p, printed: "0.32"}]
      """, "", ""
    ),
    (
      """
      schema: tutti.analysis/1
      data:
        name: SYNTHETIC
        columns:
          study: ["1", "2", é]
          grade: ["1", "2", "3"]
          yi: [0.1, 2e-17, -3]
          vi: [1, 0.5, null]
      """, "", ""
    ),
    (
      "schema: tutti.analysis/1\ndata: odd.csv\nmeasure: SMD\ncolumns: {yi: y}\n".replacing(
        "measure: SMD\n", with: ""),
      "odd.csv", "study;y;vi;\"a \"\"q\"\"\"\n\nA;0,5;0,25;\"x\ty\"\nB;0,25;1;NA\n\nC;;1;\\\n"
    ),
  ])
  func aRunIsRepeatedFromItsResultWithTheSameBytes(text: String, dataName: String, data: String) throws {
    let first = try run(text, dataName.isEmpty ? [:] : [dataName: data])
    let second = try run(try #require(first["fit.json"]), named: "fit.json")
    #expect(first.keys.sorted() == second.keys.sorted())
    for (name, text) in first { #expect(second[name] == text, "\(name)") }
  }

  @Test func theFolderIsNamedAfterTheFile() throws {
    try withTemporaryFolder { folder in
      try writeFile(Array(Self.meansAnalysis.utf8), to: "\(folder)/x.analysis.yml")
      let outcome = Outcome(["run", "\(folder)/x.analysis.yml", "-o", "\(folder)/x.analysis.yml"])
      #expect(outcome.status == 66)
      try writeFile(Array(TestData.means.utf8), to: "\(folder)/data.csv")
      #expect(Outcome(["run", "\(folder)/x.analysis.yml", "-o", "\(folder)/x.analysis.yml"]).status == 73)
    }
  }

  @Test func everyIssueOfAFileIsALine() throws {
    let outcome = Outcome(
      ["run", "-"], input: "schema: tutti.analysis/1\ndata: a.csv\nmodel: {methd: DL}\nmeazure: OR\n")
    #expect(outcome.status == 65)
    #expect(outcome.output == "")
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("tutti: standard input:3:9: "))
    #expect(lines[1].hasPrefix("tutti: standard input:4:1: "))
  }
}
