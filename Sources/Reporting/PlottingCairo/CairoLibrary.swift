/// The system's Cairo, loaded when the first PDF or PNG is asked for: programs start without it, and run where it is
/// not installed.
///
/// Only the calls used are looked up, by the names and signatures of Cairo 1.x's C interface
/// (https://www.cairographics.org/manual/).
struct CairoLibrary: Sendable {
  /// A drawing context, a surface, font options or a scaled font.
  typealias Object = OpaquePointer
  /// Takes a piece of output.
  typealias Write = @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32) -> Int32

  /// The size in bytes of Cairo's glyph: its number as `unsigned long`, then its place as two doubles.
  static let glyphStride = MemoryLayout<(UInt, Double, Double)>.stride

  // Surfaces
  let pdfSurface: @convention(c) (Write?, UnsafeMutableRawPointer?, Double, Double) -> Object?
  let setPDFMetadata: @convention(c) (Object?, Int32, UnsafePointer<CChar>?) -> Void
  let imageSurface: @convention(c) (Int32, Int32, Int32) -> Object?
  let writePNG: @convention(c) (Object?, Write?, UnsafeMutableRawPointer?) -> Int32
  let finishSurface: @convention(c) (Object?) -> Void
  let surfaceStatus: @convention(c) (Object?) -> Int32
  let destroySurface: @convention(c) (Object?) -> Void
  let statusText: @convention(c) (Int32) -> UnsafePointer<CChar>?

  // Context
  let create: @convention(c) (Object?) -> Object?
  let destroy: @convention(c) (Object?) -> Void
  let status: @convention(c) (Object?) -> Int32
  let save: @convention(c) (Object?) -> Void
  let restore: @convention(c) (Object?) -> Void
  let scale: @convention(c) (Object?, Double, Double) -> Void
  let translate: @convention(c) (Object?, Double, Double) -> Void
  let rotate: @convention(c) (Object?, Double) -> Void
  let setColor: @convention(c) (Object?, Double, Double, Double) -> Void
  let setLineWidth: @convention(c) (Object?, Double) -> Void
  let setDashes: @convention(c) (Object?, UnsafePointer<Double>?, Int32, Double) -> Void
  let newPath: @convention(c) (Object?) -> Void
  let moveTo: @convention(c) (Object?, Double, Double) -> Void
  let lineTo: @convention(c) (Object?, Double, Double) -> Void
  let arc: @convention(c) (Object?, Double, Double, Double, Double, Double) -> Void
  let closePath: @convention(c) (Object?) -> Void
  let rectangle: @convention(c) (Object?, Double, Double, Double, Double) -> Void
  let fillPreserve: @convention(c) (Object?) -> Void
  let strokePreserve: @convention(c) (Object?) -> Void
  let paint: @convention(c) (Object?) -> Void

  // Text
  let selectFont: @convention(c) (Object?, UnsafePointer<CChar>?, Int32, Int32) -> Void
  let setFontSize: @convention(c) (Object?, Double) -> Void
  let createFontOptions: @convention(c) () -> Object?
  let destroyFontOptions: @convention(c) (Object?) -> Void
  let setAntialias: @convention(c) (Object?, Int32) -> Void
  let setHintStyle: @convention(c) (Object?, Int32) -> Void
  let setHintMetrics: @convention(c) (Object?, Int32) -> Void
  let setFontOptions: @convention(c) (Object?, Object?) -> Void
  /// Fills six doubles: bearings, size, and the advance right and down.
  let textExtents: @convention(c) (Object?, UnsafePointer<CChar>?, UnsafeMutablePointer<Double>?) -> Void
  let showText: @convention(c) (Object?, UnsafePointer<CChar>?) -> Void
  let scaledFont: @convention(c) (Object?) -> Object?
  let textToGlyphs:
    @convention(c) (
      Object?, Double, Double, UnsafePointer<CChar>?, Int32,
      UnsafeMutablePointer<UnsafeMutableRawPointer?>?, UnsafeMutablePointer<Int32>?,
      UnsafeMutableRawPointer?,
      UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
    ) -> Int32
  let freeGlyphs: @convention(c) (UnsafeMutableRawPointer?) -> Void

  /// The library, looked for once.
  static let shared: Result<CairoLibrary, CairoError> = Result { () throws(CairoError) in
    try CairoLibrary(names: ["libcairo.so.2", "libcairo.2.dylib", "/opt/homebrew/lib/libcairo.2.dylib"])
  }

  /// The first library of these names that can be loaded.
  /// - Throws: ``CairoError/libraryMissing(reason:)``.
  init(names: [String]) throws(CairoError) {
    guard let library = DynamicLibrary(names: names) else {
      throw .libraryMissing(reason: "\(names.first ?? "libcairo") was not found")
    }
    func function<Function>(_ name: String) throws(CairoError) -> Function {
      guard let function: Function = library.function("cairo_\(name)") else {
        throw .libraryMissing(reason: "it has no cairo_\(name)")
      }
      return function
    }
    pdfSurface = try function("pdf_surface_create_for_stream")
    setPDFMetadata = try function("pdf_surface_set_metadata")
    imageSurface = try function("image_surface_create")
    writePNG = try function("surface_write_to_png_stream")
    finishSurface = try function("surface_finish")
    surfaceStatus = try function("surface_status")
    destroySurface = try function("surface_destroy")
    statusText = try function("status_to_string")
    create = try function("create")
    destroy = try function("destroy")
    status = try function("status")
    save = try function("save")
    restore = try function("restore")
    scale = try function("scale")
    translate = try function("translate")
    rotate = try function("rotate")
    setColor = try function("set_source_rgb")
    setLineWidth = try function("set_line_width")
    setDashes = try function("set_dash")
    newPath = try function("new_path")
    moveTo = try function("move_to")
    lineTo = try function("line_to")
    arc = try function("arc")
    closePath = try function("close_path")
    rectangle = try function("rectangle")
    fillPreserve = try function("fill_preserve")
    strokePreserve = try function("stroke_preserve")
    paint = try function("paint")
    selectFont = try function("select_font_face")
    setFontSize = try function("set_font_size")
    createFontOptions = try function("font_options_create")
    destroyFontOptions = try function("font_options_destroy")
    setAntialias = try function("font_options_set_antialias")
    setHintStyle = try function("font_options_set_hint_style")
    setHintMetrics = try function("font_options_set_hint_metrics")
    setFontOptions = try function("set_font_options")
    textExtents = try function("text_extents")
    showText = try function("show_text")
    scaledFont = try function("get_scaled_font")
    textToGlyphs = try function("scaled_font_text_to_glyphs")
    freeGlyphs = try function("glyph_free")
  }

  /// The library's own words for a status other than success.
  func error(_ status: Int32) -> CairoError {
    .failed(reason: statusText(status).map { String(cString: $0) } ?? "status \(status)")
  }
}
