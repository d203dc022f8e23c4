import EffectMeasures
import RealModule
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
        == (1...4).map { "\($0) ci.excludes-estimate" } + ["5 ci.zero-width"])
    #expect(findings[1].fix == "the ends are exchanged")
    #expect(findings[2].fix.contains("logarithms are 0.019803 and 0.73237"))
    #expect(findings[3].fix == "the estimate's sign may be wrong")
  }

  @Test func zeroWidth() throws {
    let findings = try StudyLintTests.findings(
      "study,est,est_lower,est_upper\nSYNTHETIC A,1.00,1.00,1.00\nSYNTHETIC B,1.00,0.99,1.01\nSYNTHETIC C,1.002,1.00,1.00\nSYNTHETIC D,1.10,1.00,1.00\n",
      measure: .hazardRatio)
    #expect(
      findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" } == [
        "1 ci.zero-width", "3 ci.zero-width", "4 ci.excludes-estimate",
      ])
    #expect(
      findings[0].evidence
        == "est is 1, its interval from 1 (est_lower) to 1 (est_upper), which has no width, as if nothing could vary"
    )
    #expect(findings[0].fix.contains("more digits") && findings[0].note.column == "est_lower")
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
    // Spreadsheets write 0.70 as 0.7.
    #expect(try codes(header + "SYNTHETIC A,0.7,0.5,0.98\n") == ["1 ratio.not-logged"])
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

  /// The interval of a correlation is symmetric on Fisher's scale: 480 correct ones, printed with two decimals, are let pass,
  /// and one that is symmetric about r is seen where the other is far from that.
  @Test func correlationsAsPrinted() throws {
    func text(_ x: Double) -> String { numberText((x * 100).rounded() / 100) }
    var rows = "study,est,est_lower,est_upper\n"
    for n in stride(from: 12, through: 202, by: 10) {
      for i in 0..<24 {
        let (r, half) = (-0.92 + 0.08 * Double(i), 1.959963984540054 / Double(n - 3).squareRoot())
        rows +=
          "SYNTHETIC \(n) \(i),\(text(r)),\(text(.tanh(.atanh(r) - half))),\(text(.tanh(.atanh(r) + half)))\n"
      }
    }
    #expect(rows.split(separator: "\n").count == 481)
    for measure in [Measure.correlation, .fishersZ, nil] {
      let found = try StudyLintTests.findings(rows, measure: measure).filter {
        $0.note.kind.code == "ci.asymmetric"
      }
      #expect(found.map(\.evidence) == [])
    }
    let wrong = try StudyLintTests.findings(
      "study,est,est_lower,est_upper\nSYNTHETIC A,0.85,0.69,1.01\nSYNTHETIC B,0.80,0.62,0.98\n",
      measure: .correlation)
    #expect(
      wrong.filter { $0.note.kind.code == "ci.asymmetric" }.map(\.fix) == [
        "the interval is symmetric on the natural scale: look up which measure the three numbers are in"
      ])
  }

  /// Ratios with their intervals are judged on the logarithmic scale, to the digits printed; without a measure any usual
  /// scale will do.
  @Test func ratiosAsPrinted() throws {
    let rows = """
      study,est,est_lower,est_upper
      SYNTHETIC A,1.5,1.2,1.9
      SYNTHETIC B,0.62,0.31,1.24
      SYNTHETIC C,2.00,1.10,2.90
      SYNTHETIC D,0.45,0.50,0.90
      SYNTHETIC E,1.80,2.60,1.20
      SYNTHETIC F,0.25,-1.87,-0.90
      SYNTHETIC G,0.4,0.0,1.2
      SYNTHETIC H,1.52,0.07,0.77

      """
    let findings = try StudyLintTests.findings(rows, measure: .oddsRatio)
    #expect(
      findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" } == [
        "3 ci.asymmetric", "4 ci.excludes-estimate", "5 ci.excludes-estimate", "6 ci.excludes-estimate",
        "8 ci.excludes-estimate",
      ])
    #expect(
      findings[0].evidence
        == "est is 2, on the logarithmic scale not in the middle of its interval from 1.1 (est_lower) to 2.9 (est_upper)"
    )
    #expect(
      findings[0].fix
        == "the interval is symmetric on the natural scale: look up which measure the three numbers are in")
    #expect(
      findings[2].evidence
        == "est is 1.8, and the ends of its interval are in the wrong order, from 2.6 (est_lower) to 1.2 (est_upper)"
    )
    #expect(findings[4].fix.contains("its ends as ratios are 1.0725 and 2.1598"))
    #expect(
      try codes(rows) == [
        "4 ci.excludes-estimate", "5 ci.excludes-estimate", "6 ci.excludes-estimate", "7 ci.asymmetric",
        "8 ci.excludes-estimate",
      ])
  }

  /// A row's own measure says on which scale its numbers are.
  @Test func scalesOfRows() throws {
    let rows = """
      study,measure,est,est_lower,est_upper
      SYNTHETIC A,OR,2.00,1.10,2.90
      SYNTHETIC B,SMD,2.10,1.10,3.10
      SYNTHETIC C,COR,0.80,0.60,0.91
      SYNTHETIC D,ZCOR,0.82,0.60,0.92
      SYNTHETIC E,PAS,0.300,0.215,0.393
      SYNTHETIC F,PFT,0.310,0.224,0.404
      SYNTHETIC G,OR,0.1,0.0,0.4

      """
    let findings = try findings(rows)
    #expect(findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" } == ["1 ci.asymmetric"])
  }

  @Test func differencesAndMeans() throws {
    let findings = try findings(
      """
      study,mdi,ci_lower,ci_upper,m1i,ci1_lower,ci1_upper,n1i,m2i,ci2_lower,ci2_upper,n2i
      SYNTHETIC A,1.20,0.40,2.00,5.20,4.10,6.30,20,4.00,3.10,4.90,21
      SYNTHETIC B,1.20,0.40,2.60,,,,,,,,
      SYNTHETIC C,0.30,0.40,2.00,,,,,,,,
      SYNTHETIC D,,,,5.20,6.30,4.10,20,4.00,3.30,5.40,21
      SYNTHETIC E,,,,5.20,5.40,6.30,20,4.00,2.00,8.00,21

      """)
    #expect(
      findings.map { "\($0.note.row ?? 0) \($0.note.kind.code) \($0.note.column ?? "")" } == [
        "2 ci.asymmetric ci_lower", "3 ci.excludes-estimate ci_lower", "4 ci.excludes-estimate ci1_lower",
        "4 ci.asymmetric ci2_lower", "5 ci.excludes-estimate ci1_lower", "5 ci.asymmetric ci2_lower",
      ])
    #expect(
      findings[3].fix
        == "look the three numbers up: with the lower end right the upper one is 4.7, with the upper end right the lower one is 2.6"
    )
    #expect(
      findings[5].fix.hasPrefix(
        "the interval is symmetric on the logarithmic scale, as that of a mean of transformed scores"))
    let single = try self.findings(
      "study,mi,ci1_lower,ci1_upper,ni\nSYNTHETIC A,5.2,4.1,6.3,20\nSYNTHETIC B,5.2,4.1,9.3,20\n")
    #expect(
      single.map(\.evidence) == [
        "mi is 5.2, not in the middle of its interval from 4.1 (ci1_lower) to 9.3 (ci1_upper)"
      ])
  }

  /// A variance or standard error beside a difference is held against its interval too.
  @Test func uncertaintyOfDifferences() throws {
    #expect(
      try codes(
        "study,mdi,sei,ci_lower,ci_upper\nSYNTHETIC A,1.2,0.41,0.4,2.0\nSYNTHETIC B,1.2,0.9,0.4,2.0\n"
          + "SYNTHETIC C,1.2,0.167,0.4,2.0\n")
        == ["2 uncertainty.contradiction", "3 sei.variance"])
  }

  private func findings(_ rows: String) throws -> [LintFinding] {
    try StudyLintTests.findings(rows.hasPrefix("study") ? rows : header + rows)
  }
}
