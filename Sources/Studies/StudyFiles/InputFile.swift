#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The whole contents of a file or of standard input, under the name that messages use.
public struct InputFile: Hashable, Sendable {
  /// The file's path as given, the last part of its URL, or `standard input`.
  public let name: String
  /// Every byte, as stored.
  public let bytes: [UInt8]

  /// Reads the file at a path; `-` is standard input.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  public init(path: String) throws(CSVError) {
    if path == "-" {
      self = try .standardInput()
    } else {
      try self.init(FileSource(path: path, name: path), name: path)
    }
  }

  /// Reads the file at a URL.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  public init(url: URL) throws(CSVError) {
    try self.init(FileSource(url: url), name: url.lastPathComponent)
  }

  /// Reads standard input to its end.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  public static func standardInput() throws(CSVError) -> InputFile {
    try InputFile(.standardInput, name: "standard input")
  }

  private init(_ file: FileSource, name: String) throws(CSVError) {
    var source = file
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkSize)
    while true {
      let count = try source.read(into: &chunk)
      guard count > 0 else { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    self.name = name
    self.bytes = bytes
  }
}

extension FileSource {
  /// Opens the file at a URL.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  convenience init(url: URL) throws(CSVError) {
    guard url.isFileURL else {
      throw .unreadable(file: url.absoluteString, reason: "it is not a file on this machine; download it first")
    }
    try self.init(path: url.path, name: url.lastPathComponent)
  }
}
