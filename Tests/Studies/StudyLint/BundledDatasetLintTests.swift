import BundledDatasets
import EffectMeasures
import StudyFiles
import StudyLint
import StudyRecords
import Testing

/// Every bundled data set is clean, but for findings that are true or that any reader would look up.
@Suite struct BundledDatasetLintTests {
  private static let exceptions: [String: Set<String>] = [
    // Row 25: both groups are given the same standard deviation to four digits, a quarter of what the other rows'
    // lead one to expect at that mean, where 1/√22 is a fifth; with standard errors the difference of 9.7 would be 2.1.
    // Row 91: two species of one paper share the control group's mean, standard deviation and size to four digits.
    "elevated-co2": ["25 smd.implausible", "91 group.reused"]
  ]

  @Test(arguments: BundledDataset.all.map(\.name))
  func isSilent(name: String) throws {
    let dataset = try #require(BundledDataset.named(name))
    let table = try StudyTable(csv: dataset.csv, name: name)
    let expected = Self.exceptions[name] ?? []
    var mapping = ColumnMapping()
    for column in dataset.columns {
      if let role = column.role.flatMap(Role.init) { mapping[role] = column.name }
    }
    func check(_ effects: EffectSizes?, _ what: String) throws {
      let findings = try Lint().findings(in: table, columns: mapping, effects: effects)
      #expect(Set(findings.map { "\($0.note.row ?? 0) \($0.note.kind.code)" }) == expected, "\(what)")
    }
    try check(nil, "without a measure")
    for measure in dataset.measures.compactMap(Measure.init(code:)) {
      guard let effects = try? table.effects(measure, columns: mapping) else { continue }
      try check(effects, measure.code)
    }
    if var effects = try? table.effects(.generic, columns: mapping) {
      effects.measure = nil
      try check(effects, "effects as given")
    }
  }
}
