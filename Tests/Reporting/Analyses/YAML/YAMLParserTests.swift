import Testing
import _TestSupport

@testable import Analyses

@Suite struct YAMLParserTests {
  private static let reference = try? Reference.file("yaml/cases.json")

  private func tree(_ text: String) throws -> YAMLNode? {
    var parser = YAMLParser(text)
    return try parser.document()
  }

  /// Trees and refusals of PyYAML.
  @Test func treesAreThoseOfPyYAML() throws {
    let cases = try #require(Self.reference)["cases"].list
    #expect(cases.count > 100)
    for item in cases {
      let text = item["text"].text ?? ""
      if item["error"].isNull {
        #expect(try isSame(tree(text), item["tree"]), "\(text)")
      } else {
        #expect(throws: AnalysisFileIssue.self, "\(text)") { try tree(text) }
      }
    }
  }

  @Test func whatIsNotReadIsRefused() throws {
    for item in try #require(Self.reference)["refused"].list {
      let text = item.text ?? ""
      #expect(throws: AnalysisFileIssue.self, "\(text)") { try tree(text) }
    }
  }

  private func isSame(_ node: YAMLNode?, _ value: Reference) -> Bool {
    guard let node else { return value.isNull }
    switch node.content {
    case .scalar(let text, _): return value.text == text
    case .list(let elements):
      return value.list.count == elements.count && zip(elements, value.list).allSatisfy { isSame($0, $1) }
    case .mapping(let members):
      return value.object.count == members.count && members.allSatisfy { isSame($0.value, value[$0.key]) }
    }
  }

  @Test func placesAreThoseOfTheFirstCharacters() throws {
    let root = try #require(try tree("# é\na:\n  - {é: 1, c: [x, y]}\n  - d: |\n      t\n"))
    guard case .mapping(let members) = root.content, case .list(let items) = members[0].value.content else {
      return
    }
    #expect(root.place == FilePlace(line: 2, column: 1))
    #expect(items.map(\.place) == [FilePlace(line: 3, column: 5), FilePlace(line: 4, column: 5)])
    guard case .mapping(let flow) = items[0].content, case .mapping(let block) = items[1].content else {
      return
    }
    #expect(flow.map(\.place) == [FilePlace(line: 3, column: 6), FilePlace(line: 3, column: 12)])
    #expect(flow.map(\.value.place) == [FilePlace(line: 3, column: 9), FilePlace(line: 3, column: 15)])
    #expect(block[0].value.place == FilePlace(line: 4, column: 8))
  }

  @Test func lineEndsOfAllKindsAreOne() throws {
    let text = "a: b\nc: |\n  d\n  e\nf:\n  - g\n"
    #expect(try tree(text) == tree(text.replacing("\n", with: "\r\n")))
    #expect(try tree(text) == tree(text.replacing("\n", with: "\r")))
  }

  @Test func charactersBeyondTheBasicPlaneAreWhole() throws {
    #expect(try isSame(tree(#"["\ud83d\ude00", "\U0001F600", "😀"]"#), tree("😀")))
    #expect(throws: AnalysisFileIssue.self) { try tree(#""\ud83d""#) }
    #expect(throws: AnalysisFileIssue.self) { try tree(#""\ud83dx""#) }
    #expect(throws: AnalysisFileIssue.self) { try tree(#""\x+1""#) }
  }

  private func isSame(_ list: YAMLNode?, _ scalar: YAMLNode?) -> Bool {
    guard case .list(let elements)? = list?.content, case .scalar(let text, _)? = scalar?.content else {
      return false
    }
    return elements.allSatisfy { if case .scalar(text, _) = $0.content { true } else { false } }
  }
}
