import Testing

@testable import StudyLint

@Suite struct SameNumbersTests {
  @Test(arguments: [
    ("Smith 2010 (low dose)", "smith 2010"), ("Smith 2010a", "smith 2010"), ("Smith, high", "smith"),
    ("Paper 44", "paper 44"),
    ("", ""),
  ])
  func stems(label: String, stem: String) { #expect(studyStem(label) == stem) }
}
