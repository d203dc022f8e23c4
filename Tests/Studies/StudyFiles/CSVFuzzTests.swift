import StudyRecords
import Testing
import _TestSupport

@testable import StudyFiles

@Suite struct CSVFuzzTests {
  /// Bytes that matter to the reader; the rest is drawn from all 256.
  private static let alphabet =
    Array("\"\",,,,;;\t  \n\n\n\r\r\r\na.0159eE+-NAIinf".utf8) + [0xE2, 0x88, 0x92, 0xC2, 0xA0]

  /// What the random bytes follow, so that many of them get past the header.
  private static let headers = ["", "a\n", "a,b\r\n", "\"a\";b\r", "a\tb\tc\n"].map { Array($0.utf8) }

  @Test(
    "100,000 random byte strings are tables or typed errors, whole and in pieces, and tables are written back",
    arguments: 1...4)
  func randomBytes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var tables = 0
    for trial in 0..<25_000 {
      let bytes = Self.headers[trial % Self.headers.count] + randomBytes(using: &generator)
      guard let table = outcome(bytes) else { continue }
      tables += 1
      if trial % 7 == 0 {
        let size = 1 + trial / 7 % 3
        #expect(
          Reading(PiecewiseSource(bytes, size: size), format: .detect)
            == Reading(MemorySource(bytes), format: .detect), "\(bytes)")
        let again = try StudyTable(csv: table.csv(), name: "f")
        #expect(again.columns.map(\.labels) == table.columns.map(\.labels), "\(bytes)")
      }
    }
    // Enough of the strings must be tables for the test to mean something.
    #expect(tables > 1_250)
  }

  /// The table, or `nil` after an error that says something.
  private func outcome(_ bytes: [UInt8]) -> StudyTable? {
    do throws(CSVError) {
      return try StudyTable(csv: bytes, name: "f")
    } catch {
      if !error.description.hasPrefix("f") { Issue.record("\(error)") }
      return nil
    }
  }

  private func randomBytes(using generator: inout SeededGenerator) -> [UInt8] {
    var bits = generator.next()
    let length = Int(bits % 16)
    let isPlain = bits >> 60 < 14
    bits = generator.next()
    return (0..<length).map { position in
      if position % 4 == 0 { bits = generator.next() }
      let draw = Int(truncatingIfNeeded: bits & 0xFFFF)
      bits >>= 16
      return isPlain || draw % 16 < 15 ? Self.alphabet[draw / 16 % Self.alphabet.count] : UInt8(draw >> 8)
    }
  }
}
