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
        .effects(measure, options: EffectOptions(reference: reference).reading(reference["choices"]))
      for (row, (yi, vi)) in zip(effects.rows, zip(reference["yi"].numbers, reference["vi"].numbers)) {
        let what =
          "\(code) \(reference["vtype"].text ?? "") \(data) row \(row.row) \(reference["choices"].object)"
        expectClose(row.yi, yi, relative: 1e-12, "\(what) yi")
        expectClose(row.vi, vi, relative: 1e-12, "\(what) vi")
      }
    }
  }

  @Test func everyMeasureHasReferences() throws {
    let covered = Set(try Self.file.get()["cases"].list.compactMap { $0["measure"].text })
    #expect(Measure.allCases.map(\.code).filter { !covered.contains($0) } == [])
  }

  /// Every variance type on offer, and every reading of a formula that moves a measure.
  @Test(arguments: Measure.allCases.map(\.code)) func everyVariantHasReferences(code: String) throws {
    let cases = try Self.file.get()["cases"].list.filter { $0["measure"].text == code }
    let definition = try Measure(named: code).definition
    let types = Set(cases.compactMap { $0["vtype"].text })
    #expect(definition.varianceTypes.map(\.rawValue).filter { !types.contains($0) } == [])
    let readings = Set(cases.flatMap { $0["choices"].object.map(\.key) })
    let uncorrected = cases.contains { $0["correct"].flag == false }
    let missing = definition.choices.filter { choice in
      choice == .correct ? !uncorrected : !readings.contains(choice.rawValue)
    }
    #expect(missing == [])
  }
}

extension EffectOptions {
  /// The same with the readings of formulas that a case states.
  fileprivate func reading(_ choices: Reference) throws -> EffectOptions {
    var copy = self
    for (name, value) in choices.object {
      let code = value.text ?? ""
      switch try #require(EffectChoice(rawValue: name)) {
      case .correct: Issue.record("'correct' is an option of the case itself")
      case .ratioCorrection: copy.ratioCorrection = try #require(RatioCorrection(rawValue: code))
      case .hedgesFactor: copy.formulas.hedgesFactor = try #require(HedgesFactorForm(rawValue: code))
      case .heteroscedasticVariance:
        copy.formulas.heteroscedasticVariance = try #require(HeteroscedasticVariance(rawValue: code))
      case .partialCorrelationVariance:
        copy.formulas.partialCorrelationVariance = try #require(PartialCorrelationVariance(rawValue: code))
      case .riskRatioAddition: copy.formulas.riskRatioAddition = try #require(RiskRatioAddition(rawValue: code))
      case .differenceAddition:
        copy.formulas.differenceAddition = try #require(DifferenceAddition(rawValue: code))
      }
    }
    return copy
  }
}
