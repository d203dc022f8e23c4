import MetaAnalysis

extension Analysis {
  /// Reads an analysis from YAML or JSON, or out of the result of `tutti run`.
  /// - Parameters:
  ///   - text: The file's text.
  ///   - path: Its path, with which messages begin and at whose folder relative paths start.
  /// - Throws: ``AnalysisFileError/malformed(file:issues:)`` with everything that is wrong.
  public init(yaml text: String, path: String) throws(AnalysisFileError) {
    var decoder = AnalysisDecoder(file: AnalysisFile(path: path, sha256: SHA256(of: text.utf8).hexadecimal))
    guard let analysis = decoder.analysis(of: text) else {
      throw .malformed(file: path, issues: decoder.issues)
    }
    self = analysis
  }

  /// Reads an analysis from a file; `-` is standard input.
  /// - Throws: ``AnalysisFileError``.
  public init(file path: String) throws(AnalysisFileError) {
    let bytes: [UInt8]
    do { bytes = try InputFile(path: path).bytes } catch {
      guard case .unreadable(_, let reason) = error else {
        throw .unreadable(file: path, reason: error.description)
      }
      throw .unreadable(file: path, reason: reason)
    }
    try self.init(yaml: bytes, path: path == "-" ? "standard input" : path)
  }

  /// Reads an analysis from the bytes of a file.
  /// - Throws: ``AnalysisFileError``.
  public init(yaml bytes: [UInt8], path: String) throws(AnalysisFileError) {
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed(
        file: path, issues: [AnalysisFileIssue(at: .start, "the text is not UTF-8; save the file as UTF-8")])
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    try self.init(yaml: text, path: path)
  }
}
