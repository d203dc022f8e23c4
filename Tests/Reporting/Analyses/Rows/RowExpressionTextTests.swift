import Testing

@testable import Analyses

@Suite struct RowExpressionTextTests {
  @Test(arguments: [
    "year >= 1990", "a and b or c", "(a or b) and c", "not a and b", "not (a and b)", "x in (1, 3, 7..10)",
    "x not in (\"a\", 'say \"b\"')", "a - (b - c)", "a - b - c", "-a ^ 2", "(-a) ^ 2", "2 ^ 3 ^ 4",
    "(2 ^ 3) ^ 4",
    "`odd name` == \"x\"", "log(a + b) * 2", "min(a, b, c) < 3 and missing(d)", "a / (b * c)", "a - -3",
  ])
  func textMeansTheSame(text: String) throws {
    let first = try RowExpression(text)
    let again = try RowExpression(first.root.text)
    #expect(again.root.text == first.root.text)
    #expect(bare(again.root) == bare(first.root), "\(text) became \(first.root.text)")
  }

  /// The tree without positions.
  private func bare(_ node: RowExpression.Node) -> String {
    switch node {
    case .number(let x): "\(x)"
    case .text(let t): "'\(t)'"
    case .column(let name, _): name
    case .negative(let a): "neg(\(bare(a)))"
    case .not(let a): "not(\(bare(a)))"
    case .binary(let sign, let a, let b, _): "(\(bare(a)) \(sign.rawValue) \(bare(b)))"
    case .among(let a, let items, _): "(\(bare(a)) in \(items.count))"
    case .call(let function, let arguments, _): "\(function)(\(arguments.map(bare)))"
    }
  }
}
