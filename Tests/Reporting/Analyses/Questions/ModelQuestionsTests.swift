import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

/// Questions that an analysis file asks of its model, and the printed numbers that belong to their answers.
@Suite struct ModelQuestionsTests {
  static let head = """
    schema: tutti.analysis/1
    data: {dataset: bcg}
    measure: RR
    conventions: metafor@5.1
    moderators: ~ allocation + latitude

    """

  private func result(_ text: String, head: String = head) throws -> AnalysisResult {
    try PreparedAnalysis(Analysis(yaml: head + text, path: "a.yml")).result()
  }

  /// The numbers that the expectations of a file ask for, in order.
  private func values(_ text: String, head: String = head) throws -> [Double?] {
    try PreparedAnalysis(Analysis(yaml: head + text, path: "a.yml")).check(explains: false).numbers.map {
      if let reason = $0.reason { Issue.record("\($0.label): \(reason)") }
      return $0.verdict.computed
    }
  }

  private func expectation(_ quantity: String, _ target: String, _ with: String = "{}") -> String {
    "  - {quantity: \(quantity), \(target), printed: \"1\", with: \(with)}\n"
  }

  /// Closed forms at an optimum of τ² that both programs find to about 1e-9: 1e-7 relative.
  private func close(_ found: [Double?], _ wanted: [Double?], _ what: String) {
    #expect(found.count == wanted.count, "\(what)")
    for (found, wanted) in zip(found, wanted) { expectClose(found, wanted ?? .nan, relative: 1e-7, "\(what)") }
  }

  @Test func contrasts() throws {
    let reference = try Reference.file("analysis-questions/questions.json")
    let names = ["allocationrandom - allocationsystematic", "allocationrandom = 0", "allocationsystematic"]
    let head = Self.head + "contrast: ['\(names.joined(separator: "', '"))']\nadjust: holm\nexpect:\n"
    for (quantity, key) in [
      ("estimate", "contrast_estimate"), ("se", "contrast_se"), ("statistic", "contrast_statistic"),
      ("p", "contrast_p"), ("p_adjusted", "contrast_p_holm"),
    ] {
      let text = names.map { expectation(quantity, "contrast: '\($0)'") }.joined()
      close(try values(text, head: head), reference[key].numbers, key)
    }
    for target in [
      "contrast: allocation", "term: allocation",
      "contrast: [allocationrandom, allocationsystematic]",
    ] {
      let text = ["qm", "qm_df", "qm_p"].map { expectation($0, target) }.joined()
      close(try values(text, head: head), reference["joint"].numbers, target)
    }
    let knha = ["qm", "qm_df", "qm_df2", "qm_p"].map {
      expectation($0, "contrast: allocation", "{test: knha}")
    }
    close(try values(knha.joined(), head: head), reference["joint_knha"].numbers, "knha")
  }

  @Test func comparisonsInflationMeansAndTerms() throws {
    let reference = try Reference.file("analysis-questions/questions.json")
    let head = Self.head + "expect:\n"
    for target in ["compare: ~ latitude", "term: allocation"] {
      let text = ["lrt", "lrt_df", "lrt_p"].map { expectation($0, target, "{method: ML}") }.joined()
      close(try values(text, head: head), reference["lrt"].numbers, target)
    }
    func besideLatitude(_ quantities: String...) -> String {
      quantities.map { expectation($0, "compare: ~ latitude", "{method: ML}") }.joined()
    }
    close(
      try values(besideLatitude("log_likelihood", "aic", "bic", "aicc"), head: head),
      reference["reduced_criteria"].numbers, "criteria")
    close(
      try values(besideLatitude("tau2", "q", "r2"), head: head),
      reference["reduced_tau2"].numbers + reference["reduced_q"].numbers + reference["lrt_r2"].numbers, "model")
    let inflation = ["vif", "vif_root"].map { expectation($0, "term: allocation") }.joined()
    close(try values(inflation, head: head), reference["vif_allocation"].numbers, "vif")
    let means = ["estimate", "se", "ci_lower", "ci_upper", "pi_lower", "pi_upper"].map {
      expectation($0, "adjusted-mean: {allocation: random}")
    }
    close(try values(means.joined(), head: head), reference["mean_random"].numbers, "mean")
    #expect(try values(expectation("k", "adjusted-mean: {allocation: random}"), head: head) == [7])
  }

  /// A model without moderators is the smaller one of a comparison.
  @Test func comparisonWithoutModerators() throws {
    let head = Self.head.replacing(
      "moderators: ~ allocation + latitude\n", with: "model: {method: ML}\nexpect:\n")
    let small = try values(
      expectation("lrt", "compare: ~ latitude") + expectation("tau2", "compare: ~ latitude"), head: head)
    let large = try values(
      "model: {method: ML}\nexpect:\n" + expectation("lrt", "compare: ~ 1"),
      head: Self.head.replacing("allocation + latitude", with: "latitude"))
    expectClose(small[0], large[0] ?? .nan, relative: 1e-12)
    expectClose(small[1], 0.0343514424818792, relative: 1e-7)
  }

