import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Holds a text against the file `Snapshots/<test>[.<name>].<type>` of the test's room; every byte counts.
///
/// The room is the folder two below `Tests`, and the file is named after the test function. With `TUTTI_UPDATE_SNAPSHOTS=1` in the environment it is written
/// instead of compared; look at the difference before committing it.
public func expectSnapshot(
  _ text: String, named name: String? = nil, as type: String = "txt", filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let test = Test.current.map { String($0.name.prefix { $0 != "(" }) } ?? "unnamed"
  let file = [test, name, type].compactMap(\.self).joined(separator: ".")
  let folder = roomFolder(of: filePath).appending(path: "Snapshots")
  let url = folder.appending(path: file)
  do {
    if ProcessInfo.processInfo.environment["TUTTI_UPDATE_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return
    }
    let stored = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    guard stored != text else { return }
    Issue.record(
      "Snapshots/\(file) differs\(firstDifference(stored, text)); \(howToUpdate)",
      sourceLocation: sourceLocation)
  } catch {
    Issue.record(
      "Snapshots/\(file) cannot be used (\(error)); \(howToUpdate)", sourceLocation: sourceLocation)
  }
}

private func roomFolder(of filePath: String) -> URL {
  var parts = filePath.split(separator: "/", omittingEmptySubsequences: false)
  if let tests = parts.lastIndex(of: "Tests") {
    parts = Array(parts[...min(tests + 2, parts.count - 2)])
  }
  return URL(fileURLWithPath: parts.joined(separator: "/"))
}

private let howToUpdate =
  "if the new text is right, run the test with TUTTI_UPDATE_SNAPSHOTS=1 and commit the file"

private func firstDifference(_ stored: String, _ text: String) -> String {
  let old = stored.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  for line in 0..<max(old.count, new.count) {
    let (before, after) = (line < old.count ? old[line] : nil, line < new.count ? new[line] : nil)
    guard before != after else { continue }
    return " in line \(line + 1): stored '\(before ?? "(end)")', now '\(after ?? "(end)")'"
  }
  return ""
}
