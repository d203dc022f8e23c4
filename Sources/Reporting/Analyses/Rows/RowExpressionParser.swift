import MetaAnalysis

/// Reads a ``RowExpression`` by recursive descent: or, and, not, comparison, sum, product, power, atom.
struct RowExpressionParser {
  private enum Token: Hashable {
    case number(Double)
    case name(String, isQuoted: Bool)
    case text(String)
    case symbol(String)
    case end
  }

  private let text: String
  private var tokens: [(token: Token, position: Int)] = []
  private var next = 0
  private var depth = 0

  init(_ text: String) throws(RowExpressionError) {
    self.text = text
    try tokenize()
  }

  /// The whole text as one expression.
  mutating func expression() throws(RowExpressionError) -> RowExpression.Node {
    let node = try or()
    guard current == .end else { throw unexpected("here; put 'and', 'or' or an operator between") }
    return node
  }

  // MARK: Grammar

  private mutating func or() throws(RowExpressionError) -> RowExpression.Node {
    var node = try and()
    while let position = take(word: "or", symbol: "||") {
      node = .binary(.or, node, try and(), position: position)
    }
    return node
  }

  private mutating func and() throws(RowExpressionError) -> RowExpression.Node {
    var node = try not()
    while let position = take(word: "and", symbol: "&&") {
      node = .binary(.and, node, try not(), position: position)
    }
    return node
  }

  private mutating func not() throws(RowExpressionError) -> RowExpression.Node {
    guard take(word: "not", symbol: "!") != nil else { return try comparison() }
    try descend()
    defer { depth -= 1 }
    return .not(try not())
  }

  private mutating func comparison() throws(RowExpressionError) -> RowExpression.Node {
    let left = try sum()
    let position = tokens[next].position
    if case .symbol(let symbol) = current {
      let name =
        symbol == "=" ? "==" : symbol == "≤" ? "<=" : symbol == "≥" ? ">=" : symbol == "≠" ? "!=" : symbol
      if let sign = RowExpression.Operator(rawValue: name), ["==", "!=", "<", "<=", ">", ">="].contains(name) {
        next += 1
        return .binary(sign, left, try sum(), position: position)
      }
    }
    if take(word: "in") != nil { return .among(left, try items(), position: position) }
    if isWord("not"), next + 1 < tokens.count, tokens[next + 1].token == .name("in", isQuoted: false) {
      next += 2
      return .not(.among(left, try items(), position: position))
    }
    return left
  }

  private mutating func items() throws(RowExpressionError) -> [RowExpression.Node.Item] {
    guard take(symbol: "(") else {
      throw unexpected("after 'in'; a list in parentheses belongs here: in (1, 2, 5..8)")
    }
    var items: [RowExpression.Node.Item] = []
    repeat {
      let first = try sum()
      if take(symbol: "..") {
        guard case .number(let lower) = first, case .number(let upper) = try sum() else {
          throw unexpected("; the ends of a range are numbers")
        }
        items.append(.range(lower, upper))
      } else {
        items.append(.value(first))
      }
    } while take(symbol: ",")
    guard take(symbol: ")") else { throw unexpected("; the list is not closed with ')'") }
    return items
  }

  private mutating func sum() throws(RowExpressionError) -> RowExpression.Node {
    var node = try product()
    while let (sign, position) = take([.plus, .minus]) {
      node = .binary(sign, node, try product(), position: position)
    }
    return node
  }

  private mutating func product() throws(RowExpressionError) -> RowExpression.Node {
    var node = try signed()
    while let (sign, position) = take([.times, .over]) {
      node = .binary(sign, node, try signed(), position: position)
    }
    return node
  }

  private mutating func signed() throws(RowExpressionError) -> RowExpression.Node {
    guard take(symbol: "-") else { return try power() }
    try descend()
    defer { depth -= 1 }
    let inner = try signed()
    if case .number(let number) = inner { return .number(-number) }
    return .negative(inner)
  }

  private mutating func power() throws(RowExpressionError) -> RowExpression.Node {
    let base = try atom()
    guard let (sign, position) = take([.power]) else { return base }
    try descend()
    defer { depth -= 1 }
    return .binary(sign, base, try signed(), position: position)
  }

  private mutating func atom() throws(RowExpressionError) -> RowExpression.Node {
    let (token, position) = tokens[next]
    switch token {
    case .number(let number):
      next += 1
      return .number(number)
    case .text(let text):
      next += 1
      return .text(text)
    case .name("and", isQuoted: false), .name("or", isQuoted: false), .name("in", isQuoted: false):
      throw unexpected("; a column, a number or a text belongs before and after it")
    case .name(let name, let isQuoted):
      next += 1
      guard !isQuoted, take(symbol: "(") else { return .column(name, position: position) }
      return try call(name, at: position)
    case .symbol("("):
      next += 1
      try descend()
      defer { depth -= 1 }
      let node = try or()
      guard take(symbol: ")") else { throw unexpected("; a parenthesis is not closed with ')'") }
      return node
    case .symbol, .end: throw unexpected("; a column, a number or a text belongs here")
    }
  }

