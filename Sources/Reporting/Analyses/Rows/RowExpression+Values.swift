import MetaAnalysis
import RealModule

extension RowExpression {
  /// What an expression gives in a row.
  enum Value: Hashable {
    case number(Double)
    case text(String)
    case flag(Bool)
    case missing
  }

  /// For each row of a table whether the condition holds, `nil` where missing values leave it open.
  /// - Throws: ``RowExpressionError`` for unknown columns, and where numbers and texts are mixed up.
  public func condition(in table: StudyTable) throws(RowExpressionError) -> [Bool?] {
    var evaluation = RowEvaluation(text: text, table: table)
    var results: [Bool?] = []
    for row in 0..<table.rowCount {
      switch try evaluation.value(of: root, row: row) {
      case .flag(let flag): results.append(flag)
      case .missing: results.append(nil)
      case .number, .text:
        throw .wrongKind(
          text: text, position: root.position ?? 1,
          problem: "a condition belongs here, for example year >= 1990")
      }
    }
    return results
  }

  /// The numbers of a new column, `nil` where something is missing or not finite.
  /// - Throws: ``RowExpressionError`` for unknown columns, and where numbers and texts are mixed up.
  public func numbers(in table: StudyTable) throws(RowExpressionError) -> [Double?] {
    var evaluation = RowEvaluation(text: text, table: table)
    var results: [Double?] = []
    for row in 0..<table.rowCount {
      switch try evaluation.value(of: root, row: row) {
      case .number(let number): results.append(number.isFinite ? number : nil)
      case .flag(let flag): results.append(flag ? 1 : 0)
      case .missing: results.append(nil)
      case .text:
        throw .wrongKind(
          text: text, position: root.position ?? 1, problem: "a number belongs here, not a text")
      }
    }
    return results
  }
}

/// The values of one expression over one table; what looks at all rows is computed once.
private struct RowEvaluation {
  let text: String
  let table: StudyTable
  private var columns: [String: StudyTable.Column] = [:]
  private var overRows: [Int: RowExpression.Value] = [:]

  init(text: String, table: StudyTable) {
    self.text = text
    self.table = table
  }

  mutating func value(of node: RowExpression.Node, row: Int) throws(RowExpressionError) -> RowExpression.Value {
    switch node {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .column(let name, let position): return try cell(name, row, position)
    case .negative(let inner):
      guard let x = try number(inner, row, position: inner.position ?? 1) else { return .missing }
      return .number(-x)
    case .not(let inner):
      guard let flag = try flag(inner, row, position: inner.position ?? 1) else { return .missing }
      return .flag(!flag)
    case .binary(let sign, let a, let b, let position): return try binary(sign, a, b, row, position)
    case .among(let node, let items, let position): return try among(node, items, row, position)
    case .call(let function, let arguments, let position): return try call(function, arguments, row, position)
    }
  }

  private mutating func cell(
    _ name: String, _ row: Int, _ position: Int
  ) throws(RowExpressionError) -> RowExpression.Value {
    let known = columns[name] ?? table[name]
    guard let column = known else {
      if name == "row" { return .number(Double(row + 1)) }
      throw .unknownColumn(text: text, position: position, name: name, available: table.columns.map(\.name))
    }
    columns[name] = column
    if let numbers = column.numbers { return numbers[row].map { .number($0) } ?? .missing }
    return column.texts[row].map { .text($0) } ?? .missing
  }

  private mutating func number(
    _ node: RowExpression.Node, _ row: Int, position: Int
  ) throws(RowExpressionError) -> Double? {
    switch try value(of: node, row: row) {
    case .number(let number): return number
    case .missing: return nil
    case .flag(let flag): return flag ? 1 : 0
    case .text(let found):
      throw .wrongKind(text: text, position: position, problem: "'\(found)' is a text where a number is needed")
    }
  }

  private mutating func flag(
    _ node: RowExpression.Node, _ row: Int, position: Int
  ) throws(RowExpressionError) -> Bool? {
    switch try value(of: node, row: row) {
    case .flag(let flag): return flag
    case .missing: return nil
    case .number, .text:
      throw .wrongKind(
        text: text, position: position, problem: "'and', 'or' and 'not' stand between conditions")
    }
  }

