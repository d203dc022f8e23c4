import EffectMeasures
import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Comparisons that make no sense are refused")
struct ComparisonTests {
  func fit(_ formula: String?, _ method: HeterogeneityModel, weighting: Weighting = .inverseVariance) throws
    -> Fit
  {
    let table = try StudyTable(
      name: "data",
      columns: [
        .init(name: "x", numbers: [0.5, 1, 2, 4, 3, 2.5, 1, 0]),
        .init(name: "z", numbers: [1, 1, 2, 3, 5, 8, 1, 3]),
        .init(name: "gap", numbers: [1, nil, 2, 3, 5, 8, 1, 3]),
        .init(name: "g", texts: ["a", "b", "a", "b", "b", "a", "b", "a"], numbers: nil),
      ])
    var effects = EffectSizes(
      yi: [0.2, 0.1, 0.5, 0.9, 1.1, 0.0, 0.3, 0.6], vi: [0.04, 0.05, 0.03, 0.06, 0.04, 0.02, 0.05, 0.03])
    effects.table = table
    let settings = ModelSettings(heterogeneity: method, weighting: weighting, test: .z)
    return try formula.map { try settings.fit(effects, moderators: $0) } ?? settings.fit(effects)
  }

  @Test("Refusals")
  func refusals() throws {
    let (ml, reml) = (HeterogeneityModel.estimated(.ml), HeterogeneityModel.estimated(.reml))
    func error(_ full: Fit, _ reduced: Fit) -> ComparisonError? {
      do {
        _ = try full.likelihoodRatioTest(against: reduced)
        return nil
      } catch { return error }
    }
    #expect(error(try fit("~ x + z", ml), try fit("~ x", ml)) == nil)
    #expect(error(try fit("~ x", ml), try fit(nil, ml)) == nil)
    #expect(
      error(try fit("~ x", reml), try fit(nil, reml)) == .restrictedLikelihood(first: "~ x", second: "~ 1"))
    #expect(
      error(try fit("~ x", ml), try fit("~ x", reml)) == .mixedLikelihoods(first: "~ x", second: "~ x"))
    #expect(
      error(try fit("~ x", .estimated(.dl)), try fit(nil, .estimated(.dl)))
        == .noLikelihood(model: "~ x", method: "DL"))
    #expect(error(try fit("~ x", ml), try fit("~ z", ml)) == .notNested(full: "~ x", reduced: "~ z"))
    #expect(error(try fit("~ x", .equalEffects), try fit("~ 1", ml)) == .notNested(full: "~ x", reduced: "~ 1"))
    #expect(error(try fit("~ x", ml), try fit("~ x", ml)) == .sameModel(first: "~ x", second: "~ x"))
    #expect(
      error(try fit("~ x + gap", ml), try fit("~ x", ml))
        == .differentData(first: "~ x + gap", second: "~ x", row: 2))
    #expect(
      error(try fit("~ x", ml, weighting: .unweighted), try fit(nil, ml, weighting: .unweighted))
        == .weighted(model: "~ x"))
    #expect(throws: ComparisonError.tooFewModels) { try ModelComparison([try fit("~ x", ml)]) }
    #expect(
      ComparisonError.restrictedLikelihood(first: "~ x", second: "~ 1").description
        .contains("fit them by maximum likelihood (ML)"))
  }

  @Test("Spaces of columns are compared, not their names")
  func spaces() throws {
    let ml = HeterogeneityModel.estimated(.ml)
    // Both codings of a factor span the same means; a shifted moderator changes nothing.
    for (a, b) in [("~ g", "~ 0 + g"), ("~ x", "~ I(x - 10)"), ("~ poly(x, 2)", "~ x + I(x^2)")] {
      let (first, second) = (try fit(a, ml), try fit(b, ml))
      #expect(throws: ComparisonError.sameModel(first: a, second: b)) {
        try first.likelihoodRatioTest(against: second)
      }
    }
    let nested = try fit("~ poly(x, 2)", ml).likelihoodRatioTest(against: try fit("~ x", ml))
    #expect(nested.degreesOfFreedom == 1)
    let table = try ModelComparison([fit("~ x", ml), fit("~ z", ml), fit("~ x + z", ml)])
    #expect(table.rows.map { $0.test?.degreesOfFreedom } == [nil, nil, 1])
    #expect(table.notes.map(\.kind.code) == ["comparison.not-nested"])
  }

  @Test("REML with the same moderators compares τ² = 0 by restricted likelihoods")
  func restricted() throws {
    let reml = HeterogeneityModel.estimated(.reml)
    let table = try ModelComparison([fit("~ x", .equalEffects), fit("~ x", reml)])
    #expect(table.rows.allSatisfy { $0.likelihood.isRestricted })
    #expect(table.notes.map(\.kind.code) == ["comparison.boundary"])
  }
}

