import EffectMeasures
import StudyLint
import StudyRecords
import Testing

@Suite struct CountCheckTests {
  @Test func text() throws {
    let csv = "study,ai,n1i,ci,n2i\nSYNTHETIC A,3,20,4,20\nSYNTHETIC B,n.s.,20,4,\"1,200\"\n"
    #expect(try codes(csv) == ["2 number.text", "2 number.text"])
  }

  @Test func outOfRange() throws {
    #expect(
      try codes("study,m1i,sd1i,n1i\nSYNTHETIC A,3,-2,20\nSYNTHETIC B,3,2,0\n") == [
        "1 number.out-of-range", "2 number.out-of-range",
      ])
    #expect(try codes("study,yi,pi\nSYNTHETIC A,0.3,1.2\n") == ["1 number.out-of-range"])
    #expect(try codes("study,di,n1i,n2i\nSYNTHETIC A,-0.3,10,10\n", measure: .hedgesG) == [])
  }

  @Test func correlation() throws {
    let findings = try findings(
      "study,ri,ni\nSYNTHETIC A,1.2,20\nSYNTHETIC B,-45,30\nSYNTHETIC C,-1,30\nSYNTHETIC D,450,30\n")
    #expect(findings.map(\.note.kind.code) == Array(repeating: "correlation.out-of-range", count: 3))
    #expect(findings[0].fix.contains("Fisher z") && findings[1].fix.contains("divide by 100"))
  }

  @Test func percentForShare() throws {
    let findings = try findings("study,r2i,ni,mi\nSYNTHETIC A,0.34,20,2\nSYNTHETIC B,34,30,2\n")
    #expect(findings.map(\.note.kind.code) == ["share.percent"])
    #expect(findings[0].fix == "if it is a percentage, type 0.34")
  }

  @Test func eventsExceedSize() throws {
    let findings = try findings(
      "study,ai,n1i,ci,n2i\nSYNTHETIC A,45,30,4,20\nSYNTHETIC B,20,20,4,20\nSYNTHETIC C,2,20,400,200\n")
    #expect(
      findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" } == ["1 events.exceed-n", "3 events.exceed-n"])
    #expect(findings[0].fix.contains("about 14 people"))
    #expect(try codes("study,xi,ni\nSYNTHETIC A,31,30\n") == ["1 events.exceed-n"])
  }

  @Test func designsOutOfRange() throws {
    #expect(
      try codes(
        "study,yi,vi,icc,cluster_size\nSYNTHETIC A,0.1,0.04,0.05,20\nSYNTHETIC B,0.2,0.05,5,21\n"
          + "SYNTHETIC C,0.3,0.06,0.02,0.5\n") == ["2 number.out-of-range", "3 number.out-of-range"])
  }

  @Test func fractionalCount() throws {
    let findings = try findings(
      "study,xi,ni\nSYNTHETIC A,35.8,120\nSYNTHETIC B,0.35,120\nSYNTHETIC C,12.5,40\nSYNTHETIC D,11.3,17\nSYNTHETIC E,12,17\n"
    )
    #expect(
      findings.map { $0.note.row } == [1, 2] && findings.allSatisfy { $0.note.kind.code == "count.fraction" })
    #expect(findings[0].fix.contains("type the count 43") && findings[1].fix.contains("type the count 42"))
  }

  @Test func missingValueCode() throws {
    let csv =
      "study,m1i,sd1i,n1i\nSYNTHETIC A,12,3,20\nSYNTHETIC B,13,4,21\nSYNTHETIC C,11,999,25\nSYNTHETIC D,-99,4,22\nSYNTHETIC E,12,4,22\n"
    #expect(try codes(csv) == ["3 number.missing-code", "4 number.missing-code"])
    #expect(try codes("study,n1i\nSYNTHETIC A,980\nSYNTHETIC B,990\nSYNTHETIC C,999\nSYNTHETIC D,1000\n") == [])
  }

  @Test func sizes() throws {
    let csv = "study,n1i,n2i,ni\nSYNTHETIC A,20,20,40\nSYNTHETIC B,20,20,39\nSYNTHETIC C,20,20,60\n"
    #expect(try codes(csv) == ["2 n.contradiction"])
    #expect(try codes("study,ai,bi,n1i,ci,di,n2i\nSYNTHETIC A,5,15,20,4,17,20\n") == ["1 n.contradiction"])
  }
}
