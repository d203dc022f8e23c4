import MetaAnalysis

/// Predictions at moderator values.
public struct PredictionSection: FitSection {
  /// The predictions.
  public var predictions: Predictions
  /// The moderators in the order of the formula.
  public var moderators: [String]
  /// The measure, which names the scales.
  public var measure: Measure?

  /// Predictions of a fit.
  public init(_ predictions: Predictions, of fit: Fit) {
    self.predictions = predictions
    moderators = fit.design.recipe?.formula.columns ?? []
    measure = fit.measure
  }

  /// `predictions`.
  public var key: String { "predictions" }

  /// `{"level","method","rows":[{"moderators",…}]}`.
  public var json: JSONValue {
    .object([
      "level": .number(predictions.level), "method": .text(predictions.method.rawValue),
      "rows": .list(
        predictions.rows.map { row in
          .object(
            [JSONValue.Member(key: "moderators", value: .object(moderators.map { value($0, row) }))]
              + row.members
              + [JSONValue.Member(key: "extrapolated", value: .list(row.extrapolated.map { .text($0) }))])
        }),
    ])
  }

  private func value(_ moderator: String, _ row: Prediction) -> JSONValue.Member {
    let value: JSONValue =
      switch row.moderators?[moderator] {
      case .number(let number): .number(number as Double)
      case .text(let text): .text(text as String)
      case nil: .null
      }
    return JSONValue.Member(key: moderator, value: value)
  }

  /// A table: the moderators, the mean with its intervals on both scales.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    let columns = PredictionColumns(
      predictions.rows, level: predictions.level, measure: measure, decimals: decimals)
    let rows = predictions.rows.map { row in
      moderators.map { .text(row.moderators?[$0]?.description ?? "") } + columns.cells(row)
    }
    return [
      .table(
        ReportTable(
          heading: "Predictions", columns: moderators.map { ReportTable.Column($0) } + columns.headings,
          rows: rows))
    ]
  }

  /// The same with full precision.
  public var csv: String? {
    RegressionCells.csv(
      moderators + Prediction.csvHeader,
      predictions.rows.map { row in moderators.map { .text(row.moderators?[$0]?.description) } + row.csvCells })
  }

  /// Values beyond the observed range.
  public var notes: [Note] { predictions.notes }
}
