import Testing
import _TestSupport

@testable import TuttiCommands

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct BatchCommandTests {
  /// SYNTHETIC estimates and standard errors.
  private let panel = """
    id,y1,se1,y2,se2,y3,se3
    SYNTHETIC-1,0.1,0.2,0.5,0.1,0.9,0.3
    SYNTHETIC-2,-0.2,0.2,NA,NA,0.3,0.1
    SYNTHETIC-3,0.1,0.2,x,0.1,0.9,0.3
    "SYNTHETIC, 4",0.1,0.2
    SYNTHETIC-5,,,,,0.5,0.25

    """

  @Test("A panel from standard input, its results and the counts")
  func results() {
    let outcome = Outcome("batch", "-", input: panel)
    #expect(outcome.status == 0)
    let rows = outcome.output.split(separator: "\n")
    #expect(
      rows.first
        == "id,k,estimate,se,statistic,p_value,ci_lower,ci_upper,tau2,i2,q,q_p_value,pi_lower,pi_upper,status")
    // The numbers are held against those of a single fit below.
    #expect(
      rows.dropFirst().map { "\($0.prefix(14))…\($0.split(separator: ",").last ?? "")" } == [
        "SYNTHETIC-1,3,…ok", "SYNTHETIC-2,2,…ok", "SYNTHETIC-3,,,…cell.not-a-number",
        "\"SYNTHETIC, 4\"…row.cells",
        "SYNTHETIC-5,1,…model.single-study",
      ])
    expectSnapshot(outcome.errors)
    #expect(Outcome("batch", "-", "--threads", "3", input: panel).output == outcome.output)
    #expect(Outcome("batch", "-", "--quiet", input: panel).errors == "")
  }

  @Test("A file of which no analysis has a result is refused after it is written, a part of one is not")
  func nothingFitted() throws {
    let text = "id,y1,se1\nSYNTHETIC-1,x,0.1\nSYNTHETIC-2,NA,NA\n"
    let outcome = Outcome("batch", "-", input: text)
    #expect(outcome.status == 65)
    #expect(outcome.output.split(separator: "\n").count == 3)
    expectSnapshot(outcome.errors)
    #expect(
      Outcome("batch", "-", "--quiet", input: "id,y1,se1\na,x,1\n").errors
        == "tutti: standard input: the only analysis has no result; the column status of what is written says why\n"
    )
    let rows = String(text.drop { $0 != "\n" }.dropFirst())
    #expect(Outcome("batch", "-", "--no-header", "--columns", "id,y1,se1", input: rows).status == 0)
    #expect(Outcome("batch", "-", input: "id,y1,se1\n").status == 0)
    #expect(Outcome("batch", "-", input: "id,y1,se1\na,x,1\nb,1,1\n").status == 0)
    try withTemporaryFolder { folder throws in
      #expect(Outcome("batch", "-", "-o", "\(folder)/r.csv", input: text).status == 65)
      #expect(
        try String(contentsOf: URL(fileURLWithPath: "\(folder)/r.csv"), encoding: .utf8) == outcome.output)
    }
  }

  @Test("Decimal commas between tabs are read as in a single fit, and told")
  func decimalCommas() {
    let wide = Outcome(
      "batch", "-", input: "id\ty1\tse1\ty2\tse2\na\t0.5\t0.1\t0.3\t0.1\nb\t0,5\t0,1\t0,3\t0,1\n")
    let rows = wide.output.split(separator: "\n")
    #expect(rows.count == 3 && rows[1].dropFirst() == rows[2].dropFirst())
    #expect(
      wide.errors.contains("commas read as decimal marks: in 1 row, the first in line 3\n"), "\(wide.errors)")
    let long = Outcome("batch", "-", input: "id\tyi\tsei\nb\t0,5\t0,1\nb\t0,3\t0,1\n")
    #expect(long.output.split(separator: "\n").last == rows[2])
    #expect(long.errors.contains("in 2 rows, the first in line 2\n"), "\(long.errors)")
    let comma = Outcome("batch", "-", input: "id,y1,se1\na,\"0,5\",0.1\n")
    #expect(comma.status == 65 && comma.errors.contains("decimals with a point where commas separate cells"))
  }

  @Test("A partition without a header gives rows without one; nothing gives nothing")
  func partitions() {
    let whole = Outcome("batch", "-", input: panel).output
    let names = "id,y1,se1,y2,se2,y3,se3"
    let rows = String(panel.drop { $0 != "\n" }.dropFirst())
    let part = Outcome("batch", "-", "--no-header", "--columns", names, input: rows)
    #expect(part.status == 0)
    #expect(part.output == String(whole.drop { $0 != "\n" }.dropFirst()))
    let empty = Outcome("batch", "-", "--no-header", "--columns", names, "--quiet", input: "")
    #expect(empty.status == 0)
    #expect(empty.output == "" && empty.errors == "")
  }

  @Test("The results are those of a single fit")
  func sameAsFit() throws {
    for choices in [
      ["--method", "DL", "--test", "z"], ["--method", "EE"], ["--level", "90"], ["--profile", "metafor@5.1"],
    ] {
      let batch = Outcome(["batch", "-"] + choices, input: panel).output.split(separator: "\n")[1].split(
        separator: ",")
      let fit = Outcome(
        ["fit", "-", "--format", "json"] + choices, input: "yi,sei\n0.1,0.2\n0.5,0.1\n0.9,0.3\n"
      ).output
      for (name, cell) in [("estimate", batch[2]), ("se", batch[3]), ("p_value", batch[5]), ("q", batch[10])] {
        let text = try #require(fit.split(separator: "\"\(name)\": ").dropFirst().first)
        let number = try #require(Double(text.prefix { !",}\n".contains($0) }))
        expectClose(Double(cell), number, relative: 1e-9, "\(name) with \(choices)")
      }
    }
  }

  @Test("Files: text, compressed names, NumPy tables")
  func files() throws {
    try withTemporaryFolder { folder in
      let (input, output) = ("\(folder)/panel.csv", "\(folder)/results.csv")
      try Data(panel.utf8).write(to: URL(fileURLWithPath: input))
      #expect(Outcome("batch", input, "-o", output).status == 0)
      let written = try Data(contentsOf: URL(fileURLWithPath: output))
      #expect(String(decoding: written, as: UTF8.self) == Outcome("batch", "-", input: panel).output)
      #expect(Outcome("batch", input, "-o", "\(folder)/results.npy").status == 0)
      let table = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/results.npy"))
      #expect(String(decoding: table, as: UTF8.self).contains("'shape': (5,)"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 3)

      let again = Outcome("batch", "--yi", "\(folder)/results.npy", "--vi", "\(folder)/results.npy")
      #expect(again.status == 65)
      #expect(again.errors.contains("numbers of type 'structured'"))
      for path in [input, "\(folder)/./panel.csv"] {
        #expect(Outcome("batch", input, "-o", path).errors.contains("would replace the data"))
      }
      #expect(Outcome("batch", input, "-o", "\(folder)/none/results.csv").status == 73)
      #expect(Outcome("batch", "\(folder)/none.csv").status == 66)
    }
  }

  @Test(
    "Requests that cannot be met",
    arguments: [
      (["batch"], "is needed to have something to pool"),
      (["batch", "-", "--method", "MH"], "--method does not take 'MH'"),
      (["batch", "-", "--no-header"], "--columns id,y1,se1,… is needed"),
      (["batch", "-", "--no-header", "--columns", "id=a,yi=b_*,sei=c_*"], "the names of all columns in order"),
      (["batch", "-", "--threads", "0"], "--threads takes a number from 1"),
      (["batch", "-", "--format", "json"], "--format does not take 'json'"),
      (["batch", "-", "--format", "npy"], "--output FILE is needed for a NumPy table"),
      (["batch", "-", "--yi", "a.npy"], "exclude each other"),
      (["batch", "--yi", "a.npy"], "--vi FILE or --sei FILE"),
      (["batch", "--vi", "a.npy"], "--yi FILE"), (["batch", "-", "--level", "100"], "between 0 and 100"),
      (["batch", "-", "-o", "results.xls"], "does not name a file type"),
      (["batch", "-", "--separator", "space"], "--separator does not take 'space'"),
    ])
  func usage(arguments: [String], sentence: String) {
    let outcome = Outcome(arguments, input: panel)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
  }

  @Test("Headers as people write them, and what is said of them")
  func headers() {
    let expected = Outcome("batch", "-", input: panel).output
    let capitals = Outcome(
      "batch", "-",
      input: panel.replacing("id,y1,se1,y2,se2,y3,se3", with: "chr,ID,Y1,SE1,Y2,SE2,Y3,SE3")
        .replacing("\nSYN", with: "\n7,SYN").replacing("\n\"SYN", with: "\n7,\"SYN"))
    #expect(capitals.output == expected)
    #expect(
      capitals.errors.contains("without regard to capitals: 'ID', 'Y1', 'SE1', 'Y2', 'SE2', 'Y3', 'SE3'\n"))
    #expect(capitals.errors.contains("not used: 'chr'\n"))
    #expect(Outcome("batch", "-", input: "sep=,\n\(panel)").output == expected)
    let unnamed = Outcome("batch", "-", input: "id,y1,se1,,x,\na,1,1,,,\n")
    #expect(
      unnamed.errors.contains("not used: 'x'\n") && unnamed.errors.contains("without a name, not used: 2\n"))
  }

  @Test(
    "Data that cannot be understood",
    arguments: [
      ("", "standard input is empty"), ("a,b\n1,2\n", "no columns of estimates"),
      ("id,y1\n1,2\n", "no column with their variances"), ("sep=;\n", "is empty"),
      ("Y1,Y_1,SE1\n1,2,1\n", "both hold"), ("yi,vi\n1,2\n", "no column that names the analyses"),
    ])
  func data(text: String, sentence: String) {
    let outcome = Outcome("batch", "-", input: text)
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains(sentence))
  }
}
