import EffectMeasures
import LinearAlgebra
import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Predictions")
struct FitPredictionTests {
  static let fitted = (try? RegressionCase.all(in: "fitted")) ?? []
  static let stored = ((try? RegressionCase.all(in: "inference")) ?? []).filter {
    $0.call["function"].text == "predict"
  }

  @Test("All cases are read")
  func counts() {
    #expect(FitPredictionTests.fitted.count == 82)
    #expect(FitPredictionTests.stored.count == 2)
  }

  /// τ² is an optimum on both sides: 1e-7, and 1e-8 of the standard error where the estimate is near zero.
  static func compare(_ rows: [Prediction], _ expected: Reference, tolerance: Double = 1e-7) {
    #expect(rows.count == expected["pred"].list.count)
    for (i, row) in rows.enumerated() {
      let near = tolerance * row.standardError
      expectClose(row.estimate, expected["pred"][i].number, relative: tolerance, absolute: near, "pred \(i)")
      expectClose(row.standardError, expected["se"][i].number, relative: tolerance, "se \(i)")
      for (name, value) in [
        ("ci_lb", row.interval?.lower), ("ci_ub", row.interval?.upper),
        ("pi_lb", row.predictionInterval?.interval.lower), ("pi_ub", row.predictionInterval?.interval.upper),
      ] { expectClose(value, expected[name][i].number, relative: tolerance, absolute: near, "\(name) \(i)") }
    }
  }

  @Test("Predictions at the data's own rows are metafor's, whatever the reference level", arguments: fitted)
  func fittedValues(_ reference: RegressionCase) throws {
    let fit = try reference.fit()
    let table = try #require(reference.effects.table)
    let used = table.selectingRows(fit.studies.indices.filter { fit.studies[$0].isUsed })
    let predictions = try fit.predict(at: used)
    FitPredictionTests.compare(predictions.rows, reference.expect)
    #expect(predictions.notes.isEmpty)
    #expect(try fit.predict(x: fit.design.matrix).rows.map(\.estimate) == predictions.rows.map(\.estimate))
  }

  @Test("Predictions at new values are metafor's, also as ratios and after Riley", arguments: stored)
  func newValues(_ reference: RegressionCase) throws {
    var effects = reference.effects
    effects.measure = Measure(code: "RR")
    effects.backTransform = .exponential
    let fit = try reference.settings.fit(effects, moderators: "~ ablat")
    let points: [ModeratorValues] = [0, 10, 13, 33.46, 44, 55].map { ["ablat": .number($0)] }
    let predictions = try fit.predict(at: points)
    FitPredictionTests.compare(predictions.rows, reference.expect)
    FitPredictionTests.compare(try fit.predict(at: points, method: .riley).rows, reference.expect["riley"])
    for (i, row) in predictions.rows.enumerated() {
      let (natural, expected) = (row.backTransformed, reference.expect["exp"])
      for (name, value) in [
        ("pred", natural?.estimate), ("ci_lb", natural?.interval?.lower), ("ci_ub", natural?.interval?.upper),
        ("pi_lb", natural?.predictionInterval?.lower), ("pi_ub", natural?.predictionInterval?.upper),
      ] { expectClose(value, expected[name][i].number, relative: 1e-7, "exp \(name) \(i)") }
    }
    #expect(predictions.rows.map(\.extrapolated) == [["ablat"], ["ablat"], [], [], [], []])
    #expect(predictions.notes.map(\.kind.code) == ["prediction.extrapolated", "prediction.extrapolated"])
  }

  @Test("A common mean is predicted as it was pooled")
  func commonMean() throws {
    let effects = EffectSizes(yi: [0.1, 0.5, 0.9, 0.3], vi: [0.02, 0.03, 0.01, 0.05])
    let fit = try RandomEffects().fit(effects)
    for prediction in [try fit.predict(at: [[:]]), try fit.predict(x: Matrix.identity(1))].flatMap(\.rows) {
      expectClose(prediction.estimate, fit.coefficients[0].estimate)
      expectClose(prediction.interval?.lower, fit.coefficients[0].interval?.lower)
      #expect(prediction.predictionInterval?.method == fit.predictionInterval?.method)
      expectClose(prediction.predictionInterval?.interval.upper, fit.predictionInterval?.interval.upper)
    }
    let equal = try EqualEffects().fit(effects)
    #expect(try equal.predict(at: [[:]]).rows[0].predictionInterval == nil)
  }

