import Testing

@testable import Analyses

@Suite struct VerdictRoundingTests {
  @Test func cutNumbersHoldWhereThatIsTheConvention() throws {
    let printed = try PrintedNumber("0.47")
    #expect(printed.verdict(of: 0.4762, rounding: .truncated).kind == .holds)
    #expect(printed.verdict(of: 0.4799, rounding: .truncated).kind == .holds)
    #expect(printed.verdict(of: 0.4799).kind == .truncated)
    // It rounds to the print, but cutting gives 0.46.
    #expect(printed.verdict(of: 0.4688, rounding: .truncated).kind == .lastDigit)
    #expect(printed.verdict(of: 0.4688).kind == .holds)
    #expect(try PrintedNumber("-0.47").verdict(of: -0.479, rounding: .truncated).kind == .holds)
  }

  @Test func filesMayStateIt() throws {
    func kinds(_ conventions: String) throws -> [Verdict.Kind] {
      try PreparedAnalysis(
        Analysis(
          yaml: """
            schema: tutti.analysis/1
            data: {columns: {yi: [0.1, 0.372], vi: [0.01, 0.01]}}
            model: {method: EE}
            \(conventions)
            expect: [{quantity: estimate, printed: "0.23"}, {quantity: estimate, printed: "0.24"}]
            """, path: "a.yml")
      ).check().numbers.map(\.verdict.kind)
    }
    #expect(try kinds("") == [.truncated, .holds])
    #expect(try kinds("conventions: {output-rounding: truncated}") == [.holds, .lastDigit])
  }
}
