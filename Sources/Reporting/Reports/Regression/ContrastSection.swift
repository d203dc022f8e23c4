import MetaAnalysis
import Plotting

/// Linear hypotheses about the coefficients.
public struct ContrastSection: FitSection {
  /// The tests.
  public var tests: ContrastTests
  /// Level of the intervals in percent.
  public var level: Double

  /// Tests of a fit's coefficients.
  public init(_ tests: ContrastTests, of fit: Fit) {
    self.tests = tests
    level = fit.settings.level
  }

  /// `contrasts`.
  public var key: String { "contrasts" }

  /// `{"adjustment","adjustment_error","rows":[…],"joint":…}`.
  public var json: JSONValue {
    .object([
      "adjustment": .text(tests.adjustment.rawValue), "adjustment_error": .number(tests.adjustmentError),
      "rows": .list(
        tests.rows.map { row in
          .object([
            "hypothesis": .text(row.hypothesis.text), "estimate": .number(row.estimate),
            "value": .number(row.hypothesis.value), "se": .number(row.standardError),
            "statistic": .number(row.statistic), "df": .number(row.degreesOfFreedom),
            "p_value": .number(row.pValue), "p_adjusted": .number(row.adjustedPValue),
            "ci_lower": .number(row.interval?.lower), "ci_upper": .number(row.interval?.upper),
            "simultaneous_lower": .number(row.simultaneousInterval?.lower),
            "simultaneous_upper": .number(row.simultaneousInterval?.upper),
          ])
        }),
      "joint": tests.joint?.json ?? .null,
    ])
  }

  /// A table of the hypotheses, and the joint test of several.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    let rounding = RegressionCells.rounding(tests.rows.map(\.standardError), decimals: decimals)
    let isT = tests.rows.contains { $0.degreesOfFreedom != nil }
    let isAdjusted = tests.adjustment != .none
    let isSimultaneous = tests.rows.contains { $0.simultaneousInterval != nil }
    var columns = [
      ReportTable.Column("Hypothesis", .left), .init("Estimate"), .init("\(numberText(level))% CI"),
      .init("SE"),
      .init(isT ? "t" : "z"), .init("p"),
    ]
    if isAdjusted { columns.append(.init("p, \(tests.adjustment.name)")) }
    if isSimultaneous { columns.append(.init("\(numberText(level))% CI, all together")) }
    let rows = tests.rows.map { row in
      var cells: [ReportTable.Cell] = [
        .text(row.hypothesis.text), rounding.cell(row.estimate), rounding.cell(row.interval),
        rounding.cell(row.standardError), RegressionCells.statistic(row.statistic),
        RegressionCells.pValue(row.pValue),
      ]
      if isAdjusted { cells.append(RegressionCells.pValue(row.adjustedPValue)) }
      if isSimultaneous { cells.append(rounding.cell(row.simultaneousInterval)) }
      return cells
    }
    var blocks: [Report.Block] = [.table(ReportTable(heading: "Contrasts", columns: columns, rows: rows))]
    if tests.rows.count > 1, let joint = tests.joint {
      blocks.append(.facts(heading: "Joint test of the contrasts", [.init("All", joint.sentence)]))
    }
    if let error = tests.adjustmentError {
      let distribution = isT ? "multivariate t distribution" : "multivariate normal distribution"
      let accuracy = "p values within \(NumberText.significant(error, digits: 1))"
      blocks.append(
        .facts(
          heading: "Adjustment", [.init(tests.adjustment.name.capitalizedFirst, "\(distribution), \(accuracy)")]
        ))
    }
    return blocks
  }

  /// The same with full precision.
  public var csv: String? {
    RegressionCells.csv(
      [
        "hypothesis", "estimate", "value", "se", "statistic", "df", "p_value", "p_adjusted", "ci_lower",
        "ci_upper", "simultaneous_lower", "simultaneous_upper",
      ],
      tests.rows.map { row in
        [.text(row.hypothesis.text)]
          + [
            row.estimate, row.hypothesis.value, row.standardError, row.statistic, row.degreesOfFreedom,
            row.pValue,
            row.adjustedPValue, row.interval?.lower, row.interval?.upper, row.simultaneousInterval?.lower,
            row.simultaneousInterval?.upper,
          ].map { .number($0) }
      })
  }

  /// Dependent hypotheses.
  public var notes: [Note] { tests.notes }
}
