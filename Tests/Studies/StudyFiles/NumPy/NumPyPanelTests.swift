import Testing

@testable import StudyFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct NumPyPanelTests {
  /// The bytes of an array as NumPy writes it.
  private func file(_ type: String, _ shape: String, fortran: Bool = false, version: UInt8 = 1, _ data: [UInt8])
    -> [UInt8]
  {
    let header = "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }"
    let prefix = version == 1 ? 10 : 12
    let length = (prefix + header.utf8.count + 64) / 64 * 64 - prefix
    let padded = header + String(repeating: " ", count: length - header.utf8.count - 1) + "\n"
    let size = [UInt8(length & 0xFF), UInt8(length >> 8)] + (version == 1 ? [] : [0, 0])
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(padded.utf8) + data
  }

  private func bytes(_ numbers: [Double]) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) } }
  }

  private func withFiles<Result>(_ files: [[UInt8]], _ body: ([String]) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tutti-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try files.enumerated().map { index, bytes in
      let url = folder.appending(path: "\(index).npy")
      try Data(bytes).write(to: url)
      return url.path
    }
    return try body(paths)
  }

  private func read(_ yi: [UInt8], _ vi: [UInt8], sei: Bool = false) throws -> [[ReadAnalysis.Study?]] {
    try withFiles([yi, vi]) { paths in
      try analyses(of: NumPyPanel(estimates: paths[0], spreads: paths[1], areStandardErrors: sei)).map(
        \.studies)
    }
  }

  private let expected: [[ReadAnalysis.Study?]] = [
    [.init(yi: 1, vi: 4), .init(yi: 2, vi: 9)], [nil, .init(yi: 4, vi: 16)], [.init(yi: 5, vi: 25), nil],
  ]
  private let yi: [Double] = [1, 2, .nan, 4, 5, 6]
  private let sei: [Double] = [2, 3, 1, 4, 5, .nan]

  private func byColumns(_ numbers: [Double]) -> [Double] { [0, 2, 4, 1, 3, 5].map { numbers[$0] } }

  @Test("Rows count from the beginning of the file, whatever part they are in")
  func rows() throws {
    try withFiles(
      Array(repeating: file("<f8", "(200, 600)", bytes([Double](repeating: 1, count: 120_000))), count: 2)
    ) {
      let source = try NumPyPanel(estimates: $0[0], spreads: $0[1], areStandardErrors: false)
      let part = PanelPart()
      var starts: [Int] = []
      while source.read(into: part) {
        source.parse(part)
        source.forEachBlock(of: part) { _, first in starts.append(first) }
      }
      #expect(starts == [0, 64, 128, 192])
    }
  }

  @Test("Both orders in memory, both widths, both byte orders, all versions")
  func forms() throws {
    let floats = sei.flatMap { number in
      withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { Array($0) }
    }
    let swapped = yi.flatMap { number in withUnsafeBytes(of: number.bitPattern.bigEndian) { Array($0) } }
    let rows = [
      file("<f8", "(3, 2)", bytes(yi)), file("<f8", "(3, 2)", fortran: true, bytes(byColumns(yi))),
      file(">f8", "(3, 2)", version: 2, swapped), file("<f8", "(3,2,)", version: 3, bytes(yi)),
    ]
    let spreads = [
      file("<f8", "(3, 2)", bytes(sei)), file("<f8", "(3, 2)", fortran: true, bytes(byColumns(sei))),
      file("<f4", "(3, 2)", floats),
    ]
    for row in rows {
      for spread in spreads { #expect(try read(row, spread, sei: true) == expected) }
    }
    let squares = sei.map { $0 * $0 }
    #expect(try read(rows[0], file("<f8", "(3, 2)", bytes(squares))) == expected)
  }

  @Test("Many rows come in parts")
  func parts() throws {
    let numbers = (0..<30_000).map(Double.init)
    let read = try read(file("<f8", "(10000, 3)", bytes(numbers)), file("<f8", "(10000, 3)", bytes(numbers)))
    #expect(read.count == 10_000)
    #expect(read[9_999] == [29_997, 29_998, 29_999].map { .init(yi: $0, vi: $0) })
    #expect(try self.read(file("<f8", "(0, 3)", []), file("<f8", "(0, 3)", [])) == [])
  }

  @Test("What cannot be used is refused with the reason")
  func errors() throws {
    let good = file("<f8", "(3, 2)", bytes(yi))
    for (bad, sentence) in [
      (file("<i8", "(3, 2)", bytes(yi)), "numbers of type '<i8'"),
      (file("<f8", "(6,)", bytes(yi)), "has the shape (6,); it needs two dimensions"),
      (file("<f8", "(4, 2)", bytes(yi)), "ends too early"),
      (file("<f8", "(9223372036854775807, 4)", bytes(yi)), "ends too early"),
      (file("<f8", "(2, 3)", bytes(yi)), "need the same one"),
      (file("<f8", "(-3, -2)", bytes(yi)), "does not state type"),
      (Array("id,y1,v1\n".utf8), "does not begin as one"), ([], "it is empty"),
      (Array(good[..<40]), "cut off"),
    ] {
      #expect { try read(good, bad) } throws: { "\($0)".contains(sentence) }
    }
    #expect { try NumPyPanel(estimates: "/none.npy", spreads: "/none.npy", areStandardErrors: false) } throws: {
      "\($0)".contains("no such file")
    }
  }

  @Test("The header of a table keeps its size whatever its number of rows")
  func header() throws {
    let columns = [("k", "<i4"), ("estimate", "<f8")]
    let short = NumPyHeader.bytes(columns: columns, rows: 0)
    let long = NumPyHeader.bytes(columns: columns, rows: .max)
    #expect(short.count == long.count && short.count % 64 == 0)
    #expect(
      String(decoding: short[10...], as: UTF8.self).hasPrefix(
        "{'descr': [('k', '<i4'), ('estimate', '<f8')], 'fortran_order': False, 'shape': (0,), }"))
    #expect(short.last == 0x0A)
  }
}
