import EffectMeasures
import StudyLint
import StudyRecords
import Testing

@Suite struct ComparisonCheckTests {
  private let effects =
    "study,yi,vi\n"
    + [(0.42, 0.02), (0.55, 0.03), (0.38, 0.01), (0.61, 0.04), (0.47, 0.02), (0.33, 0.02), (0.09, 0.05)]
    .enumerated().map { "SYNTHETIC \($0.offset),\($0.element.0),\($0.element.1)\n" }.joined()

  @Test func flippedSign() throws {
    #expect(try codes(effects, measure: .generic) == [])
    #expect(try codes(effects + "SYNTHETIC Z,-0.51,0.01\n", measure: .generic) == ["8 effect.flipped"])
    // Not significant, or not a mirror image.
    #expect(try codes(effects + "SYNTHETIC Z,-0.21,0.02\n", measure: .generic) == [])
    #expect(try codes(effects + "SYNTHETIC Z,-1.6,0.01\n", measure: .generic) == [])
  }

  @Test func duplicates() throws {
    let csv =
      "study,ai,n1i,ci,n2i\nSYNTHETIC 2001,14,123,11,139\nSYNTHETIC 2002,6,306,29,303\nOTHER SYNTHETIC,14,123,11,139\n"
    #expect(try codes(csv) == ["3 study.duplicate"])
    // Small trials agree by chance.
    #expect(
      try codes("study,ai,n1i,ci,n2i\nSYNTHETIC A,1,50,2,50\nSYNTHETIC B,3,40,4,40\nSYNTHETIC C,1,50,2,50\n")
        == [])
    // Two outcomes of one study with the same variance.
    #expect(
      try codes("study,yi,vi,n1i,n2i\nSYNTHETIC 1985,0.13,0.0933,22,21\nSYNTHETIC 1985,0.13,0.0933,22,21\n")
        == [])
  }

  /// Every number that agrees is listed.
  @Test func allNumbersOfADuplicate() throws {
    let numbers = "14.1,3.3,40,0.5,15.2,3.6,41,0.6,1.21,0.12,0.031"
    let csv =
      "study,m1i,sd1i,n1i,ri,m2i,sd2i,n2i,r2i,ti,pi,vi\nSYNTHETIC A,\(numbers)\nSYNTHETIC B,\(numbers)\n"
    let found = try #require(try findings(csv).first { $0.note.kind.code == "study.duplicate" })
    #expect(found.evidence.hasPrefix("all 11 numbers are those of row 1 (SYNTHETIC A): "))
    #expect(found.evidence.split(separator: ": ").last?.split(separator: ", ").count == 11)
  }

  @Test func reusedGroup() throws {
    let csv =
      cleanMeans
      + "SYNTHETIC Y 1990,18,29.1,6.6,20,24.13,7.21\nSYNTHETIC Y 1990 (high dose),19,31.2,6.9,20,24.13,7.21\n"
    #expect(try codes(csv) == ["9 group.reused"])
    #expect(
      try codes(
        "study,ai,n1i,ci,n2i\nSYNTHETIC 2001 low,4,60,11,62\nSYNTHETIC 2001 high,9,61,11,62\nSYNTHETIC 2009,9,70,11,62\n"
      ) == ["2 group.reused"])
    #expect(try codes(cleanMeans + "SYNTHETIC Y,18,29.13,6.62,20,29.13,6.62\n") == ["8 group.reused"])
  }
}
