import StudyRecords
import Testing
import _TestSupport

@testable import StudyFiles

@Suite struct LongPanelTests {
  @Test("Rows of one name are one analysis, wherever the file is cut")
  func groups() throws {
    var generator = SeededGenerator(seed: 6)
    var text = "id,study,yi,sei\n"
    var expected: [String: [ReadAnalysis.Study?]] = [:]
    for analysis in 0..<60 {
      let name = "rs\(analysis * 7)"
      for study in 0...Int(generator.next() % (analysis % 10 == 0 ? 40 : 5)) {
        let yi = Double(Int(generator.next() % 2001) - 1000) / 1000
        let isMissing = generator.next() % 9 == 0
        expected[name, default: []].append(isMissing ? nil : .init(yi: yi, vi: 0.25))
        text += "\(name),s\(study),\(isMissing ? "NA" : "\(yi)"),0.5\n"
      }
    }
    for size in [20, 33, 100, 500, 4000, 1 << 18] {
      let read = try analyses(text, partSize: size)
      #expect(read.count == 60)
      for analysis in read {
        let studies = expected[analysis.id ?? ""] ?? []
        #expect(Array(analysis.studies.prefix(studies.count)) == studies)
        #expect(analysis.studies.dropFirst(studies.count).allSatisfy { $0 == nil })
        #expect(analysis.fault == nil)
      }
      #expect(read.map(\.line) == read.map(\.line).sorted() && read[0].line == 2)
    }
  }

  @Test(
    "Names ascend by bytes or by the numbers in them",
    arguments: [
      (["a", "b", "c"], []), (["1", "2", "10"], []), (["1", "10", "2"], []), (["rs9", "rs10", "rs11"], []),
      (["10", "2", "10"], [2]), (["a", "c", "b", "d"], [2]), (["b", "a", "b2"], [1]),
      (["1", "2", "10", "3"], [3]),
      (["x1y2", "x1y10", "x2y1"], []), (["007", "7", "8"], []), (["", "a"], []),
      // One name that sorts too high is passed over where the next two show it, and more rows of it are refused.
      (["a", "b", "z", "c", "d", "e"], []), (["z", "a", "b"], []), (["a", "z", "b"], [2]),
      (["a", "z", "b", "c", "z", "d"], [4]), (["rs1", "rs2", "rs100", "rs3", "rs4", "rs10"], []),
      (["rs9", "zzz", "rs10", "rs11"], []), (["a", "x", "b", "c", "y", "d"], [5]),
      (["a", "x", "y", "b", "c"], [3, 4]), (["c", "z", "m", "k", "l", "m"], [2, 3, 4, 5]),
      (["b", "d", "f", "a", "c", "e"], [3, 4, 5]),
    ] as [([String], [Int])])
  func order(names: [String], unsorted: [Int]) throws {
    let text = "id,y,v\n" + names.map { "\($0),1,1\n" }.joined()
    for size in [10, 1 << 18] {
      let read = try analyses(text, partSize: size)
      #expect(read.map(\.id) == names)
      #expect(read.indices.filter { read[$0].fault == .unsorted } == unsorted)
      let grouped = try analyses(text, isGrouped: true, partSize: size)
      #expect(grouped.map(\.id) == names)
      for (position, analysis) in grouped.enumerated() {
        #expect(analysis.fault == (names[..<position].contains(names[position]) ? .repeated : nil))
      }
    }
  }

