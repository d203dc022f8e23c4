#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes a file whole or not at all: under a temporary name beside the target, then renamed.
///
/// A target that exists and is not a regular file (a device, a pipe) is written to directly; of a symbolic link the
/// file it names is replaced.
/// - Throws: ``ConsoleError/unwritable(name:reason:)``.
func writeFile(_ bytes: [UInt8], to path: String) throws(ConsoleError) {
  var status = stat()
  let exists = stat(path, &status) == 0
  guard !exists || status.st_mode & S_IFMT == S_IFREG else {
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .unwritable(name: path, reason: "it is a folder") }
    return try write(bytes, to: path, named: path, flags: O_WRONLY)
  }
  let target = exists ? resolved(path) : path
  let temporary = "\(target).\(getpid()).tmp"
  do {
    try write(bytes, to: temporary, named: path, flags: O_WRONLY | O_CREAT | O_EXCL)
  } catch {
    unlink(temporary)
    throw error
  }
  if exists { chmod(temporary, status.st_mode & 0o7777) }
  guard rename(temporary, target) == 0 else {
    let reason = systemReason()
    unlink(temporary)
    throw .unwritable(name: path, reason: reason)
  }
}

private func write(_ bytes: [UInt8], to path: String, named name: String, flags: Int32) throws(ConsoleError) {
  let descriptor = open(path, flags, 0o666)
  guard descriptor >= 0 else { throw .unwritable(name: name, reason: systemReason()) }
  do {
    try writeAll(bytes, to: descriptor, name: name)
  } catch {
    close(descriptor)
    throw error == .closed ? .unwritable(name: name, reason: "its reader closed it") : error
  }
  guard close(descriptor) == 0 else { throw .unwritable(name: name, reason: systemReason()) }
}

private func resolved(_ path: String) -> String {
  guard let full = realpath(path, nil) else { return path }
  defer { free(full) }
  return String(cString: full)
}
