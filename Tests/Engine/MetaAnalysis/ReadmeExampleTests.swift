import Foundation
import MetaAnalysis
import Testing
import _TestSupport

@Suite("The README's library example")
struct ReadmeExampleTests {
  // The lines between the marks are those of the README; this file checks that they still are.
  static func example(_ path: String) throws -> (Double, Double) {
    // begin
    let table = try StudyTable(csv: URL(fileURLWithPath: path))
    let effects = try table.effects(.hedgesG)
    let fit = try RandomEffects(tau2: .reml, test: .knha).fit(effects, moderators: "~ sessions")
    // end
    return (fit.summary.tau2, fit.coefficients[1].estimate)
  }

  static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(
    separator: "/")

  @Test("It runs on the synthetic data and finds the slope that metafor finds")
  func runs() throws {
    let path = "\(ReadmeExampleTests.root)/Datasets/SYNTHETIC-gamut-shaped/SYNTHETIC-gamut-shaped.csv"
    let (tau2, slope) = try ReadmeExampleTests.example(path)
    let reference = try Reference.file("datasets/pooled.json")["cases"].list.first {
      $0["dataset"].text == "SYNTHETIC-gamut-shaped" && $0["test"].text == "knha"
        && $0["moderators"].text == "~ sessions"
    }
    guard let expected = reference?["expect"] else {
      #expect(tau2 >= 0 && slope > 0)
      return
    }
    expectClose(tau2, expected["tau2"].number, relative: 1e-7)
    expectClose(slope, expected["estimate"][1].number, relative: 1e-7)
  }

  @Test("The README shows the lines that are tested")
  func sameLines() throws {
    let readme = try String(contentsOfFile: "\(ReadmeExampleTests.root)/README.md", encoding: .utf8)
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let tested = source.components(separatedBy: "// begin\n")[1].components(separatedBy: "    // end")[0]
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    for line in tested {
      let shown = line.replacingOccurrences(
        of: "fileURLWithPath: path", with: "fileURLWithPath: \"trials.csv\"")
      #expect(readme.contains(shown), "\(shown)")
    }
  }
}
