import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

struct ForestMarksTests {
  private let marks = ForestMarks(
    axis: Axis(
      domain: Interval(-1, 1), start: 100, end: 300, transform: .identity, font: Font(size: 8)),
    style: .standard)

  private func row(_ mark: ForestTable.Row.Mark, _ estimate: Double?, _ interval: Interval?) -> ForestTable.Row
  {
    ForestTable.Row(
      label: "", cells: [], mark: mark, estimate: estimate, interval: interval, effect: .words(""), weight: "")
  }

  private func polygons(_ shapes: [Shape]) -> [[Point]] {
    shapes.compactMap { if case .polygon(let points, _, _) = $0 { points } else { nil } }
  }

  @Test func diamondSpansItsInterval() {
    let outlines = polygons(marks.shapes(of: row(.pooled, 0.25, Interval(-0.5, 0.75)), at: 50))
    let half = ForestStyle.standard.diamondHeight / 2
    #expect(outlines == [[Point(150, 50), Point(225, 50 - half), Point(275, 50), Point(225, 50 + half)]])
  }

  @Test func cutDiamondEndsInAnArrowhead() {
    // From −3 to 0 the edge rises by one half height over 3 units; at −1 it has two thirds of it.
    let outlines = polygons(marks.shapes(of: row(.pooled, 0, Interval(-3, 0.5)), at: 0))
    let half = ForestStyle.standard.diamondHeight / 2
    #expect(outlines.count == 1 && outlines[0].count == 8)
    let heights = outlines[0].prefix(5).map(\.y)
    for (height, expected) in zip(
      heights, [half * 2 / 3, half * 2 / 3 + 1.5, 0, -half * 2 / 3 - 1.5, -half * 2 / 3])
    {
      expectClose(height, expected, absolute: 1e-9)
    }
    expectClose(outlines[0].map(\.x).min(), 95)
  }

  @Test func squareAreaIsInProportionToWeight() {
    func side(_ area: Double) -> Double? {
      let shapes = marks.shapes(of: row(.study(area: area), 0, nil), at: 0)
      guard case .rectangle(let box, _, _) = shapes[0] else { return nil }
      #expect(box.width == box.height)
      expectClose(box.x + box.width / 2, 200)
      return box.width
    }
    expectClose(side(1), ForestStyle.standard.maximumSquare)
    expectClose(side(0.25), ForestStyle.standard.maximumSquare / 2)
    expectClose(side(0), 0)
  }

  @Test func anEstimateOfHardlyAnyWeightIsStillMarked() {
    let shapes = marks.shapes(of: row(.study(area: 0.001), 0.5, Interval(0, 1)), at: 9)
    #expect(
      shapes.contains(
        .line(
          from: Point(250, 7), to: Point(250, 11), stroke: Stroke(ForestStyle.standard.interval, width: 0.9))))
  }

  @Test func whiskersSpanTheInterval() {
    let shapes = marks.shapes(of: row(.study(area: 1), 0, Interval(-0.5, 0.25)), at: 7)
    guard case .line(let from, let to, _) = shapes[1] else {
      Issue.record("no whisker")
      return
    }
    #expect(from == Point(150, 7) && to == Point(225, 7))
    #expect(polygons(shapes).isEmpty)
  }

  @Test func cutIntervalsGetArrowsAtTheEnds() {
    let both = polygons(marks.shapes(of: row(.study(area: 1), 0, Interval(-2, .infinity)), at: 0))
    #expect(both.map { $0[0].x } == [100, 300])
    let right = polygons(marks.shapes(of: row(.prediction, nil, Interval(0, 1.5)), at: 0))
    #expect(right.map { $0[0].x } == [300])
  }

  @Test func intervalsBeyondTheAxisLeaveOnlyAnArrow() {
    let shapes = marks.shapes(of: row(.study(area: 1), 5, Interval(4, 6)), at: 0)
    #expect(shapes.count == 1)
    #expect(polygons(shapes).map { $0[0].x } == [300])
    #expect(polygons(marks.shapes(of: row(.pooled, -5, Interval(-6, -4)), at: 0)).map { $0[0].x } == [100])
  }

  @Test func nothingWithoutNumbers() {
    #expect(marks.shapes(of: row(.none, nil, nil), at: 0).isEmpty)
    #expect(marks.shapes(of: row(.pooled, nil, nil), at: 0).isEmpty)
    #expect(marks.shapes(of: row(.prediction, nil, nil), at: 0).isEmpty)
  }
}
