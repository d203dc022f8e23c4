import Testing

@testable import StudyRecords

@Suite struct NearestNameTests {
  private let columns = ["study", "sd_c", "sd_treat", "mean_treat", "Ni"]

  @Test(
    "The name most likely meant",
    arguments: [
      ("sd_t", "sd_treat"), ("SD_TREAT", "sd_treat"), ("mean_traet", "mean_treat"), ("stduy", "study"),
      ("studie", "study"), ("ni", "Ni"), ("mean", "mean_treat"), ("xyz", nil), ("", nil), ("n", nil),
      ("mean_treatment", "mean_treat"), ("sd", nil),
    ] as [(String, String?)])
  func nearest(name: String, meant: String?) { #expect(nearestName(to: name, in: columns) == meant) }

  @Test("Ties go to the earlier candidate, nothing comes of nothing")
  func ties() {
    #expect(nearestName(to: "abcx", in: ["abca", "abcb"]) == "abca")
    #expect(nearestName(to: "abc", in: []) == nil)
    #expect(nearestName(to: "abc", in: ["abc_long", "ABC"]) == "ABC")
  }
}
