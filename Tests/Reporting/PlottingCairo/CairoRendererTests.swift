import Plotting
import Testing

@testable import PlottingCairo

/// Needs the package libcairo2; without it only the message that says so can be tested.
private let hasCairo = (try? CairoLibrary.shared.get()) != nil

struct CairoRendererTests {
  private let scene = Scene(
    width: 200, height: 100, title: "Shapes & text",
    shapes: [
      .line(from: Point(10, 10), to: Point(190, 10), stroke: Stroke(.black, width: 1, dashes: [3, 2])),
      .polyline([Point(10, 20), Point(50, 30), Point(90, 20)], stroke: Stroke(.black, width: 1)),
      .polygon([Point(100, 20), Point(120, 30), Point(100, 40)], fill: Color(0x17375E)),
      .rectangle(Box(x: 130, y: 20, width: 20, height: 20), fill: Color(0xFF0000)),
      .circle(center: Point(170, 30), radius: 8, fill: nil, stroke: Stroke(.black, width: 1)),
      .group(
        name: "texts",
        [
          .text(TextShape("τ² = 0.31 (−0.5 to 1.1)", at: Point(10, 60), font: Font(size: 9))),
          .text(TextShape("音楽療法 bold", at: Point(190, 75), anchor: .end, font: Font(size: 9, weight: .bold))),
          .text(TextShape("turned", at: Point(100, 90), anchor: .middle, font: Font(size: 9), rotation: -90)),
          .text(TextShape("", at: Point(0, 0), font: Font(size: 9))),
        ]),
    ])

  @Test(.enabled(if: hasCairo)) func pdfHasOnePageOfTheSceneAndNoTime() throws {
    let pdf = try scene.pdf()
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-"))
    #expect(text.hasSuffix("%%EOF\n"))
    #expect(text.contains("/Count 1"))
    #expect(text.contains("/MediaBox [ 0 0 200 100 ]"))
    #expect(text.contains("Shapes & text"))
    #expect(!text.contains("D:20"), "a date")
  }

  @Test(.enabled(if: hasCairo)) func pngHasTheRightSizeAndResolution() throws {
    let png = try scene.png(dotsPerInch: 144)
    #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(png[16..<24] == [0, 0, 1, 0x90, 0, 0, 0, 0xC8])
    // 144 dots to the inch are 5669 to the metre.
    #expect(png[37..<41] == Array("pHYs".utf8)[...])
    #expect(png[41..<50] == [0, 0, 0x16, 0x25, 0, 0, 0x16, 0x25, 1])
  }

  @Test(.enabled(if: hasCairo)) func sameSceneSameBytes() throws {
    #expect(try scene.pdf() == scene.pdf())
    #expect(try scene.png() == scene.png())
  }

  @Test(.enabled(if: hasCairo)) func picturesTooLargeAreRefused() {
    #expect(throws: CairoError.tooLarge(width: 55556, height: 27778, limit: 32767)) {
      try scene.png(dotsPerInch: 20_000)
    }
  }

  @Test func aMissingLibraryNamesThePackage() throws {
    let error = try #require(throws: CairoError.self) { try CairoLibrary(names: ["libnothing.so.0"]) }
    #expect(error.kind == .output)
    #expect(error.description.contains("libcairo2"))
    #expect(error.description.contains("libnothing.so.0"))
  }

  @Test func checksumsOfChunks() {
    // The end chunk of every PNG.
    #expect(crc32(Array("IEND".utf8)) == 0xAE42_6082)
  }
}
