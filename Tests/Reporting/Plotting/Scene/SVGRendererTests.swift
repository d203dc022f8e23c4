import Testing
import _TestSupport

@testable import Plotting

struct SVGRendererTests {
  private func scene(_ shapes: Shape..., title: String = "Title", summary: String = "") -> Scene {
    Scene(width: 100, height: 50.5, title: title, summary: summary, shapes: shapes)
  }

  @Test func everyShape() {
    let stroke = Stroke(Color(0x0A_0B_0C), width: 0.75, dashes: [2.5, 2])
    expectSnapshot(
      Scene(
        width: 100, height: 50.5, title: "Shapes", summary: "One of each.",
        shapes: [
          .line(from: Point(0, 1), to: Point(10, 1.005), stroke: stroke),
          .polyline([Point(0, 0), Point(1, 2), Point(3.333, 4.4)], stroke: Stroke(.black, width: 1)),
          .polygon([Point(0, 0), Point(1, 2), Point(3, 4)], fill: Color(0xFF8800)),
          .rectangle(Box(x: 1, y: 2, width: 3, height: 4), fill: nil, stroke: stroke),
          .circle(center: Point(5, 5), radius: 2, fill: .white, stroke: stroke),
          .group(
            name: "labels",
            [
              .text(TextShape("τ² < ½ & \"I²\"", at: Point(50, 20), font: Font(size: 9))),
              .text(
                TextShape(
                  "turned", at: Point(1, 1), anchor: .middle, font: Font(size: 8, weight: .bold), rotation: -90)
              ),
              .text(TextShape("end", at: Point(1e-9, -0.001), anchor: .end, font: Font(size: 8.25))),
            ]),
        ]
      ).svg(), as: "svg")
  }

  @Test func textIsEscapedAndIllegalCharactersReplaced() {
    let svg = scene(
      .text(TextShape("<script>'\u{0}\u{B}\u{FFFF}\u{85}\nx", at: Point(0, 0), font: Font(size: 9))),
      title: "a<b>&\"c\"", summary: "]]>"
    ).svg()
    #expect(svg.contains("<title>a&lt;b&gt;&amp;&quot;c&quot;</title>"))
    #expect(svg.contains("<desc>]]&gt;</desc>"))
    #expect(svg.contains(">&lt;script&gt;&#39;  \u{FFFD}  x</text>"))
  }

  @Test func numbersThatSVGCannotHoldBecomeZero() {
    let svg = scene(
      .line(from: Point(.nan, .infinity), to: Point(-.infinity, 2), stroke: Stroke(.black, width: 1))
    ).svg()
    #expect(svg.contains(#"x1="0" y1="0" x2="0" y2="2""#))
  }

  @Test func sameSceneSameBytes() {
    let drawing = scene(.text(TextShape("x", at: Point(1, 2), font: Font(size: 9))))
    #expect(drawing.svg() == drawing.svg())
  }
}
