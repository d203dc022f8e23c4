import Testing
import _TestSupport

@testable import StudyRecords

@Suite struct NumberParsingTests {
  @Test(
    "A decimal number is read",
    arguments: [
      ("0", 0), ("-0", -0.0), ("1", 1), ("+1", 1), ("-1", -1), ("007", 7), ("1.5", 1.5), (".45", 0.45),
      ("-.45", -0.45), ("5.", 5), ("1e3", 1000), ("1E3", 1000), ("1e+3", 1000), ("1.5e-3", 0.0015),
      ("5.e1", 50),
      (" 1 ", 1), ("\t2", 2), ("\u{A0}3\u{A0}", 3), ("\u{2212}4", -4), ("1e\u{2212}2", 0.01),
      ("Inf", .infinity),
      ("inf", .infinity), ("INF", .infinity), ("-Inf", -.infinity), ("+inf", .infinity),
      ("\u{2212}Inf", -.infinity),
      ("1e99999999999999999999", .infinity), ("-1e400", -.infinity), ("1e-99999999999999999999", 0),
      ("0e99999999999999999999", 0), ("0e400", 0),
    ] as [(String, Double)])
  func accepts(text: String, number: Double) {
    #expect(parseNumber(text)?.bitPattern == number.bitPattern)
  }

  @Test(
    "What Swift, C or a spreadsheet might take for a number is text",
    arguments: [
      "", " ", ".", "-", "+", "e5", "1e", "1e+", "1e-", "--1", "+-1", "1-", "1.2.3", "1,5", "1,234", "1,234.5",
      "1 234", "1\u{A0}234", "1'234", "1_000", "0x10", "0x1p3", "nan", "NaN", "nan(0x1)", "NA", "infinity",
      "Infinity", "in", "infi", "1d5", "1f", "5%", "$5", "<0.001", "~3", "12 (3)", "1/2", "1e5.5", "\u{2013}1",
      "\u{2212}", "\u{2212}-1", "٣", "１", "½", "1\u{0}", "1 e5", "- 1", "1\n",
    ])
  func refuses(text: String) { #expect(parseNumber(text) == nil) }

  @Test("The decimal comma replaces the point")
  func decimalComma() {
    #expect(parseNumber("0,5", decimal: .comma) == 0.5)
    #expect(parseNumber("-,5e1", decimal: .comma) == -5)
    #expect(parseNumber("12", decimal: .comma) == 12)
    #expect(parseNumber("123456789012345678901,5", decimal: .comma) == 123456789012345678901.5)
    #expect(parseNumber("0.5", decimal: .comma) == nil)
    #expect(parseNumber("1.234,5", decimal: .comma) == nil)
    #expect(parseNumber("1,234,5", decimal: .comma) == nil)
  }

  @Test(
    "The nearest Double, where rounding is hardest (bits from CPython 3's float, which is correctly rounded)",
    arguments: [
      ("9007199254740993", 0x4340_0000_0000_0000),
      ("9007199254740992.999999999999999999999", 0x4340_0000_0000_0000),
      ("1.00000000000000011102230246251565404236316680908203125", 0x3FF0_0000_0000_0000),
      ("1.00000000000000011102230246251565404236316680908203126", 0x3FF0_0000_0000_0001),
      ("2.2250738585072011e-308", 0x000F_FFFF_FFFF_FFFF),
      ("2.2250738585072014e-308", 0x0010_0000_0000_0000),
      ("1.7976931348623157e308", 0x7FEF_FFFF_FFFF_FFFF),
      ("1.7976931348623158e308", 0x7FEF_FFFF_FFFF_FFFF),
      ("1.7976931348623159e308", 0x7FF0_0000_0000_0000),
      ("1e308", 0x7FE1_CCF3_85EB_C8A0),
      ("4.9e-324", 0x0000_0000_0000_0001),
      ("2.4703282292062327e-324", 0x0000_0000_0000_0000),
      ("2.4703282292062328e-324", 0x0000_0000_0000_0001),
      ("123456789012345678901234567890", 0x45F8_EE90_FF6C_373E),
      ("100000000000000000000000", 0x44B5_2D02_C7E1_4AF6),
      ("3.141592653589793238462643383279502884197", 0x4009_21FB_5444_2D18),
      ("6.02214076e23", 0x44DF_E185_CA57_C517),
      ("1e23", 0x44B5_2D02_C7E1_4AF6),
      ("8.5e22", 0x44B1_FFDB_F6B2_B2EB),
      ("0.000001e28", 0x4480_F0CF_064D_D592),
      ("7205759403792793.5", 0x4339_9999_9999_999A),
      ("18446744073709551615", 0x43F0_0000_0000_0000),
      ("1.5e-323", 0x0000_0000_0000_0003),
    ] as [(String, UInt64)])
  func roundsToNearest(text: String, bits: UInt64) { #expect(parseNumber(text)?.bitPattern == bits) }

  @Test("Random digits agree with the standard library's conversion, short numbers read back exactly")
  func agreesWithTheStandardLibrary() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      let digits = (0..<Int.random(in: 1...25, using: &generator)).map { _ in
        Character(String(Int.random(in: 0...9, using: &generator)))
      }
      var text = String(digits)
      let point = Int.random(in: 0...digits.count, using: &generator)
      text.insert(".", at: text.index(text.startIndex, offsetBy: point))
      if Bool.random(using: &generator) { text += "e\(Int.random(in: -330...330, using: &generator))" }
      #expect(parseNumber(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")

      let number = Double(bitPattern: generator.next())
      if !number.isNaN { #expect(parseNumber(numberText(number))?.bitPattern == number.bitPattern) }
    }
  }

  @Test(
    "Missing cells", arguments: ["", " ", "\t", "\u{A0}", ".", " . ", "NA", "na", "NaN", "nan", "NAN", " NA "])
  func missing(text: String) { #expect(StudyTable.Column(name: "x", cells: [text]).texts == [nil]) }

  @Test(
    "Cells that are not missing",
    arguments: ["Na", "nA", "N/A", "#N/A", "..", "-", "NULL", "none", "0", "NAN1"])
  func notMissing(text: String) { #expect(StudyTable.Column(name: "x", cells: [text]).texts == [text]) }
}
