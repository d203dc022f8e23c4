import Analyses
import Testing

@testable import Reports

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct AnalysisSchemaTests {
  /// `Documentation/analysis.schema.json`, found from this file.
  private var file: URL {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder.appending(path: "Documentation/analysis.schema.json")
  }

  /// With `TUTTI_UPDATE_SNAPSHOTS=1` the file is written instead.
  @Test func theFileIsWhatTheDecoderTakes() throws {
    let text = AnalysisSchema.json.formatted
    if ProcessInfo.processInfo.environment["TUTTI_UPDATE_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == text)
  }

  /// The decoder refuses every key that the schema does not list, and takes every one that it does.
  @Test func theKeysAreThoseOfTheDecoder() throws {
    for key in AnalysisKeys.file.map(\.name) + ["colour"] {
      let isKnown = AnalysisSchema.json["properties"]?[key] != nil
      var issues: [String] = []
      do {
        _ = try Analysis(yaml: "schema: tutti.analysis/1\ndata: a.csv\n\(key): {x: {}}", path: "a.yml")
      } catch {
        issues = error.sentences
      }
      #expect(issues.contains { $0.contains("has no key '\(key)'") } != isKnown, "\(key): \(issues)")
    }
    #expect(AnalysisSchema.json["$defs"]?["expectation"]?["properties"]?["misprint"] != nil)
  }
}
