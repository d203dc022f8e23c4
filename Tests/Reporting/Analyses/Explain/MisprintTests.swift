import MetaAnalysis
import Testing

@testable import Analyses

@Suite("One printed number mistyped") struct MisprintTests {
  /// The BCG trials by REML: the numbers that the analysis gives, with one of them mistyped.
  private func explain(
    _ wrong: Quantity, _ printed: String, most: Int = 3, with settings: String = ""
  ) throws -> Explanation {
    let numbers: [(Quantity, String)] = [
      (.estimate, "-0.7145"), (.se, "0.1798"), (.ciLower, "-1.0669"), (.ciUpper, "-0.3622"), (.tau2, "0.3132"),
      (.i2, "92.22"), (.q, "152.23"),
    ]
    let expect = numbers.map { "{quantity: \($0.rawValue), printed: \"\($0 == wrong ? printed : $1)\"}" }
    let analysis = try Analysis(
      yaml: """
        schema: tutti.analysis/1
        data: {dataset: bcg}
        measure: RR
        conventions: {profile: metafor@5.1\(settings)}
        expect: [\(expect.joined(separator: ", "))]
        """, path: "a.yml")
    return try PreparedAnalysis(analysis).explain(ExplanationSearch(most: most))
  }

  @Test(arguments: [
    (Quantity.tau2, "0.3123", "0.3132", Misprint.Kind.transposedDigits),
    (.tau2, "0.3312", "0.3132", .transposedDigits),
    (.ciUpper, "0.3622", "-0.3622", .sign), (.ciLower, "1.0669", "-1.0669", .sign),
    (.i2, "9.222", "92.22", .decimalPoint), (.i2, "9222", "92.22", .decimalPoint),
    (.se, "0.01798", "0.1798", .decimalPoint),
    (.q, "125.23", "152.23", .transposedDigits), (.q, "152.32", "152.23", .transposedDigits),
    (.q, "15.23", "152.23", .missingDigit), (.q, "1552.23", "152.23", .extraDigit),
    (.q, "162.23", "152.23", .wrongDigit),
    (.se, "0.0323", "0.1798", .square),
  ])
  func isFoundAmongTheOthers(_ wrong: Quantity, _ printed: String, _ correct: String, _ kind: Misprint.Kind)
    throws
  {
    let explanation = try explain(wrong, printed)
    #expect(explanation.outcome == .explained)
    let solution = try #require(explanation.solutions.first)
    guard case .misprint(let misprint)? = solution.changes.first, solution.changes.count == 1 else {
      Issue.record("\(solution.changes.map(\.description))")
      return
    }
    #expect(misprint.name == wrong.rawValue && misprint.printed == printed)
    #expect(misprint.correct == correct && misprint.kind == kind)
    #expect(solution.holding == 7)
    #expect(misprint.description.contains("is a probable misprint: printed \(printed), computed \(correct)"))
  }

  @Test func anyOtherNumberIsTheLastResort() throws {
    let explanation = try explain(.q, "87.41")
    #expect(explanation.outcome == .explained)
    guard case .misprint(let misprint)? = explanation.solutions.last?.changes.first else {
      Issue.record("no misprint")
      return
    }
    #expect(misprint.kind == .other && misprint.correct == "152.23")
    #expect(explanation.solutions.first?.changes.contains { $0.family == .transcription } == false)
  }

  @Test func aConventionComesBeforeAMisprint() throws {
    // I² from Q is 92.12: one digit of 92.22 is another.
    let explanation = try explain(.i2, "92.12", most: 1)
    #expect(explanation.solutions.first?.changes.map(\.code) == ["i2=q"])
    #expect(explanation.solutions.contains { $0.changes.first?.family == .misprint })
  }

  @Test func aConventionAndAMisprintAreFoundTogether() throws {
    let explanation = try explain(.ciUpper, "0.3622", most: 2, with: ", tau2: DL")
    let solution = try #require(explanation.solutions.first)
    #expect(solution.changes.map(\.code) == ["tau2=REML", "ci_upper: 0.3622 → -0.3622"])
  }

  @Test func exchangedEndsAreOneSlip() throws {
    let analysis = try Analysis(
      yaml: """
        schema: tutti.analysis/1
        data: {dataset: bcg}
        measure: RR
        conventions: {profile: metafor@5.1}
        expect:
          - {quantity: estimate, printed: "-0.7145"}
          - {quantity: ci, printed: ["-0.3622", "-1.0669"]}
        """, path: "a.yml")
    let explanation = try PreparedAnalysis(analysis).explain()
    let solution = try #require(explanation.solutions.first)
    #expect(solution.changes.map(\.code) == ["ci: -0.3622 to -1.0669 → -1.0669 to -0.3622"])
    #expect(
      solution.changes[0].description
        == "ci is a probable misprint: printed -0.3622 to -1.0669, computed -1.0669 to -0.3622 (the ends exchanged)"
    )
    #expect(solution.holding == 3)
    // Printed apart, with another number mistyped beside it, and with a convention.
    var apart = analysis
    apart.overrides[.tau2] = "DL"
    apart.expectations = try [
      (Quantity.estimate, "-0.7145"), (.ciLower, "-0.3622"), (.ciUpper, "-1.0669"), (.tau2, "0.3132"),
    ].map { Expectation($0, printed: [try PrintedNumber($1)]) }
    let both = try PreparedAnalysis(apart).explain(ExplanationSearch(families: [.convention, .misprint]))
    #expect(both.solutions.first?.changes.map(\.code).first == "tau2=REML")
    #expect(both.solutions.first?.changes.last?.family == .misprint)
  }

  @Test func digitsOfShortNumbersFitNothing() throws {
    let printed = try #require(PrintedDigits(try PrintedNumber("0.5")))
    #expect(printed.slips.map(\.0) == [.sign, .transposedDigits])
    #expect(
      PrintedDigits(-1.25, decimals: 1)?.text == "-1.3" || PrintedDigits(-1.25, decimals: 1)?.text == "-1.2")
    #expect(PrintedDigits(0.004, decimals: 2)?.text == "0.00")
    #expect(PrintedDigits(1e20, decimals: 2) == nil)
  }
}
