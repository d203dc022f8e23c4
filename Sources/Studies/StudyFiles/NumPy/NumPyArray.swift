#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// A table of real numbers in a `.npy` file, mapped into memory and read part by part.
final class NumPyArray: @unchecked Sendable {
  /// What messages call the file.
  let name: String
  /// The number of rows.
  let rows: Int
  /// The number of columns.
  let columns: Int
  /// Whether the rows of one column follow each other.
  let isColumnMajor: Bool

  private let isDouble: Bool
  private let isSwapped: Bool
  private let base: UnsafeMutableRawPointer
  private let mapped: Int
  private let offset: Int

  /// Maps a file.
  /// - Throws: ``NumPyError``.
  init(path: String) throws(NumPyError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: path, reason: reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(file: path, reason: reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(file: path, reason: "it is not a regular file; NumPy arrays are mapped into memory")
    }
    let size = Int(status.st_size)
    guard size > 0 else { throw .notNumPy(file: path, reason: "it is empty") }
    let map = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let map, map != MAP_FAILED else { throw .unreadable(file: path, reason: reason(errno)) }
    do throws(NumPyError) {
      let header = try NumPyHeader(UnsafeRawBufferPointer(start: map, count: size), file: path)
      guard ["<f8", "<f4", ">f8", ">f4", "=f8", "=f4"].contains(header.type) else {
        throw NumPyError.otherType(file: path, type: header.type.isEmpty ? "structured" : header.type)
      }
      guard header.shape.count == 2 else { throw NumPyError.dimensions(file: path, shape: header.shape) }
      isDouble = header.type.hasSuffix("8")
      isSwapped = header.type.hasPrefix(">")
      (rows, columns) = (header.shape[0], header.shape[1])
      let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
      let (bytes, tooMany) = cells.multipliedReportingOverflow(by: isDouble ? 8 : 4)
      guard !overflow, !tooMany, bytes <= size - header.size else {
        throw NumPyError.truncated(
          file: path, bytes: size, expected: overflow || tooMany ? .max : bytes &+ header.size)
      }
      isColumnMajor = header.isColumnMajor
      offset = header.size
    } catch {
      munmap(map, size)
      throw error
    }
    name = path
    base = map
    mapped = size
  }

  deinit { munmap(base, mapped) }

  /// Copies rows in the array's own order, each number as the `Double` that equals it: rows behind each other, or for
  /// column-major arrays the rows of one column behind each other.
  func copy(_ range: Range<Int>, to target: UnsafeMutablePointer<Double>) {
    if isColumnMajor {
      for column in 0..<columns {
        copy(column * rows + range.lowerBound, count: range.count, to: target + column * range.count)
      }
    } else {
      copy(range.lowerBound * columns, count: range.count * columns, to: target)
    }
  }

  private func copy(_ first: Int, count: Int, to target: UnsafeMutablePointer<Double>) {
    let width = isDouble ? 8 : 4
    let source = base + offset + first * width
    switch (isDouble, isSwapped) {
    case (true, false): UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: 8 * count)
    case (true, true):
      for index in 0..<count {
        let bits = source.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
        target[index] = Double(bitPattern: UInt64(bigEndian: bits))
      }
    case (false, false):
      for index in 0..<count {
        target[index] = Double(source.loadUnaligned(fromByteOffset: 4 * index, as: Float.self))
      }
    case (false, true):
      for index in 0..<count {
        let bits = source.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
        target[index] = Double(Float(bitPattern: UInt32(bigEndian: bits)))
      }
    }
    release(source, count * width)
  }

  /// Lets the system take back the pages that have been read, but for those at the ends.
  private func release(_ start: UnsafeMutableRawPointer, _ count: Int) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    guard count >= 4 * page else { return }
    let begin = (Int(bitPattern: start) + page - 1) / page * page
    let end = (Int(bitPattern: start) + count) / page * page
    if end > begin, let first = UnsafeMutableRawPointer(bitPattern: begin) {
      madvise(first, end - begin, Int32(MADV_DONTNEED))
    }
  }
}