  private mutating func binary(
    _ sign: RowExpression.Operator, _ a: RowExpression.Node, _ b: RowExpression.Node, _ row: Int,
    _ position: Int
  ) throws(RowExpressionError) -> RowExpression.Value {
    switch sign {
    case .and, .or:
      let (x, y) = (
        try flag(a, row, position: a.position ?? position), try flag(b, row, position: b.position ?? position)
      )
      let decisive = sign == .or
      if x == decisive || y == decisive { return .flag(decisive) }
      return x == nil || y == nil ? .missing : .flag(!decisive)
    case .equal, .unequal, .below, .above, .atMost, .atLeast:
      let order = try compared(try value(of: a, row: row), try value(of: b, row: row), position)
      guard let order else { return .missing }
      let holds =
        switch sign {
        case .equal: order == 0
        case .unequal: order != 0
        case .below: order < 0
        case .above: order > 0
        case .atMost: order <= 0
        default: order >= 0
        }
      return .flag(holds)
    case .plus, .minus, .times, .over, .power:
      guard let x = try number(a, row, position: position), let y = try number(b, row, position: position)
      else {
        return .missing
      }
      let result =
        switch sign {
        case .plus: x + y
        case .minus: x - y
        case .times: x * y
        case .over: x / y
        default:
          y == 2 ? x * x : y == y.rounded() && y.magnitude < 1e9 ? Double.pow(x, Int(y)) : Double.pow(x, y)
        }
      return result.isNaN ? .missing : .number(result)
    }
  }

  /// The sign of the difference; texts in code-point order.
  private func compared(
    _ a: RowExpression.Value, _ b: RowExpression.Value, _ position: Int
  ) throws(RowExpressionError) -> Int? {
    switch (a, b) {
    case (.missing, _), (_, .missing): return nil
    case (.number(let x), .number(let y)): return x < y ? -1 : x > y ? 1 : 0
    case (.text(let x), .text(let y)):
      return x == y ? 0 : x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars) ? -1 : 1
    case (.flag(let x), .flag(let y)): return x == y ? 0 : x ? 1 : -1
    default:
      throw .wrongKind(
        text: text, position: position,
        problem:
          "a number is compared with a text; a column is numeric when all its cells are numbers, texts stand in quotes"
      )
    }
  }

  private mutating func among(
    _ node: RowExpression.Node, _ items: [RowExpression.Node.Item], _ row: Int, _ position: Int
  ) throws(RowExpressionError) -> RowExpression.Value {
    let value = try value(of: node, row: row)
    guard value != .missing else { return .missing }
    for item in items {
      switch item {
      case .value(let other):
        if try compared(value, try self.value(of: other, row: row), position) == 0 { return .flag(true) }
      case .range(let lower, let upper):
        guard case .number(let x) = value else {
          throw .wrongKind(text: text, position: position, problem: "a range holds numbers, not texts")
        }
        if lower <= x, x <= upper { return .flag(true) }
      }
    }
    return .flag(false)
  }

  private mutating func call(
    _ function: RowExpression.Function, _ arguments: [RowExpression.Node], _ row: Int, _ position: Int
  ) throws(RowExpressionError) -> RowExpression.Value {
    if function == .missing { return .flag(try value(of: arguments[0], row: row) == .missing) }
    if function.isOverRows {
      if let known = overRows[position] { return known }
      var (sum, count) = (0.0, 0)
      for row in 0..<table.rowCount {
        guard let x = try number(arguments[0], row, position: position) else { continue }
        (sum, count) = (sum + x, count + 1)
      }
      let result: RowExpression.Value =
        switch function {
        case .sum: .number(sum)
        case .count: .number(Double(count))
        default: count == 0 ? .missing : .number(sum / Double(count))
        }
      overRows[position] = result
      return result
    }
    var numbers: [Double] = []
    for argument in arguments {
      guard let x = try number(argument, row, position: position) else { return .missing }
      numbers.append(x)
    }
    let (x, rest) = (numbers[0], numbers.dropFirst())
    let result =
      switch function {
      case .log: Double.log(x)
      case .log2: Double.log2(x)
      case .log10: Double.log10(x)
      case .sqrt: x.squareRoot()
      case .exp: Double.exp(x)
      case .abs: x.magnitude
      case .min: rest.reduce(x, Swift.min)
      default: rest.reduce(x, Swift.max)
      }
    return result.isNaN ? .missing : .number(result)
  }
}