  private mutating func call(_ name: String, at position: Int) throws(RowExpressionError) -> RowExpression.Node
  {
    guard let function = RowExpression.Function(rawValue: name) else {
      let names = RowExpression.Function.allCases.map(\.rawValue)
      let guess = nearestName(to: name, in: names).map { "; did you mean '\($0)'?" } ?? ""
      throw .syntax(
        text: text, position: position,
        problem: "there is no function '\(name)'; the functions are \(names.joined(separator: ", "))\(guess)")
    }
    try descend()
    defer { depth -= 1 }
    var arguments: [RowExpression.Node] = []
    repeat { arguments.append(try or()) } while take(symbol: ",")
    guard take(symbol: ")") else { throw unexpected("; the function is not closed with ')'") }
    guard arguments.count == 1 || function == .min || function == .max else {
      throw .syntax(text: text, position: position, problem: "\(name) takes one value")
    }
    return .call(function, arguments, position: position)
  }

  // MARK: Tokens

  private var current: Token { tokens[next].token }

  private func isWord(_ word: String) -> Bool { current == .name(word, isQuoted: false) }

  private mutating func take(word: String, symbol: String? = nil) -> Int? {
    guard isWord(word) || symbol.map({ current == .symbol($0) }) == true else { return nil }
    next += 1
    return tokens[next - 1].position
  }

  private mutating func take(symbol: String) -> Bool {
    guard current == .symbol(symbol) else { return false }
    next += 1
    return true
  }

  private mutating func take(_ signs: [RowExpression.Operator]) -> (RowExpression.Operator, Int)? {
    guard case .symbol(let symbol) = current, let sign = signs.first(where: { $0.rawValue == symbol }) else {
      return nil
    }
    next += 1
    return (sign, tokens[next - 1].position)
  }

  private mutating func descend() throws(RowExpressionError) {
    depth += 1
    guard depth <= 200 else {
      throw .syntax(text: text, position: tokens[next].position, problem: "too many parentheses")
    }
  }

  private func unexpected(_ problem: String) -> RowExpressionError {
    let (token, position) = tokens[next]
    let found =
      switch token {
      case .number(let number): "'\(numberText(number))'"
      case .name(let name, _): "'\(name)'"
      case .text(let text): "the text \"\(text)\""
      case .symbol(let symbol): "'\(symbol)'"
      case .end: "the end"
      }
    return .syntax(
      text: text, position: position,
      problem: "\(found) cannot stand \(problem.hasPrefix(";") ? "here\(problem)" : problem)")
  }

  private mutating func tokenize() throws(RowExpressionError) {
    let characters = Array(text)
    var i = 0
    func isDigit(_ i: Int) -> Bool { i < characters.count && characters[i].isASCII && characters[i].isNumber }
    while i < characters.count {
      let (start, c) = (i, characters[i])
      if c.isWhitespace {
        i += 1
        continue
      }
      if isDigit(i) || c == "." && isDigit(i + 1) {
        while isDigit(i) { i += 1 }
        if i < characters.count, characters[i] == ".", i + 1 >= characters.count || characters[i + 1] != "." {
          i += 1
          while isDigit(i) { i += 1 }
        }
        if i < characters.count, "eE".contains(characters[i]) {
          let signed = i + 1 < characters.count && "+-".contains(characters[i + 1]) ? 2 : 1
          if isDigit(i + signed) {
            i += signed
            while isDigit(i) { i += 1 }
          }
        }
        guard let number = parseNumber(String(characters[start..<i])), number.isFinite else {
          throw .syntax(text: text, position: start + 1, problem: "this is not a number")
        }
        tokens.append((.number(number), start + 1))
      } else if c.isLetter || c == "_" || c == "." && i + 1 < characters.count && characters[i + 1].isLetter {
        while i < characters.count,
          characters[i].isLetter || characters[i].isNumber || "._".contains(characters[i])
        {
          i += 1
        }
        tokens.append((.name(String(characters[start..<i]), isQuoted: false), start + 1))
      } else if "\"'`".contains(c) {
        guard let close = characters[(i + 1)...].firstIndex(of: c) else {
          throw .syntax(text: text, position: start + 1, problem: "the quote \(c) is not closed")
        }
        let content = String(characters[start + 1..<close])
        tokens.append((c == "`" ? .name(content, isQuoted: true) : .text(content), start + 1))
        i = close + 1
      } else {
        let pair = i + 1 < characters.count ? String(characters[i...i + 1]) : ""
        if ["==", "!=", "<=", ">=", "&&", "||", ".."].contains(pair) {
          tokens.append((.symbol(pair), start + 1))
          i += 2
        } else if c == "−" || "+-*/^(),=<>!≤≥≠".contains(c) {
          tokens.append((.symbol(c == "−" ? "-" : String(c)), start + 1))
          i += 1
        } else {
          throw .syntax(text: text, position: start + 1, problem: "'\(c)' has no meaning here")
        }
      }
    }
    tokens.append((.end, characters.count + 1))
  }
}
