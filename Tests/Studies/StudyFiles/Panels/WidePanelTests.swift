import StudyRecords
import Testing
import _TestSupport

@testable import StudyFiles

@Suite struct WidePanelTests {
  private let two = [
    ReadAnalysis(id: "a", studies: [.init(yi: 0.5, vi: 0.25), .init(yi: -1, vi: 4)], line: 2),
    ReadAnalysis(id: "b", studies: [.init(yi: 1e-3, vi: 2), nil], line: 3),
  ]

  @Test(
    "The same analyses, written in many ways",
    arguments: [
      "id,y1,v1,y2,v2\na,0.5,0.25,-1,4\nb,1e-3,2,NA,NA\n",
      "id,y1,v1,y2,v2\na,0.5,0.25,-1,4\nb,1e-3,2,,",
      "id,y1,v1,y2,v2\r\na,0.5,0.25,-1,4\r\nb,1e-3,2,,\r\n",
      "\u{FEFF}id,y1,v1,y2,v2\na,0.5,0.25,-1,4\nb,0.001,2,.,nan\n",
      "id\ty1\tv1\ty2\tv2\na\t0.5\t0.25\t-1\t4\nb\t1e-3\t2\tNA\t\n",
      "id;y1;v1;y2;v2\na;0,5;0,25;-1;4\nb;0,001;2;;\n",
      "id,yi_Oslo,vi_Oslo,yi_Rome,vi_Rome\n\"a\",\"0.5\", 0.25 ,\u{2212}1,+4\nb,1E-3,2,NA,1\n",
      "name,y2,y1,v1,v2\na,-1,.5,.25,4\nb,NA,1.0e-3,2.,NA\n",
      "id,y.1,sei.1,y.2,sei.2\na,0.50000000000000000000001,0.5,-1,2\nb,1e-3,1.4142135623730951,NA,NA\n",
      "id,y1,se1,v1,se2,y2\na,0.5,9,0.25,2,-1\nb,1e-3,1,2,NA,NA\n",
    ])
  func forms(text: String) throws {
    var expected = two
    if text.contains("y2,y1") { expected = expected.map { swapped($0) } }
    if text.contains("sei.") {
      expected[1].studies[0] = .init(yi: 1e-3, vi: 1.4142135623730951 * 1.4142135623730951)
    }
    #expect(try analyses(text) == expected)
    #expect(try analyses(text, partSize: 7) == expected)
  }

  private func swapped(_ analysis: ReadAnalysis) -> ReadAnalysis {
    var copy = analysis
    copy.studies.reverse()
    return copy
  }

  @Test("Names without a header, and names in place of a header")
  func statedNames() throws {
    let names = ["id", "y1", "v1", "y2", "v2"]
    let rows = "a,0.5,0.25,-1,4\nb,1e-3,2,,\n"
    var expected = two
    expected[0].line = 1
    expected[1].line = 2
    #expect(try analyses(rows, header: .absent(names)) == expected)
    #expect(try analyses("A,B,C,D,E\n" + rows, header: .replaced(names)) == two)
    #expect(throws: PanelError.self) { try analyses("A,B\n" + rows, header: .replaced(names)) }
    let mapping = try PanelMapping(parsing: "id=A,yi=beta_*,vi=var_*")
    #expect(try analyses("beta_x,var_x,A\n0.5,1,q\n", header: .present(mapping)).first?.id == "q")
  }

  @Test("Nothing but a header, and nothing at all")
  func emptyInput() throws {
    #expect(try analyses("id,y1,v1\n") == [])
    #expect(try analyses("id,y1,v1") == [])
    #expect(try analyses("", header: .absent(["id", "y1", "v1"])) == [])
    #expect(try analyses("\n\n", header: .absent(["id", "y1", "v1"])) == [])
    #expect(throws: CSVError.empty(file: "panel.csv")) { try analyses("") }
  }

  @Test("A bad row is an analysis with a fault, and the others are read")
  func faults() throws {
    let text = """
      id,y1,v1
      a,1,2
      b,1
      c,1,2,3
      d,x,2

      "e,1,2
      "f"g,1,2
      "h
      i",1,2
      ,1,2
      "j""k",1,-2
      l,1,2
      """
    let read = try analyses(text)
    #expect(
      read.map(\.fault) == [
        nil, .cellCount, .cellCount, .notANumber, .brokenQuote, .brokenQuote, nil, nil, nil, nil,
      ])
    #expect(read.map(\.id) == ["a", "b", "c", "d", "\"e", "\"f\"g", "h\ni", "", "j\"k", "l"])
    #expect(read.map(\.line) == [2, 3, 4, 5, 7, 8, 9, 11, 12, 13])
    for size in 1...60 { #expect(try analyses(text, partSize: size) == read) }
  }