  @Test func permutations() throws {
    let reference = try Reference.file("analysis-questions/questions.json")
    let head = """
      schema: tutti.analysis/1
      data: {dataset: lidocaine-infarction}
      measure: RD
      conventions: metafor@5.1
      permutations: exact
      expect:

      """
    let text = expectation("permutation_p", "where: model") + expectation("permutation_p", "term: intercept")
    let exact = reference["permutation_hine"].numbers
    #expect(try values(text, head: head) == exact + exact)
    let random = try result("permutations: 500\nseed: 7\npermutation-p: metafor\n")
    let test = try #require(try random.answers().permutation)
    let fit = try #require(random.fit)
    #expect(
      try test
        == PermutationTest(fit, PermutationSettings(extent: .random(500), seed: 7, counting: .metafor)))
    #expect(test.seed == 7)
  }

  /// Everything asked is answered once for a report, and a repeated result asks the same.
  @Test func answers() throws {
    let answers = try result(
      """
      contrast: [allocation, 'latitude = -0.03']
      adjust: bonferroni
      test-terms: true
      compare: ['~ 1', '~ latitude']
      vif: true
      adjusted-means: allocation
      model: {method: ML}
      """
    ).answers()
    #expect(answers.contrasts?.rows.count == 3)
    #expect(answers.contrasts?.adjustment == .bonferroni)
    #expect(answers.termTests.map(\.term.label) == ["allocation", "latitude"])
    #expect(answers.comparison?.rows.map(\.formula) == ["~ 1", "~ latitude", "~ allocation + latitude"])
    #expect(answers.inflation?.terms.count == 2)
    #expect(answers.adjustedMeans.map(\.factor) == ["allocation"])
    #expect(answers.permutation == nil)
    #expect(try result("").answers().comparison == nil)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var lines: String
    var place: String
    var part: String
    var testDescription: String { lines }
  }

  static let faults = [
    Fault(lines: "contrast: 'latitude - latitud'", place: "6:23", part: "did you mean 'latitude'?"),
    Fault(lines: "contrast: [latitude, 'latitude +']", place: "6:33", part: "contrast 'latitude +'"),
    Fault(lines: "contrast: []", place: "6:11", part: "empty list"),
    Fault(lines: "adjust: holm", place: "6:1", part: "'contrast' is done, which is not stated"),
    Fault(lines: "contrast: latitude\nadjust: holms", place: "7:9", part: "did you mean 'holm'?"),
    Fault(lines: "seed: 3", place: "6:1", part: "'permutations' is done"),
    Fault(lines: "permutations: many", place: "6:15", part: "'exact' or a number"),
    Fault(lines: "permutations: 0", place: "6:15", part: "'exact' or a number"),
    Fault(lines: "permutations: 100\nseed: -1", place: "7:7", part: "whole number from 0"),
    Fault(lines: "permutations: exact", place: "6:15", part: "ask for a number of random ones"),
    Fault(lines: "vif: 1", place: "6:6", part: "true or false"),
    Fault(lines: "compare: '~ latitude +'", place: "6:23", part: "formula"),
    Fault(lines: "compare: [~ 1, ~ lat]", place: "6:18", part: "did you mean"),
    Fault(lines: "compare: ~ latitude", place: "6:10", part: "maximum likelihood (ML)"),
    Fault(lines: "adjusted-means: [latitude]", place: "6:18", part: "not a factor"),
    Fault(
      lines: "vif: true\nmodel: {method: UM.FS, equal-effects: true}", place: "6:6",
      part: "not for a model of counts (UM.FS)"),
    Fault(
      lines: "compare: ~ 1\nmodel: {scale: ~ latitude}", place: "6:10", part: "not for a location–scale model"),
    Fault(lines: "model: {contrast: latitude}", place: "6:9", part: "at the top of the file"),
    Fault(
      lines: "expect: {quantity: vif, printed: \"1\"}", place: "6:9", part: "name it with 'term'"),
    Fault(
      lines: "expect: {quantity: se, compare: ~ 1, printed: \"1\"}", place: "6:9",
      part: "se does not belong to a model compared with"),
  ]

  @Test(arguments: faults) func faultsHaveTheirPlace(_ fault: Fault) throws {
    do {
      _ = try result(fault.lines + "\n").answers()
      Issue.record("no error")
    } catch let error as AnalysisFileError {
      #expect(error.description.hasPrefix("a.yml:\(fault.place): "), "\(error)")
      #expect(error.description.contains(fault.part), "\(error)")
      #expect(!error.description.contains("--"), "\(error)")
    }
  }

  @Test func subgroupsAnswerNoQuestions() throws {
    let head = Self.head.replacing("moderators: ~ allocation + latitude", with: "subgroups: allocation")
    #expect {
      try result("vif: true\n", head: head)
    } throws: {
      "\($0)".contains("a.yml:6:1: 'vif' belongs to one model of all studies")
    }
  }

  /// Numbers without an answer say what the file has to ask.
  @Test func numbersSayWhatTheyNeed() throws {
    let analysis = try Analysis(
      yaml: Self.head + """
        contrast: latitude
        expect:
          - {quantity: permutation_p, term: latitude, printed: "0.05"}
          - {quantity: p_adjusted, contrast: latitude, printed: "0.05"}
          - {quantity: p, contrast: allocation, printed: "0.05"}
          - {quantity: qm, term: allotment, printed: "0.05"}
          - {quantity: estimate, adjusted-mean: {allocation: randomly}, printed: "0.05"}
        """, path: "a.yml")
    let reasons = try PreparedAnalysis(analysis).check(explains: false).numbers.map { $0.reason ?? "" }
    for (reason, part) in zip(
      reasons,
      [
        "needs 'permutations' at the top of the file", "needs 'adjust'", "stands for 2 hypotheses",
        "there are allocation, latitude", "did you mean 'random'?",
      ])
    {
      #expect(reason.contains(part), "\(reason)")
    }
  }
}
