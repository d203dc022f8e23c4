/// Where a reader gets its bytes from, a chunk at a time.
public protocol ByteSource {
  /// Fills the buffer from its start and returns how many bytes it wrote; 0 only at the end.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int
}

extension ByteSource {
  /// Fills the array from a position on and returns how many bytes were read; 0 only at the end.
  mutating func read(into array: inout [UInt8], from start: Int = 0) throws(CSVError) -> Int {
    try array.withUnsafeMutableBufferPointer { buffer throws(CSVError) in
      try read(into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[start...])))
    }
  }
}

/// How many bytes are read at once.
let chunkSize = 1 << 16

/// Bytes in memory.
package struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  /// A source of these bytes.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Fills the buffer from its start and returns how many bytes it wrote; 0 only at the end.
  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