  @Test(
    "A row with a broken quote keeps its name where that can be read",
    arguments: [
      ("id,y1,v1", "a,\"1,2", "a"), ("id,y1,v1", "\"a,b\",\"1\"x,2", "a,b"), ("id,y1,v1", "\"a,1,2\r", "\"a"),
      ("id,y1,v1", " \"a\"b ,1,2", "\"a\"b"), ("y1,id,v1", "\"1,a,2", "a"), ("y1,v1,id", "\"1,2, a \r", "a"),
      ("y1,id,v1", "\"1,a", ""), ("y1,id,v1", "\"1,5,a,2", ""), ("y1,id,v1", "5\",b,\"2", "b"),
      ("y1,v1", "\"1,2", nil),
    ] as [(String, String, String?)])
  func brokenRows(header: String, row: String, name: String?) throws {
    let columns = header.split(separator: ",").count
    let good = Array(repeating: "7", count: columns).joined(separator: ",")
    for size in [10, 1 << 18] {
      let read = try analyses("\(header)\n\(row)\n\(good)\n", partSize: size)
      #expect(read.map(\.fault) == [.brokenQuote, nil])
      #expect(read.first?.id == name)
    }
  }

  @Test("A quoted name may hold line ends; one that is never closed costs one row")
  func quotes() throws {
    let long = String(repeating: "x\n", count: 40_000)
    let read = try analyses("id,y1,v1\n\"\(long)\",1,2\nb,3,4\n", partSize: 100)
    #expect(read.last?.id == "b")
    #expect(read.count == 40_002)
    #expect(read.first?.fault == .brokenQuote)
    let short = String(repeating: "x\n", count: 20_000)
    #expect(try analyses("id,y1,v1\n\"\(short)\",1,2\nb,3,4\n", partSize: 100).map(\.id) == [short, "b"])
  }

  @Test("Random rows are read as the CSV reader reads them, wherever they are cut")
  func randomRows() throws {
    var generator = SeededGenerator(seed: 5)
    let cells = [
      "1", "-2.5", "0.123456789012345678", "1e5", "1e-5", "NA", "", " 3 ", "\"4\"", ".", "12345678",
      "0.00000001",
      "123456789.123456789", "+7", "1e400", "5.", ".5", "-0", "00012", "1E+2", "nan", "-Inf",
      "98765432109876543210",
      "0.000000000000000000012345",
    ]
    let names = ["a", "\"b,c\"", " d ", "\"e\nf\"", "g\"h", "é", "\u{A0}i", "\"\""]
    for round in 0..<200 {
      let studies = 1 + Int(generator.next() % 4)
      var text = "id" + (1...studies).map { ",y\($0),v\($0)" }.joined() + "\n"
      for _ in 0..<generator.next() % 12 {
        text += names[Int(generator.next() % 8)]
        for _ in 0..<2 * studies { text += "," + cells[Int(generator.next() % UInt64(cells.count))] }
        text += generator.next() % 2 == 0 ? "\n" : "\r\n"
      }
      var reader = try CSVReader(csv: Array(text.utf8), name: "panel.csv")
      var expected: [ReadAnalysis] = []
      while try reader.next() {
        let studies = (0..<studies).map { study -> ReadAnalysis.Study? in
          guard let yi = reader.number(1 + 2 * study), let vi = reader.number(2 + 2 * study) else { return nil }
          return .init(yi: yi, vi: vi)
        }
        let id = reader.withBytes(0) { String(decoding: $0, as: UTF8.self) }
        expected.append(ReadAnalysis(id: id, studies: studies, line: reader.line))
      }
      let read = try analyses(text, partSize: 1 + round % 50)
      #expect(read == expected, "\(text)")
    }
  }

  @Test("What looks like another kind of file is refused")
  func otherKinds() {
    #expect(throws: PanelError.carriageReturns(file: "panel.csv")) { try analyses("id,y1,v1\ra,1,2\r") }
    #expect(throws: CSVError.self) { try analyses("PK\u{3}\u{4}\n\n") }
    #expect(throws: CSVError.self) { try analyses("id,y1,y1,v1\n") }
  }
}
