/// Finds font families that have a character, by the font configuration library that Cairo itself uses on Linux
/// (https://www.freedesktop.org/software/fontconfig/fontconfig-devel/).
struct FontFinder: Sendable {
  private typealias Object = OpaquePointer
  private let createPattern: @convention(c) () -> Object?
  private let destroyPattern: @convention(c) (Object?) -> Void
  private let addText: @convention(c) (Object?, UnsafePointer<CChar>?, UnsafePointer<UInt8>?) -> Int32
  private let addCharacters: @convention(c) (Object?, UnsafePointer<CChar>?, Object?) -> Int32
  private let createCharacters: @convention(c) () -> Object?
  private let addCharacter: @convention(c) (Object?, UInt32) -> Int32
  private let destroyCharacters: @convention(c) (Object?) -> Void
  private let substitute: @convention(c) (Object?, Object?, Int32) -> Int32
  private let fillIn: @convention(c) (Object?) -> Void
  private let match: @convention(c) (Object?, Object?, UnsafeMutablePointer<Int32>?) -> Object?
  private let text:
    @convention(c) (
      Object?, UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) -> Int32

  /// The finder, `nil` where there is no such library.
  static let shared = FontFinder()

  private init?() {
    guard let library = DynamicLibrary(names: ["libfontconfig.so.1", "libfontconfig.1.dylib"]),
      let createPattern: @convention(c) () -> Object? = library.function("FcPatternCreate"),
      let destroyPattern: @convention(c) (Object?) -> Void = library.function("FcPatternDestroy"),
      let addText: @convention(c) (Object?, UnsafePointer<CChar>?, UnsafePointer<UInt8>?) -> Int32 =
        library.function("FcPatternAddString"),
      let addCharacters: @convention(c) (Object?, UnsafePointer<CChar>?, Object?) -> Int32 =
        library.function("FcPatternAddCharSet"),
      let createCharacters: @convention(c) () -> Object? = library.function("FcCharSetCreate"),
      let addCharacter: @convention(c) (Object?, UInt32) -> Int32 = library.function("FcCharSetAddChar"),
      let destroyCharacters: @convention(c) (Object?) -> Void = library.function("FcCharSetDestroy"),
      let substitute: @convention(c) (Object?, Object?, Int32) -> Int32 =
        library.function("FcConfigSubstitute"),
      let fillIn: @convention(c) (Object?) -> Void = library.function("FcDefaultSubstitute"),
      let match: @convention(c) (Object?, Object?, UnsafeMutablePointer<Int32>?) -> Object? =
        library.function("FcFontMatch"),
      let text:
        @convention(c) (
          Object?, UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<UnsafePointer<UInt8>?>?
        ) -> Int32 = library.function("FcPatternGetString")
    else { return nil }
    self.createPattern = createPattern
    self.destroyPattern = destroyPattern
    self.addText = addText
    self.addCharacters = addCharacters
    self.createCharacters = createCharacters
    self.addCharacter = addCharacter
    self.destroyCharacters = destroyCharacters
    self.substitute = substitute
    self.fillIn = fillIn
    self.match = match
    self.text = text
  }

  /// The family closest to another one that has every character of a text; the nearest there is if none has.
  func family(like family: String, for characters: String) -> String? {
    let (pattern, set) = (createPattern(), createCharacters())
    defer {
      destroyPattern(pattern)
      destroyCharacters(set)
    }
    for scalar in characters.unicodeScalars { _ = addCharacter(set, scalar.value) }
    _ = family.utf8CString.withUnsafeBufferPointer { name in
      name.withMemoryRebound(to: UInt8.self) { addText(pattern, "family", $0.baseAddress) }
    }
    _ = addCharacters(pattern, "charset", set)
    _ = substitute(nil, pattern, 0)
    fillIn(pattern)
    var result: Int32 = 0
    guard let found = match(nil, pattern, &result) else { return nil }
    defer { destroyPattern(found) }
    var name: UnsafePointer<UInt8>?
    guard text(found, "family", 0, &name) == 0, let name else { return nil }
    return String(cString: name)
  }
}
