#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A published data set that comes with the program: its table and the sidecar that describes it.
///
/// The table is a CSV file like any other; the sidecar names the source, the meaning and unit of every column, the role
/// each plays in the example, and pooled estimates that have been printed somewhere.
public struct BundledDataset: Hashable, Sendable {
  /// The short name, as in `dataset:bcg`; lower case with hyphens, except that synthetic sets begin with `SYNTHETIC`.
  public let name: String
  /// What the set is about, in a few words.
  public let title: String
  /// The publication the numbers were typed from.
  public let citation: String
  /// The publication's digital object identifier without a resolver, where it has one.
  public let doi: String?
  /// Whether the numbers are invented.
  public let isSynthetic: Bool
  /// Whether the rows are to be shown beside one another and must not be pooled.
  public let isForDisplayOnly: Bool
  /// What one row is.
  public let row: String
  /// The number of rows, the header not counted.
  public let rowCount: Int
  /// The columns in the order of the table.
  public let columns: [DatasetColumn]
  /// Codes of effect measures that the set supplies, the most usual first; for sets of ready-made effects, what they are.
  public let measures: [String]
  /// What to write after `tutti fit dataset:NAME`: the measure where it is computed, and the mapping of columns.
  public let example: String
  /// Results printed in the literature.
  public let published: [PublishedValue]
  /// What to know before using it.
  public let notes: String
  /// The table as CSV, UTF-8.
  public let csv: [UInt8]
  /// The sidecar as JSON, UTF-8.
  public let sidecar: [UInt8]

  /// Every bundled set, in code-point order of the names.
  public static let all: [BundledDataset] = BundledFiles.all.compactMap(BundledDataset.init).sorted {
    $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars)
  }

  /// The set of that exact name, or `nil`; the other sidecars are not read.
  public static func named(_ name: String) -> BundledDataset? {
    BundledFiles.all.first { $0.name == name }.flatMap(BundledDataset.init)
  }
}

/// A column of a bundled data set.
public struct DatasetColumn: Hashable, Sendable {
  /// The column's name in the table.
  public let name: String
  /// What it holds.
  public let meaning: String
  /// The unit, empty for names and categories.
  public let unit: String
  /// The role it plays in the set's example, or `nil` for moderators and remarks.
  public let role: String?
}

/// A result as printed somewhere, and where.
public struct PublishedValue: Hashable, Sendable, Codable {
  /// What is printed: `estimate`, `se`, `ci_lower`, `ci_upper`, `z`, `tau2`, `tau`, `tau2_ci_lower`, `tau2_ci_upper`, `q`,
  /// `i2`; in models with moderators a term's name, or that followed by `_se`.
  public let quantity: String
  /// The number with the digits that are printed.
  public let value: String
  /// `analysis`, `natural` (ratios and correlations transformed back) or `percent`.
  public let scale: String
  /// Code of the effect measure.
  public let measure: String
  /// Code of the method.
  public let method: String
  /// Further command line options that the number depends on, or `nil`.
  public let arguments: String?
  /// The rows used, as `column = value`, or `nil` for all of them.
  public let rows: String?
  /// Whether exact arithmetic on this table gives the printed digits; the note says why not.
  public let reproduced: Bool
  /// A remark, chiefly on digits that do not come out.
  public let note: String?
  /// Where it is printed.
  public let source: String
  /// In which text it was read: the primary source or a secondary one.
  public let readIn: String

  private enum CodingKeys: String, CodingKey {
    case quantity, value, scale, measure, method, arguments, rows, reproduced, note, source
    case readIn = "read_in"
  }
}

// MARK: - Sidecar

private struct Sidecar: Decodable {
  struct Entry: Decodable {
    let meaning: String
    let unit: String
    let role: String?
  }

  let name: String
  let title: String
  let citation: String
  let doi: String?
  let synthetic: Bool
  let pool: Bool
  let row: String
  let columns: [String: Entry]
  let measures: [String]
  let example: String
  let published: [PublishedValue]
  let notes: String
}

extension BundledDataset {
  /// The set of a folder, or `nil` if its sidecar cannot be read or lacks a column.
  init?(_ files: BundledFiles) {
    guard let sidecar = try? JSONDecoder().decode(Sidecar.self, from: Data(files.sidecar.utf8)) else {
      return nil
    }
    // Headers are plain names without quotes or commas, and cells hold no line breaks.
    let lines = files.csv.split(separator: "\n")
    guard let header = lines.first else { return nil }
    var columns: [DatasetColumn] = []
    for name in header.split(separator: ",").map(String.init) {
      guard let entry = sidecar.columns[name] else { return nil }
      columns.append(DatasetColumn(name: name, meaning: entry.meaning, unit: entry.unit, role: entry.role))
    }
    self.init(
      name: sidecar.name, title: sidecar.title, citation: sidecar.citation, doi: sidecar.doi,
      isSynthetic: sidecar.synthetic, isForDisplayOnly: !sidecar.pool, row: sidecar.row,
      rowCount: lines.count - 1, columns: columns, measures: sidecar.measures, example: sidecar.example,
      published: sidecar.published, notes: sidecar.notes, csv: Array(files.csv.utf8),
      sidecar: Array(files.sidecar.utf8))
  }
}
