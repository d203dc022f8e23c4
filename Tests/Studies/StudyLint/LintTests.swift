import EffectMeasures
import Foundation
import StudyFiles
import StudyLint
import StudyRecords
import Testing

@Suite struct LintTests {
  @Test func everyCheckSaysWhatItIs() {
    let checks = Lint.checks
    #expect(Set(checks.map(\.code)).count == checks.count)
    for check in checks {
      #expect(check.code.contains(".") && check.code == check.code.lowercased())
      for text in [check.title, check.rule, check.limits, check.evidence, check.fix] { #expect(!text.isEmpty) }
      #expect(check.kind.severity == .warning)
      #expect(Lint.check(check.code)?.code == check.code)
    }
    #expect(Lint.check("nothing") == nil)
  }

  /// Every check is named in a test beside this one, with rows that it sees.
  @Test func everyCheckIsShownRows() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let tests = try files.filter { $0.pathExtension == "swift" }.map {
      try String(contentsOf: $0, encoding: .utf8)
    }
    let unseen = Lint.checks.map(\.code).filter { code in
      !tests.contains { $0.contains(" \(code)\"") || $0.contains("\"\(code)\"") }
    }
    #expect(unseen == [])
  }

  @Test func isSilentOnCleanData() throws {
    #expect(try codes(cleanMeans) == [])
    #expect(try codes(cleanMeans, measure: .hedgesG) == [])
    #expect(try codes("study,yi,vi\nSYNTHETIC A,,\nSYNTHETIC B,0.1,0.02\n", measure: .generic) == [])
  }

  @Test func everyPlaceholderIsFilledAndFindingsComeByRow() throws {
    let csv = """
      study,n1i,m1i,sd1i,n2i,m2i,sd2i,ai,ci,ri,yi,ci_lower,ci_upper,sei
      SYNTHETIC A,-3,12,4,20,13,4,2,3,1.4,0.5,0.9,0.2,0.1
      SYNTHETIC B,40,11,0,20,15,4,50,3,45,0.5,0.9,1.2,0.1
      SYNTHETIC C,40,11,x,20,15,4,5,3,45,1.45,1.02,2.08,0.1

      """
    let findings = try findings(csv)
    #expect(findings.map { $0.note.row ?? 0 } == findings.map { $0.note.row ?? 0 }.sorted())
    #expect(findings.count >= 8)
    for finding in findings {
      #expect(!finding.note.sentence.contains("{"), "\(finding.note.sentence)")
      #expect(finding.note.sentence.contains(finding.evidence) && finding.note.sentence.contains(finding.fix))
      #expect(finding.note.study?.hasPrefix("SYNTHETIC") == true)
    }
  }

  @Test func effectSizesAreNotRepeated() throws {
    let table = try StudyTable(
      csv: "study,ai,n1i,ci,n2i\nSYNTHETIC A,30,20,4,20\nSYNTHETIC B,3,20,4,20\n", name: "SYNTHETIC")
    let effects = try table.effects(Measure(named: "OR"))
    #expect(effects.notes.map(\.kind.code) == ["effect.impossible-input"])
    #expect(try Lint().notes(on: effects, of: table).isEmpty)
    #expect(try Lint().findings(in: table, effects: effects).map(\.note.kind.code) == ["events.exceed-n"])
  }

  /// What a model refuses for its size is found, in the column that states it where one does.
  @Test(arguments: [
    ("yi,vi\n0.1,0.2\n1e308,0.2\n", Measure.generic, ["2 effect.unworkable-size yi"]),
    (
      "yi,vi\n0.1,1e-320\n0.2,1e308\n0,1\n", .generic,
      ["1 effect.unworkable-size vi", "2 effect.unworkable-size vi"]
    ),
    ("yi,sei\n0.1,1e80\n0.2,0.1\n", .generic, ["1 effect.unworkable-size sei"]),
    ("yi,vi\n1e75,1e150\n-1e75,1e-150\n", .generic, []),
    (
      "m1i,sd1i,n1i,m2i,sd2i,n2i\n1e100,2e99,30,9e99,2e99,30\n1,2,30,1,2,30\n", .meanDifference,
      ["1 effect.unworkable-size -", "1 effect.unworkable-size -"]
    ),
  ])
  func effectsBeyondModels(csv: String, measure: Measure, found: [String]) throws {
    let findings = try findings(csv, measure: measure).filter { $0.note.kind.code == "effect.unworkable-size" }
    #expect(findings.map { "\($0.note.row ?? 0) \($0.note.kind.code) \($0.note.column ?? "-")" } == found)
  }

  @Test func unknownColumnIsAnError() throws {
    let table = try StudyTable(csv: cleanMeans, name: "SYNTHETIC")
    #expect(throws: StudyTableError.self) { try Lint().findings(in: table, columns: .init([.vi: "nowhere"])) }
  }

  @Test func aColumnThatMerelyBearsARolesNameMayHoldWords() throws {
    #expect(
      try codes("study,yi,vi,pi,items\nSYNTHETIC A,0.1,0.02,Smith,many\nSYNTHETIC B,0.2,0.02,Jones,few\n") == []
    )
  }
}