  @Test("What is out of order is told with its line")
  func disorder() throws {
    func remarks(_ names: [String]) throws -> [String] {
      let source = try panel("id,y,v\n" + names.map { "\($0),1,1\n" }.joined(), partSize: 20)
      _ = try analyses(of: source)
      return source.remarks
    }
    #expect(try remarks(["a", "b", "c"]) == [])
    #expect(
      try remarks(["a", "b", "z", "c", "d"]) == [
        "names that come before others which they sort behind, passed over as if out of the way: 'z' in line 4; where more "
          + "rows of them come later, those are left out"
      ])
    #expect(
      try remarks(["a", "c", "b", "d"]) == ["the first name out of order: 'b' in line 4, after 'c' in line 3"])
    #expect(
      try remarks(["a", "z", "b", "c", "z"]).last
        == "the first name out of order: 'z' in line 6, after 'z' in line 3")
    #expect(
      try remarks(["b\u{1B}[1m", "a"]) == [
        "the first name out of order: 'a' in line 3, after 'b [1m' in line 2"
      ])
  }

  /// Whatever the order, a name that gets a result has not come before: neither with a result nor without one.
  @Test("A name that has come before is never taken for a new one")
  func noNameTwice() {
    var generator = SeededGenerator(seed: 35)
    var early = 0
    for round in 0..<4000 {
      var names: [String] = []
      let kinds = 3 + Int(generator.next() % 12)
      for position in 0..<20 {
        // Mostly in order, so that names are passed over; at times at random.
        let number =
          generator.next() % 5 == 0 ? Int(generator.next() % UInt64(kinds)) : position * kinds / 20
        let name = round % 2 == 0 ? "\(number)" : "n\(number * 7)"
        if names.last != name { names.append(name) }
      }
      var order = NameOrder()
      var seen: Set<String> = []
      for (line, name) in names.enumerated() {
        let next = line + 1 < names.count ? Array(names[line + 1].utf8)[...] : nil
        let isTaken = order.accepts(Array(name.utf8)[...], line: line, next: next)
        #expect(!isTaken || !seen.contains(name), "\(names), \(line)")
        seen.insert(name)
      }
      early += order.early.count
      #expect(order.early.count <= NameOrder.mostEarly)
    }
    #expect(early > 500)
  }

  @Test("Grouped names that come again are faults, up to the number that is remembered")
  func repeatedNames() throws {
    let names = (0..<3000).map { "n\(($0 * 7919) % 2500)" }
    let text = "id,y,v\n" + names.map { "\($0),1,1\n\($0),2,1\n" }.joined()
    let source = try panel(text, isGrouped: true, partSize: 1000)
    let read = try analyses(of: source)
    #expect(read.map(\.id) == names)
    #expect(read.map { $0.fault == .repeated } == (0..<3000).map { $0 >= 2500 })
    #expect(source.remarks == [])
    let few = try panel(text, isGrouped: true, partSize: 1000, mostNames: 100)
    #expect(try analyses(of: few).map { $0.fault == .repeated } == (0..<3000).map { 2500..<2600 ~= $0 })
    #expect(few.remarks.first?.contains("the first 100 names") == true)
  }

  @Test("A row with a broken quote spoils the analysis that it names")
  func brokenQuotes() throws {
    let text = "id,yi,vi\na,1,1\na,\"2,1\na,3,1\nb,1,1\n"
    for isGrouped in [false, true] {
      let read = try analyses(text, isGrouped: isGrouped)
      #expect(read.map(\.id) == ["a", "b"])
      #expect(read.map(\.fault) == [.brokenQuote, nil])
    }
  }

  @Test("A bad row spoils its analysis only")
  func faults() throws {
    let text = "id,yi,vi\na,1,1\na,x,1\na,2,1\nb,1,1\nb,1\nc,1,1\nc,1,1,1\nd,1,1\n"
    for size in [8, 20, 1 << 18] {
      let read = try analyses(text, partSize: size)
      #expect(read.map(\.id) == ["a", "b", "c", "d"])
      #expect(read.map(\.fault) == [.notANumber, .cellCount, .cellCount, nil])
      #expect(read.map(\.line) == [2, 5, 7, 9])
    }
  }

  @Test("Analyses of very different size share no block")
  func blocks() throws {
    var text = "id,yi,vi\n"
    for analysis in 0..<300 { text += "\(1000 + analysis),1,1\n" }
    for _ in 0..<9000 { text += "5000,1,1\n" }
    let source = try panel(text)
    let part = PanelPart()
    var room = 0
    while try source.read(into: part) {
      source.parse(part)
      source.link(part)
      source.forEachBlock(of: part) { block, _ in room += block.analyses * block.studies }
    }
    #expect(room < 2 * 9300 + 3 * 4096)
  }
}
