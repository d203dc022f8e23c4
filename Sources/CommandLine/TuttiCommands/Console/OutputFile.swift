#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes a file whole or not at all; see ``StreamedFile``.
/// - Throws: ``ConsoleError/unwritable(name:reason:)``.
func writeFile(_ bytes: [UInt8], to path: String) throws(ConsoleError) {
  let file = try StreamedFile(path: path)
  do {
    try file.write(bytes)
    try file.finish()
  } catch {
    file.abandon()
    throw error
  }
}

/// Whether two paths name the same thing, or the same regular file by whatever way.
func isSameFile(_ first: String, _ second: String) -> Bool {
  var (one, other) = (stat(), stat())
  guard first != second, stat(first, &one) == 0, stat(second, &other) == 0 else { return first == second }
  return one.st_mode & S_IFMT == S_IFREG && one.st_dev == other.st_dev && one.st_ino == other.st_ino
}

/// A file that appears whole or not at all: it is written piece by piece under a temporary name beside the target, then
/// renamed.
///
/// A target that exists and is not a regular file (a device, a pipe) is written to directly; of a symbolic link the
/// file it names is replaced.
final class StreamedFile: OutputTarget {
  private let name: String
  private let target: String
  /// The name it bears until it is complete, `nil` for what is written to directly.
  private let temporary: String?
  /// The permissions of the file it replaces.
  private let mode: mode_t?
  private var descriptor: Int32

  /// Opens a file for writing.
  /// - Throws: ``ConsoleError/unwritable(name:reason:)``.
  init(path: String) throws(ConsoleError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    let isDirect = exists && status.st_mode & S_IFMT != S_IFREG
    if isDirect, status.st_mode & S_IFMT == S_IFDIR {
      throw .unwritable(name: path, reason: "it is a folder")
    }
    name = path
    target = exists && !isDirect ? resolved(path) : path
    temporary = isDirect ? nil : "\(target).\(getpid()).tmp"
    mode = exists && !isDirect ? status.st_mode & 0o7777 : nil
    descriptor = open(temporary ?? target, isDirect ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard descriptor >= 0 else { throw .unwritable(name: path, reason: systemReason()) }
    if let temporary { UnfinishedFile.remember(temporary) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  var canRewriteStart: Bool { temporary != nil }
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Adds bytes.
  /// - Throws: ``ConsoleError/unwritable(name:reason:)``.
  func write(_ bytes: UnsafeRawBufferPointer) throws(ConsoleError) {
    do {
      try writeAll(bytes, to: descriptor, name: name)
    } catch {
      throw error == .closed ? .unwritable(name: name, reason: "its reader closed it") : error
    }
  }

  /// Replaces the first bytes.
  /// - Throws: ``ConsoleError/unwritable(name:reason:)``.
  func rewriteStart(_ bytes: [UInt8]) throws(ConsoleError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .unwritable(name: name, reason: systemReason())
    }
    try write(bytes)
  }

  /// Gives the file its name.
  /// - Throws: ``ConsoleError/unwritable(name:reason:)``.
  func finish() throws(ConsoleError) {
    let status = close(descriptor)
    descriptor = -1
    guard status == 0 else { throw .unwritable(name: name, reason: systemReason()) }
    guard let temporary else { return }
    if let mode { chmod(temporary, mode) }
    guard rename(temporary, target) == 0 else { throw .unwritable(name: name, reason: systemReason()) }
    UnfinishedFile.forget(temporary)
  }

  /// Removes what has been written.
  func abandon() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    guard let temporary else { return }
    unlink(temporary)
    UnfinishedFile.forget(temporary)
  }
}

private func resolved(_ path: String) -> String {
  guard let full = realpath(path, nil) else { return path }
  defer { free(full) }
  return String(cString: full)
}