  @Test("User weights: the standard error is that of the weighted coefficients")
  func userWeights() throws {
    let effects = EffectSizes(yi: [0.1, 0.5, 0.9, 0.3], vi: [0.02, 0.03, 0.01, 0.05])
    let fit = try ModelSettings(weighting: .unweighted, test: .z).fit(effects)
    expectClose(try fit.predict(at: [[:]]).rows[0].standardError, fit.coefficients[0].standardError)
  }

  // MARK: Errors

  static func sampleFit(_ formula: String) throws -> Fit {
    let table = try StudyTable(
      name: "data",
      columns: [
        .init(name: "sessions", numbers: [3, 10, 24, 16, 51, 7, 12, 30]),
        .init(name: "double", numbers: [6, 20, 48, 32, 102, 14, 24, 60]),
        .init(name: "grade", numbers: [1, 2, 10, 2, 1, 2, 10, 1]),
        .init(name: "qualified", texts: ["yes", "no", "no", "yes", "yes", "no", "yes", "no"], numbers: nil),
        .init(name: "design", texts: ["rct", "cct", "cct", "rct", "pre", "cct", "rct", "cct"], numbers: nil),
      ])
    var effects = EffectSizes(
      yi: [0.2, 0.1, 0.5, 0.4, 1.1, 0.0, 0.3, 0.6], vi: [0.04, 0.05, 0.03, 0.06, 0.04, 0.02, 0.05, 0.03])
    effects.table = table
    return try RandomEffects().fit(effects, moderators: formula)
  }

  func message(_ formula: String, _ point: ModeratorValues) throws -> String {
    let fit = try FitPredictionTests.sampleFit(formula)
    do throws(PredictionError) {
      return "predicts \(try fit.predict(at: [point]).rows.count)"
    } catch {
      return error.description
    }
  }

  @Test("What is missing or unknown is named, with the likely meaning")
  func errors() throws {
    let formula = "~ sessions + qualified"
    #expect(try message(formula, ["sessions": 5, "qualified": "yes"]) == "predicts 1")
    #expect(
      try message(formula, ["sessions": 5])
        == "prediction 1: the moderator 'qualified' has no value; give it one of its levels no, yes")
    #expect(
      try message(formula, ["sessions": 5, "qualifed": "yes"])
        == "prediction 1: 'qualifed' is not a moderator; the moderators of the model are sessions, qualified; "
        + "did you mean 'qualified'?")
    #expect(
      try message(formula, ["sessions": 5, "qualified": "yess"])
        == "prediction 1: 'yess' is not a level of 'qualified' in the rows used; the levels are no, yes; "
        + "did you mean 'yes'?")
    #expect(
      try message(formula, ["sessions": "many", "qualified": "yes"])
        == "prediction 1: 'sessions' must be a number, not 'many'")
    #expect(try message("~ log(sessions)", ["sessions": -1]).contains("log(sessions) is not defined"))
    #expect(try message("~ factor(grade)", ["grade": "10"]) == "predicts 1")
    let fit = try FitPredictionTests.sampleFit(formula)
    let table = try StudyTable(name: "new", columns: [.init(name: "session", numbers: [1])])
    #expect(
      throws: PredictionError.missingColumn(table: "new", moderator: "sessions", available: ["session"])
    ) { try fit.predict(at: table) }
    #expect(throws: PredictionError.columnCount(columns: 2, terms: fit.design.terms)) {
      try fit.predict(x: Matrix(rows: 1, columns: 2))
    }
    #expect(throws: PredictionError.unusableLevel(100)) { try fit.predict(at: [], level: 100) }
  }

  @Test("A combination that the data do not identify is refused; one that they do is not")
  func estimability() throws {
    let collinear = "~ sessions + double"
    #expect(try message(collinear, ["sessions": 5, "double": 10]) == "predicts 1")
    #expect(
      try message(collinear, ["sessions": 5, "double": 11]).contains("cannot tell the effect of 'double'"))
    // No controlled trial has qualified therapists: the cell of the interaction is empty.
    let crossed = "~ qualified * design"
    #expect(try message(crossed, ["qualified": "no", "design": "cct"]) == "predicts 1")
    #expect(try message(crossed, ["qualified": "no", "design": "pre"]).contains("cannot tell"))
  }

  @Test("A grid crosses its columns, the last fastest")
  func grid() {
    let grid = ModeratorValues.grid([("a", [1, 2]), ("b", ["x", "y"])])
    #expect(grid == [["a": 1, "b": "x"], ["a": 1, "b": "y"], ["a": 2, "b": "x"], ["a": 2, "b": "y"]])
  }
}
