#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// An open file, read in order; it is closed with the last reference to it.
package final class FileSource: ByteSource {
  private let name: String
  private let descriptor: Int32
  private let isOwned: Bool
  private var position = 0
  /// The file's bytes, `nil` when that is not known, as of a pipe.
  private let size: Int?

  /// Opens the file at a path.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  package init(path: String, name: String) throws(CSVError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: name, reason: reason(errno)) }
    self.name = name
    self.descriptor = descriptor
    isOwned = true
    size = sizeOfFile(descriptor)
  }

  private init(descriptor: Int32, name: String) {
    self.name = name
    self.descriptor = descriptor
    isOwned = false
    size = sizeOfFile(descriptor)
  }

  deinit { if isOwned { close(descriptor) } }

  /// The process's standard input.
  package static var standardInput: FileSource { FileSource(descriptor: STDIN_FILENO, name: "standard input") }

  /// How much of the file has been read, from 0 to 1, `nil` when its size is not known.
  package var progress: Double? { size.map { min(1, Double(position) / Double(max(1, $0))) } }

  /// Fills the buffer from its start and returns how many bytes it wrote; 0 only at the end.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    while true {
      let count = readDescriptor(descriptor, buffer)
      if count >= 0 {
        position += count
        return count
      }
      guard errno == EINTR else { throw .unreadable(file: name, reason: reason(errno)) }
    }
  }
}

private func readDescriptor(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

/// The bytes of a regular file.
private func sizeOfFile(_ descriptor: Int32) -> Int? {
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  return Int(status.st_size)
}

/// What went wrong and what to do, in words that do not depend on the system's language.
func reason(_ code: Int32) -> String {
  switch code {
  case ENOENT, ENOTDIR: "there is no such file; check the path"
  case EACCES, EPERM: "permission is denied; check the file's permissions"
  case EISDIR: "it is a folder; name a file in it"
  case EBADF: "it is closed; connect it to a file or a pipe"
  case EMFILE, ENFILE: "too many files are open; close some"
  case ENAMETOOLONG: "its path is too long; shorten it"
  default: "the system reports error \(code); check the file and its disk"
  }
}
