import StudyRecords
import Testing
import _TestSupport

@testable import EffectMeasures

/// What measures declare for the other rooms: their kind, their questions, conversions and the options that move them.
struct EffectKindTests {
  /// An option moves a number of a measure's reference data exactly if the measure says so.
  @Test(arguments: Measure.allCases.map(\.code)) func choicesMoveWhatTheySay(code: String) throws {
    let file = try ClosedFormTests.file.get()
    let measure = try Measure(named: code)
    let moved = try Set(
      EffectChoice.allCases.filter { choice in
        try file["cases"].list.contains { reference in
          guard reference["measure"].text == code, reference["choices"].isNull else { return false }
          let table = try StudyTable(reference: file["data"][reference["data"].text ?? ""])
          // An addition to all tables, so that those on which the readings of an addition differ are among them.
          let options = EffectOptions(
            vtype: reference["vtype"].text.flatMap(VarianceType.init), add: 0.5, to: .all)
          let (usual, other) = (
            try table.effects(measure, options: options),
            try table.effects(measure, options: options.flipping(choice))
          )
          return zip(usual.rows, other.rows).contains { $0.yi != $1.yi || $0.vi != $1.vi }
        }
      })
    #expect(moved == measure.definition.choices)
  }

  /// Measures by what they answer, as `explain` tries them.
  @Test(arguments: [
    ("OR", "RR RD AS PETO"), ("RD", "RR OR AS PETO"), ("MPRD", "MPRR MPOR MPORC MPPETO"), ("MPORM", ""),
    ("IRD", "IRR IRSD"), ("SMD", "MD SMDH SMD1 SMD1H ROM"), ("ROM", "MD SMD SMDH SMD1 SMD1H VR CVR"),
    ("VR", "CVR ROM"), ("SMCR", "MC SMCC SMCRH SMCRP SMCRPH ROMC"),
    ("ROMC", "MC SMCC SMCR SMCRH SMCRP SMCRPH VRC CVRC"), ("CVRC", "VRC ROMC"), ("ZCOR", "COR UCOR"),
    ("RPB", "ZPB RBIS ZBIS"), ("PCOR", "ZPCOR SPCOR ZSPCOR"), ("R2", "ZR2 R2F ZR2F"),
    ("PLO", "PR PLN PRZ PAS PFT"), ("IR", "IRLN IRS IRFT"), ("MN", "SMN MNLN"), ("ABT", "ARAW AHW"),
    // Several forms of one number, or what is had from one table, are taken for each other as often as risks are.
    ("PHI", "ZPHI YUQ YUY RTET ZTET"), ("PBIT", "OR2D OR2DN OR2DL"), ("D2OR", "D2ORN D2ORL"),
    ("CLESN", "AUCN"), ("CVLN", "SDLN"), ("HR", ""), ("GEN", ""), ("REH", ""),
  ])
  func relatives(code: String, expected: String) throws {
    let relatives = try Measure(named: code).relatives.map(\.code).filter(MeasureTests.field.contains)
    #expect(relatives.joined(separator: " ") == expected)
  }

  @Test func relativesAreMutual() {
    for measure in Measure.allCases {
      #expect(!measure.definition.questions.isEmpty, "\(measure.code)")
      for relative in measure.relatives {
        #expect(relative.relatives.contains(measure), "\(relative.code) of \(measure.code)")
      }
    }
  }

  @Test(arguments: [
    (EffectMetric.standardizedChange, "SMCC"),
    (.standardizedDifference, "SMD SMDH SMD1 SMD1H SMCR SMCRH SMCRP SMCRPH PBIT OR2D OR2DN OR2DL"),
    (.logOdds, "OR PETO MPOR MPORC D2OR D2ORN D2ORL"), (.correlation, "COR UCOR"), (.fisherZ, "ZCOR"),
    (.pointBiserial, "RPB"), (.fisherPointBiserial, "ZPB"), (.latentCorrelation, "RTET RBIS"),
    (.fisherLatent, "ZTET ZBIS"),
  ])
  func conversionsLeadTo(metric: EffectMetric, codes: String) {
    let found = Measure.allCases.filter { $0.definition.metric == metric }.map(\.code)
    #expect(found.filter(MeasureTests.field.contains).joined(separator: " ") == codes)
  }

  /// Where an effect is the difference of two summaries, its usual variance is the sum of theirs.
  @Test(arguments: Measure.allCases.map(\.code)) func armsAddUp(code: String) throws {
    let file = try ClosedFormTests.file.get()
    let measure = try Measure(named: code)
    for reference in file["cases"].list where reference["measure"].text == code {
      // Without an addition, which the arms do not know of.
      let effects = try StudyTable(reference: file["data"][reference["data"].text ?? ""])
        .effects(measure, options: EffectOptions(to: .none))
      for (position, row) in effects.rows.enumerated() {
        let inputs = effects.inputs.compactMap { input in input.values[position].map { (input.role, $0) } }
        let arms = measure.definition.armVariances(
          of: RawStudy(Dictionary(inputs) { first, _ in first }))
        guard let arms, arms.first.isFinite, arms.second.isFinite, let vi = row.vi else { continue }
        expectClose(arms.first + arms.second, vi, relative: 1e-14, "\(code) row \(row.row)")
      }
    }
  }
}

extension EffectOptions {
  /// The same with another value for one choice.
  fileprivate func flipping(_ choice: EffectChoice) -> EffectOptions {
    var copy = self
    switch choice {
    case .correct: copy.correct.toggle()
    case .ratioCorrection: copy.ratioCorrection = .deviations
    case .hedgesFactor: copy.formulas.hedgesFactor = .approximate
    case .heteroscedasticVariance: copy.formulas.heteroscedasticVariance = .metafor3
    case .partialCorrelationVariance: copy.formulas.partialCorrelationVariance = .metafor3
    case .riskRatioAddition: copy.formulas.riskRatioAddition = .events
    case .differenceAddition: copy.formulas.differenceAddition = .variance
    }
    return copy
  }
}
