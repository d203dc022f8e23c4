import EffectMeasures
import LinearAlgebra
import MetaModels
import StudyRecords
import Testing
import _TestSupport

/// Counts by role as a table, and the effect sizes of a measure computed from them.
func countEffects(
  _ measure: String, _ columns: [String: [Double?]], options: EffectOptions = .init()
) throws -> EffectSizes {
  let table = try StudyTable(
    name: "counts",
    columns: columns.sorted { $0.key < $1.key }.map { name, values in
      StudyTable.Column(name: name, numbers: values)
    })
  return try table.effects(Measure(named: measure), options: options)
}

extension Reference {
  /// An object of number lists.
  var columns: [String: [Double?]] { object.mapValues(\.numbers) }
}
