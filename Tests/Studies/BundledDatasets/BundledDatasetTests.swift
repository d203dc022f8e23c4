import BundledDatasets
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The folder `Datasets/` of the repository.
private let folder =
  #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
  + "/Datasets"

private func file(_ path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)")))
}

/// The folders of data sets; `published` holds analyses with data of their own.
private func folders() throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder)
    .filter { !$0.contains(".") && $0 != "published" }.sorted()
}

/// The cells of a row, quotes undone.
private func cells(_ line: Substring) -> [String] {
  var cells = [""]
  var quoted = false
  for character in line {
    switch character {
    case "\"": quoted.toggle()
    case "," where !quoted: cells.append("")
    default: cells[cells.count - 1].append(character)
    }
  }
  return cells
}

extension BundledDataset {
  /// Row by row, the numbers of the columns that play a role.
  fileprivate var numbersByRole: [[String: Double]] {
    String(decoding: csv, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      var numbers: [String: Double] = [:]
      for (column, cell) in zip(columns, cells(line)) {
        if let role = column.role, let number = Double(cell) { numbers[role] = number }
      }
      return numbers
    }
  }
}

extension BundledDataset: CustomTestStringConvertible {
  /// The name alone, as the table would fill the screen.
  public var testDescription: String { name }
}

@Suite struct BundledDatasetTests {
  @Test func everyFolderIsBundled() throws {
    #expect(BundledDataset.all.map(\.name) == (try folders()))
    #expect(BundledDataset.all.filter { !$0.isSynthetic && !$0.isForDisplayOnly }.count >= 16)
  }

  @Test(arguments: BundledDataset.all) func bundledBytesAreTheFiles(set: BundledDataset) throws {
    // When this fails, run scripts/make-bundled-datasets.
    #expect(set.csv == (try file("\(set.name)/\(set.name).csv")))
    #expect(set.sidecar == (try file("\(set.name)/\(set.name).json")))
  }

  @Test(arguments: BundledDataset.all) func everyColumnIsDescribed(set: BundledDataset) throws {
    struct Described: Decodable {
      struct Entry: Decodable {}
      let name: String
      let columns: [String: Entry]
    }
    let described = try JSONDecoder().decode(Described.self, from: Data(set.sidecar))
    #expect(described.name == set.name)
    #expect(described.columns.keys.sorted() == set.columns.map(\.name).sorted())
  }

