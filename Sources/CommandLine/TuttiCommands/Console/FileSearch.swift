#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files under a folder whose names satisfy a condition, in code-point order of their paths; a path that is no folder
/// is itself the only file.
///
/// Folders whose names begin with a dot are not entered, links to folders are not followed.
func files(at path: String, where isWanted: (String) -> Bool) -> [String] {
  guard isFolder(path) else { return [path] }
  var found: [String] = []
  var waiting = [path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path]
  while let folder = waiting.popLast() {
    for name in entries(of: folder) {
      let full = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      if isFolder(full, followsLinks: false) {
        if !name.hasPrefix(".") { waiting.append(full) }
      } else if isWanted(name) {
        found.append(full)
      }
    }
  }
  return found.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
}

/// Whether a path names a folder.
func isFolder(_ path: String, followsLinks: Bool = true) -> Bool {
  var status = stat()
  guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return false }
  return status.st_mode & S_IFMT == S_IFDIR
}

/// Whether there is something at a path.
func fileExists(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0
}

/// The names in a folder but for itself and its parent; none when it cannot be read.
private func entries(of folder: String) -> [String] {
  guard let handle = opendir(folder) else { return [] }
  defer { closedir(handle) }
  var names: [String] = []
  while let entry = readdir(handle) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
        String(cString: $0)
      }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

/// Makes a folder and those above it; one that is there already is fine.
/// - Throws: ``ConsoleError/unwritable(name:reason:)``.
func makeFolder(_ path: String) throws(ConsoleError) {
  guard !path.isEmpty, !isFolder(path) else { return }
  if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
    throw .unwritable(name: path, reason: systemReason())
  }
  guard isFolder(path) else { throw .unwritable(name: path, reason: "it is not a folder") }
}
