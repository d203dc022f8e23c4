import Plotting

/// Draws shapes on a Cairo context.
struct CairoPen {
  let cairo: CairoLibrary
  let context: CairoLibrary.Object?

  func draw(_ shape: Shape) {
    cairo.newPath(context)
    switch shape {
    case .line(let from, let to, let stroke):
      trace([from, to])
      paint(fill: nil, stroke)
    case .polyline(let points, let stroke):
      trace(points)
      paint(fill: nil, stroke)
    case .polygon(let points, let fill, let stroke):
      trace(points)
      cairo.closePath(context)
      paint(fill: fill, stroke)
    case .rectangle(let box, let fill, let stroke):
      cairo.rectangle(context, box.x, box.y, box.width, box.height)
      paint(fill: fill, stroke)
    case .circle(let center, let radius, let fill, let stroke):
      cairo.arc(context, center.x, center.y, radius, 0, 2 * .pi)
      cairo.closePath(context)
      paint(fill: fill, stroke)
    case .text(let text):
      write(text)
    case .group(_, let shapes):
      for shape in shapes { draw(shape) }
    }
  }

  private func trace(_ points: [Point]) {
    guard let first = points.first else { return }
    cairo.moveTo(context, first.x, first.y)
    for point in points.dropFirst() { cairo.lineTo(context, point.x, point.y) }
  }

  private func paint(fill: Color?, _ stroke: Stroke?) {
    if let fill {
      cairo.setColor(context, fill)
      cairo.fillPreserve(context)
    }
    guard let stroke else { return }
    cairo.setColor(context, stroke.color)
    cairo.setLineWidth(context, stroke.width)
    cairo.setDashes(context, stroke.dashes, Int32(stroke.dashes.count), 0)
    cairo.strokePreserve(context)
  }

  // MARK: Text

  private func write(_ text: TextShape) {
    cairo.save(context)
    cairo.setColor(context, text.font.color)
    cairo.translate(context, text.position.x, text.position.y)
    if text.rotation != 0 { cairo.rotate(context, text.rotation * .pi / 180) }
    var x =
      switch text.anchor {
      case .start: 0.0
      case .middle: -text.width / 2
      case .end: -text.width
      }
    for run in runs(of: text.string, weight: text.font.weight) {
      x += write(run, at: x, font: text.font)
    }
    cairo.restore(context)
  }

  /// Writes text of one family and returns the room it takes by the scene's metrics.
  private func write(_ run: Run, at x: Double, font: Font) -> Double {
    select(run.family, font.weight)
    cairo.setFontSize(context, font.size)
    let room = TextMetrics.width(of: run.text, font: font)
    var extents = [Double](repeating: 0, count: 6)
    cairo.textExtents(context, run.text, &extents)
    let advance = extents[4]
    cairo.save(context)
    cairo.translate(context, x, 0)
    // Kerning and rounding aside, fonts of the same widths need no narrowing.
    if advance > room * 1.01, room > 0 { cairo.scale(context, room / advance, 1) }
    cairo.moveTo(context, 0, 0)
    cairo.showText(context, run.text)
    cairo.restore(context)
    return room
  }

  /// Text of one family.
  private struct Run {
    var family: String
    var text: String
  }

  /// The text in pieces: in the usual family where it has the characters, in another that has them where not.
  private func runs(of text: String, weight: Font.Weight) -> [Run] {
    if covers(usualFamily, text, weight) { return [Run(family: usualFamily, text: text)] }
    var runs: [Run] = []
    for character in text {
      let piece = String(character)
      let family = family(for: piece, weight: weight)
      if runs.last?.family == family {
        runs[runs.count - 1].text += piece
      } else {
        runs.append(Run(family: family, text: piece))
      }
    }
    return runs
  }

  private func family(for character: String, weight: Font.Weight) -> String {
    if covers(usualFamily, character, weight) { return usualFamily }
    if let found = FontFinder.shared?.family(like: usualFamily, for: character) { return found }
    return otherFamilies.first { covers($0, character, weight) } ?? usualFamily
  }

  /// Whether a family has a glyph for every character; number 0 is the sign for a missing one.
  private func covers(_ family: String, _ text: String, _ weight: Font.Weight) -> Bool {
    select(family, weight)
    var (glyphs, count): (UnsafeMutableRawPointer?, Int32) = (nil, 0)
    let font = cairo.scaledFont(context)
    guard cairo.textToGlyphs(font, 0, 0, text, -1, &glyphs, &count, nil, nil, nil) == 0 else { return false }
    defer { cairo.freeGlyphs(glyphs) }
    return (0..<Int(count)).allSatisfy {
      glyphs?.load(fromByteOffset: $0 * CairoLibrary.glyphStride, as: UInt.self) != 0
    }
  }

  private func select(_ family: String, _ weight: Font.Weight) {
    cairo.selectFont(context, family, 0, weight == .bold ? 1 : 0)
  }
}

/// Where it is missing, the system's font configuration names another of the same widths.
private let usualFamily = "Liberation Sans"

/// Tried in turn for other scripts where the font configuration library is missing.
private let otherFamilies = [
  "Helvetica", "PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo", "Arial Unicode MS",
]

extension CairoLibrary {
  /// Sets the colour of what is painted next.
  func setColor(_ context: Object?, _ color: Color) {
    setColor(context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
  }

  /// Grey antialiasing and no hinting: glyphs keep their shapes and widths at every size, on every machine.
  func useUnhintedFonts(_ context: Object?) {
    let options = createFontOptions()
    defer { destroyFontOptions(options) }
    let (grey, none, off) = (Int32(2), Int32(1), Int32(1))
    setAntialias(options, grey)
    setHintStyle(options, none)
    setHintMetrics(options, off)
    setFontOptions(context, options)
  }
}
