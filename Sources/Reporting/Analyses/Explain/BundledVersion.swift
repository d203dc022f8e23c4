import BundledDatasets
import MetaAnalysis

/// The bundled data set of the same columns as data that differ from it.
public struct BundledVersion: Sendable {
  /// The name of the data set.
  public var name: String
  /// How the data differ from it, one sentence a study.
  public var differences: [String]
  /// The data set.
  var table: StudyTable

  /// The change in words, as the end of "holds with …".
  public var description: String {
    let which = differences.count == 1 ? "where " : "where, among others, "
    return "the data of the bundled set \(name)" + (differences.first.map { " (\(which)\($0))" } ?? "")
  }
}

extension BundledVersion: Hashable {
  /// Versions are equal when they are of one data set.
  public static func == (a: BundledVersion, b: BundledVersion) -> Bool { a.name == b.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension AnalysisData {
  /// The bundled data set of the same columns, where the data differ from it in a few studies.
  var bundledVersion: BundledVersion? {
    let differences = differencesFromBundledSet
    let names = Set(table.columns.map(\.name))
    guard !differences.isEmpty,
      let set = BundledDataset.all.first(where: { Set($0.columns.map(\.name)) == names }),
      let table = try? StudyTable(csv: set.csv, name: set.name)
    else { return nil }
    return BundledVersion(name: set.name, differences: differences, table: table)
  }
}
