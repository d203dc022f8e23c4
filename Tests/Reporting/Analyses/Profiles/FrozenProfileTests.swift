import Analyses
import Testing
import _TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a profile holds never changes: `Tests/References/profiles/frozen` has the choices of each, one a line.
///
/// A changed default of a tool is a new version with a file of its own. A new choice adds a line to every file, with the
/// value that leaves all numbers as they were. `TUTTI_FREEZE_PROFILES=1` writes the files of profiles that have none.
@Suite struct FrozenProfileTests {
  @Test(arguments: Profile.all) func isFrozen(_ profile: Profile) throws {
    let url = referenceFolder.appending(path: "profiles/frozen/\(profile.name).txt")
    let isNew = !FileManager.default.fileExists(atPath: url.path)
    if isNew, ProcessInfo.processInfo.environment["TUTTI_FREEZE_PROFILES"] == "1" {
      try Data(profile.content.utf8).write(to: url)
    }
    #expect(String(decoding: try Data(contentsOf: url), as: UTF8.self) == profile.content)
  }

  private var referenceFolder: URL {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    let root = parts.prefix(parts.lastIndex(of: "Tests") ?? parts.count).joined(separator: "/")
    return URL(fileURLWithPath: "\(root)/Tests/References")
  }

  @Test func namesAreVersioned() {
    #expect(Set(Profile.all.map(\.name)).count == Profile.all.count)
    for profile in Profile.all {
      #expect(profile.name == "\(profile.tool)@\(profile.version)")
      #expect(!profile.version.isEmpty && !profile.summary.isEmpty)
      for choice in profile.choices {
        #expect(!choice.evidence.source.isEmpty, "\(profile.name) \(choice.key)")
      }
    }
  }

  /// A profile with an assumption says so.
  @Test func assumptionsAreAdmitted() {
    for profile in Profile.all where profile.choices.contains(where: { !$0.evidence.isVerified }) {
      let summary = profile.summary
      #expect(summary.contains("not verified") || summary.contains("assumed."), "\(summary)")
    }
    #expect(Profile.meta8.summary.hasSuffix("Every choice is verified except egger, which is assumed."))
  }

  @Test func unknownName() throws {
    #expect(throws: ProfileError.unknown(name: "metafor@5")) { try Profile.named("metafor@5") }
    #expect(ProfileError.unknown(name: "metafor@5.2").description.contains("did you mean 'metafor@5.1'?"))
  }
}
