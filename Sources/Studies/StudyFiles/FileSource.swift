#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// An open file, read in order; it is closed with the last reference to it.
final class FileSource: ByteSource {
  private let name: String
  private let descriptor: Int32
  private let isOwned: Bool

  /// Opens the file at a path.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  init(path: String, name: String) throws(CSVError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: name, reason: reason(errno)) }
    self.name = name
    self.descriptor = descriptor
    isOwned = true
  }

  private init(descriptor: Int32, name: String) {
    self.name = name
    self.descriptor = descriptor
    isOwned = false
  }

  deinit { if isOwned { close(descriptor) } }

  /// The process's standard input.
  static var standardInput: FileSource { FileSource(descriptor: STDIN_FILENO, name: "standard input") }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    while true {
      let count = readDescriptor(descriptor, buffer)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .unreadable(file: name, reason: reason(errno)) }
    }
  }
}

private func readDescriptor(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

/// What went wrong and what to do, in words that do not depend on the system's language.
private func reason(_ code: Int32) -> String {
  switch code {
  case ENOENT, ENOTDIR: "there is no such file; check the path"
  case EACCES, EPERM: "permission is denied; check the file's permissions"
  case EISDIR: "it is a folder; name a file in it"
  case EMFILE, ENFILE: "too many files are open; close some"
  case ENAMETOOLONG: "its path is too long; shorten it"
  default: "the system reports error \(code); check the file and its disk"
  }
}
