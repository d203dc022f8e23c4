/// A token of a model formula with the position (from 1) of its first character.
struct FormulaToken: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    case text(String)
    case symbol(Character)
    case end
  }

  let kind: Kind
  let position: Int

  /// The tokens of a formula: numbers, names (back-quoted where they hold other characters), quoted texts, symbols.
  static func all(of formula: String) throws(FormulaError) -> [FormulaToken] {
    let characters = Array(formula)
    var tokens: [FormulaToken] = []
    var i = 0
    while i < characters.count {
      let (start, c) = (i, characters[i])
      if c.isWhitespace {
        i += 1
      } else if c.isASCII, c.isNumber || (c == "." && i + 1 < characters.count && characters[i + 1].isNumber) {
        while i < characters.count, isNumberPart(characters, i, from: start) { i += 1 }
        let text = String(characters[start..<i])
        guard let number = Double(text), number.isFinite else {
          throw .syntax(formula: formula, position: start + 1, problem: "'\(text)' is not a number")
        }
        tokens.append(FormulaToken(kind: .number(number), position: start + 1))
      } else if c.isLetter || c == "." || c == "_" {
        while i < characters.count,
          characters[i].isLetter || characters[i].isNumber || "._".contains(characters[i])
        {
          i += 1
        }
        tokens.append(FormulaToken(kind: .name(String(characters[start..<i])), position: start + 1))
      } else if c == "`" || c == "'" || c == "\"" {
        i += 1
        while i < characters.count, characters[i] != c { i += 1 }
        guard i < characters.count else {
          throw .syntax(formula: formula, position: start + 1, problem: "the quote \(c) is not closed")
        }
        let text = String(characters[start + 1..<i])
        tokens.append(FormulaToken(kind: c == "`" ? .name(text) : .text(text), position: start + 1))
        i += 1
      } else if "~+-*/^:(),=".contains(c) {
        tokens.append(FormulaToken(kind: .symbol(c), position: start + 1))
        i += 1
      } else {
        throw .syntax(formula: formula, position: start + 1, problem: "'\(c)' has no meaning in a formula")
      }
    }
    tokens.append(FormulaToken(kind: .end, position: characters.count + 1))
    return tokens
  }

  private static func isNumberPart(_ characters: [Character], _ i: Int, from start: Int) -> Bool {
    let c = characters[i]
    if c.isASCII, c.isNumber || c == "." { return true }
    if c == "e" || c == "E", i + 1 < characters.count {
      let next = characters[i + 1]
      return next.isNumber || ("+-".contains(next) && i + 2 < characters.count && characters[i + 2].isNumber)
    }
    return "+-".contains(c) && i > start && "eE".contains(characters[i - 1])
  }
}
