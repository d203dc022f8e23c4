import Analyses
import MetaAnalysis
import Reports
import Testing

@Suite struct ExplanationReportTests {
  private func report(_ printed: [(String, String)], _ conventions: String) throws -> ExplanationReport {
    let numbers = printed.map { "{quantity: \($0), printed: \"\($1)\"}" }.joined(separator: ", ")
    let analysis = try Analysis(
      yaml: """
        schema: tutti.analysis/1
        data: {dataset: bcg}
        measure: RR
        conventions: \(conventions)
        expect: [\(numbers)]
        """, path: "a.yml")
    return ExplanationReport(file: "a.yml", explanation: try PreparedAnalysis(analysis).explain())
  }

  /// Metafor 5.1: REML; τ² by DL is 0.3088, by PM 0.3181, which EB is as well.
  @Test func sentencesNameStudiesChoicesAndTheFilesOwnProfile() throws {
    let own = try report([("estimate", "-0.7145"), ("tau2", "0.3132")], "{profile: metafor@5.1, tau2: DL}")
    #expect(
      own.answer
        == "All 2 printed numbers hold with tau2 REML instead of DL (estimator of τ²: restricted maximum likelihood)."
    )
    let text = own.report().text
    #expect(text.contains("metafor@5.1 (the file's own profile)"))
    let paule = try report([("estimate", "-0.7150"), ("tau2", "0.3181")], "metafor@5.1").report().text
    #expect(paule.contains("On these data the numbers are the same with tau2 "))
    #expect(!paule.contains("tau2="))
  }

  /// Metafor: without Aronson 1948 the estimate is −0.70708 with a standard error of 0.18996.
  @Test func aStudyLeftOutIsASentence() throws {
    let without = try report([("estimate", "-0.7071"), ("se", "0.1900"), ("k", "12")], "metafor@5.1")
    #expect(without.answer.hasPrefix("All 3 printed numbers hold without Aronson 1948 (row 1)."))
  }
}
