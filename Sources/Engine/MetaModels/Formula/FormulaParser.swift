/// A recursive-descent parser: sums of products of interactions of powers of variables.
struct FormulaParser {
  private let source: String
  private let tokens: [FormulaToken]
  private var next = 0
  private var depth = 0
  /// The labels of the variables in order of appearance.
  private(set) var appearance: [String] = []

  init(_ formula: String) throws(FormulaError) {
    source = formula
    tokens = try FormulaToken.all(of: formula)
  }

  private var token: FormulaToken { tokens[next] }

  private mutating func advance() { if next < tokens.count - 1 { next += 1 } }

  private mutating func take(_ symbol: Character) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  private func fail(_ problem: String) -> FormulaError {
    .syntax(formula: source, position: token.position, problem: problem)
  }

  private mutating func expect(_ symbol: Character) throws(FormulaError) {
    guard take(symbol) else { throw fail("'\(symbol)' is expected here") }
  }

  /// `~ sum`; the tilde may be left out.
  mutating func termSet() throws(FormulaError) -> FormulaTermSet {
    _ = take("~")
    let set = try sum()
    guard token.kind == .end else { throw fail("nothing more is expected here") }
    return set
  }

  /// Terms added and taken away; 0, 1, −1 decide on the intercept.
  private mutating func sum() throws(FormulaError) -> FormulaTermSet {
    var set = FormulaTermSet()
    var adds = !take("-")
    if adds { _ = take("+") }
    while true {
      if case .number(let number) = token.kind, number == 0 || number == 1 {
        set.hasIntercept = adds == (number == 1)
        advance()
      } else {
        let part = try product()
        for term in part.terms { if adds { set.insert(term) } else { set.remove(term) } }
      }
      if take("+") {
        adds = true
      } else if take("-") {
        adds = false
      } else {
        return set
      }
    }
  }

  /// `a * b`.
  private mutating func product() throws(FormulaError) -> FormulaTermSet {
    var set = try interaction()
    while take("*") { set = set.expanded(with: try interaction()) }
    return set
  }

  /// `a : b`.
  private mutating func interaction() throws(FormulaError) -> FormulaTermSet {
    var set = try power()
    while take(":") { set = set.crossed(with: try power()) }
    return set
  }

  /// `(a + b)^2`.
  private mutating func power() throws(FormulaError) -> FormulaTermSet {
    let base = try primary()
    guard take("^") else { return base }
    guard case .number(let degree) = token.kind, degree >= 1, degree <= 9, degree == degree.rounded() else {
      throw fail("a whole number from 1 to 9 is expected after '^'; for the square of a moderator write I(x^2)")
    }
    advance()
    var set = base
    for _ in 1..<Int(degree) { set = set.expanded(with: base) }
    return set
  }

  /// Counts an opening bracket; deep nesting is refused before it exhausts the stack.
  private mutating func descend() throws(FormulaError) {
    depth += 1
    guard depth <= 100 else { throw fail("brackets are nested more than 100 deep") }
  }

  private mutating func primary() throws(FormulaError) -> FormulaTermSet {
    if take("(") {
      try descend()
      defer { depth -= 1 }
      let set = try sum()
      try expect(")")
      return set
    }
    guard case .name(let name) = token.kind else {
      throw fail("a moderator is expected here")
    }
    let position = token.position
    advance()
    let variable =
      take("(") ? try call(name, at: position) : FormulaVariable.column(name, position: position)
    if !appearance.contains(variable.label) { appearance.append(variable.label) }
    return FormulaTermSet(terms: [FormulaTerm(variables: [variable])])
  }

  /// The rest of `name(`.
  private mutating func call(_ name: String, at position: Int) throws(FormulaError) -> FormulaVariable {
    let variable: FormulaVariable
    switch name {
    case "factor":
      guard case .name(let column) = token.kind else { throw fail("factor() needs the name of a column") }
      let place = token.position
      advance()
      variable = .factor(column, position: place, reference: try reference())
    case "I":
      let inner = try arithmetic()
      variable = .expression(inner, label: "I(\(inner.label))")
    case "center": variable = .centered(try arithmetic())
    case "poly": variable = .polynomial(try arithmetic(), degree: try count(1...9, "a degree"))
    case "rcs": variable = .spline(try arithmetic(), knots: try count(3...7, "a number of knots"))
    default:
      guard let function = FormulaFunction(rawValue: name) else {
        let known = ["factor", "I", "center", "poly", "rcs"] + FormulaFunction.allCases.map(\.rawValue)
        throw .syntax(
          formula: source, position: position,
          problem: "there is no function '\(name)'; the functions are \(known.joined(separator: ", "))")
      }
      let inner = FormulaExpression.call(function, try arithmetic())
      variable = .expression(inner, label: inner.label)
    }
    try expect(")")
    return variable
  }

  /// `, ref = "level"`, if there.
  private mutating func reference() throws(FormulaError) -> String? {
    guard take(",") else { return nil }
    guard token.kind == .name("ref") else { throw fail("ref = \"level\" is expected here") }
    advance()
    try expect("=")
    let level: String
    switch token.kind {
    case .text(let text), .name(let text): level = text
    case .number(let number): level = FormulaExpression.text(number)
    default: throw fail("a level is expected here, for example ref = \"rct\"")
    }
    advance()
    return level
  }

  private mutating func count(_ range: ClosedRange<Int>, _ what: String) throws(FormulaError) -> Int {
    guard take(","), case .number(let number) = token.kind, number == number.rounded(),
      range.contains(Int(number))
    else { throw fail("\(what) from \(range.lowerBound) to \(range.upperBound) is expected here") }
    advance()
    return Int(number)
  }

  private mutating func arithmetic() throws(FormulaError) -> FormulaExpression {
    var left = try factor()
    while case .symbol(let symbol) = token.kind, "+-".contains(symbol) {
      advance()
      left = .binary(symbol, left, try factor())
    }
    return left
  }

  private mutating func factor() throws(FormulaError) -> FormulaExpression {
    var left = try signed()
    while case .symbol(let symbol) = token.kind, "*/".contains(symbol) {
      advance()
      left = .binary(symbol, left, try signed())
    }
    return left
  }

  private mutating func signed() throws(FormulaError) -> FormulaExpression {
    try descend()
    defer { depth -= 1 }
    if take("-") { return .negative(try signed()) }
    let base = try atom()
    return take("^") ? .binary("^", base, try signed()) : base
  }

  private mutating func atom() throws(FormulaError) -> FormulaExpression {
    let position = token.position
    switch token.kind {
    case .number(let number):
      advance()
      return .number(number)
    case .symbol("("):
      advance()
      let inner = try arithmetic()
      try expect(")")
      return inner
    case .name(let name):
      advance()
      guard take("(") else { return .variable(name, position: position) }
      guard let function = FormulaFunction(rawValue: name) else {
        throw .syntax(
          formula: source, position: position, problem: "the function '\(name)' cannot stand inside another")
      }
      let inner = try arithmetic()
      try expect(")")
      return .call(function, inner)
    default: throw fail("a number or a moderator is expected here")
    }
  }
}
