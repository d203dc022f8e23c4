import MetaAnalysis

extension Scene {
  /// The drawing with what must be read before it set above everything: that its numbers are invented, that its rows were
  /// not to be pooled. Without such notes the drawing itself.
  func headed(by notes: [Note], margin: Double, font size: Double) -> Scene {
    let lines = notes.filter(\.kind.comesFirst).flatMap { note in
      let text =
        note.kind == .syntheticDataset ? "SYNTHETIC DATA: \(note.message)" : note.message.capitalizedFirst
      return TextMetrics.wrap(text, width: width - 2 * margin, font: Font(size: size, weight: .bold))
    }
    guard !lines.isEmpty else { return self }
    let font = Font(size: size, weight: .bold, color: Color(0xA63D2F))
    let step = (TextMetrics.ascent + TextMetrics.descent) * size * 1.1
    let height = step * Double(lines.count) + 2
    let words = lines.enumerated().map { line, text in
      Shape.text(
        TextShape(text, at: Point(margin, margin + TextMetrics.ascent * size + Double(line) * step), font: font)
      )
    }
    var scene = self
    scene.height = (self.height + height).rounded(.up)
    scene.summary = (lines + [summary]).joined(separator: " ")
    scene.shapes = [.group(name: "warning", words)] + shapes.map { $0.moved(down: height) }
    return scene
  }
}

extension Shape {
  /// The shape farther down the page.
  fileprivate func moved(down distance: Double) -> Shape {
    func moved(_ point: Point) -> Point { Point(point.x, point.y + distance) }
    switch self {
    case .line(let from, let to, let stroke): return .line(from: moved(from), to: moved(to), stroke: stroke)
    case .polyline(let points, let stroke): return .polyline(points.map(moved), stroke: stroke)
    case .polygon(let points, let fill, let stroke):
      return .polygon(points.map(moved), fill: fill, stroke: stroke)
    case .rectangle(var box, let fill, let stroke):
      box.y += distance
      return .rectangle(box, fill: fill, stroke: stroke)
    case .circle(let center, let radius, let fill, let stroke):
      return .circle(center: moved(center), radius: radius, fill: fill, stroke: stroke)
    case .text(var text):
      text.position = moved(text.position)
      return .text(text)
    case .group(let name, let shapes):
      return .group(name: name, shapes.map { $0.moved(down: distance) })
    }
  }
}
