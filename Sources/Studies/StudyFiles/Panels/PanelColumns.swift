import StudyRecords

/// What each column of a text file with many analyses holds.
///
/// *Wide*: a row is an analysis, and every study has a column `yi` or `y` and a column `vi`, `v`, `sei` or `se`, each
/// followed by the study's name: a number (`y1`, `se1`) or any text after `_`, `.` or `-` (`yi_Oslo`, `vi_Oslo`).
/// *Long*: a row is a study in an analysis, with the columns `yi` (or `y`) and `vi`, `v`, `sei` or `se` themselves.
/// A study with both a variance and a standard error takes the variance.
///
/// The analyses' names are in the column `id`, else in the first column when it is not part of a study. Where no column is
/// called so, capitals do not count (`ID`, `Y1`, `SE1`).
package struct PanelColumns: Hashable, Sendable {
  /// What a row is.
  package enum Form: String, Hashable, Sendable {
    case wide, long
  }

  /// What a column holds; studies count from 0.
  package enum Part: Hashable, Sendable {
    case ignored
    case id
    case estimate(study: Int)
    case variance(study: Int)
    case standardError(study: Int)
  }

  /// What a row is.
  package let form: Form
  /// One entry for each column.
  package let parts: [Part]
  /// The studies' names, in the order of their estimates; one empty name in the long form.
  package let studies: [String]
  /// The names of the columns that are not used.
  package let ignored: [String]
  /// The names of the columns that are used although they are spelled in capitals.
  package let capitals: [String]

  /// Whether a column names the analyses.
  package var hasID: Bool { parts.contains(.id) }

  /// Sorts the columns of a file by their names, or by the roles of `mapping`.
  /// - Throws: ``PanelError``.
  package init(names: [String], mapping: PanelMapping?, file: String) throws(PanelError) {
    let id = try PanelColumns.id(names, mapping, file: file)
    let spelled =
      mapping == nil && !PanelMapping.usual(names).hasEstimates(in: names)
      ? names.map { $0.lowercased() } : names
    let patterns = mapping ?? PanelMapping.usual(spelled)
    let form = patterns.form
    let found = try PanelColumns.match(spelled, patterns, names: names, id: id, file: file)
    var parts = [Part](repeating: .ignored, count: names.count)
    for (study, key) in found.keys.enumerated() {
      parts[found.estimates[key] ?? 0] = .estimate(study: study)
      if let column = found.variances[key] {
        parts[column] = .variance(study: study)
      } else if let column = found.standardErrors[key] {
        parts[column] = .standardError(study: study)
      }
    }
    if let column = id ?? (parts.first == .ignored ? 0 : nil), parts[column] == .ignored { parts[column] = .id }
    guard form == .wide || parts.contains(.id) else { throw .noID(file: file, columns: names) }
    self.form = form
    self.parts = parts
    studies = found.keys
    ignored = zip(names, parts).compactMap { $1 == .ignored ? $0 : nil }
    capitals = zip(zip(names, spelled), parts).compactMap { name, part in
      part != .ignored && name.0 != name.1 ? name.0 : nil
    }
  }

  /// The column that names the analyses, if one is called so.
  private static func id(_ names: [String], _ mapping: PanelMapping?, file: String) throws(PanelError) -> Int? {
    guard let name = mapping?.id else {
      return names.firstIndex(of: "id") ?? names.firstIndex { $0.lowercased() == "id" }
    }
    guard let column = names.firstIndex(of: name) else {
      throw .noColumn(file: file, column: name, columns: names)
    }
    return column
  }

  private struct Found {
    var keys: [String] = []
    var estimates: [String: Int] = [:]
    var variances: [String: Int] = [:]
    var standardErrors: [String: Int] = [:]
  }

  private static func match(
    _ spelled: [String], _ patterns: PanelMapping, names: [String], id: Int?, file: String
  ) throws(PanelError) -> Found {
    var found = Found()
    for (column, name) in spelled.enumerated() where !name.isEmpty && column != id {
      // The first pattern that a name fits is its own.
      if let key = patterns.estimate.firstKey(of: name) {
        if let earlier = found.estimates.updateValue(column, forKey: key) {
          throw .ambiguous(file: file, first: names[earlier], second: names[column])
        }
        found.keys.append(key)
      } else if let key = patterns.variance.firstKey(of: name) {
        if let earlier = found.variances.updateValue(column, forKey: key) {
          throw .ambiguous(file: file, first: names[earlier], second: names[column])
        }
      } else if let key = patterns.standardError.firstKey(of: name) {
        if let earlier = found.standardErrors.updateValue(column, forKey: key) {
          throw .ambiguous(file: file, first: names[earlier], second: names[column])
        }
      }
    }
    guard !found.keys.isEmpty else { throw .noPairs(file: file, columns: names) }
    for key in found.keys where found.variances[key] == nil && found.standardErrors[key] == nil {
      throw .noSpread(file: file, column: names[found.estimates[key] ?? 0])
    }
    for (key, column) in (found.variances.map { ($0, $1) } + found.standardErrors.map { ($0, $1) }).sorted(by: {
      $0.1 < $1.1
    }) where found.estimates[key] == nil {
      throw .noEstimate(file: file, column: names[column])
    }
    return found
  }
}
