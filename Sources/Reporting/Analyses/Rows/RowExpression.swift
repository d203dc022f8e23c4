import MetaAnalysis

/// An expression over the columns of a table, evaluated row by row: a filter of rows or a new column.
///
/// Columns by name (in back quotes where it holds other characters), `row` for the row's number, numbers, texts in
/// quotes; `+ - * / ^`; `== != < <= > >=`; `and or not`; `x in (1, 3, 7..10)` and `x not in ("a", "b")`; `missing(x)`;
/// the functions log, log2, log10, sqrt, exp, abs, min, max, and over all rows mean, sum and count. What is missing makes
/// a comparison or a sum missing; `and` and `or` are missing only where the other side does not decide.
public struct RowExpression: Hashable, Sendable {
  /// The expression as written.
  public let text: String
  let root: Node

  /// Reads an expression.
  /// - Throws: ``RowExpressionError/syntax(text:position:problem:)``.
  public init(_ text: String) throws(RowExpressionError) {
    var parser = try RowExpressionParser(text)
    self.text = text
    root = try parser.expression()
  }

  /// A part of an expression; positions count characters from 1.
  indirect enum Node: Hashable, Sendable {
    case number(Double)
    case text(String)
    case column(String, position: Int)
    case negative(Node)
    case not(Node)
    case binary(Operator, Node, Node, position: Int)
    case among(Node, [Item], position: Int)
    case call(Function, [Node], position: Int)

    /// The character where it stands, or that of its operator; `nil` for numbers and texts.
    var position: Int? {
      switch self {
      case .number, .text: nil
      case .column(_, let position), .binary(_, _, _, let position), .among(_, _, let position),
        .call(_, _, let position):
        position
      case .negative(let inner), .not(let inner): inner.position
      }
    }

    /// An element of a list after `in`.
    enum Item: Hashable, Sendable {
      case value(Node)
      case range(Double, Double)
    }
  }

  enum Operator: String, CaseIterable, Hashable, Sendable {
    case or, and
    case equal = "=="
    case unequal = "!="
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
  }

  enum Function: String, CaseIterable, Hashable, Sendable {
    case log, log2, log10, sqrt, exp, abs, min, max, missing, mean, sum, count

    /// Whether it looks at all rows.
    var isOverRows: Bool { self == .mean || self == .sum || self == .count }
  }
}

/// What can be wrong with an expression over rows.
public enum RowExpressionError: AnalysisError, Hashable {
  /// The text is not an expression.
  case syntax(text: String, position: Int, problem: String)
  /// The table has no such column.
  case unknownColumn(text: String, position: Int, name: String, available: [String])
  /// Numbers and texts are mixed up.
  case wrongKind(text: String, position: Int, problem: String)

  /// The request or the data are at fault.
  public var kind: ErrorKind { .data }

  /// The character of the expression at which it is noticed, from 1.
  public var position: Int {
    switch self {
    case .syntax(_, let position, _), .wrongKind(_, let position, _), .unknownColumn(_, let position, _, _):
      position
    }
  }

  /// One sentence: what is wrong, at which character, and how to mend it.
  public var description: String {
    switch self {
    case .syntax(let text, let position, let problem), .wrongKind(let text, let position, let problem):
      return "'\(text)', character \(position): \(problem)"
    case .unknownColumn(let text, let position, let name, let available):
      let guess = nearestName(to: name, in: available).map { "; did you mean '\($0)'?" } ?? ""
      return "'\(text)', character \(position): the data have no column '\(name)'; the columns are "
        + "\(available.joined(separator: ", ")); texts stand in quotes\(guess)"
    }
  }
}
