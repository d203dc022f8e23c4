import Analyses
import MetaAnalysis
import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct CheckCommandTests {
  static let head = """
    schema: tutti.analysis/1
    title: SYNTHETIC estimates
    data:
      columns:
        study: [SYNTHETIC A, SYNTHETIC B, SYNTHETIC C, SYNTHETIC D]
        yi: [0.1, 0.3, 0.5, 0.7]
        vi: [0.04, 0.04, 0.04, 0.04]
    conventions: metafor@5.1
    model: {method: EE}
    expect:

    """

  static let good =
    head + """
        - {quantity: estimate, printed: "0.40", where: p. 3}
        - {quantity: ci, printed: ["0.20", "0.60"]}
        - {quantity: p, printed: "<0.001"}
        - {quantity: q_p, printed: "0.17"}
        - {quantity: q_p, printed: "0.171"}

      """

  static let bad =
    head + """
        - {quantity: estimate, printed: "-0.40", where: "p. 3, Table <2>"}
        - {quantity: se, printed: "0.11"}
        - {quantity: tau2_se, printed: "0.1"}
        - {quantity: q, printed: "6.00", misprint: {correct: "5.00", reason: "SYNTHETIC: a reason, with: marks & signs"}}

      """

  /// The files by name, in a folder of their own, and what a command line makes of them; paths lose the folder.
  private func check(_ files: [String: String], _ arguments: [String]) throws -> Outcome {
    try withTemporaryFolder { folder in
      for (name, text) in files {
        let path = "\(folder)/\(name)"
        if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash])) }
        try writeFile(Array(text.utf8), to: path)
      }
      var outcome = Outcome(["check"] + arguments.map { $0.replacing("FOLDER", with: folder) })
      outcome.output = outcome.output.replacing(folder, with: "FOLDER")
      outcome.errors = outcome.errors.replacing(folder, with: "FOLDER")
      return outcome
    }
  }

  static let folder = [
    "a.analysis.yml": good, "b/analysis.yml": bad,
    "c/analysis.yaml": "schema: tutti.analysis/1\ndata: nowhere.csv\n",
    "d.analysis.yml": "schema: tutti.analysis/1\ndatta: x\nmodel: {methd: DL}\n", "e.yml": "not looked at",
    ".hidden/analysis.yml": bad,
  ]

  @Test func oneFileThatHoldsEndsInZero() throws {
    let outcome = try check(["a.yml": Self.good], ["FOLDER/a.yml"])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output)
  }

  @Test func oneFileThatDoesNotHoldEndsInOne() throws {
    let outcome = try check(["b.yml": Self.bad], ["FOLDER/b.yml"])
    #expect(outcome.status == 1)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output)
  }

  @Test(arguments: ["text", "markdown", "json", "csv", "junit", "github"])
  func foldersAreSearched(format: String) throws {
    let outcome = try check(Self.folder, ["FOLDER", "--format", format])
    #expect(outcome.status == 66)
    expectSnapshot(outcome.output, named: format)
  }

  /// A file that states the schema is checked whatever its name; what is passed over is said.
  @Test func filesPassedOverAreSaid() throws {
    let outcome = try check(["b/good.yaml": Self.good, "ci.yml": "on: push\n"], ["FOLDER"])
    #expect(outcome.status == 0)
    #expect(
      outcome.errors == "tutti: note: one file without 'schema: tutti.analysis/1' passed over: FOLDER/ci.yml\n")
    #expect(outcome.output.contains("FOLDER/b/good.yaml"))
    let none = try check(["ci.yml": "on: push\n"], ["FOLDER"])
    #expect(none.status == 66)
    #expect(none.errors.contains("none of its 1 YAML files (FOLDER/ci.yml …) states"))
  }

  /// Hints stand under their rows, within the columns of a terminal.
  @Test(arguments: [nil, 80, 72]) func linesFit(columns: Int?) throws {
    try withTemporaryFolder { folder in
      let text =
        Self.head + """
            - {quantity: estimate, printed: "0.57", with: {method: DL, test: knha}, without: SYNTHETIC A}
            - {quantity: ci, printed: ["0.12", "0.62"]}
            - {quantity: qm, contrast: [intercept = 0.25, intercept = 0.35], printed: "8.1"}

          """
      try writeFile(Array(text.utf8), to: "\(folder)/a.yml")
      let console = TestConsole()
      (console.isOutputTerminal, console.outputColumns) = (columns != nil, columns)
      #expect(Tutti.run(["check", "\(folder)/a.yml"], on: console) == 1)
      let lines = console.output.split(separator: "\n").filter { !$0.contains(folder) }
      for line in lines { #expect(line.count <= columns ?? 100, "\(line)") }
      #expect(lines.contains { $0.hasPrefix("     - ") }, "\(console.output)")
    }
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    var files = Self.folder
    for number in 0..<20 { files["many/\(number).analysis.yml"] = number % 3 == 0 ? Self.bad : Self.good }
    let one = try check(files, ["FOLDER", "--threads", "1", "--format", "json"])
    for threads in ["2", "7"] {
      #expect(try check(files, ["FOLDER", "--threads", threads, "--format", "json"]).output == one.output)
    }
  }

  @Test func statusTellsWhatIsWorst() throws {
    #expect(try check(["a.yml": Self.good, "b.yml": Self.bad], ["FOLDER/a.yml", "FOLDER/b.yml"]).status == 1)
    #expect(try check(["a.yml": Self.bad, "b.yml": "x"], ["FOLDER/a.yml", "FOLDER/b.yml"]).status == 65)
    #expect(try check(["a.yml": Self.bad], ["FOLDER/a.yml", "FOLDER/none.yml"]).status == 66)
    #expect(try check([:], ["FOLDER"]).status == 66)
    #expect(try check(["a.yml": Self.good], ["FOLDER/a.yml", "--accept", "some"]).status == 64)
    #expect(try check(["a.yml": Self.good], ["FOLDER/a.yml", "--threads", "0"]).status == 64)
    #expect(try check(["a.yml": Self.good], ["FOLDER/a.yml", "--format", "yaml"]).status == 64)
    #expect(Outcome("check").status == 64)
  }

  @Test func nearMissesAreAcceptedOnRequest() throws {
    let text = Self.head + "  - {quantity: q_p, printed: \"0.172\"}\n  - {quantity: q_p, printed: \"0.1717\"}\n"
    // p = 0.17180: 0.172 holds, 0.1717 is cut off … 0.1717|97.
    let near = Self.head + "  - {quantity: se, printed: \"0.11\"}\n"
    #expect(try check(["a.yml": near], ["FOLDER/a.yml"]).status == 1)
    #expect(try check(["a.yml": near], ["FOLDER/a.yml", "--accept", "truncated,last-digit"]).status == 0)
    #expect(try check(["a.yml": text], ["FOLDER/a.yml"]).status == 0)
    #expect(try check(["a.yml": text], ["FOLDER/a.yml", "--accept", "none"]).status == 1)
    #expect(try check(["a.yml": text], ["FOLDER/a.yml", "--accept", "last-digit"]).status == 1)
  }

  @Test func standardInputIsChecked() throws {
    let outcome = Outcome(["check", "-"], input: Self.good)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("the analysis holds"))
  }

  @Test func theEndingOfTheOutputChoosesTheForm() throws {
    try withTemporaryFolder { folder in
      try writeFile(Array(Self.bad.utf8), to: "\(folder)/a.yml")
      let outcome = Outcome(["check", "\(folder)/a.yml", "-o", "\(folder)/verdicts.xml"])
      #expect(outcome.status == 1)
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("tutti: the analysis does not hold"))
      let xml = String(decoding: try InputFile(path: "\(folder)/verdicts.xml").bytes, as: UTF8.self)
      #expect(xml.hasPrefix("<?xml"))
      #expect(Outcome(["check", "\(folder)/a.yml", "-o", "\(folder)/verdicts.pdf"]).status == 64)
    }
  }
}
