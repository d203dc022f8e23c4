import MetaAnalysis

/// Scenes as SVG 1.1: text stays text, every number has at most two decimals, the same scene gives the same bytes.
public struct SVGRenderer: Sendable {
  /// A renderer.
  public init() {}

  /// The scene as a complete SVG document, ending in a line break.
  public func render(_ scene: Scene) -> String {
    let (width, height) = (number(scene.width), number(scene.height))
    let families = Font.families.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: ", ")
    var out = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    out += #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)pt" height="\#(height)pt""#
    out += #" viewBox="0 0 \#(width) \#(height)" role="img" font-family="\#(families)">"# + "\n"
    out += "<title>\(escaped(scene.title))</title>\n"
    if !scene.summary.isEmpty { out += "<desc>\(escaped(scene.summary))</desc>\n" }
    if let background = scene.background {
      out += #"<rect width="\#(width)" height="\#(height)" fill="\#(background.hex)"/>"# + "\n"
    }
    for shape in scene.shapes { write(shape, to: &out) }
    return out + "</svg>\n"
  }

  private func write(_ shape: Shape, to out: inout String) {
    switch shape {
    case .line(let from, let to, let stroke):
      out += "<line x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" x2=\"\(number(to.x))\""
      out += " y2=\"\(number(to.y))\"\(attributes(stroke))/>\n"
    case .polyline(let points, let stroke):
      out += "<polyline points=\"\(list(points))\" fill=\"none\"\(attributes(stroke))/>\n"
    case .polygon(let points, let fill, let stroke):
      out += "<polygon points=\"\(list(points))\"\(attributes(fill: fill, stroke))/>\n"
    case .rectangle(let box, let fill, let stroke):
      out += "<rect x=\"\(number(box.x))\" y=\"\(number(box.y))\" width=\"\(number(box.width))\""
      out += " height=\"\(number(box.height))\"\(attributes(fill: fill, stroke))/>\n"
    case .circle(let center, let radius, let fill, let stroke):
      out += "<circle cx=\"\(number(center.x))\" cy=\"\(number(center.y))\" r=\"\(number(radius))\""
      out += "\(attributes(fill: fill, stroke))/>\n"
    case .text(let text):
      write(text, to: &out)
    case .group(let name, let shapes):
      out += "<g class=\"\(escaped(name))\">\n"
      for shape in shapes { write(shape, to: &out) }
      out += "</g>\n"
    }
  }

  private func write(_ text: TextShape, to out: inout String) {
    let (x, y) = (number(text.position.x), number(text.position.y))
    out += "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(number(text.font.size))\""
    if text.anchor != .start { out += " text-anchor=\"\(text.anchor.rawValue)\"" }
    if text.font.weight == .bold { out += " font-weight=\"bold\"" }
    if text.rotation != 0 { out += " transform=\"rotate(\(number(text.rotation)) \(x) \(y))\"" }
    out += " fill=\"\(text.font.color.hex)\">\(escaped(text.string))</text>\n"
  }

  private func attributes(fill: Color?, _ stroke: Stroke?) -> String {
    " fill=\"\(fill?.hex ?? "none")\"\(stroke.map { attributes($0) } ?? "")"
  }

  private func attributes(_ stroke: Stroke) -> String {
    var text = " stroke=\"\(stroke.color.hex)\" stroke-width=\"\(number(stroke.width))\""
    if !stroke.dashes.isEmpty {
      text += " stroke-dasharray=\"\(stroke.dashes.map(number).joined(separator: " "))\""
    }
    return text
  }

  private func list(_ points: [Point]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  /// At most two decimals without trailing zeros; SVG has no infinite coordinates, they become 0.
  private func number(_ x: Double) -> String {
    guard x.isFinite else { return "0" }
    var text = NumberText.fixed(x, decimals: 2)[...]
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }

  /// Text with XML's own characters escaped; control characters become spaces, others that XML 1.0 cannot hold U+FFFD.
  private func escaped(_ text: String) -> String {
    var out = ""
    for scalar in onOneLine(text).unicodeScalars {
      switch scalar.value {
      case 0x26: out += "&amp;"
      case 0x3C: out += "&lt;"
      case 0x3E: out += "&gt;"
      case 0x22: out += "&quot;"
      case 0x27: out += "&#39;"
      case 0xFFFE, 0xFFFF: out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension Scene {
  /// The scene as a complete SVG document.
  public func svg() -> String { SVGRenderer().render(self) }
}
