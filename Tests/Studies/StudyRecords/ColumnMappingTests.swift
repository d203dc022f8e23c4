import Testing

@testable import StudyRecords

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct ColumnMappingTests {
  private let table: StudyTable

  init() throws {
    table = try StudyTable(
      name: "studies.csv",
      columns: [
        .init(name: "study", cells: ["Aronson 1948", "Ferguson 1949", "NA"]),
        .init(name: "effect", cells: ["0.5", "1.5", ""]),
        .init(name: "vi", cells: ["0.1", "x", "0.3"]),
        .init(name: "comma", cells: ["0,5", "abc", "0.3"]),
        .init(name: "commas", cells: ["0,5", "0.7", ""]),
      ])
  }

  @Test("Roles and columns are read")
  func parses() throws {
    let mapping = try ColumnMapping(parsing: " yi = effect , vi=var=iance, m1i=\"mean, treated\",,")
    #expect(mapping[.yi] == "effect")
    #expect(mapping[.vi] == "var=iance")
    #expect(mapping[.m1i] == "mean, treated")
    #expect(mapping.roles == [.yi, .vi, .m1i])
    #expect(try ColumnMapping(parsing: "") == ColumnMapping())
    #expect(try ColumnMapping(parsing: "ci_lower=lo,yi=x") == ColumnMapping([.yi: "x", .ciLower: "lo"]))
  }

  @Test(
    "Mappings that cannot be read",
    arguments: [
      ("yi", .malformedMapping(text: "yi")), ("yi=a,vi", .malformedMapping(text: "vi")),
      ("yi=", .malformedMapping(text: "yi=")), ("=a", .malformedMapping(text: "=a")),
      ("=", .malformedMapping(text: "=")), ("yi=\"\"", .malformedMapping(text: "yi=\"\"")),
      ("y=a", .unknownRole(role: "y")), ("YI=a", .unknownRole(role: "YI")),
      ("yi=a,vi=b,yi=c", .roleMappedTwice(role: "yi", columns: ["a", "c"])),
      ("yi=a,yi=a", .roleMappedTwice(role: "yi", columns: ["a", "a"])),
    ] as [(String, StudyTableError)])
  func refuses(text: String, error: StudyTableError) {
    #expect(throws: error) { try ColumnMapping(parsing: text) }
    #expect(error.kind == .usage)
  }

  @Test("A mapped column comes before one that bears the role's name")
  func columns() throws {
    #expect(try table.column(for: .yi) == nil)
    #expect(try table.numbers(for: .yi) == nil)
    #expect(try table.column(for: .vi)?.name == "vi")
    #expect(try table.column(for: .vi, in: ColumnMapping([.vi: "effect"]))?.name == "effect")
    #expect(try table.numbers(for: .yi, in: ColumnMapping([.yi: "effect"])) == [0.5, 1.5, nil])
    #expect(try table.studyLabels() == ["Aronson 1948", "Ferguson 1949", nil])
    #expect(try table.studyLabels(in: ColumnMapping([.study: "effect"])) == ["0.5", "1.5", nil])
  }

  @Test("An unknown column is named with its role and the nearest name")
  func unknownColumn() {
    let error = StudyTableError.unknownColumn(
      table: "studies.csv", column: "efect", role: "yi",
      available: ["study", "effect", "vi", "comma", "commas"])
    #expect(throws: error) { try table.numbers(for: .yi, in: ColumnMapping([.yi: "efect"])) }
    #expect(
      error.description == "studies.csv has no column 'efect' for role yi; "
        + "its columns are study, effect, vi, comma, commas; did you mean 'effect'?")
    #expect(error.kind == .data)
  }

  @Test(
    "What papers print in the place of a number is answered with what to do",
    arguments: [
      ("<0.001", "the bound alone"), ("≤ .05", "the bound alone"), ("n.s.", "the statistic of the test"),
      ("NS", "statistic"),
      ("25 %", "0.25 for 25%"), ("abc", "leave the cell empty"),
    ])
  func advice(value: String, words: String) {
    let error = StudyTableError.notANumber(
      table: "studies.csv", column: "pi", row: 3, study: nil, value: value)
    #expect(error.description.hasPrefix("studies.csv, row 3, column 'pi': '\(value)' is not a number; "))
    #expect(error.description.contains(words))
  }

  @Test("The first cell that is not a number is named, by the same rules as the reader's")
  func notANumber() {
    let error = StudyTableError.notANumber(
      table: "studies.csv", column: "vi", row: 2, study: "Ferguson 1949", value: "x")
    #expect(throws: error) { try table.numbers(for: .vi) }
    #expect(
      error.description == "studies.csv, row 2 (Ferguson 1949), column 'vi': 'x' is not a number; "
        + "correct it, or leave the cell empty if it is missing")
    let mapping = ColumnMapping([.yi: "comma", .vi: "commas"])
    #expect(
      throws: StudyTableError.notANumber(
        table: "studies.csv", column: "comma", row: 2, study: "Ferguson 1949", value: "abc")
    ) { try table.numbers(for: .yi, in: mapping) }
    #expect(
      throws: StudyTableError.mixedDecimalMarks(
        table: "studies.csv", column: "commas", pointRow: 2, point: "0.7", commaRow: 1, comma: "0,5")
    ) { try table.numbers(for: .vi, in: mapping) }
  }

  @Test("Factors of no rows or of nothing but numbers are numbers after all")
  func emptyFactor() throws {
    let empty = try StudyTable(name: "t", columns: [.init(name: "yi", texts: [], numbers: nil)])
    #expect(try empty.numbers(for: .yi) == [])
    let numbers = try StudyTable(name: "t", columns: [.init(name: "yi", texts: ["1", nil], numbers: nil)])
    #expect(try numbers.numbers(for: .yi) == [1, nil])
  }

  @Test("JSON in the order of the roles, and back")
  func coding() throws {
    let mapping = ColumnMapping([.weights: "w", .yi: "a", .sd1i: "s", .ciLower: "lo"])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = try encoder.encode(mapping)
    #expect(String(decoding: json, as: UTF8.self) == #"{"ci_lower":"lo","sd1i":"s","weights":"w","yi":"a"}"#)
    #expect(try JSONDecoder().decode(ColumnMapping.self, from: json) == mapping)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ColumnMapping.self, from: Data(#"{"y":"a"}"#.utf8))
    }
  }
}
