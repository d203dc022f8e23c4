import Testing
import _TestSupport

@testable import Reports

@Suite struct JSONValueTests {
  @Test(arguments: [
    (1.0, "1"), (-0.0, "0"), (0.1, "0.1"), (-0.7145, "-0.7145"), (1e16, "1e+16"),
    (.leastNonzeroMagnitude, "5e-324"),
    (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    (0.1 + 0.2, "0.30000000000000004"),
    (.infinity, "\"inf\""), (-.infinity, "\"-inf\""), (.nan, "null"),
  ])
  func numbersHaveTheFewestDigitsThatRoundTrip(number: Double, text: String) {
    #expect(JSONValue.number(number).formatted == text + "\n")
  }

  @Test func everyDoubleReadsBackBitForBit() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<10_000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite else { continue }
      let text = JSONValue.number(number).formatted.dropLast()
      #expect(Double(text) == number)
    }
  }

  @Test func textIsEscapedAndNothingElse() {
    let text = JSONValue.text("a\"b\\c\nd\re\tf\u{1}g/é漢😀\u{2028}")
    #expect(text.formatted == #""a\"b\\c\nd\re\tf\u0001g/é漢😀\u2028""# + "\n")
  }

  @Test func membersKeepTheirOrder() {
    let value: JSONValue = .object(["b": .integer(1), "a": .null, "c": .flag(true)])
    #expect(value.formatted == "{\n  \"b\": 1,\n  \"a\": null,\n  \"c\": true\n}\n")
  }

  @Test func listsOfScalarsAndRowsOfTablesTakeOneLine() {
    let value: JSONValue = .object([
      "numbers": .list([.number(1), .number(2.5)]),
      "matrix": .list([.list([.number(1), .number(0)]), .list([.number(0), .number(1)])]),
      "rows": .list([.object(["k": .integer(1), "inner": .object(["x": .null])])]),
      "none": .list([]), "nothing": .object([] as [JSONValue.Member]),
    ])
    #expect(
      value.formatted == """
        {
          "numbers": [1, 2.5],
          "matrix": [
            [1, 0],
            [0, 1]
          ],
          "rows": [
            {"k": 1, "inner": {"x": null}}
          ],
          "none": [],
          "nothing": {}
        }

        """)
  }

  @Test func undefinedIsNull() {
    #expect(JSONValue.number(nil) == .null)
    #expect(JSONValue.integer(nil) == .null)
    #expect(JSONValue.text(nil) == .null)
  }
}
