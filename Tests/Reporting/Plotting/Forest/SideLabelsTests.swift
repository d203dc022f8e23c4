import MetaAnalysis
import Testing

@testable import Plotting

@Suite struct SideLabelsTests {
  /// Every piece lies between the ends of the axis, wherever no effect is, and no two texts overlap.
  @Test(arguments: [100.0, 101, 130, 180, 205, 250, 290, 300])
  func everythingStaysInsideTheAxis(null: Double) {
    let pairs = [
      ("Favours music", "Favours usual care"), ("Lower with treatment", "Higher with treatment"), ("", "Worse"),
      ("Favours cognitive behavioural music therapy in groups", "Favours otorhinolaryngological standard care"),
    ]
    for (left, right) in pairs {
      let labels = SideLabels(
        left: left, right: right, around: null, axis: Interval(100, 300), top: 50, style: .standard)
      var boxes: [Box] = []
      for shape in labels.shapes {
        switch shape {
        case .text(let text): boxes.append(text.bounds)
        case .line(let from, let to, _):
          #expect(min(from.x, to.x) >= 99.99 && max(from.x, to.x) <= 300.01, "\(left) \(null)")
        case .polygon(let points, _, _):
          #expect(points.allSatisfy { $0.x >= 99.99 && $0.x <= 300.01 }, "\(left) \(null)")
        default: break
        }
      }
      for (index, box) in boxes.enumerated() {
        #expect(box.x >= 99.99 && box.x + box.width <= 300.01, "\(left) \(null)")
        #expect(box.y + box.height <= labels.bottom + 4)
        for other in boxes[(index + 1)...] where abs(box.y - other.y) < 1 {
          #expect(box.x + box.width < other.x || other.x + other.width < box.x, "\(left) \(null)")
        }
      }
    }
  }

  @Test func nothingWithoutAPlaceOfNoEffect() {
    let labels = SideLabels(left: "a", right: "b", around: nil, axis: Interval(0, 9), top: 5, style: .standard)
    #expect(labels.shapes.isEmpty && labels.bottom == 5)
  }
}