  @Test(arguments: BundledDataset.all) func saysWhatItIs(set: BundledDataset) {
    for text in [set.title, set.citation, set.row, set.notes, set.example] { #expect(!text.isEmpty) }
    #expect(!set.measures.isEmpty)
    for measure in set.measures { #expect(measure.allSatisfy { $0.isUppercase || $0.isNumber }) }
    for column in set.columns { #expect(!column.meaning.isEmpty, "\(column.name)") }
    #expect(set.isSynthetic == set.name.hasPrefix("SYNTHETIC"))
    #expect(set.isSynthetic == set.title.hasPrefix("SYNTHETIC"))
    #expect(set.columns.contains { $0.role == "study" })
    if set.isForDisplayOnly { #expect(set.notes.contains("DO NOT POOL")) }
  }

  @Test(arguments: BundledDataset.all) func identifiersAreWellFormed(set: BundledDataset) {
    if !set.isSynthetic && !set.isForDisplayOnly { #expect(set.doi != nil) }
    guard let doi = set.doi else { return }
    // A DOI is 10., a registrant of four digits or more, a slash, and a suffix without spaces.
    let parts = doi.split(separator: "/", maxSplits: 1)
    #expect(parts.count == 2 && parts[0].hasPrefix("10.") && parts[0].dropFirst(3).allSatisfy(\.isNumber))
    #expect(parts[0].count >= 7 && !doi.contains(" "))
  }

  @Test(arguments: BundledDataset.all) func namesAreReadable(set: BundledDataset) {
    let lower = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
    if !set.isSynthetic { #expect(set.name.allSatisfy(lower.contains)) }
    let snake = Set("abcdefghijklmnopqrstuvwxyz0123456789_")
    for column in set.columns { #expect(column.name.allSatisfy(snake.contains), "\(column.name)") }
    #expect(Set(set.columns.map(\.name)).count == set.columns.count)
  }

  @Test(arguments: BundledDataset.all) func tableIsRectangular(set: BundledDataset) {
    let lines = String(decoding: set.csv, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "" && lines.count == set.rowCount + 2)
    for (row, line) in lines.dropLast().enumerated() {
      #expect(cells(line).count == set.columns.count, "row \(row)")
      #expect(!line.contains("\r"))
    }
    #expect(set.rowCount >= 5)
  }

  @Test(arguments: BundledDataset.all) func examplesNameTheColumnsAndTheirRoles(set: BundledDataset) {
    guard let option = set.example.firstRange(of: "--columns ") else {
      // Without a mapping the columns bear the roles' names themselves.
      for column in set.columns where column.role != nil { #expect(column.name == column.role) }
      return
    }
    let declared = Dictionary(
      uniqueKeysWithValues: set.columns.compactMap { column in column.role.map { (column.name, $0) } })
    let text = set.example[option.upperBound...].split(separator: " ").first ?? ""
    let pairs = text.split(separator: ",").map { $0.split(separator: "=").map(String.init) }
    for pair in pairs {
      #expect(pair.count == 2)
      // A column that labels the studies may also say which rows belong together.
      #expect(declared[pair[1]] == pair[0] || pair[0] == "cluster", "\(pair)")
    }
    for (column, role) in declared where role != "study" {
      #expect(pairs.contains([role, column]), "\(column)")
    }
  }

  @Test(arguments: BundledDataset.all) func numbersAreConsistent(set: BundledDataset) {
    for (index, row) in set.numbersByRole.enumerated() {
      let place = "row \(index + 1)"
      let isReliability = set.measures.contains("ABT")
      for (part, whole) in [("ai", "n1i"), ("ci", "n2i"), ("xi", "ni")] where !isReliability {
        if let part = row[part], let whole = row[whole] {
          #expect(part >= 0 && part <= whole && whole >= 1, "\(place)")
          #expect(part == part.rounded() && whole == whole.rounded(), "\(place)")
        }
      }
      for role in ["sd1i", "sd2i", "sdi", "sei", "vi", "t1i", "t2i"] {
        if let number = row[role] { #expect(number > 0, "\(place), \(role)") }
      }
      for role in ["n1i", "n2i", "ni", "x1i", "x2i"] {
        if let number = row[role] { #expect(number >= 0 && number == number.rounded(), "\(place), \(role)") }
      }
      if let correlation = row["ri"] { #expect(abs(correlation) < 1, "\(place)") }
      if isReliability, let alpha = row["ai"] { #expect(alpha > 0 && alpha < 1, "\(place)") }
      if let yi = row["yi"], let lower = row["ci_lower"], let upper = row["ci_upper"] {
        #expect(lower < yi && yi < upper, "\(place)")
      }
    }
  }

  @Test(arguments: BundledDataset.all) func publishedValuesSayWhere(set: BundledDataset) {
    for value in set.published {
      #expect(Double(value.value) != nil, "\(value.value)")
      #expect(["analysis", "natural", "percent"].contains(value.scale))
      #expect(!value.source.isEmpty)
      #expect(value.readIn.hasPrefix("primary") || value.readIn.hasPrefix("secondary"))
      #expect(value.reproduced || value.note != nil, "\(value.quantity) \(value.value)")
    }
  }

  @Test func readmeListsEverySet() throws {
    let readme = String(decoding: try file("README.md"), as: UTF8.self)
    for set in BundledDataset.all {
      let start =
        "| [\(set.name)](\(set.name)/\(set.name).csv) | \(set.title) | \(set.measures.joined(separator: ", ")) | \(set.rowCount) |"
      #expect(readme.contains(start), "\(set.name)")
    }
  }

  @Test func syntheticSetHasTheShapeItClaims() throws {
    let set = try #require(BundledDataset.named("SYNTHETIC-gamut-shaped"))
    var sizes: [String: Int] = [:]
    var designs: [String: String] = [:]
    for line in String(decoding: set.csv, as: UTF8.self).split(separator: "\n").dropFirst() {
      let row = cells(line)
      #expect(row[0].hasPrefix("SYNTHETIC ") && row[1] == "yes")
      designs[row[0]] = row[2]
      if let n1 = Int(row[8]), let n2 = Int(row[11]) { sizes[row[0]] = n1 + n2 }
      let sessions = try #require(Int(row[3]))
      #expect((4...51).contains(sessions))
    }
    #expect(designs.count == 17)
    #expect(designs.values.count { $0 == "pre-post" } == 6)
    #expect(sizes.count == 11 && sizes.values.reduce(0, +) == 863)
  }

  @Test func unknownNamesAreNil() {
    #expect(BundledDataset.named("no-such-set") == nil)
    #expect(BundledDataset.named("bcg")?.rowCount == 13)
  }
}
