import EffectMeasures
import StudyLint
import StudyRecords
import Testing

@Suite struct UncertaintyCheckTests {
  @Test func againstTheInterval() throws {
    // ±0.392 is 1.96 standard errors of 0.2, whose square is 0.04.
    #expect(
      try codes(
        "study,yi,sei,ci_lower,ci_upper\nSYNTHETIC A,0.5,0.2,0.108,0.892\nSYNTHETIC B,0.5,0.04,0.108,0.892\nSYNTHETIC C,0.5,0.4,0.108,0.892\n"
      ) == ["2 sei.variance", "3 uncertainty.contradiction"])
    #expect(
      try codes(
        "study,yi,vi,ci_lower,ci_upper\nSYNTHETIC A,0.5,0.04,0.108,0.892\nSYNTHETIC B,0.5,0.2,0.108,0.892\n")
        == ["2 vi.standard-error"])
    // t with 6 degrees of freedom: 2.447 standard errors.
    #expect(try codes("study,yi,sei,ci_lower,ci_upper\nSYNTHETIC A,0.50,0.2,0.01,0.99\n") == [])
  }

  @Test func otherLevelsAreTold() throws {
    let csv = "study,yi,sei,ci_lower,ci_upper\nSYNTHETIC A,0.50,0.20,0.17,0.83\n"
    #expect(try codes(csv) == ["1 uncertainty.contradiction"])
    #expect(try codes(csv, options: LintOptions(level: 90)) == [])
  }

  @Test func againstSampleSizes() throws {
    var csv = "study,yi,sei,n1i,n2i\n"
    for (k, n) in [20, 45, 80, 33, 120, 61].enumerated() {
      csv += "SYNTHETIC \(k),0.\(k + 1),\((2.1 / Double(n)).squareRoot()),\(n),\(n)\n"
    }
    #expect(try codes(csv) == [])
    let findings = try findings(csv + "SYNTHETIC Z,0.3,0.0402,50,50\n")
    #expect(findings.map(\.note.kind.code) == ["sei.variance"])
    #expect(findings[0].fix.contains("the standard error is 0.2005"))
  }

  @Test func varianceAgainstItsSquareRoot() throws {
    #expect(
      try codes(
        "study,yi,vi,sei\nSYNTHETIC A,0.5,0.04,0.2\nSYNTHETIC B,0.5,0.2,0.2\nSYNTHETIC C,0.5,0.09,0.2\nSYNTHETIC D,0.5,0.041,0.20\n"
      ) == ["2 uncertainty.contradiction", "3 uncertainty.contradiction"])
  }

  @Test func signs() throws {
    let t = "study,mdi,ti,n1i,n2i\n"
    let findings = try findings(t + "SYNTHETIC A,-2,2,20,20\nSYNTHETIC B,-2,-2,20,20\nSYNTHETIC C,0,2,20,20\n")
    #expect(findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" } == ["1 sign.contradiction"])
    #expect(findings[0].evidence == "mdi is -2, but ti is 2: one says the opposite of the other")
    #expect(try codes(t + "SYNTHETIC A,-2,2,20,20\n") == ["1 sign.contradiction"])
    // A column of t values without signs.
    let bare = (0..<3).map { "SYNTHETIC \($0),-2,2.1,20,20\n" }.joined()
    #expect(try !codes(t + bare).contains { $0.hasSuffix("sign.contradiction") })
    // p values with signs, and without.
    #expect(
      try codes("study,yi,pi\nSYNTHETIC A,0.5,-0.03\nSYNTHETIC B,-0.5,-0.03\n") == ["1 sign.contradiction"])
    #expect(try codes("study,yi,pi\nSYNTHETIC A,0.5,0.03\nSYNTHETIC B,-0.5,0.04\n") == [])
    // Ratios have their signs on the logarithmic scale; person-times, proportions and areas have none.
    #expect(
      try codes(
        "study,est,est_lower,est_upper,ti\nSYNTHETIC A,0.7,0.4,1.2,2.1\nSYNTHETIC B,0.7,0.4,1.2,-2.1\n",
        measure: .oddsRatio
      )
      .filter { $0.hasSuffix("sign.contradiction") } == ["1 sign.contradiction"])
    #expect(try codes("study,yi,vi,xi,ti\nSYNTHETIC A,-2.3,0.1,10,100\n") == [])
  }

  @Test func pValues() throws {
    let findings = try findings(
      "study,yi,sei,pi\nSYNTHETIC A,0.5,0.2,0.012\nSYNTHETIC B,0.5,0.2,0.3\nSYNTHETIC C,0.9,0.2,0.001\nSYNTHETIC D,0.300,0.200,0.0668\nSYNTHETIC E,0.5,0.2,0.05\n"
    )
    #expect(
      findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" } == ["2 p.contradiction", "4 p.contradiction"])
    #expect(findings[1].fix == "it is one-sided if the study's test was: then type 0.1336")
    // R: t.test of 10 (2) and 8 (2), 12 people each, gives p = 0.02273; that of their g over its standard error is 0.0257
    // (normal). Without the means, sizes and g tell the same.
    #expect(
      try codes(
        "study,m1i,sd1i,n1i,m2i,sd2i,n2i,yi,vi,pi\nSYNTHETIC A,10.0,2.00,12,8.0,2.00,12,0.965451,0.186085,0.023\n"
      )
        == [])
    #expect(
      try codes("study,n1i,n2i,yi,vi,pi\nSYNTHETIC A,12,12,0.965451,0.186085,0.0227\n", measure: .hedgesG) == []
    )
    #expect(
      try codes("study,n1i,n2i,yi,vi,pi\nSYNTHETIC A,12,12,0.965451,0.186085,0.0127\n", measure: .hedgesG) == [
        "1 p.contradiction"
      ])
    // χ² of 5/40 and 14/40 is 5.591, p 0.01805; the log odds ratio's p is 0.0229.
    #expect(
      try codes("study,ai,n1i,ci,n2i,yi,vi,pi\nSYNTHETIC A,5,40,14,40,-1.326871,0.338462,0.0181\n") == [])
    // Student's t: two-sided p of t(38) = 2.02 is 0.0505.
    #expect(
      try codes("study,ti,n1i,n2i,pi\nSYNTHETIC A,2.02,20,20,0.051\nSYNTHETIC B,2.02,20,20,0.02\n") == [
        "2 p.contradiction"
      ])
  }
}
