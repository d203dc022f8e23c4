import MetaAnalysis
import Testing

@testable import Analyses

/// What only the data or the model prove wrong carries a place in the file and its own kind.
@Suite struct AnalysisErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var lines: [String]
    var place: String
    var part: String
    var kind = ErrorKind.data
    var testDescription: String { lines.joined(separator: " | ") }
  }

  private static let bcg = "data: {dataset: bcg}"

  static let cases: [Case] = [
    Case(lines: ["data: {path: nowhere.csv}"], place: "2:14", part: "no such file", kind: .input),
    Case(lines: ["data: nowhere.csv"], place: "2:7", part: "no such file", kind: .input),
    Case(lines: ["data: {path: .}"], place: "2:14", part: "folder", kind: .input),
    Case(lines: ["data: {dataset: bgc}"], place: "2:17", part: "did you mean 'bcg'?"),
    Case(lines: ["data: dataset:bgc"], place: "2:7", part: "did you mean 'bcg'?"),
    Case(
      lines: ["data:", "  csv: |", "    yi,vi", "    1,2", "    3,4,5"], place: "6:5",
      part: "the table under 'data', line 3 (row 2): 3 cells where the header has 2"),
    Case(lines: ["data: {csv: \"\"}"], place: "2:14", part: "the table under 'data' is empty"),
    Case(lines: ["data: {csv: \"yi,yi\\n1,2\\n\"}"], place: "2:14", part: "two columns named 'yi'"),
    Case(lines: ["data: {csv: \"yi,vi\\n1,x\\n\"}"], place: "2:13", part: "'x' is not a number"),
    Case(lines: ["data: {csv: \"yi,vi\\n1,\\n\"}"], place: "2:13", part: "no study can be used"),
    Case(
      lines: [bcg, "measure: RR", "compute: {year: year + 1}"], place: "4:17", part: "two columns named 'year'"),
    Case(lines: [bcg, "measure: RR", "model: {method: PETO}"], place: "4:17", part: "name it with 'measure'"),
    Case(
      lines: [bcg, "measure: RR", "model: {method: UM.FS}"], place: "4:17", part: "'equal-effects: true' under"),
    Case(lines: [bcg, "measure: RR", "model: {method: BB}"], place: "4:17", part: "OR or PLO"),
    Case(
      lines: [bcg, "measure: RR", "model: {method: MH}", "moderators: ~ latitude"], place: "4:17",
      part: "has no moderators"),
    Case(
      lines: [bcg, "measure: OR", "model: {method: UM.FS, test: knha}"], place: "4:17", part: "use z or t"),
    Case(
      lines: [bcg, "measure: RR", "predict: [{lat: 3}]", "moderators: ~ latitude"], place: "4:10",
      part: "is not a moderator"),
    Case(lines: [bcg, "measure: RR", "model: {vtype: UB}"], place: "3:10", part: "no sampling variance 'UB'"),
    Case(
      lines: [bcg, "measure: RR", "subgroups: latitude", "model: {scale: ~ 1}"], place: "4:12",
      part: "one by one"),
  ]

  /// Lines end in CRLF in the file, or in the table that a text in quotes spells.
  @Test func linesOfAWrittenTableMayEndInCRLF() {
    func place(_ text: String) -> String {
      do {
        _ = try PreparedAnalysis(Analysis(yaml: text, path: "a.yml"))
        return "no error"
      } catch { return "\(error)" }
    }
    let block = ["schema: tutti.analysis/1", "data:", "  csv: |", "    yi,vi", "    1,2", "    3,4,5", ""]
    #expect(place(block.joined(separator: "\r\n")).hasPrefix("a.yml:6:5: the table under 'data', line 3"))
    let quoted = #"data: {csv: "yi,vi\r\n1,2\r\n3,4,5\r\n"}"#
    #expect(place("schema: tutti.analysis/1\n\(quoted)\n").hasPrefix("a.yml:2:30: "))
    let feeds = #"data: {csv: "yi,vi\n1,2\n3,4,5\n"}"#
    #expect(place("schema: tutti.analysis/1\n\(feeds)\n").hasPrefix("a.yml:2:26: "))
  }

  @Test(arguments: cases) func errorsCarryTheirPlace(_ item: Case) throws {
    let text = (["schema: tutti.analysis/1"] + item.lines).joined(separator: "\n") + "\n"
    do {
      _ = try PreparedAnalysis(Analysis(yaml: text, path: "a.yml")).result()
      Issue.record("no error")
    } catch let error as AnalysisFileError {
      #expect(error.description.hasPrefix("a.yml:\(item.place): "), "\(error)")
      #expect(error.description.contains(item.part), "\(error)")
      #expect(!error.description.contains("--"), "\(error)")
      #expect(error.kind == item.kind)
    }
  }

  @Test func nothingPrintedIsToldAtItsKey() throws {
    func place(_ line: String) throws -> FilePlace? {
      let analysis = try Analysis(yaml: "schema: tutti.analysis/1\ndata: a.csv\n\(line)", path: "a.yml")
      do { try analysis.requireExpectations() } catch { return error.place }
      return nil
    }
    #expect(try place("expect:") == FilePlace(line: 3, column: 8))
    #expect(try place("title: x") == .start)
  }

  @Test func rowsThatAreNotThereAreTold() throws {
    func reason(_ rows: String, _ row: Int) throws -> String? {
      try PreparedAnalysis(
        Analysis(
          yaml:
            "schema: tutti.analysis/1\ndata: {dataset: bcg}\nmeasure: OR\n\(rows)\nexpect: [{quantity: vi, row: \(row), printed: '1'}]",
          path: "a.yml")
      ).check().numbers[0].reason
    }
    #expect(try reason("note: x", 99) == "there is no row 99; the data have 13 rows")
  }

  @Test func flagsAreReadAsYAMLWritesThem() throws {
    for flag in ["true", "True", "TRUE"] {
      let analysis = try Analysis(
        yaml: "schema: tutti.analysis/1\ndata: a.csv\nmodel: {unweighted: \(flag)}", path: "a.yml")
      #expect(analysis.model[.unweighted] == "true")
    }
  }
}
