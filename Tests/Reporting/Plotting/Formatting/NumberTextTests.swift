import Testing

@testable import Plotting

struct NumberTextTests {
  // Expected texts are those of Python's decimal module applied to the exact binary value, ROUND_HALF_EVEN.
  @Test(arguments: [
    (0.0, 2, "0.00"), (-0.0, 2, "0.00"), (1, 0, "1"), (-0.7145323421581394, 4, "-0.7145"),
    (2.675, 2, "2.67"), (0.125, 2, "0.12"), (0.375, 2, "0.38"), (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"),
    (0.05, 1, "0.1"), (0.15, 1, "0.1"), (0.25, 1, "0.2"), (0.35, 1, "0.3"), (-0.001, 2, "0.00"),
    (-0.005, 2, "-0.01"), (9.995, 2, "9.99"), (99.9951, 2, "100.00"), (0.999, 2, "1.00"),
    (1e22, 1, "10000000000000000000000.0"), (1e23, 0, "99999999999999991611392"),
    (.leastNonzeroMagnitude, 3, "0.000"), (1e-300, 1, "0.0"), (0.1, 20, "0.10000000000000000555"),
    (123456789.123, -1, "123456789"), (4503599627370497.5, 0, "4503599627370498"),
  ])
  func fixedRoundsTheExactValue(x: Double, decimals: Int, expected: String) {
    #expect(NumberText.fixed(x, decimals: decimals) == expected)
  }

  @Test func positiveNumbersNeverReadAsZero() {
    #expect(NumberText.positive(0.003, decimals: 2) == "<0.01")
    #expect(NumberText.positive(0.0051, decimals: 2) == "0.01")
    #expect(NumberText.positive(1e-300, decimals: 0) == "<1")
    #expect(NumberText.positive(0, decimals: 2) == "0.00")
    #expect(NumberText.positive(12.345, decimals: 1) == "12.3")
    #expect(NumberText.positive(.infinity, decimals: 1) == "inf")
  }

  @Test func largestAndSmallestNumbers() {
    let largest = NumberText.fixed(.greatestFiniteMagnitude, decimals: 0)
    #expect(largest.count == 309)
    #expect(largest.hasPrefix("179769313486231570814527423731704356798070567525844996598917476803157260780"))
    let smallest = NumberText.fixed(.leastNonzeroMagnitude, decimals: 330)
    #expect(smallest.hasSuffix("0004940656"))
    #expect(NumberText.fixed(.infinity, decimals: 2) == "inf")
    #expect(NumberText.fixed(-.infinity, decimals: 2) == "-inf")
    #expect(NumberText.fixed(-.infinity, decimals: 2, minus: .typographic) == "−∞")
    #expect(NumberText.fixed(.nan, decimals: 2) == "NaN")
    #expect(NumberText.fixed(-1.25, decimals: 1, minus: .typographic) == "−1.2")
  }

  @Test(arguments: [
    (1.23456e15, 3, "1.23e15", "1.23e15"), (-4e-7, 2, "-4.0e-7", "−4.0e−7"),
    (9.996, 3, "1.00e1", "1.00e1"),
    (5, 1, "5e0", "5e0"),
  ])
  func scientific(x: Double, digits: Int, plain: String, printed: String) {
    #expect(NumberText.scientific(x, digits: digits) == plain)
    #expect(NumberText.scientific(x, digits: digits, minus: .typographic) == printed)
  }

  @Test(arguments: [
    (0.0, "0"), (0.1, "0.1"), (0.30000000000000004, "0.3"), (10, "10"), (1200, "1200"), (-2.5, "-2.5"),
    (1_000_000, "1000000"), (1e7, "1e7"), (0.00012346, "0.00012346"), (0.00001, "1e-5"), (99999.96, "100000"),
    (12.5, "12.5"), (123.456, "123.46"),
  ])
  func significantDropsTrailingZeros(x: Double, expected: String) {
    #expect(NumberText.significant(x, digits: 5) == expected)
  }

  @Test(arguments: [
    (0.0, "p < 0.001"), (0.00099999, "p < 0.001"), (0.001, "p = 0.001"), (0.04951, "p = 0.050"),
    (0.5, "p = 0.500"), (0.99951, "p > 0.999"), (1, "p = 1.000"),
  ])
  func pValues(p: Double, expected: String) { #expect(NumberText.pValueStatement(p) == expected) }

  @Test func countsAreGroupedFromFiveDigitsOn() {
    #expect(NumberText.grouped(1234) == "1234")
    #expect(NumberText.grouped(88391) == "88\u{2009}391")
    #expect(NumberText.grouped(-1234567, separator: ",") == "−1,234,567")
    #expect(NumberText.grouped("−12345.678", separator: ",") == "−12,345.678")
    #expect(NumberText.grouped("9999.5") == "9999.5")
    #expect(NumberText.grouped("inf") == "inf")
  }
}
