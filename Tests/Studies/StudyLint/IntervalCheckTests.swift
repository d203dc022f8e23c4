import EffectMeasures
import StudyLint
import StudyRecords
import Testing

@Suite struct IntervalCheckTests {
  private let header = "study,yi,ci_lower,ci_upper\n"

  @Test func excluded() throws {
    let findings = try findings(
      header
        + "SYNTHETIC A,0.4,0.6,0.9\nSYNTHETIC B,0.5,0.9,0.2\nSYNTHETIC C,0.37,1.02,2.08\nSYNTHETIC D,0.50,-0.8,-0.2\nSYNTHETIC E,0.5,0.50,0.5\n"
    )
    #expect(
      findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" }
        == (1...4).map { "\($0) ci.excludes-estimate" })
    #expect(findings[1].fix == "the ends are exchanged")
    #expect(findings[2].fix.contains("logarithms are 0.019803 and 0.73237"))
    #expect(findings[3].fix == "the estimate's sign may be wrong")
  }

  @Test func ratioNotLogged() throws {
    let findings = try findings(
      header
        + "SYNTHETIC A,1.45,1.02,2.08\nSYNTHETIC B,0.62,0.31,1.24\nSYNTHETIC C,1.02,0.98,1.06\nSYNTHETIC D,0.4,0.1,0.7\n"
    )
    #expect(
      findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" } == [
        "1 ratio.not-logged", "2 ratio.not-logged",
      ])
    #expect(findings[0].fix.contains("0.37156 with the interval from 0.019803 to 0.73237"))
    #expect(
      try codes("study,yi,sei\nSYNTHETIC A,12.4,0.3\nSYNTHETIC B,0.4,0.3\n", measure: .hazardRatio) == [
        "1 ratio.not-logged"
      ])
  }

  @Test func asymmetric() throws {
    let findings = try findings(
      header + "SYNTHETIC A,-1.28,-3.75,1.02\nSYNTHETIC B,-1.28,-3.57,1.02\nSYNTHETIC C,0.80,0.60,0.91\n")
    #expect(findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" } == ["3 ci.asymmetric"])
    let slip = try self.findings("SYNTHETIC A,-1.28,-4.75,1.02\n")
    #expect(slip.map(\.note.kind.code) == ["ci.asymmetric"] && slip[0].fix.contains("the upper one is 2.19"))
  }

  /// An estimate that only rounding keeps inside its interval: an end on its wrong side is no fix.
  @Test func anImpossibleEndIsNotSuggested() throws {
    let findings = try findings("SYNTHETIC A,0.2,0.3,0.5\n")
    #expect(findings.map(\.note.kind.code) == ["ci.asymmetric"])
    #expect(findings.first?.fix == "look the three numbers up: with the upper end right the lower one is -0.1")
  }

  /// Logarithms in all digits of ratios that were printed with one decimal are as rounded as the ratios.
  @Test func logarithmsOfRoundedRatiosAreLetPass() throws {
    #expect(try codes(header + "SYNTHETIC A,0.1823215567939546,-0.2231435513142097,0.4700036292457356\n") == [])
  }

  private func findings(_ rows: String) throws -> [LintFinding] {
    try StudyLintTests.findings(rows.hasPrefix("study") ? rows : header + rows)
  }
}
