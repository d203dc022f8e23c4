import Testing
import _TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct ConventionsDocumentTests {
  /// The document says what the code does.
  @Test func documentHolds() throws {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    let root = parts.prefix(parts.lastIndex(of: "Tests") ?? parts.count).joined(separator: "/")
    let url = URL(fileURLWithPath: "\(root)/Documentation/conventions.md")
    let text = ConventionsDocument(differences: try KnownDifference.all()).text
    if ProcessInfo.processInfo.environment["TUTTI_UPDATE_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: url)
    }
    let stored = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    #expect(stored == text, "Documentation/conventions.md is out of date; run with TUTTI_UPDATE_SNAPSHOTS=1")
  }
}
