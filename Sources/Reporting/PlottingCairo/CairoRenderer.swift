import MetaAnalysis
import Plotting

/// Scenes as PDF and PNG through the system's Cairo library, the same bytes for the same scene and fonts.
///
/// Text stands where the scene's own metrics put it. It is set in Liberation Sans or a font of the same widths; what
/// that lacks (other scripts) in a font of the system that has it. Text of a wider font is narrowed to the
/// room it was given.
public struct CairoRenderer: Sendable {
  private let cairo: CairoLibrary

  /// A renderer.
  /// - Throws: ``CairoError/libraryMissing(reason:)`` where Cairo is not installed.
  public init() throws(CairoError) { cairo = try CairoLibrary.shared.get() }

  /// The scene as a PDF of one page, text as text, without the time of its making.
  /// - Throws: ``CairoError/failed(reason:)``.
  public func pdf(_ scene: Scene) throws(CairoError) -> [UInt8] {
    let output = ByteSink()
    let surface = cairo.pdfSurface(ByteSink.write, output.context, scene.width, scene.height)
    // The surface writes until it is destroyed.
    defer { withExtendedLifetime(output) { cairo.destroySurface(surface) } }
    let (title, creator, creationDate) = (Int32(0), Int32(4), Int32(5))
    cairo.setPDFMetadata(surface, title, scene.title)
    cairo.setPDFMetadata(surface, creator, "Tutti")
    cairo.setPDFMetadata(surface, creationDate, "")
    try draw(scene, on: surface)
    cairo.finishSurface(surface)
    let status = cairo.surfaceStatus(surface)
    guard status == 0 else { throw cairo.error(status) }
    return output.bytes
  }

  /// The scene as a PNG of so many dots to the inch.
  /// - Throws: ``CairoError/tooLarge(width:height:limit:)``, ``CairoError/failed(reason:)``.
  public func png(_ scene: Scene, dotsPerInch: Double = 300) throws(CairoError) -> [UInt8] {
    let (scale, limit) = (dotsPerInch / 72, 32767)
    let sides = [scene.width * scale, scene.height * scale].map { Int(min(max($0.rounded(.up), 1), 1e9)) }
    guard sides.allSatisfy({ $0 <= limit }) else {
      throw .tooLarge(width: sides[0], height: sides[1], limit: limit)
    }
    let transparent = Int32(0)
    let surface = cairo.imageSurface(transparent, Int32(sides[0]), Int32(sides[1]))
    defer { cairo.destroySurface(surface) }
    try draw(scene, on: surface, scale: scale)
    let output = ByteSink()
    let status = cairo.writePNG(surface, ByteSink.write, output.context)
    guard status == 0 else { throw cairo.error(status) }
    return pngWithResolution(output.bytes, dotsPerInch: dotsPerInch)
  }

  private func draw(_ scene: Scene, on surface: CairoLibrary.Object?, scale: Double = 1) throws(CairoError) {
    let context = cairo.create(surface)
    defer { cairo.destroy(context) }
    cairo.scale(context, scale, scale)
    if let background = scene.background {
      cairo.setColor(context, background)
      cairo.paint(context)
    }
    cairo.useUnhintedFonts(context)
    let pen = CairoPen(cairo: cairo, context: context)
    for shape in scene.flattened { pen.draw(shape) }
    let status = cairo.status(context)
    guard status == 0 else { throw cairo.error(status) }
  }
}

extension Scene {
  /// The scene as a PDF of one page.
  /// - Throws: ``CairoError``.
  public func pdf() throws(CairoError) -> [UInt8] { try CairoRenderer().pdf(self) }

  /// The scene as a PNG of so many dots to the inch.
  /// - Throws: ``CairoError``.
  public func png(dotsPerInch: Double = 300) throws(CairoError) -> [UInt8] {
    try CairoRenderer().png(self, dotsPerInch: dotsPerInch)
  }
}

/// Collects what Cairo writes; it must outlive the surface that writes to it.
private final class ByteSink {
  var bytes: [UInt8] = []

  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  static let write: CairoLibrary.Write = { context, data, length in
    guard let context, let data else { return 11 }  // CAIRO_STATUS_WRITE_ERROR
    Unmanaged<ByteSink>.fromOpaque(context).takeUnretainedValue().bytes
      .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return 0
  }
}
