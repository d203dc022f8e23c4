import MetaAnalysis
import Plotting

/// Adjusted means of the levels of factors.
public struct AdjustedMeansSection: FitSection {
  /// The means, one entry a factor.
  public var factors: [AdjustedMeans]
  /// The measure, which names the scales.
  public var measure: Measure?

  /// Adjusted means of a fit.
  public init(_ factors: [AdjustedMeans], of fit: Fit) {
    self.factors = factors
    measure = fit.measure
  }

  /// `adjusted_means`.
  public var key: String { "adjusted_means" }

  /// `[{"factor","held","averaged","level","method","rows":[{"factor_level","k",…}]}]`.
  public var json: JSONValue {
    .list(
      factors.map { means in
        .object([
          "factor": .text(means.factor),
          "held": .list(
            means.means.map { .object(["moderator": .text($0.moderator), "value": .number($0.value)]) }),
          "averaged": .list(means.averaged.map { .text($0) }), "level": .number(means.level),
          "method": .text(means.method.rawValue),
          "rows": .list(
            means.rows.map { row in
              .object(
                [
                  JSONValue.Member(key: "factor_level", value: .text(row.level)),
                  JSONValue.Member(key: "k", value: .integer(row.k)),
                ] + (row.prediction?.members ?? [JSONValue.Member(key: "estimate", value: .null)]))
            }),
        ])
      })
  }

  /// A table for each factor, its convention in the heading.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    factors.map { means in
      let columns = PredictionColumns(
        means.rows.compactMap(\.prediction), level: means.level, measure: measure, decimals: decimals)
      return .table(
        ReportTable(
          heading: heading(means),
          columns: [.init(means.factor, .left), .init("Studies")] + columns.headings,
          rows: means.rows.map {
            [.text($0.level), RegressionCells.count($0.k)] + columns.cells($0.prediction)
          }))
    }
  }

  private func heading(_ means: AdjustedMeans) -> String {
    var parts = ["Adjusted means of \(means.factor)"]
    if !means.means.isEmpty {
      let values = means.means.map { "\($0.moderator) = \(NumberText.significant($0.value, digits: 4))" }
      parts.append("at the mean of the others (\(values.joined(separator: ", ")))")
    }
    if !means.averaged.isEmpty {
      parts.append("levels of \(means.averaged.joined(separator: " and ")) weighted equally")
    }
    return parts.joined(separator: ", ")
  }

  /// All factors below each other, with full precision.
  public var csv: String? {
    RegressionCells.csv(
      ["factor", "factor_level", "k"] + Prediction.csvHeader,
      factors.flatMap { means in
        means.rows.map { row in
          [.text(means.factor), .text(row.level), .number(Double(row.k))]
            + (row.prediction?.csvCells ?? Prediction.csvHeader.map { _ in .number(nil) })
        }
      })
  }

  /// Levels that are not identified.
  public var notes: [Note] { factors.flatMap(\.notes) }
}
