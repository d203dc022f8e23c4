import MetaAnalysis
import Plotting

/// The scale part of a location–scale model in a report.
public struct ScaleSection: FitSection {
  /// The result.
  public var scale: ScaleFit
  /// The level of the intervals in percent.
  public var level: Double

  /// The section of a fit with a scale part, `nil` of any other.
  public init?(_ fit: Fit) {
    guard let scale = fit.scale else { return nil }
    self.scale = scale
    level = fit.settings.level
  }

  /// The name of the member in the JSON.
  public var key: String { "scale" }

  /// `{"formula","link","coefficients","covariance","test","likelihood_ratio","studies","optimization"}`.
  public var json: JSONValue {
    .object([
      "formula": .text(scale.formula), "link": .text(scale.link.rawValue),
      "coefficients": .list(scale.coefficients.map(\.json)),
      "covariance": scale.covariance.map { .list($0.rowArrays.map { .list($0.map { .number($0 as Double) }) }) }
        ?? .null,
      "test": scale.test?.json ?? .null, "likelihood_ratio": scale.likelihoodRatio?.json ?? .null,
      "studies": .list(scale.studies.map(\.json)), "optimization": scale.optimization.json,
    ])
  }

  /// Coefficients, tests, and with `details` the τ² of each study.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    var blocks = [coefficients(decimals)] + tests
    if details { blocks.append(studies) }
    return blocks
  }

  private var interval: String { "\(numberText(level))% CI" }

  private func coefficients(_ decimals: Int?) -> Report.Block {
    let isT = scale.coefficients.contains { $0.degreesOfFreedom != nil }
    var columns = [
      ReportTable.Column("Coefficient", .left), .init("Estimate"), .init(interval), .init("SE"),
      .init(isT ? "t" : "z"),
    ]
    if isT { columns.append(.init("df")) }
    columns.append(.init("p"))
    let rows = scale.coefficients.map { coefficient in
      let rounding =
        decimals.map { Rounding(decimals: $0) }
        ?? Rounding(significant: 4, of: coefficient.standardError ?? coefficient.estimate, minimum: 3)
      var cells: [ReportTable.Cell] = [
        .text(coefficient.term), coefficient.estimate.map { rounding.cell($0) } ?? .text("undefined"),
        rounding.cell(coefficient.interval), rounding.cell(coefficient.standardError),
        coefficient.statistic.map { .text(NumberText.fixed($0, decimals: 2)) } ?? .empty,
      ]
      if isT { cells.append(coefficient.degreesOfFreedom.map { .text(numberText($0)) } ?? .empty) }
      cells.append(coefficient.pValue.map { .text(NumberText.pValueText($0)) } ?? .empty)
      return cells
    }
    let heading = "Scale of the heterogeneity: \(scale.link.name)"
    return .table(ReportTable(heading: heading, columns: columns, rows: rows))
  }

  private var tests: [Report.Block] {
    var facts: [Report.Fact] = []
    if let formula = scale.formula { facts.append(.init("Formula", formula)) }
    if let test = scale.test {
      let symbol = test.df2.map { "F(\(test.df1), \($0))" } ?? "χ²(\(test.df1))"
      facts.append(
        .init(
          "Wald",
          "\(symbol) = \(NumberText.fixed(test.statistic, decimals: 2)), \(NumberText.pValueStatement(test.pValue))"
        ))
    }
    if let ratio = scale.likelihoodRatio {
      facts.append(
        .init(
          "Likelihood ratio",
          "χ²(\(ratio.degreesOfFreedom)) = \(NumberText.fixed(ratio.statistic, decimals: 2)), "
            + "\(NumberText.pValueStatement(ratio.pValue)), against one τ² for all studies"))
    }
    let values = scale.studies.compactMap(\.tau2)
    if let least = values.min(), let most = values.max() {
      let rounding = Rounding(significant: 3, of: least > 0 ? least : most, minimum: 4)
      facts.append(.init("τ² of the studies", "from \(rounding.text(least)) to \(rounding.text(most))"))
    }
    return facts.isEmpty ? [] : [.facts(heading: "Test of the scale", facts)]
  }

  private var studies: Report.Block {
    let rounding = Rounding(significant: 3, of: lowerMedian(scale.studies.compactMap(\.tau2)), minimum: 4)
    let rows = scale.studies.filter { $0.tau2 != nil }.map { study -> [ReportTable.Cell] in
      [.text(String(study.row)), rounding.cell(study.tau2), rounding.cell(study.interval)]
    }
    return .table(
      ReportTable(heading: "τ² by row", columns: [.init("Row"), .init("τ²"), .init(interval)], rows: rows))
  }
}

extension ScaleCoefficient {
  fileprivate var json: JSONValue {
    .object([
      "term": .text(term), "estimate": .number(estimate), "se": .number(standardError),
      "statistic": .number(statistic), "df": .number(degreesOfFreedom), "p_value": .number(pValue),
      "ci_lower": .number(interval?.lower), "ci_upper": .number(interval?.upper),
    ])
  }
}

extension LikelihoodRatio {
  fileprivate var json: JSONValue {
    .object([
      "statistic": .number(statistic), "df": .integer(degreesOfFreedom), "p_value": .number(pValue),
      "common_log_likelihood": .number(smallerLogLikelihood),
    ])
  }
}

extension StudyTau2 {
  fileprivate var json: JSONValue {
    .object([
      "row": .integer(row), "tau2": .number(tau2), "ci_lower": .number(interval?.lower),
      "ci_upper": .number(interval?.upper),
    ])
  }
}
