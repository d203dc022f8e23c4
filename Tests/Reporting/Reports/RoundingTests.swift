import MetaAnalysis
import Testing

@testable import Reports

@Suite struct RoundingTests {
  @Test(arguments: [
    (0.1798, 4), (1.798, 4), (17.98, 4), (0.01798, 5), (0.0001, 7), (0, 4), (.infinity, 4),
  ])
  func fourSignificantDigitsOfTheStandardError(error: Double, decimals: Int) {
    #expect(Rounding(significant: 4, of: error, minimum: 4).decimals == decimals)
  }

  @Test(arguments: [
    (-0.7145, 2, "-0.71"), (0.0, 2, "0.00"), (-0.0001, 2, "0.00"), (1e12, 2, "1e12"),
    (1.5e-12, 14, "0.00000000000150"),
    (.infinity, 2, "inf"),
  ])
  func numbers(number: Double, decimals: Int, text: String) {
    #expect(Rounding(decimals: decimals).text(number) == text)
  }

  @Test func manyDecimalsThatNobodyAskedForAreInPowersOfTen() {
    #expect(Rounding(significant: 4, of: 1e-12, minimum: 4).text(1.5e-12) == "1.5e-12")
  }

  @Test func anIntervalBeyondNumbersIsInWords() {
    #expect(Rounding(decimals: 2).text(Interval(.infinity, .infinity)) == "too large")
    #expect(Rounding(decimals: 2).text(Interval(0, .infinity)) == "[0.00, inf]")
  }

  @Test func undefinedIsEmpty() {
    #expect(Rounding(decimals: 2).text(nil as Double?) == "")
    #expect(Rounding(decimals: 2).text(nil as Interval?) == "")
    #expect(Rounding(decimals: 2).cell(nil as Double?) == .empty)
  }

  @Test func intervals() { #expect(Rounding(decimals: 1).text(Interval(-.infinity, 2.25)) == "[-inf, 2.2]") }

  @Test func medians() {
    #expect(lowerMedian([]) == nil)
    #expect(lowerMedian([3, 1, 2]) == 2)
    #expect(lowerMedian([4, 1, 3, 2]) == 2)
  }
}
