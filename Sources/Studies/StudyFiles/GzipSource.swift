import CZlib

/// The bytes of another source, decompressed when they begin as a gzip file does, as they are otherwise.
///
/// A file of several members, as `bgzip` and `cat a.gz b.gz` make it, gives all of them. Decompression is the system's
/// zlib, opened when a file needs it.
package final class GzipSource: ByteSource {
  private var source: any ByteSource
  private let name: String
  /// Compressed bytes, or the first bytes of a plain source.
  private var buffer: [UInt8] = []
  private var position = 0
  private var filled = 0
  private var isAtEnd = false
  private var form: Form?

  private enum Form {
    case plain
    case gzip(Inflater)
  }

  /// The contents of a source; messages call it by `name`.
  package init(_ source: any ByteSource, name: String) {
    self.source = source
    self.name = name
  }

  /// Fills the buffer from its start and returns how many bytes it wrote; 0 only at the end.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  package func read(into target: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    let form = if let form { form } else { try recognize() }
    switch form {
    case .plain: return try readPlain(target)
    case .gzip(let inflater): return try inflate(inflater, into: target)
    }
  }

  /// Reads the first bytes and sees what they are.
  private func recognize() throws(CSVError) -> Form {
    buffer = [UInt8](repeating: 0, count: chunkSize)
    while filled < 2, !isAtEnd { try fill() }
    guard filled >= 2, buffer[0] == 0x1F, buffer[1] == 0x8B else {
      form = .plain
      return .plain
    }
    guard let inflater = Inflater() else {
      throw .unreadable(
        file: name, reason: "it is compressed and zlib is not installed; install zlib1g or decompress the file")
    }
    form = .gzip(inflater)
    return .gzip(inflater)
  }

  private func readPlain(_ target: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    guard position < filled else { return isAtEnd ? 0 : try source.read(into: target) }
    let count = min(target.count, filled - position)
    target.copyBytes(from: buffer[position..<position + count])
    position += count
    return count
  }

  private func inflate(
    _ inflater: Inflater, into target: UnsafeMutableRawBufferPointer
  ) throws(CSVError) -> Int {
    while true {
      if position == filled, !inflater.mayHoldOutput {
        guard !isAtEnd else { break }
        (position, filled) = (0, 0)
        try fill()
        continue
      }
      if inflater.isBetweenMembers {
        // What follows a member is another one or padding of zeros.
        if buffer[position] == 0 {
          position += 1
          continue
        }
        inflater.beginMember()
      }
      let step = buffer.withUnsafeBytes {
        inflater.step(UnsafeRawBufferPointer(rebasing: $0[position..<filled]), into: target)
      }
      position += step.taken
      guard !step.isDamaged else {
        throw .unreadable(file: name, reason: "its compressed data are damaged; copy or download it again")
      }
      if step.written > 0 { return step.written }
    }
    guard inflater.isBetweenMembers else {
      throw .unreadable(
        file: name, reason: "it ends in the middle of its compressed data; copy or download it again")
    }
    return 0
  }

  private func fill() throws(CSVError) {
    let count = try source.read(into: &buffer, from: filled)
    if count == 0 { isAtEnd = true }
    filled += count
  }
}

/// One of zlib's decompressors.
private final class Inflater {
  private let handle: OpaquePointer
  /// Whether a member is complete and no other has begun.
  private(set) var isBetweenMembers = false
  /// Whether output may be waiting for room.
  private(set) var mayHoldOutput = false

  /// `nil` when zlib cannot be opened.
  init?() {
    guard let handle = tutti_inflater_open() else { return nil }
    self.handle = handle
  }

  deinit { tutti_inflater_close(handle) }

  func beginMember() {
    _ = tutti_inflater_reset(handle)
    isBetweenMembers = false
  }

  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (taken: Int, written: Int, isDamaged: Bool) {
    var taken = 0
    var written = 0
    let result = tutti_inflate(
      handle, input.baseAddress, input.count, output.baseAddress, output.count, &taken, &written)
    isBetweenMembers = result == Int32(TUTTI_INFLATE_END.rawValue)
    mayHoldOutput = !isBetweenMembers && written == output.count
    return (taken, written, result < 0)
  }
}
