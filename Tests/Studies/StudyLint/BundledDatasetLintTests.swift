import BundledDatasets
import EffectMeasures
import StudyFiles
import StudyLint
import StudyRecords
import Testing

@Suite struct BundledDatasetLintTests {
  @Test(arguments: BundledDataset.all.map(\.name))
  func isSilent(name: String) throws {
    let dataset = try #require(BundledDataset.named(name))
    let table = try StudyTable(csv: dataset.csv, name: name)
    var mapping = ColumnMapping()
    for column in dataset.columns {
      if let role = column.role.flatMap(Role.init) { mapping[role] = column.name }
    }
    let bare = try Lint().findings(in: table, columns: mapping)
    #expect(bare.map(\.note.sentence) == [])
    for measure in dataset.measures.compactMap(Measure.init(code:)) + [.generic] {
      guard let effects = try? table.effects(measure, columns: mapping) else { continue }
      let findings = try Lint().findings(in: table, columns: mapping, effects: effects)
      #expect(findings.map(\.note.sentence) == [], "\(measure.code)")
    }
  }
}
