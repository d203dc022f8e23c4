import Testing
import _TestSupport

@testable import Plotting

struct TextMetricsTests {
  // Adobe's Helvetica and Helvetica-Bold AFM files give these advances in 1/1000 em; Liberation Sans has them rounded
  // to 1/2048 em, hence half of that as tolerance.
  @Test(arguments: [
    (" ", 278, 278), ("A", 667, 722), ("W", 944, 944), ("i", 222, 278), ("m", 833, 889), ("0", 556, 556),
    (".", 278, 278), ("(", 333, 333), ("é", 556, 556), ("ø", 611, 611), ("–", 556, 556), ("±", 549, 549),
  ])
  func advancesAreThoseOfHelvetica(character: String, regular: Int, bold: Int) {
    let tolerance = 1.0
    for (weight, expected) in [(Font.Weight.regular, regular), (.bold, bold)] {
      expectClose(
        TextMetrics.width(of: character, size: 1000, weight: weight), Double(expected), absolute: tolerance,
        "\(character) \(weight)")
    }
  }

  @Test func figuresShareOneWidth() {
    let widths = Set("0123456789".map { TextMetrics.width(of: String($0), size: 9) })
    #expect(widths.count == 1)
  }

  @Test func statisticalSignsAreInTheTable() {
    for sign in "−²τχ×±≤≥½μσ…’∞≠≈" {
      #expect(TextMetrics.width(of: String(sign), size: 10) > 2, "\(sign)")
    }
  }

  @Test func otherScriptsHaveSaneWidths() {
    #expect(TextMetrics.width(of: "音楽療法", size: 10) == 40)
    #expect(TextMetrics.width(of: "e\u{301}", size: 10) == TextMetrics.width(of: "e", size: 10))
    #expect(TextMetrics.width(of: "🎵", size: 10) >= 10)
    #expect(TextMetrics.width(of: "", size: 10) == 0)
  }

  @Test(arguments: ["🎵", "👩‍👩‍👧", "🇳🇴", "👍🏽", "❤️", "✅"])
  func whatIsOnePictureIsAsWideAsOne(picture: String) {
    #expect(TextMetrics.width(of: picture, size: 10) == 12.5)
  }

  @Test func controlCharactersAreAsWideAsTheSpacesTheyBecome() {
    let text = TextShape("a\t\u{1B}[1m\r\nb", at: Point(0, 0), font: Font(size: 10))
    #expect(text.string == "a  [1m b")
    #expect(text.width == TextMetrics.width(of: "a\t\u{1B}[1m\nb", size: 10))
  }

  @Test func wrappedLinesFitAndKeepTheText() {
    let font = Font(size: 9)
    let text = "Randomised placebo-controlled trial of music therapy and/or listening for adults"
    let lines = TextMetrics.wrap(text, width: 100, font: font)
    #expect(lines.count > 2)
    #expect(lines.allSatisfy { TextMetrics.width(of: $0, font: font) <= 100 })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test func longWordsAreBroken() {
    let font = Font(size: 9)
    let lines = TextMetrics.wrap(String(repeating: "W", count: 40), width: 50, font: font)
    #expect(lines.allSatisfy { TextMetrics.width(of: $0, font: font) <= 50 })
    #expect(lines.joined() == String(repeating: "W", count: 40))
  }

  @Test func tooManyLinesEndInAnEllipsis() {
    let font = Font(size: 9)
    let text = String(repeating: "word ", count: 20_000)
    let lines = TextMetrics.wrap(text, width: 60, font: font, maxLines: 2)
    #expect(lines.count == 2)
    #expect(lines[1].hasSuffix("…"))
    #expect(lines.allSatisfy { TextMetrics.width(of: $0, font: font) <= 60 })
    #expect(
      TextMetrics.wrap(String(repeating: "x", count: 100_000), width: 60, font: font, maxLines: 2).count == 2)
  }

  @Test func emptyTextIsOneEmptyLine() {
    #expect(TextMetrics.wrap("", width: 50, font: Font(size: 9)) == [""])
    #expect(TextMetrics.wrap("   ", width: 50, font: Font(size: 9)) == [""])
  }

  @Test func wordsWiderThanTheColumnStillAdvance() {
    #expect(TextMetrics.wrap("WW", width: 1, font: Font(size: 9)) == ["W", "W"])
  }
}
