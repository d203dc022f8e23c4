import Testing

@testable import Analyses

@Suite struct PrintedNumberTests {
  /// Text, value, decimals.
  static let numbers: [(String, Double, Int)] = [
    ("0.50", 0.5, 2), (".05", 0.05, 2), ("-0.7145", -0.7145, 4), ("−0.71", -0.71, 2), ("–0.71", -0.71, 2),
    ("‐1", -1, 0), ("+3", 3, 0), ("− 0.71", -0.71, 2), ("0·64", 0.64, 2), ("0∙64", 0.64, 2), ("13", 13, 0),
    ("5.", 5, 0),
    ("1 234", 1234, 0), ("1\u{2009}234.5", 1234.5, 1), ("1\u{202F}234\u{202F}567", 1_234_567, 0),
    ("1,234", 1234, 0), ("12,345,678.9", 12_345_678.9, 1), ("87'886", 87_886, 0),
    ("1.2e-5", 1.2e-5, 6), ("1.2E5", 1.2e5, -4), ("1.2×10−5", 1.2e-5, 6), ("1.2 × 10^-5", 1.2e-5, 6),
    ("1.2×10⁻⁵", 1.2e-5, 6), ("3 x 10-4", 3e-4, 4), ("3×10⁴", 3e4, -4), ("100", 100, 0), (" 7.0 ", 7, 1),
    ("1.2e−5", 1.2e-5, 6), ("0", 0, 0), ("-0.00", 0, 2), ("∞", .infinity, 0), ("-inf", -.infinity, 0),
    ("\u{FF0D}2", -2, 0),
  ]

  @Test(arguments: numbers.indices)
  func numbersAreReadWithTheirDigits(index: Int) throws {
    let (text, value, decimals) = Self.numbers[index]
    let printed = try PrintedNumber(text)
    #expect(printed.value == value, "\(text)")
    #expect(printed.decimals == decimals, "\(text)")
    #expect(printed.bound == nil)
    #expect(!printed.isPercent)
    #expect(printed.text == text)
  }

  @Test func boundsAndPercentSignsAreRead() throws {
    #expect(try PrintedNumber("<0.001").bound == .below)
    #expect(try PrintedNumber("< .001").value == 0.001)
    #expect(try PrintedNumber(">0.99").bound == .above)
    #expect(try PrintedNumber("≤ 0.05").bound == .atMost)
    #expect(try PrintedNumber(">=3").bound == .atLeast)
    #expect(try PrintedNumber("92%").isPercent)
    #expect(try PrintedNumber("92.2 %").decimals == 1)
    #expect(try PrintedNumber("−22%").value == -22)
    #expect(try PrintedNumber("< 1%").bound == .below)
  }

  @Test(arguments: [
    "", "  ", "abc", "0,50", "1,5", "1,2345", "0,500", "1.2.3", "1 23", "1.2e", "1.2×11-5", "--1", "<", "%",
    "1 %%", "0.5 to",
    "1e99999", "12,34", "1e400", "NaN", "e5", "0x10", "1 234 56",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(throws: PrintedNumberError.self) { try PrintedNumber(text) }
  }

  @Test func errorsSayHowToMendIt() {
    #expect(throws: PrintedNumberError.decimalComma(text: "0,50")) { try PrintedNumber("0,50") }
    #expect(PrintedNumberError.decimalComma(text: "0,50").description.contains("as a point"))
    #expect(throws: PrintedNumberError.notANumber(text: "0.5 to", rest: " to")) { try PrintedNumber("0.5 to") }
  }
}
