import MetaAnalysis
import Plotting

/// Variance inflation factors.
public struct InflationSection: FitSection {
  /// The factors.
  public var inflation: VarianceInflation

  /// Variance inflation factors of a fit.
  public init(_ inflation: VarianceInflation) { self.inflation = inflation }

  /// `vif`.
  public var key: String { "vif" }

  /// `{"coefficients":[…],"terms":[…]}`.
  public var json: JSONValue {
    func list(_ factors: [VarianceInflation.Factor]) -> JSONValue {
      .list(
        factors.map {
          .object([
            "term": .text($0.term), "coefficient_count": .integer($0.coefficientCount),
            "vif": .number($0.factor),
            "vif_root": .number($0.root),
          ])
        })
    }
    return .object(["coefficients": list(inflation.coefficients), "terms": list(inflation.terms)])
  }

  /// A table of terms, and of coefficients where a term has several.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    func table(_ heading: String, _ factors: [VarianceInflation.Factor]) -> Report.Block {
      .table(
        ReportTable(
          heading: heading,
          columns: [.init("Term", .left), .init("Coefficients"), .init("VIF"), .init("VIF^(1/2m)")],
          rows: factors.map {
            [
              .text($0.term), RegressionCells.count($0.coefficientCount),
              .text(NumberText.fixed($0.factor, decimals: 2)), .text(NumberText.fixed($0.root, decimals: 2)),
            ]
          }))
    }
    let isGeneralised = inflation.terms.contains { $0.coefficientCount > 1 }
    return [table("Variance inflation", inflation.terms)]
      + (isGeneralised ? [table("Variance inflation of single coefficients", inflation.coefficients)] : [])
  }

  /// Terms, then coefficients, with full precision.
  public var csv: String? {
    RegressionCells.csv(
      ["kind", "term", "coefficient_count", "vif", "vif_root"],
      (inflation.terms.map { ("term", $0) } + inflation.coefficients.map { ("coefficient", $0) }).map {
        kind, factor in
        [
          .text(kind), .text(factor.term), .number(Double(factor.coefficientCount)), .number(factor.factor),
          .number(factor.root),
        ]
      })
  }
}