@Suite("Adjusted means and invariance")
struct AdjustedMeansTests {
  @Test("A level in an empty cell has no mean, and says why")
  func emptyCell() throws {
    let fit = try FitPredictionTests.sampleFit("~ qualified * design")
    let means = try fit.adjustedMeans(of: "design")
    #expect(means.rows.map(\.level) == ["cct", "pre", "rct"])
    #expect(means.rows.map { $0.prediction == nil } == [true, true, true])
    #expect(means.notes.allSatisfy { $0.kind.code == "adjusted-mean.not-estimable" })
  }

  @Test("What is not a factor is named")
  func errors() throws {
    let fit = try FitPredictionTests.sampleFit("~ sessions + qualified")
    #expect(throws: AdjustedMeansError.notAFactor(name: "sessions", factors: ["qualified"])) {
      try fit.adjustedMeans(of: "sessions")
    }
    let numeric = try FitPredictionTests.sampleFit("~ factor(grade) + grade")
    #expect(try numeric.adjustedMeans(of: "grade").rows.map(\.level) == ["1", "2", "10"])
  }

  /// Order of moderators, shift and scale of a moderator, reference level: the same means.
  @Test("Equal models answer equally, however they are written")
  func invariance() throws {
    let reference = try FitPredictionTests.sampleFit("~ sessions + qualified")
    let point: ModeratorValues = ["sessions": 15, "qualified": "yes"]
    let expected = try reference.predict(at: [point]).rows[0]
    let formulas = [
      "~ qualified + sessions", "~ I(sessions / 10) + qualified", "~ center(sessions) + qualified",
      "~ sessions + factor(qualified, ref = 'yes')", "~ 0 + qualified + sessions",
      "~ poly(sessions, 1) + qualified",
    ]
    for formula in formulas {
      let fit = try FitPredictionTests.sampleFit(formula)
      let row = try fit.predict(at: [point]).rows[0]
      expectClose(fit.heterogeneity.tau2, reference.heterogeneity.tau2, relative: 1e-10, formula)
      expectClose(fit.heterogeneity.r2, reference.heterogeneity.r2, relative: 1e-10, formula)
      expectClose(row.estimate, expected.estimate, relative: 1e-11, formula)
      expectClose(row.standardError, expected.standardError, relative: 1e-11, formula)
      expectClose(
        row.predictionInterval?.interval.lower, expected.predictionInterval?.interval.lower, relative: 1e-10,
        formula)
      let means = try fit.adjustedMeans(of: "qualified").rows
      for wanted in try reference.adjustedMeans(of: "qualified").rows {
        let own = try #require(means.first { $0.level == wanted.level })
        expectClose(own.prediction?.estimate, wanted.prediction?.estimate, relative: 1e-11, formula)
      }
    }
  }

  @Test("R² from few studies has a note")
  func caveat() throws {
    let fit = try FitPredictionTests.sampleFit("~ sessions")
    #expect(fit.heterogeneity.r2 != nil)
    #expect(fit.notes.map(\.kind.code).contains("r2.imprecise"))
  }
}
