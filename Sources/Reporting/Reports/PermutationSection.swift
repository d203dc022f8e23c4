import MetaAnalysis
import Plotting

/// A permutation test in a report.
public struct PermutationSection: FitSection {
  /// The result.
  public var test: PermutationTest

  /// The section of a test.
  public init(_ test: PermutationTest) { self.test = test }

  /// The name of the member in the JSON.
  public var key: String { "permutation" }

  /// What was noticed.
  public var notes: [Note] { test.notes }

  /// `{"scheme","exact","permutations","distinct","seed","counting","coefficients","moderator_test"}`.
  public var json: JSONValue {
    .object([
      "scheme": .text(test.scheme.rawValue), "exact": .flag(test.isExact),
      "permutations": .integer(test.permutations),
      "distinct": .integer(test.distinct), "seed": test.seed.map { .text(String($0)) } ?? .null,
      "counting": .text(test.counting?.rawValue), "coefficients": .list(test.coefficients.map(\.json)),
      "moderator_test": test.moderatorTest?.json ?? .null,
    ])
  }

  /// The p values and how they were counted.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    let columns = [
      ReportTable.Column("Tested", .left), .init("Statistic"), .init("As extreme"), .init("Permutation p"),
    ]
    var rows = test.coefficients.map { row($0, $0.term ?? "") }
    if let omnibus = test.moderatorTest, test.coefficients.count > 1 {
      rows.append(row(omnibus, "all moderators"))
    }
    let kind = test.isExact ? "exact" : "\(test.permutations) random"
    return [
      .table(ReportTable(heading: "Permutation test (\(kind))", columns: columns, rows: rows)),
      .facts(heading: nil, facts),
    ]
  }

  private var facts: [Report.Fact] {
    var facts = [
      Report.Fact(
        "Permuted",
        test.scheme == .signs ? "the signs of the estimates" : "the moderators' rows among the studies"),
      .init("Different permutations", test.distinct.map(String.init) ?? "more than 2⁶³"),
    ]
    if let seed = test.seed { facts.append(.init("Seed", String(seed))) }
    if let counting = test.counting { facts.append(.init("p", "\(counting.rawValue): \(counting.name)")) }
    return facts
  }

  private func row(_ result: PermutationTest.Result, _ label: String) -> [ReportTable.Cell] {
    [
      .text(label), result.statistic.map { .text(NumberText.fixed($0, decimals: 2)) } ?? .empty,
      .text(String(result.asExtreme)), result.pValue.map { .text(NumberText.pValueText($0)) } ?? .empty,
    ]
  }
}

extension PermutationTest.Result {
  fileprivate var json: JSONValue {
    .object([
      "term": .text(term), "statistic": .number(statistic), "as_extreme": .integer(asExtreme),
      "p_value": .number(pValue),
    ])
  }
}
