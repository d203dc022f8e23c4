import BundledDatasets
import MetaAnalysis

extension AnalysisData {
  /// How the data differ from the bundled data set with the same columns, one sentence a study: a study missing or added,
  /// or a cell that is another. Empty without such a set, or where it is plainly about other studies.
  var differencesFromBundledSet: [String] {
    let names = Set(table.columns.map(\.name))
    guard let set = BundledDataset.all.first(where: { Set($0.columns.map(\.name)) == names }),
      let original = try? StudyTable(csv: set.csv, name: set.name),
      let label = set.columns.first(where: { $0.role == Role.study.rawValue })?.name,
      let mine = table[label]?.texts.uniquePositions, let theirs = original[label]?.texts.uniquePositions
    else { return [] }
    let bundle = "the bundled data set \(set.name)"
    var sentences: [String] = []
    for (row, study) in (original[label]?.texts ?? []).enumerated() {
      guard let study else { continue }
      guard let own = mine[study] else {
        sentences.append("\(study), row \(row + 1) of \(bundle), is missing from the data")
        continue
      }
      for column in original.columns {
        let (now, then) = (table[column.name]?.text(own), column.text(row))
        if now != then {
          sentences.append(
            "\(column.name) of \(study) (row \(own + 1)) is \(now ?? "missing"), in \(bundle) \(then ?? "missing")"
          )
        }
      }
    }
    for (row, study) in (table[label]?.texts ?? []).enumerated() {
      if let study, theirs[study] == nil { sentences.append("\(study) (row \(row + 1)) is not in \(bundle)") }
    }
    return sentences.count <= 10 ? Array(sentences.prefix(3)) : []
  }
}

extension StudyTable.Column {
  /// A cell as text, numbers in their shortest form.
  fileprivate func text(_ row: Int) -> String? {
    if let numbers { return numbers[row].map { numberText($0) } }
    return texts[row]
  }
}

extension [String?] {
  /// Where each text stands; `nil` when one stands twice.
  fileprivate var uniquePositions: [String: Int]? {
    var positions: [String: Int] = [:]
    for (position, text) in enumerated() {
      guard let text else { continue }
      guard positions.updateValue(position, forKey: text) == nil else { return nil }
    }
    return positions
  }
}
