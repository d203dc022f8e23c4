import EffectMeasures
import LinearAlgebra
import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Linear hypotheses as texts")
struct HypothesisTests {
  /// Grades 1–3, two designs with awkward names, a number.
  static func fit(_ formula: String) throws -> Fit {
    let table = try StudyTable(
      name: "data",
      columns: [
        .init(name: "grade", numbers: [1, 2, 3, 1, 2, 3, 1, 2, 3, 1]),
        .init(
          name: "design",
          texts: [
            "non-random (a)", "trial", "trial", "a + b", "trial", "a + b", "non-random (a)", "a + b", "trial",
            "trial",
          ],
          numbers: nil),
        .init(name: "x", numbers: [0.5, 1, 2, 4, 3, 2.5, 1, 0, 5, 2]),
        .init(name: "x1", numbers: [1, 1, 2, 3, 5, 8, 1, 3, 2, 1]),
      ])
    var effects = EffectSizes(
      yi: [0.2, 0.1, 0.5, 0.4, 1.1, 0.0, 0.3, 0.6, 0.2, 0.7],
      vi: [0.04, 0.05, 0.03, 0.06, 0.04, 0.02, 0.05, 0.03, 0.04, 0.05])
    effects.table = table
    return try RandomEffects().fit(effects, moderators: formula)
  }

  @Test("Terms, reference levels, numbers and brackets are read")
  func forms() throws {
    let fit = try HypothesisTests.fit("~ factor(grade) + x + x1")
    #expect(fit.design.terms == ["intercept", "factor(grade)2", "factor(grade)3", "x", "x1"])
    let cases: [(String, [Double], Double, String)] = [
      ("grade2 - grade1 = 0", [0, 1, 0, 0, 0], 0, "grade2 - grade1 = 0"),
      ("factor(grade)3=grade2", [0, -1, 1, 0, 0], 0, "factor(grade)3=grade2"),
      ("x1 = x", [0, 0, 0, -1, 1], 0, "x1 = x"),
      ("2 * (x - x1/4) + 1 = -intercept", [1, 0, 0, 2, -0.5], -1, "2 * (x - x1/4) + 1 = -intercept"),
      ("x", [0, 0, 0, 1, 0], 0, "x = 0"),
      ("(Intercept) == 1e-1", [1, 0, 0, 0, 0], 0.1, "(Intercept) == 1e-1"),
      ("`x1` - .5", [0, 0, 0, 0, 1], 0.5, "`x1` - .5 = 0"),
      ("-(-x)", [0, 0, 0, 1, 0], 0, "-(-x) = 0"),
    ]
    for (text, coefficients, value, sentence) in cases {
      let hypothesis = try #require(try fit.hypotheses(text).first)
      #expect(hypothesis.coefficients == coefficients, "\(text)")
      #expect(hypothesis.value == value, "\(text)")
      #expect(hypothesis.text == sentence)
    }
  }

  @Test("Names with operators, brackets and blanks are read whole")
  func awkwardNames() throws {
    let fit = try HypothesisTests.fit("~ design * x")
    #expect(
      fit.design.terms == [
        "intercept", "designnon-random (a)", "designtrial", "x", "designnon-random (a):x", "designtrial:x",
      ])
    let hypothesis = try #require(try fit.hypotheses("designnon-random(a):x - designtrial : x + x").first)
    #expect(hypothesis.coefficients == [0, 0, 0, 1, 1, -1])
    #expect(try fit.hypotheses("designtrial - designa + b").first?.coefficients == [0, 0, 1, 0, 0, 0])
    #expect(try fit.hypotheses("`designnon-random (a)`").first?.coefficients == [0, 1, 0, 0, 0, 0])
  }

  @Test("A term stands for all its coefficients")
  func wholeTerms() throws {
    let fit = try HypothesisTests.fit("~ factor(grade) + poly(x, 2)")
    let tests = try fit.test(contrasts: ["factor(grade)"])
    #expect(tests.rows.map(\.hypothesis.text) == ["factor(grade)2 = 0", "factor(grade)3 = 0"])
    let joint = try #require(fit.test(coefficients: [1, 2]))
    expectClose(tests.joint?.statistic, joint.statistic)
    #expect(tests.joint?.df1 == 2 && tests.joint?.df2 == 5)
    #expect(try fit.hypotheses("poly(x,2)").count == 2)
    #expect(fit.test(coefficients: [7]) == nil)
  }

  static let errors: [(String, Int)] = [
    ("grade2 -", 9), ("x * x1", 3), ("x / x1", 3), ("x / 0", 3), ("x x1", 1), ("= 3", 1), ("x = 3 4 )", 9),
    ("(x", 3), ("`x", 1), ("x = = = 2", 7), ("", 1), ("x = 1e999", 5),
  ]

  @Test("An error points at its character", arguments: errors)
  func syntax(_ text: String, _ position: Int) throws {
    let fit = try HypothesisTests.fit("~ factor(grade) + x + x1")
    do {
      _ = try fit.hypotheses(text)
      Issue.record("'\(text)' was accepted")
    } catch .syntax(_, let found, _) {
      #expect(found == position, "'\(text)'")
    } catch .unknownTerm(_, let found, _, _) {
      #expect(found == position, "'\(text)'")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("Unknown names are answered with the likely one; deep nesting and empty hypotheses are refused")
  func otherErrors() throws {
    let fit = try HypothesisTests.fit("~ factor(grade) + x")
    #expect(throws: HypothesisError.empty(text: "x - x = 1")) { try fit.hypotheses("x - x = 1") }
    #expect(throws: HypothesisError.empty(text: "grade1")) { try fit.hypotheses("grade1") }
    #expect(throws: HypothesisError.self) { try fit.hypotheses(String(repeating: "(", count: 50_000) + "x") }
    do {
      _ = try fit.hypotheses("x - grade22")
      Issue.record("accepted")
    } catch {
      #expect(
        error.description
          == "contrast 'x - grade22', character 5: there is no coefficient 'grade22'; the coefficients are intercept, "
          + "factor(grade)2, factor(grade)3, x; did you mean 'factor(grade)2'?"
          || error.description.contains("'grade22'"))
    }
    #expect(throws: HypothesisError.coefficientCount(row: 1, count: 2, terms: fit.design.terms)) {
      try fit.test(contrasts: Matrix(rows: 1, columns: 2))
    }
    #expect(throws: HypothesisError.notFinite(row: 1)) {
      try fit.test(contrasts: Matrix(rows: 1, columns: 4, repeating: .nan))
    }
  }

  @Test("Hypotheses that contradict each other have no joint test")
  func contradiction() throws {
    let fit = try HypothesisTests.fit("~ x")
    let tests = try fit.test(contrasts: ["x = 0", "2*x = 1"])
    #expect(tests.joint == nil)
    #expect(tests.notes.map(\.kind.code) == ["contrasts.contradictory"])
    let consistent = try fit.test(contrasts: ["x = 0.5", "2*x = 1"])
    expectClose(consistent.joint?.statistic, consistent.rows[0].statistic.map { $0 * $0 }, relative: 1e-12)
  }
}
