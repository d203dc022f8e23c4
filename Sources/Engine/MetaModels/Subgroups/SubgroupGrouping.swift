import EffectMeasures
import StudyRecords

/// Labels for rows and what follows from them: the groups and who belongs to them.
struct SubgroupGrouping {
  /// The column the labels come from.
  let column: String
  /// One label per row, `nil` where missing.
  let labels: [String?]
  /// Whether the labels are numbers.
  let isNumeric: Bool

  /// The groups with the positions of their rows, in the order asked for.
  func groups(in order: SubgroupOrder) -> [(label: String, positions: [Int])] {
    var places: [String: Int] = [:]
    var groups: [(label: String, positions: [Int])] = []
    for (position, label) in labels.enumerated() {
      guard let label else { continue }
      if let place = places[label] {
        groups[place].positions.append(position)
      } else {
        places[label] = groups.count
        groups.append((label, [position]))
      }
    }
    switch order {
    case .appearance: return groups
    case .label:
      return groups.sorted { a, b in
        if isNumeric, let x = Double(a.label), let y = Double(b.label) { return x < y }
        return a.label.unicodeScalars.lexicographicallyPrecedes(b.label.unicodeScalars)
      }
    }
  }

  /// The name of a group in reports.
  func name(_ label: String) -> String { isNumeric ? "\(column) = \(label)" : label }
}
