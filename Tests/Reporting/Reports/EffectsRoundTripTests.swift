import MetaAnalysis
import Reports
import Testing
import _TestSupport

/// The CSV of effect sizes is read back without a mapping, whatever the measure and whatever the data's columns.
struct EffectsRoundTripTests {
  private func expectRoundTrip(_ table: StudyTable, _ measure: Measure, _ options: EffectOptions = .init())
    throws
  {
    let effects = try table.effects(measure, options: options)
    let report = EffectsReport(
      effects: effects, table: table, input: InputSummary(table: table, bytes: [UInt8]()), options: options)
    let read = try StudyTable(csv: Array(report.csv.utf8), name: "effects.csv").effects(.generic)
    #expect(read.rows.map(\.yi) == effects.rows.map(\.yi), "\(measure.code)")
    #expect(read.rows.map(\.vi) == effects.rows.map(\.vi), "\(measure.code)")
    let table = try StudyTable(csv: Array(report.csv.utf8), name: "effects.csv")
    let again = try table.statedEffects()
    #expect(again.measure == (effects.rows.contains { $0.isUsable } ? measure : nil), "\(measure.code)")
    #expect(
      again.rows.map(\.yi) == effects.rows.map { $0.isUsable ? $0.yi : again.rows[$0.row - 1].yi },
      "\(measure.code)")
    // Where rows of several forms make the numbers, the column yi no longer holds what some of them read.
    if options.design.isEmpty, Set(effects.rows.compactMap(\.route)).count <= 1 {
      #expect(again.backTransform == effects.backTransform, "\(measure.code)")
      #expect(again.inputs.map(\.role).starts(with: effects.inputs.map(\.role)), "\(measure.code)")
    }
  }

  @Test func everyMeasure() throws {
    let file = try Reference.file("effect-measures/escalc.json")
    var seen: Set<String> = []
    for entry in file["cases"].list {
      let code = try #require(entry["measure"].text)
      guard seen.insert(code).inserted else { continue }
      let data = file["data"][entry["data"].text ?? ""].object.sorted { $0.key < $1.key }
      let table = try StudyTable(
        name: "data.csv", columns: data.map { .init(name: $0.key, numbers: $0.value.numbers) })
      try expectRoundTrip(table, try Measure(named: code))
    }
    // Every measure with a reference case.
    #expect(seen.count >= 80)
  }

  @Test func mixedForms() throws {
    let columns = try Reference.file("effect-measures/formats.json")["columns"].object.sorted {
      $0.key < $1.key
    }
    let table = try StudyTable(
      name: "mixed.csv",
      columns: columns.map { name, cells in
        ["format", "measure", "study", "group"].contains(name)
          ? .init(name: name, texts: cells.list.map(\.text), numbers: nil)
          : .init(name: name, numbers: cells.numbers)
      })
    for code in ["SMD", "OR", "ZCOR"] { try expectRoundTrip(table, try Measure(named: code)) }
  }

  /// Corrections for design are in the numbers and are not made a second time.
  @Test func designs() throws {
    let columns: KeyValuePairs<String, [String]> = [
      "di": ["0.4", "0.5"], "n1i": ["20", "30"], "n2i": ["20", "30"], "icc": ["0.1", "0.05"],
      "cluster_size": ["11", "9"], "direction": ["lower", "higher"], "control": ["A", "A"],
      "route": ["oral", "nasal"],
    ]
    let table = try StudyTable(
      name: "designs.csv", columns: columns.map { .init(name: $0.key, cells: $0.value) })
    try expectRoundTrip(
      table, .hedgesG,
      EffectOptions(design: .init(clusters: .variance, sharedControl: .split, direction: true)))
  }
}
