import MetaAnalysis
import Plotting

/// Several models side by side.
public struct ComparisonSection: FitSection {
  /// The comparison.
  public var comparison: ModelComparison

  /// A comparison of models.
  public init(_ comparison: ModelComparison) { self.comparison = comparison }

  /// `comparison`.
  public var key: String { "comparison" }

  /// One entry a model, with the test against the one before it.
  public var json: JSONValue {
    .list(
      comparison.rows.map { row in
        .object([
          "moderators": .text(row.formula), "method": .text(row.method), "k": .integer(row.k),
          "p": .integer(row.p),
          "parameters": .integer(row.parameterCount), "likelihood": row.likelihood.json,
          "aicc_difference": .number(row.aiccDifference), "tau2": .number(row.tau2), "r2": .number(row.r2),
          "q": .number(row.q), "likelihood_ratio": row.test?.json ?? .null,
        ])
      })
  }

  /// A table, one row a model.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    let isRestricted = comparison.rows.contains { $0.likelihood.isRestricted }
    let columns = [
      ReportTable.Column("Model", .left), .init("k"), .init("Parameters"),
      .init(isRestricted ? "Restricted log L" : "log L"), .init("AIC"), .init("AICc"), .init("ΔAICc"),
      .init("BIC"),
      .init("τ²"), .init("R²"), .init("LR χ²"), .init("df"), .init("p"),
    ]
    let tau2 = RegressionCells.rounding(comparison.rows.map(\.tau2), decimals: decimals)
    func fixed(_ value: Double, _ decimals: Int = 2) -> ReportTable.Cell {
      .text(NumberText.fixed(value, decimals: decimals))
    }
    let rows = comparison.rows.map { row -> [ReportTable.Cell] in
      [
        .text(row.formula), RegressionCells.count(row.k), RegressionCells.count(row.parameterCount),
        fixed(row.likelihood.logLikelihood, 3), fixed(row.likelihood.aic), fixed(row.likelihood.aicc),
        fixed(row.aiccDifference), fixed(row.likelihood.bic), tau2.cell(row.tau2),
        row.r2.map { .text(NumberText.fixed($0, decimals: 1) + "%") } ?? .empty,
        RegressionCells.statistic(row.test?.statistic),
        row.test.map { RegressionCells.count($0.degreesOfFreedom) } ?? .empty,
        RegressionCells.pValue(row.test?.pValue),
      ]
    }
    return [
      .table(
        ReportTable(
          heading: "Models compared; LR: likelihood ratio against the model before", columns: columns,
          rows: rows))
    ]
  }

  /// The same with full precision.
  public var csv: String? {
    RegressionCells.csv(
      [
        "moderators", "method", "k", "p", "parameters", "log_likelihood", "deviance", "aic", "aicc",
        "aicc_difference",
        "bic", "tau2", "r2", "q", "lr_statistic", "lr_df", "lr_p_value",
      ],
      comparison.rows.map { row in
        [.text(row.formula), .text(row.method)]
          + [
            Double(row.k), Double(row.p), Double(row.parameterCount), row.likelihood.logLikelihood,
            row.likelihood.deviance, row.likelihood.aic, row.likelihood.aicc, row.aiccDifference,
            row.likelihood.bic,
            row.tau2, row.r2, row.q, row.test?.statistic, row.test.map { Double($0.degreesOfFreedom) },
            row.test?.pValue,
          ].map { .number($0) }
      })
  }

  /// Rows left out, pairs without a test.
  public var notes: [Note] { comparison.notes }
}
