import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Every closed form against 50-digit arithmetic, at ordinary, tiny and huge inputs.
struct ClosedFormTests {
  static let file = Result { try Reference.file("effect-measures/closed-forms.json") }

  @Test(arguments: Measure.allCases.map(\.code)) func exact(code: String) throws {
    let file = try Self.file.get()
    let measure = try Measure(named: code)
    for reference in file["cases"].list where reference["measure"].text == code {
      let data = reference["data"].text ?? ""
      let effects = try StudyTable(reference: file["data"][data])
        .effects(measure, options: EffectOptions(reference: reference))
      for (row, (yi, vi)) in zip(effects.rows, zip(reference["yi"].numbers, reference["vi"].numbers)) {
        let what = "\(code) \(reference["vtype"].text ?? "") \(data) row \(row.row)"
        expectClose(row.yi, yi, relative: 1e-12, "\(what) yi")
        expectClose(row.vi, vi, relative: 1e-12, "\(what) vi")
      }
    }
  }

  @Test func everyMeasureHasReferences() throws {
    let covered = Set(try Self.file.get()["cases"].list.compactMap { $0["measure"].text })
    // Effects as given, and a measure with a test of its own.
    let elsewhere: Set<String> = ["GEN", "HR", "HD", "MPORM"]
    #expect(Measure.allCases.map(\.code).filter { !covered.contains($0) && !elsewhere.contains($0) } == [])
  }
}
