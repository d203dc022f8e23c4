import StudyRecords
import Testing

@Suite struct WrittenNumberTests {
  @Test(arguments: [
    ("12.50", 2, 4), ("0.050", 3, 2), ("-3", 0, 1), ("120", 0, 2), ("1,25", 2, 3), ("1.5e-3", 4, 2),
    ("2e3", -3, 1),
    (" 7.0 ", 1, 2), ("0", 0, 0), ("", 0, 0),
  ])
  func decimalsAndDigits(text: String, decimals: Int, digits: Int) {
    let number = WrittenNumber(text)
    #expect(number.decimals == decimals)
    #expect(number.significantDigits == digits)
  }

  @Test func halfUnit() {
    #expect(WrittenNumber("12.50").halfUnit == 0.005)
    #expect(WrittenNumber("7").halfUnit == 0.5)
    #expect(WrittenNumber("2e3").halfUnit == 500)
  }
}
