import Testing

@testable import StudyFiles

@Suite struct GzipSourceTests {
  // gzip.compress of Python 3, mtime=0.
  private let first: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 203, 76, 209, 169, 52, 212, 41, 51, 228, 74, 212, 49, 208, 51, 213, 49,
    228, 2, 0, 84, 93, 100, 194, 17, 0, 0, 0,
  ]
  private let second: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 210, 49, 208, 51, 50, 213, 49, 226, 2, 0, 31, 234, 102, 143, 9, 0, 0,
    0,
  ]

  private func text(_ bytes: [UInt8], room: Int = 1000) throws -> String {
    var source = GzipSource(MemorySource(bytes), name: "panel.csv.gz")
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: room)
    while true {
      let count = try source.read(into: &buffer)
      guard count > 0 else { break }
      all += buffer[..<count]
    }
    return String(decoding: all, as: UTF8.self)
  }

  @Test("One member, several, and zeros behind them", arguments: [1, 2, 5, 1000])
  func members(room: Int) throws {
    #expect(try text(first, room: room) == "id,y1,v1\na,0.5,1\n")
    #expect(try text(first + second, room: room) == "id,y1,v1\na,0.5,1\nb,0.25,2\n")
    #expect(try text(first + [0, 0, 0], room: room) == "id,y1,v1\na,0.5,1\n")
  }

  @Test("Plain bytes pass through")
  func plain() throws {
    #expect(try text(Array("id,y1,v1\n".utf8), room: 3) == "id,y1,v1\n")
    #expect(try text([]) == "")
    #expect(try text([0x1F]) == "\u{1F}")
  }

  @Test("Damage is said")
  func damage() {
    #expect { try text(Array(first.dropLast(9))) } throws: { "\($0)".contains("ends in the middle") }
    var bytes = first
    bytes[20] ^= 0xFF
    #expect { try text(bytes) } throws: { "\($0)".contains("damaged") }
    #expect { try text(first + [7, 7]) } throws: { "\($0)".contains("damaged") }
  }

  @Test("A panel is read from compressed bytes")
  func panel() throws {
    let panel = try TextPanel(MemorySource(first + second), name: "panel.csv.gz", header: .present(nil))
    #expect(try analyses(of: panel).map(\.id) == ["a", "b"])
  }
}
