import Foundation
import MetaAnalysis
import Testing

@testable import Analyses

/// A wrong sign, a dropped study or a changed default turns a check of published numbers red, with a message that names
/// the study or the convention.
@Suite struct ChangedDataTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var folder: String
    /// The row that is changed, from 1, and its study.
    var row: Int
    var study: String
    /// Columns whose cells are exchanged; with one, its sign is turned.
    var columns: [String]
    /// A choice to change, and the convention that explains it.
    var setting: (String, String)
    var testDescription: String { folder }
  }

  static let cases: [Case] = [
    Case(
      folder: "bcg/viechtbauer-2010-random", row: 7, study: "Vandiviere et al. 1973",
      columns: ["tb_vaccinated", "tb_control"], setting: ("method", "SJ")),
    Case(
      folder: "teacher-expectancy/raudenbush-1985-random", row: 10, study: "Maxwell 1970", columns: ["smd"],
      setting: ("method", "SJ")),
    Case(
      folder: "stroke-stay/normand-1999-dl", row: 5, study: "Montreal-Home", columns: ["mean_specialist"],
      setting: ("method", "SJ")),
    Case(
      folder: "practice-facilitation/baskerville-2012-random", row: 12, study: "Aspy et al. 2008 (b)",
      columns: ["smd"],
      setting: ("method", "SJ")),
    Case(
      folder: "bcg/metan-2008-or-mh", row: 7, study: "Vandiviere et al. 1973",
      columns: ["tb_vaccinated", "tb_control"], setting: ("method", "EE")),
  ]

  /// The analysis of a file, and its data as lines.
  private func published(_ folder: String) throws -> (analysis: Analysis, lines: [[String]]) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Datasets/\(folder)/analysis.yml")
    let analysis = try Analysis(file: file.path)
    let data = try AnalysisData(of: analysis)
    let text = try #require(data.csv)
    return (
      analysis,
      text.split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    )
  }

  private func hints(_ analysis: Analysis, _ lines: [[String]]) throws -> [String] {
    var copy = analysis
    copy.data = DataSource(.csv(lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"))
    let checked = try PreparedAnalysis(copy).check()
    #expect(!checked.holds())
    return checked.numbers.flatMap(\.hints)
  }

  private func changed(_ item: Case, _ lines: [[String]]) throws -> [[String]] {
    var lines = lines
    let places = try item.columns.map { name in try #require(lines[0].firstIndex(of: name)) }
    if places.count == 2 {
      lines[item.row].swapAt(places[0], places[1])
    } else {
      let cell = lines[item.row][places[0]]
      lines[item.row][places[0]] = cell.hasPrefix("-") ? String(cell.dropFirst()) : "-" + cell
    }
    return lines
  }

  @Test(arguments: cases) func aChangedStudyIsNamed(_ item: Case) throws {
    let (analysis, lines) = try published(item.folder)
    #expect(
      try hints(analysis, changed(item, lines)).contains { $0.contains(item.study) && $0.contains("bundled") })
  }

  @Test(arguments: cases) func aStudyThatIsGoneIsNamed(_ item: Case) throws {
    var (analysis, lines) = try published(item.folder)
    lines.remove(at: item.row)
    // A moderator or a group may be named after it.
    analysis.expectations.removeAll { if case .study = $0.target { true } else { false } }
    #expect(
      try hints(analysis, lines).contains { $0.contains(item.study) && $0.contains("is missing from the data") }
    )
  }

  @Test(arguments: cases) func aChangedChoiceIsNamed(_ item: Case) throws {
    let (analysis, lines) = try published(item.folder)
    let change = try AnalysisSetting(item.setting.0, item.setting.1)
    let old = try PreparedAnalysis(analysis).result().choices.settings?.methodCode ?? ""
    let hints = try hints(analysis.changing([change]), lines)
    let name = old == "MH" ? "common-pooling MH" : "tau2 \(old)"
    #expect(hints.contains { $0.hasPrefix("every number holds with \(name) instead of") }, "\(hints)")
  }

  /// Without the bundled set to compare with, the slip is found by its numbers.
  @Test(arguments: cases.prefix(4)) func slipsAreFoundByTheNumbersAlone(_ item: Case) throws {
    let (analysis, lines) = try published(item.folder)
    var changed = try changed(item, lines)
    for line in changed.indices { changed[line].append(line == 0 ? "remark" : "x") }
    let hints = try hints(analysis, changed)
    #expect(hints.contains { $0.contains(item.study) }, "\(hints)")
  }
}
