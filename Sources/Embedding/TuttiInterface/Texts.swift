import MetaBatch
import StudyRecords

/// Texts that callers in C read and never free: they live as long as the process.
private struct Texts: @unchecked Sendable {
  let version = allocated(engineVersion)
  let empty = allocated("")
  let codes: [UInt8: UnsafePointer<CChar>]
  let sentences: [UInt8: UnsafePointer<CChar>]

  init() {
    let all = BatchStatus.allCases
    codes = Dictionary(uniqueKeysWithValues: all.map { ($0.rawValue, allocated($0.code)) })
    sentences = Dictionary(uniqueKeysWithValues: all.map { ($0.rawValue, allocated($0.sentence)) })
  }

  static let all = Texts()
}

private func allocated(_ text: String) -> UnsafePointer<CChar> {
  let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: text.utf8.count + 1)
  for (position, byte) in text.utf8.enumerated() { bytes[position] = CChar(bitPattern: byte) }
  bytes[text.utf8.count] = 0
  return UnsafePointer(bytes)
}

/// The version of the engine; `tutti.h` documents the C function.
@_cdecl("tutti_version")
public func version() -> UnsafePointer<CChar> { Texts.all.version }

/// The code of a status; `tutti.h` documents the C function.
@_cdecl("tutti_status_code")
public func statusCode(_ status: Int32) -> UnsafePointer<CChar> {
  UInt8(exactly: status).flatMap { Texts.all.codes[$0] } ?? Texts.all.empty
}

/// The sentence of a status; `tutti.h` documents the C function.
@_cdecl("tutti_status_message")
public func statusMessage(_ status: Int32) -> UnsafePointer<CChar> {
  UInt8(exactly: status).flatMap { Texts.all.sentences[$0] } ?? Texts.all.empty
}
