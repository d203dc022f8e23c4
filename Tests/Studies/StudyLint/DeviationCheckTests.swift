import EffectMeasures
import StudyLint
import StudyRecords
import Testing
import _TestSupport

@Suite struct DeviationCheckTests {
  @Test func zero() throws {
    #expect(try codes(cleanMeans + "SYNTHETIC Z,20,12,0,20,11,4\n") == ["8 sd.zero"])
    #expect(try codes("study,yi,vi\nSYNTHETIC A,0.1,0\nSYNTHETIC B,0.2,0.1\n") == ["1 sd.zero"])
  }

  /// The pattern of a published table: two of three rows with standard errors can be told, the third cannot.
  @Test func standardErrorForStandardDeviation() throws {
    let rows =
      "SYNTHETIC large,40,21.3,0.91,38,25.6,0.88\nSYNTHETIC larger,25,8.15,0.7,60,12.9,0.45\n"
      + "SYNTHETIC hidden,147,8.2,0.58,49,8.3,0.55\n"
    #expect(try codes(cleanMeans + rows) == ["8 smd.implausible", "9 smd.implausible"])
    #expect(try codes(cleanMeans + rows, measure: .hedgesG) == ["8 smd.implausible", "9 smd.implausible"])
  }

  @Test func ofTwoStudiesTheLargerIsNamed() throws {
    let rows = try findings(
      "study,n1i,m1i,sd1i,n2i,m2i,sd2i\nSYNTHETIC A,40,14.4,2,40,10,2\nSYNTHETIC B,40,21.3,0.31,40,25.6,0.38\n")
    let found = try #require(rows.first)
    #expect(rows.count == 1 && found.note.row == 2)
    #expect(found.evidence.hasSuffix("where those of the other study are 2.2"))
  }

  @Test func quantilesOutOfOrder() throws {
    let header = "study,n1i,min1i,q11i,med1i,q31i,max1i,m1i\n"
    let found = try findings(
      header
        + "SYNTHETIC A,40,1,4,6,9,20,6.5\nSYNTHETIC B,40,,13,10,7,,\nSYNTHETIC C,40,2,,5,,9,9.9\nSYNTHETIC D,40,5,5,5,5,5,5\n"
    )
    #expect(
      found.map { "\($0.note.row ?? 0) \($0.evidence)" } == [
        "2 q11i is 13, above med1i, which is 10", "2 med1i is 10, above q31i, which is 7",
        "3 m1i is 9.9, above max1i, which is 9",
      ])
    #expect(found.allSatisfy { $0.note.kind.code == "quantiles.out-of-order" })
  }

  @Test func evidenceIsExact() throws {
    for reference in try Reference.file("lint/evidence.json")["differences"].list {
      let row = try #require(reference["row"].text)
      let numbers = row.split(separator: ",")
      let csv =
        "study,n1i,m1i,sd1i,n2i,m2i,sd2i\n"
        + cleanMeans.split(separator: "\n").dropFirst().joined(separator: "\n")
      let finding = try #require(
        try findings(csv + "\nSYNTHETIC Z," + numbers.joined(separator: ",") + "\n").first)
      #expect(finding.note.kind.code == "smd.implausible" && finding.note.row == 8)
      for name in ["d", "root_n"] {
        guard case .number(let value) = finding.note.details.first(where: { $0.name == name })?.value else {
          Issue.record("no \(name)")
          continue
        }
        expectClose(value, reference[name].number, relative: 1e-12, name)
      }
      guard case .number(let corrected) = finding.note.details.first(where: { $0.name == "if_errors" })?.value
      else {
        Issue.record("no if_errors")
        continue
      }
      expectClose(corrected, reference["d_if_errors"].number, relative: 1e-12)
    }
  }

  @Test func pairedMeansAreJudgedToo() throws {
    var csv = "study,m1i,m2i,sd1i,sd2i,ri,ni\n"
    for k in 0..<6 {
      csv += "SYNTHETIC \(k),\(12.1 + Double(k)),\(10.9 + Double(k)),3.\(k),3.4,0.5,\(30 + k)\n"
    }
    #expect(try codes(csv) == [])
    #expect(
      try codes(csv + "SYNTHETIC Z,15.1,12.2,0.41,0.44,0.5,60\n") == ["7 smd.implausible", "7 sd.outlying"])
  }

  @Test func tinyHonestStudyWithALargeDifferenceIsLetPass() throws {
    #expect(try codes(cleanMeans + "SYNTHETIC Z,3,14.1,1.1,3,10.2,1.3\n") == [])
  }

  @Test func oneGroup() throws {
    #expect(try codes(cleanMeans + "SYNTHETIC Z,60,12.1,0.52,58,11.8,4.1\n") == ["8 sd.one-group"])
    #expect(try codes(cleanMeans + "SYNTHETIC Z,60,12.1,2.52,58,11.8,4.1\n") == [])
  }

  @Test func outlying() throws {
    var csv = "study,n1i,m1i,sd1i,n2i,m2i,sd2i\n"
    let deviations = [10.2, 9.4, 11.1, 10.6, 9.9, 10.4]
    for (k, sd) in deviations.enumerated() {
      csv += "SYNTHETIC \(k),\(30 + k),\(50.3 + Double(k)),\(sd),31,\(49.9 + Double(k)),\(sd)\n"
    }
    #expect(try codes(csv) == [])
    let error = try findings(csv + "SYNTHETIC Z,64,51.2,1.3,64,51.0,1.25\n")
    #expect(error.map(\.note.kind.code) == ["sd.outlying"])
    #expect(error[0].fix.hasPrefix("if it is a standard error"))
    let variance = try findings(csv + "SYNTHETIC Z,64,51.2,104.2,64,50.1,98.5\n")
    #expect(variance.map(\.note.kind.code) == ["sd.outlying"])
    #expect(variance[0].fix.hasPrefix("if it is a variance"))
    // Another scale.
    #expect(try codes(csv + "SYNTHETIC Z,64,5.2,1.3,64,5.0,1.25\n") == [])
  }
}
