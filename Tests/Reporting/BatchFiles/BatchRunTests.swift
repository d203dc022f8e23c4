import MetaBatch
import StudyRecords
import Synchronization
import Testing
import _TestSupport

@testable import BatchFiles
@testable import StudyFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct BatchRunTests {
  /// A SYNTHETIC wide panel of random analyses with missing studies, bad rows and names of all kinds.
  private func panel(_ analyses: Int, studies: Int, seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    var text = "id" + (1...studies).map { ",y\($0),v\($0)" }.joined() + "\n"
    for analysis in 0..<analyses {
      text += generator.next() % 50 == 0 ? "\"a,\(analysis)\"" : "a\(analysis)"
      let isBad = generator.next() % 40 == 0
      for study in 0..<studies {
        let isMissing = generator.next() % 6 == 0
        let yi = isBad && study == 1 ? "?" : numberText(generator.uniform() * 4 - 2)
        text += isMissing && !isBad ? ",," : ",\(yi),\(numberText(generator.uniform() + 0.01))"
      }
      text += "\n"
    }
    return text
  }

  private func source(_ text: String, partSize: Int = 1 << 18) throws -> TextPanel {
    try TextPanel(MemorySource(Array(text.utf8)), name: "panel.csv", header: .present(nil), partSize: partSize)
  }

  private func results(
    _ source: some PanelSource, _ model: BatchModel = BatchModel(), format: BatchRun.Format = .csv,
    threads: Int = 1
  ) throws -> (bytes: [UInt8], tally: BatchTally) {
    let run = try BatchRun(model, format: format, threads: threads)
    var bytes = run.header(hasIDs: source.hasIDs, rows: 0)
    let tally = try run.run(source, write: { bytes += $0 })
    return (bytes, tally)
  }

  @Test("The same bytes for any number of threads and parts of any size")
  func threads() throws {
    let text = panel(800, studies: 6, seed: 1)
    let expected = try results(source(text))
    for threads in [1, 2, 5] {
      for partSize in [1 << 10, 1 << 13] {
        let other = try results(source(text, partSize: partSize), threads: threads)
        #expect(other.bytes == expected.bytes)
        #expect(other.tally == expected.tally)
      }
    }
    #expect(expected.tally.analyses == 800)
  }

  @Test("Each row has the numbers that the engine gives the analysis by itself")
  func numbers() throws {
    let text = panel(60, studies: 5, seed: 2)
    let model = BatchModel(method: .dl, test: .z)
    var table = try CSVReader(csv: results(source(text), model).bytes, name: "results.csv")
    #expect(table.columnNames == ResultColumns.names(hasIDs: true))
    var row = try CSVReader(csv: Array(text.utf8), name: "panel.csv")
    let engine = try BatchEngine(model)
    while try table.next() {
      let hasNext = try row.next()
      #expect(hasNext)
      #expect(table.text(0) == row.text(0))
      if row.text(3) == "?" {
        #expect(table.text(14) == "cell.not-a-number")
        #expect(table.text(2) == nil && table.text(13) == nil)
        continue
      }
      var (yi, vi) = ([Double](), [Double]())
      for study in 0..<5 {
        yi.append(row.number(1 + 2 * study) ?? .nan)
        vi.append(row.number(2 + 2 * study) ?? .nan)
      }
      let single = engine.fit(try Panel(yi: yi, vi: vi, analyses: 1, studies: 5))
      #expect(table.number(1) == Double(single[0].k))
      #expect(table.text(14) == single[0].status.code)
      for (position, column) in ResultColumns.numbers.enumerated() {
        #expect(table.number(2 + position) == single[column][0])
      }
    }
    #expect(table.row == 60)
  }

  @Test("Wide, long and tab-separated panels give the same results")
  func forms() throws {
    var generator = SeededGenerator(seed: 3)
    var wide = "id\ty1\tv1\ty2\tv2\ty3\tv3\n"
    var long = "id;yi;vi\n"
    for analysis in 1...300 {
      wide += "\(analysis)"
      for _ in 0..<3 {
        let (yi, vi) = (numberText(generator.uniform()), numberText(generator.uniform()))
        wide += "\t\(yi)\t\(vi)"
        long += "\(analysis);\(yi);\(vi)\n"
      }
      wide += "\n"
    }
    let expected = try results(source(wide))
    #expect(try results(source(long, partSize: 500), threads: 3).bytes == expected.bytes)
    let tabs = try results(source(wide), format: .tsv).bytes
    #expect(tabs.map { $0 == 0x09 ? UInt8(ascii: ",") : $0 } == expected.bytes)
  }

  @Test("A NumPy table holds the same numbers")
  func table() throws {
    let text = panel(50, studies: 4, seed: 4)
    let bytes = try results(source(text), format: .npy).bytes
    var rows = try CSVReader(csv: results(source(text)).bytes, name: "results.csv")
    let start = NumPyHeader.bytes(columns: ResultColumns.fields, rows: 0).count
    #expect(bytes.count == start + 104 * 50)
    func integer(_ offset: Int) -> Int32 {
      bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Int32.self) }
    }
    func number(_ offset: Int) -> Double {
      bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Double.self) }
    }
    while try rows.next() {
      let row = start + 104 * (rows.row - 1)
      let code = AnalysisCode(number: UInt8(integer(row + 4)))
      #expect(rows.text(14) == code.code)
      #expect(Int32(rows.number(1) ?? 0) == integer(row))
      for column in 0..<12 {
        let value = number(row + 8 + 8 * column)
        #expect(rows.number(2 + column) == (value.isNaN ? nil : value))
      }
    }
  }

  @Test("Names are written so that they are read back")
  func names() throws {
    let names = ["a", "b c", " d", "e,f", "g\"h", "i;j", "k\nl", "é", "\u{A0}m", "", "n\tq", "-1"]
    var writer = CSVWriter()
    for name in ["id", "y1", "v1"] { writer.append(text: name) }
    writer.endRow()
    for name in names {
      for cell in [name, "1", "2"] { writer.append(text: cell) }
      writer.endRow()
    }
    for format in [BatchRun.Format.csv, .tsv] {
      var reader = try CSVReader(csv: results(source(writer.text), format: format).bytes, name: "results")
      for name in names {
        let hasNext = try reader.next()
        #expect(hasNext)
        #expect(reader.withBytes(0) { String(decoding: $0, as: UTF8.self) } == name)
      }
    }
  }

  @Test("What is wrong is counted, with the line where it first is")
  func tally() throws {
    let text = "id,y1,v1,y2,v2\na,1,1,2,1\nb,1\nc,1,-1,1,1\nd,x,1,1,1\ne,NA,1,,\nf,1\ng,1,1,NA,2\n"
    let tally = try results(source(text, partSize: 20), threads: 2).tally
    #expect(
      tally.summary(unit: "line").map { $0.prefix { $0 != ":" } } == [
        "7 analyses, 5 without results", "1 × tau2.truncated, first in line 2",
        "1 × model.single-study, first in line 8", "1 × model.no-studies, first in line 6",
        "1 × variance.unusable, first in line 4", "2 × row.cells, first in line 3",
        "1 × cell.not-a-number, first in line 5",
        "2 entries have only an estimate or only a variance and count as missing",
      ])
  }

  @Test("A thread that is held up holds up neither the order nor the end")
  func order() throws {
    let text = panel(400, studies: 3, seed: 6)
    let expected = try results(source(text))
    let run = try BatchRun(BatchModel(), format: .csv, threads: 3)
    let parts = try source(text, partSize: 600)
    var bytes = run.header(hasIDs: true, rows: 0)
    var shares: [Int] = []
    let tally = try run.run(
      Hesitant(parts), write: { bytes += $0 }, progress: { shares.append($1) })
    #expect(bytes == expected.bytes)
    #expect(tally == expected.tally)
    #expect(shares.count > 20 && shares == shares.sorted() && shares.last == 400)
  }

  @Test("An error in reading or writing ends the run after what came before")
  func errors() throws {
    struct Failing: ByteSource {
      var rest = Array("id,y1,v1\na,1,1\nb,2,1\n".utf8)
      mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
        guard !rest.isEmpty else { throw .unreadable(file: "panel.csv", reason: "the cable is out") }
        buffer[0] = rest.removeFirst()
        return 1
      }
    }
    let text = panel(500, studies: 3, seed: 5)
    struct Full: Error {}
    for threads in [1, 3] {
      let run = try BatchRun(BatchModel(), format: .csv, threads: threads)
      #expect(throws: CSVError.self) {
        try run.run(
          TextPanel(Failing(), name: "panel.csv", header: .present(nil), partSize: 8), write: { _ in })
      }
      var pieces = 0
      #expect(throws: Full.self) {
        try run.run(
          source(text, partSize: 1000),
          write: { _ in
            pieces += 1
            if pieces == 3 { throw Full() }
          })
      }
      #expect(pieces == 3)
    }
  }
}

/// A source whose fourth part takes long to be parsed and its seventh to be lent.
private final class Hesitant: PanelSource, @unchecked Sendable {
  private let source: TextPanel
  private var count = 0
  private var slow: [ObjectIdentifier: Int] = [:]
  private let order = Mutex(())

  init(_ source: TextPanel) { self.source = source }

  var hasIDs: Bool { source.hasIDs }

  func read(into part: PanelPart) throws(CSVError) -> Bool {
    let hasMore = try source.read(into: part)
    order.withLock { _ in
      count += 1
      slow[ObjectIdentifier(part)] = count
    }
    return hasMore
  }

  func parse(_ part: PanelPart) {
    if order.withLock({ _ in slow[ObjectIdentifier(part)] }) == 4 { usleep(20_000) }
    source.parse(part)
  }

  func link(_ part: PanelPart) { source.link(part) }

  func forEachBlock(of part: PanelPart, _ body: (PanelBlock, Int) -> Void) {
    if order.withLock({ _ in slow[ObjectIdentifier(part)] }) == 7 { usleep(20_000) }
    source.forEachBlock(of: part, body)
  }
}
