import Testing
import _TestSupport

@testable import Analyses

@Suite struct VerdictTests {
  /// Printed, computed, verdict.
  static let cases: [(String, Double?, Verdict.Kind)] = [
    ("0.50", 0.4966, .holds), ("0.50", 0.5, .holds), ("0.50", 0.4949, .lastDigit),
    // Half-way cases hold both ways, whatever side the last bit is on.
    ("0.12", 0.125, .holds), ("0.13", 0.125, .holds), ("2.67", 2.675, .holds), ("2.68", 2.675, .holds),
    ("1.00", 1.005, .holds), ("1.01", 1.005, .holds), ("-0.13", -0.125, .holds), ("-0.12", -0.125, .holds),
    // Cut off, not rounded; negative numbers are cut towards zero.
    ("0.55", 0.556, .truncated), ("0.55", 0.5599, .truncated), ("-0.55", -0.558, .truncated),
    ("0.00", 0.0061, .truncated), ("0.00", -0.0061, .truncated), ("9.9", 9.99, .truncated),
    // One unit off.
    ("0.57", 0.5601, .lastDigit), ("0.55", 0.5414, .lastDigit), ("-0.55", -0.5414, .lastDigit),
    ("0.55", 0.561, .lastDigit), ("0.703", 0.7024, .lastDigit),
    ("0.55", 0.535, .lastDigit), ("0.55", 0.5349, .differs), ("55.54", 51.5452, .differs),
    ("0.5", -0.5, .differs),
    ("0.01", -0.01, .differs), ("13", 12, .lastDigit), ("13", 11, .differs),
    // Tens in powers of ten.
    ("1.2e5", 124_999, .holds), ("1.2e5", 126_000, .truncated), ("1.3e5", 124_000, .lastDigit),
    // Small numbers.
    ("1.2e-5", 1.15e-5, .holds), ("1.2e-5", 1.249e-5, .holds), ("1.2e-5", 1.34e-5, .lastDigit),
    // Bounds.
    ("<0.001", 0.0009999, .holds), ("<0.001", 0.001, .lastDigit), ("<0.001", 0.0016, .differs),
    ("<0.001", 1e-300, .holds), (">0.99", 0.991, .holds), (">0.99", 0.987, .lastDigit),
    (">0.99", 0.98, .differs),
    ("≤0.05", 0.05, .holds), ("≥3", 3, .holds),
    // Ends of intervals.
    ("∞", .infinity, .holds), ("∞", 3, .differs), ("3", .infinity, .differs), ("-inf", -.infinity, .holds),
    ("0.5", nil, .undefined), ("0.5", .nan, .undefined),
  ]

  @Test(arguments: cases.indices)
  func verdictsRespectTheDigits(index: Int) throws {
    let (text, computed, kind) = Self.cases[index]
    #expect(try PrintedNumber(text).verdict(of: computed).kind == kind, "\(text) and \(computed as Any)")
  }

  @Test func theDifferenceIsGivenInUnitsOfTheLastDigit() throws {
    let verdict = try PrintedNumber("55.54").verdict(of: 51.5452)
    expectClose(verdict.difference, -3.9948, relative: 1e-12)
    expectClose(verdict.units, -399.48, relative: 1e-12)
    #expect(verdict.computed == 51.5452)
  }

  /// Every number that rounds to its own text holds, and turning sign changes nothing.
  @Test func everyRoundedNumberHolds() throws {
    var generator = SeededGenerator(seed: 20_261_122)
    for _ in 0..<2000 {
      let decimals = Int(generator.uniform() * 6)
      let unit = PrintedNumber.powerOfTen(-decimals)
      let steps = (generator.uniform() * 2000 - 1000).rounded()
      let text = "\(steps < 0 ? "−" : "")\(Self.fixed(Int(steps.magnitude), decimals))"
      let printed = try PrintedNumber(text)
      let offset = generator.uniform() - 0.5
      #expect(printed.verdict(of: (steps + offset) * unit).kind == .holds)
      let far = steps + (offset < 0 ? -1 : 1) * (1.6 + generator.uniform())
      #expect(printed.verdict(of: far * unit).kind == .differs)
    }
  }

  private static func fixed(_ steps: Int, _ decimals: Int) -> String {
    let digits = String(steps)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return decimals == 0 ? padded : "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
