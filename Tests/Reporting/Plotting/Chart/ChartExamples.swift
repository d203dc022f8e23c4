import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

/// Effects with moderators to plot, all invented.
enum ChartExamples {
  /// Sixteen made-up effects that grow with the sessions, half of them in each of two designs.
  static func sessions(_ measure: Measure? = nil) throws -> EffectSizes {
    let yi = [0.2, 0.1, 0.8, 0.4, 0.6, 0.3, 0.2, 0.7, 0.1, 0.5, 0.1, 0.8, 0.2, 0.8, 0.9, 0.9]
    let doses: [Double] = [4, 4, 10, 6, 20, 20, 8, 15, 15, 12, 30, 30, 24, 40, 51, 51]
    let table = try StudyTable(
      name: "example",
      columns: [
        .init(name: "yi", numbers: yi),
        .init(name: "vi", numbers: yi.indices.map { 0.03 + 0.005 * Double($0 % 7) }),
        .init(name: "sessions", numbers: doses),
        .init(name: "study_design", texts: yi.indices.map { $0 % 2 == 0 ? "RCT" : "CCT" }, numbers: nil),
      ])
    var effects = try table.effects(.generic)
    effects.measure = measure
    if let measure { effects.backTransform = measure.definition.backTransform }
    return effects
  }

  /// A fit of some effects with moderators.
  static func fit(_ effects: EffectSizes, _ formula: String) throws -> Fit {
    try RandomEffects().fit(effects, moderators: formula)
  }

  /// Expects every text inside the page and apart from the others, and every shape inside the page.
  static func expectSound(_ scene: Scene, _ name: String) {
    let page = Box(x: 0, y: 0, width: scene.width, height: scene.height)
    let upright = scene.texts.filter { $0.rotation == 0 }
    for (index, text) in upright.enumerated() {
      #expect(page.contains(text.bounds), "\(name): '\(text.string)' leaves the page")
      for other in upright[(index + 1)...] {
        #expect(!text.bounds.overlaps(other.bounds), "\(name): '\(text.string)' and '\(other.string)' overlap")
      }
    }
    for text in scene.texts where text.rotation != 0 {
      let (reach, height) = (text.width / 2, TextMetrics.ascent * text.font.size)
      let box = Box(x: text.position.x - height, y: text.position.y - reach, width: height, height: 2 * reach)
      #expect(page.contains(box), "\(name): '\(text.string)' leaves the page")
      for other in upright {
        #expect(!box.overlaps(other.bounds), "\(name): '\(text.string)' and '\(other.string)' overlap")
      }
    }
    for shape in scene.flattened {
      for point in points(of: shape) {
        #expect(point.x.isFinite && point.y.isFinite, "\(name): a shape is nowhere")
        #expect(
          page.contains(Box(x: point.x, y: point.y, width: 0, height: 0)), "\(name): \(shape) leaves the page")
      }
    }
  }

  private static func points(of shape: Shape) -> [Point] {
    switch shape {
    case .line(let from, let to, _): [from, to]
    case .polyline(let points, _), .polygon(let points, _, _): points
    case .rectangle(let box, _, _): [Point(box.x, box.y), Point(box.maxX, box.maxY)]
    case .circle(let center, let radius, _, _):
      [Point(center.x - radius, center.y - radius), Point(center.x + radius, center.y + radius)]
    case .text(let text): [text.position]
    case .group: []
    }
  }
}
