import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Every measure against `metafor`'s `escalc`, case by case.
struct EscalcReferenceTests {
  static let file = Result { try Reference.file("effect-measures/escalc.json") }

  // Both sides evaluate closed forms in double precision; the reference takes differences of nearly equal proportions
  // naively, and Hedges' factor from a difference of log-gammas near 100, which costs it some digits (3e-12 seen in
  // unbiased variances, where `1 - (m-2)/(m J²)` cancels again). `ClosedFormTests` holds the exact values.
  static let (relative, absolute) = (1e-11, 1e-14)

  /// Cases whose reference is not the right answer; our values for them are held in the families' own tests.
  ///
  /// - UCOR: the reference's hypergeometric function is off by 5e-4 at one study (r = -0.04, n = 12).
  /// - R2F, ZR2F: no published formula gives the reference's variances; ours are the delta method's.
  static let differs: Set<String> = ["UCOR.cohen.LS", "UCOR.cohen.UB", "UCOR.cohen.AV", "R2F.A", "ZR2F.A"]

  /// The reference finds the tetrachoric correlation with an optimizer that stops at 1.2e-4, and gives a study with a
  /// zero cell, whose estimate lies at the end of the scale, a variance of 2.8e8 instead of none.
  static func tolerances(_ code: String) -> (relative: Double, absolute: Double) {
    ["RTET", "ZTET"].contains(code) ? (1.2e-4, 5e-5) : (relative, absolute)
  }

  @Test(arguments: Measure.allCases.map(\.code)) func agrees(code: String) throws {
    let file = try Self.file.get()
    let measure = try Measure(named: code)
    for reference in file["cases"].list where reference["measure"].text == code {
      let id = reference["id"].text ?? ""
      if Self.differs.contains(id) { continue }
      let data = file["data"][reference["data"].text ?? ""]
      let table = try StudyTable(reference: data)
      let effects = try table.effects(measure, options: EffectOptions(reference: reference["options"]))
      #expect(effects.rows.count == reference["yi"].list.count)
      for (row, (yi, vi)) in zip(effects.rows, zip(reference["yi"].numbers, reference["vi"].numbers)) {
        let (relative, absolute) = Self.tolerances(code)
        expectClose(row.yi, yi, relative: relative, absolute: absolute, "\(id) row \(row.row) yi")
        let vi = code == "RTET" && yi == -1 ? nil : vi
        expectClose(row.vi, vi, relative: relative, absolute: absolute, "\(id) row \(row.row) vi")
        if !row.isUsable {
          #expect(effects.notes.contains { $0.row == row.row }, "\(id) row \(row.row) has no note")
        }
      }
    }
  }
}

extension StudyTable {
  /// A table of the reference's inline columns.
  init(reference: Reference, name: String = "data.csv") throws {
    try self.init(
      name: name,
      columns: reference.object.sorted { $0.key < $1.key }.map {
        Column(name: $0.key, numbers: $0.value.numbers)
      })
  }
}

extension EffectOptions {
  /// The options of a reference case.
  init(reference: Reference) throws {
    self.init(
      vtype: reference["vtype"].text.flatMap(VarianceType.init), add: reference["add"].number,
      to: reference["to"].text.flatMap(ZeroCellRule.init) ?? .only0,
      dropDoubleZero: reference["drop00"].flag ?? false, correct: reference["correct"].flag ?? true)
  }
}
