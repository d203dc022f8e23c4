import MetaAnalysis
import Plotting

/// The test of each term given all others.
public struct TermTestSection: FitSection {
  /// The tests, one a term.
  public var tests: [TermTest]

  /// Tests of a fit's terms.
  public init(_ tests: [TermTest]) { self.tests = tests }

  /// `term_tests`.
  public var key: String { "term_tests" }

  /// `[{"term","coefficient_count","wald","likelihood_ratio","aic_difference"}]`.
  public var json: JSONValue {
    .list(
      tests.map { test in
        .object([
          "term": .text(test.term.label), "coefficient_count": .integer(test.term.coefficients.count),
          "wald": test.wald?.json ?? .null, "likelihood_ratio": test.likelihoodRatio?.json ?? .null,
          "aic_difference": .number(test.aicDifference),
        ])
      })
  }

  /// A table of Wald tests, and of likelihood ratios where there are some.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    let isF = tests.contains { $0.wald?.df2 != nil }
    let hasRatio = tests.contains { $0.likelihoodRatio != nil }
    var columns = [
      ReportTable.Column("Term", .left), .init("df"), .init(isF ? "F" : "Wald χ²"), .init("p"),
    ]
    if hasRatio { columns += [.init("LR χ²"), .init("p"), .init("AIC without")] }
    let rows = tests.map { test in
      var cells: [ReportTable.Cell] = [
        .text(test.term.label),
        .text(test.wald.map { wald in wald.df2.map { "\(wald.df1), \($0)" } ?? String(wald.df1) } ?? ""),
        RegressionCells.statistic(test.wald?.statistic), RegressionCells.pValue(test.wald?.pValue),
      ]
      if hasRatio {
        cells += [
          RegressionCells.statistic(test.likelihoodRatio?.statistic),
          RegressionCells.pValue(test.likelihoodRatio?.pValue),
          test.aicDifference.map { .text(($0 > 0 ? "+" : "") + NumberText.fixed($0, decimals: 2)) } ?? .empty,
        ]
      }
      return cells
    }
    return [
      .table(ReportTable(heading: "Tests of terms, each given all others", columns: columns, rows: rows))
    ]
  }

  /// The same with full precision.
  public var csv: String? {
    RegressionCells.csv(
      ["term", "statistic", "df1", "df2", "p_value", "lr_statistic", "lr_df", "lr_p_value", "aic_difference"],
      tests.map { test in
        let (wald, ratio) = (test.wald, test.likelihoodRatio)
        return [.text(test.term.label)]
          + [
            wald?.statistic, wald.map { Double($0.df1) }, wald?.df2.map { Double($0) }, wald?.pValue,
            ratio?.statistic, ratio.map { Double($0.degreesOfFreedom) }, ratio?.pValue, test.aicDifference,
          ].map { .number($0) }
      })
  }
}

extension LikelihoodRatioTest {
  /// `{"statistic","df","p_value","restricted","at_boundary","r2"}`.
  var json: JSONValue {
    .object([
      "statistic": .number(statistic), "df": .integer(degreesOfFreedom), "p_value": .number(pValue),
      "restricted": .flag(isRestricted), "at_boundary": .flag(isAtBoundary), "r2": .number(r2),
    ])
  }
}
