import LinearAlgebra
import MetaModels
import StudyRecords
import Testing
import _TestSupport

/// Models computed with metafor 3.8-1 (`Tests/References/regression/generate.R`): every question a fit answers.
///
/// τ² is an optimum on both sides, good to 1e-7 relative here and carried through everything; p values of the far tail
/// magnify it by their statistic. The stored values have 15 digits.
@Suite("Models against metafor")
struct ModelReferenceTests {
  static let cases = (try? RegressionCase.all(in: "models")) ?? []
  static let tolerance = 2e-7

  /// A p value may be off by the tolerance times the square of its normal deviate.
  static func expectP(_ value: Double?, _ expected: Reference, _ what: String) {
    let p = max(expected.number ?? 1, 1e-300)
    expectClose(value, expected.number, relative: tolerance * max(2, -4 * (p < 1 ? logarithm(p) : 0)), what)
  }

  private static func logarithm(_ p: Double) -> Double { Double(p.exponent) * 0.6931 }

  @Test("All cases are read")
  func counts() { #expect(ModelReferenceTests.cases.count == 54) }

  @Test("Predictions", arguments: cases)
  func predictions(_ reference: RegressionCase) throws {
    let expected = reference.expect["predict"]
    guard !expected.isNull else { return }
    let columns = expected["at"].object.sorted { $0.key < $1.key }.map { name, values in
      values.list.contains { $0.text != nil }
        ? StudyTable.Column(name: name, texts: values.list.map(\.text), numbers: nil)
        : StudyTable.Column(name: name, numbers: values.numbers)
    }
    let predictions = try reference.fit().predict(at: StudyTable(name: "new", columns: columns))
    FitPredictionTests.compare(predictions.rows, expected, tolerance: ModelReferenceTests.tolerance)
  }

  @Test("Contrasts as texts and as numbers, with adjusted p values and joint test", arguments: cases)
  func contrasts(_ reference: RegressionCase) throws {
    let expected = reference.expect["contrasts"]
    guard !expected.isNull else { return }
    let fit = try reference.fit()
    let texts = expected["texts"].list.compactMap(\.text)
    let matrix = Matrix(columns: expected["X"].list.map { $0.numbers.compactMap(\.self) }, rows: fit.p)
      .transposed
    // The single step has references of its own.
    for adjustment in MultiplicityAdjustment.allCases where adjustment != .singleStep {
      let tests = try fit.test(contrasts: texts, adjustment: adjustment)
      #expect(tests.rows.map(\.hypothesis.coefficients) == matrix.rowArrays)
      let numeric = try fit.test(
        contrasts: matrix, values: tests.rows.map(\.hypothesis.value), adjustment: adjustment)
      #expect(numeric.rows.map(\.pValue) == tests.rows.map(\.pValue))
      for (i, row) in tests.rows.enumerated() {
        let near = ModelReferenceTests.tolerance * row.standardError
        let tolerance = ModelReferenceTests.tolerance
        // metafor's estimate is the distance from the right side.
        expectClose(
          row.estimate - row.hypothesis.value, expected["est"][i].number, relative: tolerance, absolute: near,
          "estimate \(i)")
        expectClose(row.standardError, expected["se"][i].number, relative: tolerance, "se \(i)")
        expectClose(
          row.statistic, expected["stat"][i].number, relative: tolerance, absolute: tolerance, "stat \(i)")
        ModelReferenceTests.expectP(row.pValue, expected["pval"][i], "p \(i)")
        if adjustment != .none {
          ModelReferenceTests.expectP(
            row.adjustedPValue, expected["adjusted"][adjustment.rawValue][i], "\(adjustment) \(i)")
        } else {
          #expect(row.adjustedPValue == row.pValue)
        }
      }
      let joint = try #require(tests.joint)
      // metafor's QM is χ², or F where the test uses t; ours follows the same rule.
      expectClose(joint.statistic, expected["QM"].number, relative: ModelReferenceTests.tolerance, "joint")
      ModelReferenceTests.expectP(joint.pValue, expected["QMp"], "joint p")
      #expect(joint.df1 == texts.count)
    }
  }

  @Test("Tests of terms and variance inflation", arguments: cases)
  func terms(_ reference: RegressionCase) throws {
    let fit = try reference.fit()
    let tests = fit.termTests()
    let inflation = fit.varianceInflation()
    let expected = reference.expect["terms"].list
    #expect(tests.map(\.term.label) == expected.compactMap { $0["label"].text })
    for (i, (test, expected)) in zip(tests, expected).enumerated() {
      // Nearly collinear terms: a generalised factor of 90 is a determinant with a condition of 1e4 in metafor.
      let tolerance = 2e-6
      expectClose(test.wald?.statistic, expected["QM"].number, relative: tolerance, "\(test.term.label) QM")
      expectClose(test.wald?.pValue, expected["QMp"].number, relative: 1e-5, "\(test.term.label) p")
      #expect(test.wald?.df1 == expected["m"].number.map { Int($0) })
      if let factor = expected["gvif"].number {
        expectClose(inflation?.terms[i].factor, factor, relative: tolerance, "\(test.term.label) GVIF")
      }
      if let statistic = expected["LRT"].number {
        let near = 1e-7
        expectClose(
          test.likelihoodRatio?.statistic, statistic, relative: tolerance, absolute: near,
          "\(test.term.label) LRT")
        expectClose(
          test.likelihoodRatio?.pValue, expected["LRTp"].number, relative: 1e-5, "\(test.term.label) LRT p")
        expectClose(
          test.aicDifference, expected["aic"].number, relative: tolerance, absolute: near,
          "\(test.term.label) AIC")
      }
    }
    let isLikelihood = ["ML", "EE"].contains(reference.call["method"].text)
    #expect(tests.allSatisfy { isLikelihood || $0.likelihoodRatio == nil })
  }

  @Test("Adjusted means", arguments: cases)
  func adjustedMeans(_ reference: RegressionCase) throws {
    let expected = reference.expect["adjusted_means"]
    guard let factor = expected["factor"].text else { return }
    let means = try reference.fit().adjustedMeans(of: factor)
    #expect(means.rows.map(\.level) == expected["levels"].list.compactMap(\.text))
    #expect(means.rows.map { Double($0.k) } == expected["k"].numbers)
    FitPredictionTests.compare(
      means.rows.compactMap(\.prediction), expected, tolerance: ModelReferenceTests.tolerance)
  }
}
