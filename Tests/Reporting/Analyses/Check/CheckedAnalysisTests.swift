import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

@Suite struct CheckedAnalysisTests {
  private func check(_ text: String) throws -> CheckedAnalysis {
    try prepared(text).check()
  }

  private func prepared(_ text: String) throws -> PreparedAnalysis {
    try PreparedAnalysis(Analysis(yaml: "schema: tutti.analysis/1\n" + text, path: "analysis.yml"))
  }

  /// Odds ratios of the BCG trials: van Houwelingen, Arends & Stijnen (2002), doi:10.1002/sim.1040, pp. 596–597 and
  /// 608–609; the upper limit of the fixed-effect interval is off in the last digit there.
  @Test func publishedNumbersOfTheBCGTrials() throws {
    let checked = try check(
      """
      data: {dataset: bcg}
      measure: OR
      conventions: metafor@5.1
      model: {method: ML}
      expect:
        - {quantity: estimate, printed: "0.476", scale: natural}
        - {quantity: ci, printed: ["0.336", "0.675"], scale: natural}
        - {quantity: tau2, printed: "0.302"}
        - {quantity: k, printed: "13"}
        - {quantity: estimate, printed: "0.6465", scale: natural, with: {method: EE}}
        - {quantity: ci, printed: ["0.5951", "0.703"], scale: natural, with: {method: EE}}
      """)
    #expect(
      checked.numbers.map(\.verdict.kind) == [
        .holds, .holds, .holds, .holds, .holds, .holds, .holds, .lastDigit,
      ])
    #expect(!checked.holds())
    #expect(checked.holds(accepting: Verdict.Kind.accepted.union([.lastDigit])))
    expectClose(checked.numbers[7].verdict.computed, 0.70238, relative: 1e-4)
  }

  @Test func moderatorsAndPredictions() throws {
    let checked = try check(
      """
      data: {dataset: bcg}
      measure: OR
      conventions: metafor@5.1
      model: {method: ML}
      moderators: ~ latitude
      predict: [{latitude: 33.46}]
      expect:
        - {quantity: estimate, term: intercept, printed: "0.371"}
        - {quantity: se, term: intercept, printed: "0.106"}
        - {quantity: estimate, term: latitude, printed: "-0.033"}
        - {quantity: se, term: latitude, printed: "0.003"}
        - {quantity: tau2, printed: "0.004"}
        - {quantity: estimate, at: {latitude: 0}, printed: "0.371"}
        - {quantity: estimate, prediction: 1, printed: "-0.724"}
        - {quantity: estimate, printed: "0.371"}
        - {quantity: estimate, term: lattitude, printed: "0.371"}
      """)
    #expect(
      checked.numbers.map(\.verdict.kind) == [
        .holds, .holds, .holds, .holds, .holds, .holds, .holds, .undefined, .undefined,
      ])
    #expect(checked.numbers[7].reason?.contains("name one with 'term'") == true)
    #expect(checked.numbers[8].reason?.contains("did you mean 'latitude'?") == true)
  }

  static let inline = """
    data:
      columns:
        study: [SYNTHETIC A, SYNTHETIC B, SYNTHETIC C, SYNTHETIC D]
        group: [x, x, y, y]
        yi: [0.1, 0.3, 0.5, 0.7]
        vi: [0.04, 0.04, 0.04, 0.04]
    conventions: metafor@5.1
    model: {method: EE}

    """

  @Test func everyPartOfAnAnalysisHasItsNumbers() throws {
    let checked = try check(
      Self.inline + """
        subgroups: {by: group}
        expect:
          - {quantity: estimate, printed: "0.400"}
          - {quantity: se, printed: "0.100"}
          - {quantity: ci, printed: ["0.204", "0.596"]}
          - {quantity: statistic, printed: "4.00"}
          - {quantity: p, printed: "<0.001"}
          - {quantity: q, printed: "5.00"}
          - {quantity: q_df, printed: "3"}
          - {quantity: i2, printed: "40%"}
          - {quantity: i2, printed: "0.400", scale: fraction}
          - {quantity: q_p, printed: "17.2%"}
          - {quantity: estimate, subgroup: x, printed: "0.20"}
          - {quantity: weight, subgroup: y, printed: "50%"}
          - {quantity: k, subgroup: y, printed: "2"}
          - {quantity: q_between, printed: "4.00"}
          - {quantity: q_within, printed: "1.00"}
          - {quantity: q_between_p, printed: "0.0455"}
          - {quantity: estimate, study: SYNTHETIC C, printed: "0.5"}
          - {quantity: se, row: 3, printed: "0.2"}
          - {quantity: ci, row: 1, printed: ["−0.29", "0.49"]}
          - {quantity: weight, study: SYNTHETIC D, printed: "25.0"}
          - {quantity: estimate, printed: "-0.40", scale: negative}
          - {quantity: ci, printed: ["-0.596", "-0.204"], scale: negative}
          - {quantity: estimate, without: SYNTHETIC D, printed: "0.30", with: {method: DL}}
        """)
    for number in checked.numbers {
      // A subgroup analysis with another method and one study less pools the rest: 0.9/3.
      #expect(
        number.verdict.kind == .holds,
        "\(number.quantity) \(number.printed.text): \(number.verdict) \(number.reason ?? "")")
    }
  }

  @Test func ratiosCanBePrintedInManyWays() throws {
    // Without a measure there is no way back; natural is the analysis scale.
    let plain = try check(
      """
      data: {columns: {yi: [-0.2, -0.3], vi: [0.01, 0.01]}}
      model: {method: EE}
      expect: [{quantity: estimate, printed: "-0.25", scale: natural}]
      """)
    #expect(plain.holds())
    let ratios = try check(
      """
      data: {columns: {ai: [20, 30], n1i: [100, 100], ci: [25, 40], n2i: [100, 100]}}
      measure: RR
      conventions: metafor@5.1
      model: {method: EE}
      expect:
        - {quantity: estimate, printed: "0.767", scale: natural}
        - {quantity: estimate, printed: "76.7", scale: percent}
        - {quantity: estimate, printed: "-23.3%", scale: percent-change}
        - {quantity: estimate, printed: "23.3%", scale: percent-reduction}
        - {quantity: ci, printed: ["0.564", "1.045"], scale: natural}
        - {quantity: ci, printed: ["-4.5", "43.6"], scale: percent-reduction}
        - {quantity: estimate, printed: "1.30", scale: reciprocal}
        - {quantity: ci, printed: ["0.96", "1.77"], scale: reciprocal}
      """)
    for number in ratios.numbers {
      #expect(number.verdict.kind == .holds, "\(number.quantity) \(number.printed.text): \(number.verdict)")
    }
  }

  @Test func tolerancesAndMisprints() throws {
    let checked = try check(
      Self.inline + """
        expect:
          - {quantity: estimate, printed: "0.42", tolerance: {absolute: 0.02, reason: a reason}}
          - {quantity: estimate, printed: "0.43", tolerance: {absolute: 0.02, reason: a reason}}
          - {quantity: estimate, printed: "0.40", tolerance: {absolute: 0.02, reason: a reason}}
          - {quantity: q, printed: "7.00", misprint: {correct: "5.00", reason: a reason}}
          - {quantity: q, printed: "7.00", misprint: {correct: "6.00", reason: a reason}}
          - {quantity: q, printed: "5.00", misprint: {correct: "6.00", reason: a reason}}
          - {quantity: ci, printed: ["0.240", "0.596"], misprint: {correct: ["0.204", "0.596"], reason: a reason}}
        """)
    #expect(
      checked.numbers.map(\.verdict.kind) == [
        .withinTolerance, .differs, .holds, .misprint, .differs, .differs, .misprint, .holds,
      ])
    #expect(checked.numbers[5].reason?.contains("no misprint") == true)
  }

  @Test func numbersThatDoNotHoldGetHints() throws {
    func hints(_ expectation: String, model: String = "") throws -> [String] {
      try check(Self.inline + model + "expect: [\(expectation)]").numbers.flatMap(\.hints)
    }
    func first(_ expectation: String) throws -> String { try hints(expectation).first ?? "" }
    #expect(try first("{quantity: estimate, printed: \"-0.400\"}").contains("on the scale 'negative'"))
    #expect(try first("{quantity: estimate, printed: \"0.300\"}").contains("SYNTHETIC D (row 4) left out"))
    #expect(
      try hints("{quantity: estimate, printed: \"0.150\"}").contains {
        $0.contains("sign of SYNTHETIC C (row 3)") || $0.contains("row 3") && $0.contains("sign")
      })
    #expect(try first("{quantity: tau2, printed: \"0.027\"}").contains("model random instead of common"))
  }

  /// Where one number of several has lost its sign, that is said, and not that all are printed with the other sign.
  @Test func aLostSignIsAMisprintAndNoScale() throws {
    let hints = try check(
      Self.inline + """
        expect:
          - {quantity: estimate, printed: "-0.400"}
          - {quantity: ci, printed: ["0.204", "0.596"]}
          - {quantity: se, printed: "0.100"}
        """
    ).numbers.flatMap(\.hints)
    #expect(hints.count == 1 && hints[0].contains("misprint") && hints[0].contains("(the sign)"), "\(hints)")
  }

  @Test func endsInEachOthersPlaceAreTold() throws {
    let hints = try check(Self.inline + "expect: [{quantity: ci, printed: [\"0.596\", \"0.204\"]}]").numbers
      .flatMap(\.hints)
    #expect(hints.count == 2 && hints.allSatisfy { $0.contains("ends") }, "\(hints)")
  }

  /// The model's own numbers have names, and there is neither τ² nor Q.
  @Test func betaBinomialModelsHaveNumbers() throws {
    let text = """
      data: {dataset: bcg}
      measure: OR
      model: {method: BB}
      expect: [{quantity: k, printed: "13"}, {quantity: tau2, printed: "1"}, {quantity: q, printed: "1"}, {quantity: lrt, printed: "1"}, {quantity: rho, printed: "1"}, {quantity: rho_se, printed: "1"}]
      """
    let prepared = try prepared(text)
    let model = try #require(try prepared.result().fit?.betaBinomial)
    let computed = try prepared.check(explains: false).numbers.map(\.verdict.computed)
    #expect(
      computed == [
        13, nil, nil, model.overdispersion.statistic, model.correlation, model.correlationStandardError,
      ])
  }

  /// What `check` says first is what `explain` finds first.
  @Test func hintsAreThoseOfExplain() throws {
    let text = """
      data: {dataset: bcg}
      measure: OR
      conventions: metafor@5.1
      model: {method: EE}
      expect:
        - {quantity: estimate, printed: "0.62", scale: natural}
        - {quantity: ci, printed: ["0.57", "0.68"], scale: natural}
      """
    let hints = try check(text).numbers.flatMap(\.hints)
    let explanation = try prepared(text).explain()
    let first = try #require(explanation.solutions.first).changes.map(\.description).joined(separator: "; and ")
    #expect(hints.first?.contains(first) == true, "\(hints) \(first)")
    #expect(!hints.contains { $0.contains("GENQM") })
  }

  @Test func namesOfMeasuresAreCompared() throws {
    func checked(_ printed: String, _ quantity: String = "estimate", measure: String = "RR") throws
      -> CheckedAnalysis.Number
    {
      try check(
        """
        data: {dataset: bcg}
        measure: \(measure)
        conventions: metafor@5.1
        expect: [{quantity: \(quantity), printed: "\(printed)", scale: natural}]
        """
      ).numbers[0]
    }
    #expect(try checked("RR 0.49").verdict.kind == .holds)
    #expect(try checked("0.49").verdict.kind == .holds)
    #expect(try checked("ES 0.49").verdict.kind == .holds)
    let wrong = try checked("OR 0.49")
    #expect(wrong.verdict.kind == .differs)
    #expect(
      wrong.reason
        == "it is printed as an odds ratio, but the analysis computes RR (log risk ratio); state 'measure: OR', or "
        + "print the number without a name")
    #expect(wrong.hints.isEmpty)
    // The number of the measure that is named.
    #expect(try checked("OR 0.47").hints == ["every number holds with measure: OR"])
    #expect(try checked("OR 0.34 to 0.70", "ci").verdict.kind == .differs)
    #expect(try checked("RR 0.34 to 0.70", "ci").verdict.kind == .holds)
    #expect(try checked("95% CI 0.34 to 0.70", "ci").verdict.kind == .holds)
    #expect(try checked("odds ratio = 0.47", measure: "OR").verdict.kind == .holds)
    #expect(try checked("relative risk: 0.47", measure: "OR").verdict.kind == .differs)
  }

  @Test func rowsAreChosenAndKeepTheirNumbers() throws {
    let checked = try check(
      Self.inline + """
        rows: row in (2..4)
        expect:
          - {quantity: k, printed: "3"}
          - {quantity: estimate, printed: "0.50"}
          - {quantity: estimate, row: 4, printed: "0.7"}
          - {quantity: estimate, row: 1, printed: "0.1"}
        """)
    #expect(checked.numbers.map(\.verdict.kind) == [.holds, .holds, .holds, .undefined])
    #expect(checked.result?.notes.contains { $0.kind.code == "rows.filtered" } == true)
    #expect(throws: AnalysisFileError.self) { try check(Self.inline + "rows: row > 10") }
  }

  @Test func dataMustBeThoseOfTheDigest() throws {
    let digest = String(repeating: "0", count: 64)
    #expect {
      try check("data: {dataset: bcg, sha256: \(digest)}\nmeasure: OR")
    } throws: {
      "\($0)".contains("bcg is not the file that was analysed") && "\($0)".contains("analysis.yml:2:30")
    }
  }

  @Test func dataThatAreNotThereAreNamed() throws {
    #expect { try check("data: nowhere.csv\nmeasure: OR") } throws: {
      "\($0)" == "analysis.yml:2:7: nowhere.csv cannot be read: there is no such file; check the path"
    }
    #expect { try check("data: {dataset: bgc}\nmeasure: OR") } throws: {
      "\($0)".contains("did you mean 'bcg'?")
    }
    #expect { try check("data: {dataset: bcg}") } throws: { "\($0)".contains("name the measure") }
  }
}
