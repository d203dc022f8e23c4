import RealModule

/// An arithmetic expression of moderators, as inside `I(…)` or `log(…)`.
indirect enum FormulaExpression: Hashable, Sendable {
  case number(Double)
  case variable(String, position: Int)
  case negative(FormulaExpression)
  case binary(Character, FormulaExpression, FormulaExpression)
  case call(FormulaFunction, FormulaExpression)

  /// The columns it reads, in order of appearance.
  var variables: [(name: String, position: Int)] {
    switch self {
    case .number: []
    case .variable(let name, let position): [(name, position)]
    case .negative(let inner), .call(_, let inner): inner.variables
    case .binary(_, let a, let b): a.variables + b.variables
    }
  }

  /// Its value in a row, `nil` where something is missing or not finite.
  func value(_ lookup: (String) -> Double?) -> Double? {
    let result: Double? =
      switch self {
      case .number(let number): number
      case .variable(let name, _): lookup(name)
      case .negative(let inner): inner.value(lookup).map { -$0 }
      case .call(let function, let inner): inner.value(lookup).map { function($0) }
      case .binary(let symbol, let a, let b):
        if let x = a.value(lookup), let y = b.value(lookup) {
          FormulaExpression.combine(symbol, x, y)
        } else {
          nil
        }
      }
    return result.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Why it has no value in a row though none of its variables is missing: `log(-2) is not a number`; `nil` when it
  /// has one, or when a variable is missing.
  func failure(_ lookup: (String) -> Double?) -> String? {
    func described(_ step: String, _ value: Double) -> String? {
      value.isFinite ? nil : "\(step) is \(value.isNaN ? "not a number" : "infinite")"
    }
    switch self {
    case .number: return nil
    case .variable(let name, _): return lookup(name).flatMap { described(name, $0) }
    case .negative(let inner): return inner.failure(lookup)
    case .call(let function, let inner):
      guard let x = inner.value(lookup) else { return inner.failure(lookup) }
      return described("\(function.rawValue)(\(FormulaExpression.text(x)))", function(x))
    case .binary(let symbol, let a, let b):
      guard let x = a.value(lookup), let y = b.value(lookup) else {
        return a.failure(lookup) ?? b.failure(lookup)
      }
      let step = [x, y].map { $0 < 0 ? "(\(FormulaExpression.text($0)))" : FormulaExpression.text($0) }
      return described(step.joined(separator: String(symbol)), FormulaExpression.combine(symbol, x, y))
    }
  }

  private static func combine(_ symbol: Character, _ x: Double, _ y: Double) -> Double {
    switch symbol {
    case "+": x + y
    case "-": x - y
    case "*": x * y
    case "/": x / y
    default: y == 2 ? x * x : (y == y.rounded() && abs(y) < 1e9 ? .pow(x, Int(y)) : .pow(x, y))
    }
  }

  /// The expression as text without spaces, brackets where precedence needs them.
  var label: String { label(inside: 0) }

  private func label(inside outer: Int) -> String {
    switch self {
    case .number(let number):
      return FormulaExpression.text(number)
    case .variable(let name, _): return name
    case .negative(let inner): return "-" + inner.label(inside: 3)
    case .call(let function, let inner): return "\(function.rawValue)(\(inner.label))"
    case .binary(let symbol, let a, let b):
      let precedence = symbol == "^" ? 4 : symbol == "*" || symbol == "/" ? 2 : 1
      let text = a.label(inside: precedence) + String(symbol) + b.label(inside: precedence + 1)
      return precedence < outer ? "(\(text))" : text
    }
  }

  /// A number as formulas and levels show it: whole numbers without a point.
  static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }
}

/// The functions of one number that a formula may use.
enum FormulaFunction: String, CaseIterable, Hashable, Sendable {
  case log, log2, log10, sqrt, exp, abs

  func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .log: .log(x)
    case .log2: .log2(x)
    case .log10: .log10(x)
    case .sqrt: x.squareRoot()
    case .exp: .exp(x)
    case .abs: Swift.abs(x)
    }
  }
}
