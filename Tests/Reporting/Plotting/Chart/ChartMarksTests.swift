import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

@Suite struct ChartMarksTests {
  private let layout = ChartLayout(
    ChartContent(
      title: nil, xLabel: "x", yLabel: "y", horizontal: .numbers(Interval(0, 10)), vertical: Interval(0, 1),
      transform: .identity, legend: [], footer: []), style: .standard)

  @Test func curvesAreCutAtTheEdges() throws {
    // Up through the upper edge at x = 5 and down again at 7.5.
    let shapes = ChartMarks(layout: layout).curve(
      [(0, 0), (10 / 2, 1), (6, 1.2), (8, 0.8)], Stroke(.black, width: 1))
    #expect(shapes.count == 2)
    guard case .polyline(let first, _) = shapes[0], case .polyline(let second, _) = shapes[1] else {
      return #expect(Bool(false))
    }
    #expect(first.map(\.y) == [layout.box.maxY, layout.box.y, layout.box.y])
    expectClose(second[0].x, layout.xAxis.position(7), relative: 1e-12)
    expectClose(second[0].y, layout.box.y, relative: 1e-12)
    #expect(ChartMarks(layout: layout).curve([(0, 5), (1, 6)], Stroke(.black, width: 1)).isEmpty)
  }

  @Test func bandsStayInside() {
    let points: [ChartMarks.BandPoint] = [
      .init(x: 0, interval: Interval(-3, 0.5)), .init(x: 10, interval: Interval(0.2, 9)),
    ]
    let shapes = ChartMarks(layout: layout).bands(
      prediction: points, confidence: points, edge: Stroke(.black, width: 1))
    // Both areas lie under the edges, so that no edge is half covered where they coincide.
    for shape in shapes.prefix(2) {
      guard case .polygon(let points, _, _) = shape else { return #expect(Bool(false)) }
      for point in points { #expect(point.y >= layout.box.y && point.y <= layout.box.maxY) }
    }
    #expect(shapes.count == 4)
    for shape in shapes.dropFirst(2) {
      guard case .polyline = shape else { return #expect(Bool(false)) }
    }
    let alone = ChartMarks(layout: layout).bands(
      prediction: [], confidence: points, edge: Stroke(.black, width: 1))
    #expect(alone.count == 1)
  }

  @Test func upAxesHaveTicksByHeight() {
    let axis = Axis(
      domain: Interval(0, 1), start: 240, end: 0, transform: .identity, font: ChartStyle.standard.small,
      isVertical: true)
    #expect(axis.ticks.count >= 5)
    #expect(axis.position(0) == 240)
    #expect(axis.position(1) == 0)
  }
}
