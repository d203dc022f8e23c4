import LinearAlgebra
import MetaModels
import Testing
import _TestSupport

/// The stored cases of metafor 5.1 on linear hypotheses, likelihood ratios and variance inflation, all of them.
@Suite("Inference against metafor 5.1")
struct InferenceReferenceTests {
  static let all = (try? RegressionCase.all(in: "inference")) ?? []
  static func cases(_ function: String) -> [RegressionCase] {
    all.filter { $0.call["function"].text?.hasPrefix(function) == true }
  }

  @Test("All cases are read")
  func counts() {
    #expect(InferenceReferenceTests.all.count == 22)
    let functions = [
      "predict", "anova (linear", "anova (likelihood-ratio test)", "anova (likelihood-ratio test of", "vif",
    ]
    #expect(functions.map { InferenceReferenceTests.cases($0).count } == [2, 2, 3, 6, 9])
  }

  @Test("Linear hypotheses", arguments: cases("anova (linear"))
  func hypotheses(_ reference: RegressionCase) throws {
    let (fit, expect) = (try reference.fit(), reference.expect)
    let rows = Matrix(columns: [[1, -1, 0], [1, 0, -1], [0, 1, -1]], rows: 3).transposed
    let tests = try fit.test(contrasts: rows)
    for (i, row) in tests.rows.enumerated() {
      expectClose(row.estimate, expect["est"][i].number, relative: 1e-7)
      expectClose(row.standardError, expect["se"][i].number, relative: 1e-7)
      expectClose(row.statistic, expect["stat"][i].number, relative: 1e-7)
      expectClose(row.pValue, expect["pval"][i].number, relative: 1e-7)
    }
    // The third hypothesis follows from the first two: the joint test is that of two.
    #expect(tests.notes.map(\.kind.code) == ["contrasts.dependent"])
    let pair = try fit.test(contrasts: rows.selecting(rows: [0, 1]))
    for joint in [tests.joint, pair.joint] {
      expectClose(joint?.statistic, expect["joint_QM"].number, relative: 1e-7)
      expectClose(joint?.pValue, expect["joint_QMp"].number, relative: 1e-7)
      #expect(joint.map { Double($0.df1) } == expect["joint_QMdf"][0].number)
      #expect(joint?.df2.map { Double($0) } == expect["joint_QMdf"][1].number)
    }
  }

  @Test("Likelihood ratios of moderators", arguments: cases("anova (likelihood-ratio test)"))
  func moderators(_ reference: RegressionCase) throws {
    let formulas = try #require(reference.call["models"].text).split(separator: " vs ").map { String($0) }
    let full = try reference.fit(formulas[0])
    // metafor compares on the complete rows of the full model.
    let rows = full.studies.indices.filter { full.studies[$0].isUsed }
    var effects = reference.effects
    effects.rows = rows.map { effects.rows[$0] }
    effects.table = effects.table?.selectingRows(rows)
    let fits = try formulas.map { try reference.settings.fit(effects, moderators: $0) }
    let test = try fits[0].likelihoodRatioTest(against: fits[1])
    let expect = reference.expect
    // A difference of log-likelihoods: absolute, and its p value with it.
    expectClose(test.statistic, expect["LRT"].number, relative: 1e-7, absolute: 1e-10)
    expectClose(test.pValue, expect["pval"].number, relative: 1e-7)
    #expect(Double(test.degreesOfFreedom) == expect["df"].number)
    expectClose(test.r2, expect["R2"].number, relative: 1e-6)
    let table = try ModelComparison([fits[1], fits[0]])
    expectClose(table.rows[1].likelihood.logLikelihood, expect["ll_full"].number, relative: 1e-9)
    expectClose(table.rows[0].likelihood.logLikelihood, expect["ll_reduced"].number, relative: 1e-9)
    expectClose(table.rows[1].tau2, expect["tau2_full"].number, relative: 1e-7)
    expectClose(table.rows[0].tau2, expect["tau2_reduced"].number, relative: 1e-7)
    #expect(table.rows[0].test == nil && table.rows[1].test == test)
    #expect(try ModelComparison(fits).rows[1].test == test)
    #expect(throws: ComparisonError.self) { try fits[1].likelihoodRatioTest(against: fits[0]) }
    #expect(table.rows.map(\.aiccDifference).min() == 0)
  }

  @Test("Likelihood ratios of τ², full and restricted", arguments: cases("anova (likelihood-ratio test of"))
  func heterogeneity(_ reference: RegressionCase) throws {
    let random = try reference.settings.fit(reference.effects)
    var equal = try reference.settings
    equal.heterogeneity = .equalEffects
    let test = try random.likelihoodRatioTest(against: try equal.fit(reference.effects))
    expectClose(test.statistic, reference.expect["LRT"].number, relative: 1e-9)
    expectClose(test.pValue, reference.expect["pval"].number, relative: 1e-8)
    #expect(Double(test.degreesOfFreedom) == reference.expect["df"].number)
    #expect(test.isAtBoundary && test.isRestricted == (reference.call["method"].text == "REML"))
  }

  @Test("Variance inflation", arguments: cases("vif"))
  func inflation(_ reference: RegressionCase) throws {
    let fit = try reference.fit()
    let inflation = try #require(fit.varianceInflation())
    if let generalised = reference.expect["gvif"].number {
      let term = try #require(inflation.terms.first { $0.term == "alloc" })
      expectClose(term.factor, generalised, relative: 1e-7)
      expectClose(term.root, generalised.squareRoot().squareRoot(), relative: 1e-7)
      return
    }
    let names = reference.expect["names"].list.compactMap(\.text)
    #expect(Set(inflation.coefficients.map(\.term)) == Set(names))
    for (name, expected) in zip(names, reference.expect["vif"].numbers) {
      let factor = try #require(inflation.coefficients.first { $0.term == name })
      expectClose(factor.factor, expected, relative: 1e-7, name)
      expectClose(factor.root, expected?.squareRoot(), relative: 1e-7, name)
    }
  }

  static let levels = (try? RegressionCase.all(in: "reference-levels")) ?? []

  /// Levels sort by code points here and by locale in the reference, so that the reference level differs; with it
  /// named, every coefficient agrees, and without, everything that does not depend on the coding.
  @Test("The choice of the reference level is the only difference of order", arguments: levels)
  func referenceLevels(_ reference: RegressionCase) throws {
    let expect = reference.expect
    let named = try reference.fit("~ factor(measure, ref = 'ad hoc physician scale')")
    let names = expect["names"].list.compactMap(\.text)
    #expect(named.coefficients.count == names.count)
    for (i, name) in names.enumerated() {
      let term = name == "intercept" ? name : "factor(measure)" + name.dropFirst("measure".count)
      let coefficient = try #require(named.coefficients.first { $0.term == term })
      expectClose(coefficient.estimate, expect["b"][i].number, relative: 1e-6, absolute: 1e-8, name)
      expectClose(coefficient.standardError, expect["se"][i].number, relative: 1e-6, name)
    }
    let ordered = try reference.fit()
    for fit in [named, ordered] {
      expectClose(fit.heterogeneity.tau2, expect["tau2"].number, relative: 1e-6, absolute: 1e-10)
      expectClose(fit.moderatorTest?.statistic, expect["QM"].number, relative: 1e-6)
      expectClose(fit.moderatorTest?.pValue, expect["QMp"].number, relative: 1e-5)
    }
    #expect(ordered.design.terms[1] == "measureHRSD")
  }
}
