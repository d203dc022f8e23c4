import Testing

@testable import Analyses

/// Choices that are stated and move nothing are said.
@Suite struct IdleSettingsTests {
  /// What the notes on idle choices name.
  private func idle(_ lines: String..., measure: String = "OR") throws -> [String] {
    let text = (["schema: tutti.analysis/1", "data: {dataset: bcg}", "measure: \(measure)"] + lines)
      .joined(separator: "\n")
    let result = try PreparedAnalysis(Analysis(yaml: text, path: "a.yml")).result()
    return result.notes.filter { $0.kind == .settingUnused || $0.kind == .conventionUnused }.compactMap {
      note in
      if case .text(let name)? = note.details.first?.value { name } else { nil }
    }
  }

  @Test func ofTheModel() throws {
    #expect(try idle("model: {method: MH, test: knha}") == ["test"])
    #expect(try idle("model: {method: PETO, test: t}") == ["test"])
    #expect(try idle("model: {method: EE, test: knha}") == [])
    #expect(try idle("model: {method: DL, test: knha, level: 90}") == [])
    #expect(try idle("model: {link: log}") == ["link"])
    #expect(try idle("model: {scale: ~ latitude, link: log}") == [])
    #expect(
      try idle("model: {method: REML, equal-effects: true, quadrature-points: 7}") == [
        "equal-effects", "quadrature-points",
      ])
    #expect(try idle("model: {method: CM.AL, equal-effects: true}") == [])
    #expect(
      try idle("model: {method: BB, quadrature-points: 7, unweighted: true}") == [
        "unweighted", "quadrature-points",
      ])
    #expect(try idle("model: {unweighted: true}") == [])
  }

  @Test func ofEffectSizes() throws {
    #expect(try idle("model: {correct: false}") == ["correct"])
    #expect(try idle("model: {medians: qe}") == ["medians"])
    #expect(try idle("model: {data-level: 90}") == ["data-level"])
    #expect(try idle("model: {crossover-correlation: 0.5}") == ["crossover-correlation"])
    #expect(try idle("model: {icc: 0.05}") == ["icc"])
    #expect(try idle("model: {vtype: LS}") == ["vtype"])
    #expect(try idle("model: {correct: false}", measure: "SMD") == ["correct"])
    #expect(try idle("model: {correct: true, data-level: 95}") == [])
  }

  @Test func ofConventionsUnderAMethod() throws {
    #expect(
      try idle("conventions: {tau2-interval: PL, prediction-interval: t, i2: q}", "model: {method: EE}")
        == ["i2", "tau2-interval", "prediction-interval"])
    #expect(try idle("conventions: {prediction-interval: t}", "model: {method: MH}") == ["prediction-interval"])
    #expect(try idle("conventions: {tau2-interval: PL, prediction-interval: t, i2: q}") == [])
    #expect(try idle("conventions: {tau2: DL, model: common}", "model: {method: REML}") == ["model", "tau2"])
    #expect(try idle("conventions: {test: z}", "model: {test: knha}") == ["test"])
    #expect(
      try idle("conventions: {convergence: metafor-default-convergence}", "moderators: ~ latitude") == [
        "convergence"
      ])
    #expect(
      try idle("conventions: {prediction-interval: t}", "moderators: ~ latitude") == ["prediction-interval"])
    #expect(
      try idle("conventions: {prediction-interval: t}", "moderators: ~ latitude", "predict: [{latitude: 3}]")
        == [])
    #expect(
      try idle("conventions: {quadrature: 7-or-laplace, q-center: pooled}") == [
        "q-center", "quadrature",
      ])
    #expect(try idle("conventions: {quadrature: 7-or-laplace}", "model: {method: CM.AL}") == [])
  }
}
