import StudyRecords

/// Reads `grade2 - grade1 = 0`, `2*a = b + 0.5` and the like against the names of a fit's coefficients.
///
/// Spaces do not count, neither in names nor between them. Names are matched longest first, so that
/// `factor(design)non-random` is read as one; a name that could be read otherwise stands in back quotes.
struct HypothesisParser {
  /// A name and the coefficient it stands for; `nil` for a reference level, which is 0.
  typealias Name = (characters: [Character], coefficient: Int?)

  private let source: String
  private let characters: [Character]
  /// The position in the source of each character, from 1, with one for the end.
  private let places: [Int]
  private let names: [Name]
  private let terms: [String]
  private var next = 0
  private var depth = 0

  /// A linear form: coefficients and a constant.
  private struct Form {
    var coefficients: [Double]
    var constant = 0.0
    var isConstant: Bool { coefficients.allSatisfy { $0 == 0 } }
    func scaled(_ factor: Double) -> Form {
      Form(coefficients: coefficients.map { $0 * factor }, constant: constant * factor)
    }
    func adding(_ other: Form, times factor: Double) -> Form {
      Form(
        coefficients: zip(coefficients, other.coefficients).map { $0 + factor * $1 },
        constant: constant + factor * other.constant)
    }
  }

  init(_ text: String, design: FittedDesign) {
    source = text
    let visible = text.enumerated().filter { !$0.element.isWhitespace }
    characters = visible.map(\.element)
    places = visible.map { $0.offset + 1 } + [text.count + 1]
    terms = design.terms
    names = design.hypothesisNames
  }

  private func fail(_ problem: String) -> HypothesisError {
    .syntax(text: source, position: places[next], problem: problem)
  }

  private mutating func take(_ character: Character) -> Bool {
    guard next < characters.count, characters[next] == character else { return false }
    next += 1
    return true
  }

  /// The whole hypothesis; without `=` the right side is 0.
  mutating func hypothesis() throws(HypothesisError) -> LinearHypothesis {
    var form = try sum()
    let hasEquals = take("=")
    if hasEquals {
      _ = take("=")
      form = form.adding(try sum(), times: -1)
    }
    guard next == characters.count else { throw fail("nothing more is expected here") }
    guard !form.isConstant else { throw .empty(text: source) }
    let text = source.split { $0.isWhitespace }.joined(separator: " ")
    return LinearHypothesis(
      coefficients: form.coefficients, value: form.constant == 0 ? 0 : -form.constant,
      text: hasEquals ? text : text + " = 0")
  }

  private mutating func sum() throws(HypothesisError) -> Form {
    var form = try product()
    while true {
      if take("+") {
        form = form.adding(try product(), times: 1)
      } else if take("-") {
        form = form.adding(try product(), times: -1)
      } else {
        return form
      }
    }
  }

  private mutating func product() throws(HypothesisError) -> Form {
    var form = try factor()
    while true {
      let place = next
      if take("*") {
        let other = try factor()
        guard form.isConstant || other.isConstant else {
          next = place
          throw fail("two coefficients cannot be multiplied in a linear hypothesis")
        }
        form = form.isConstant ? other.scaled(form.constant) : form.scaled(other.constant)
      } else if take("/") {
        let other = try factor()
        guard other.isConstant, other.constant != 0 else {
          next = place
          throw fail("only a number other than 0 can stand below a division")
        }
        form = form.scaled(1 / other.constant)
      } else {
        return form
      }
    }
  }

  private mutating func factor() throws(HypothesisError) -> Form {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else { throw fail("brackets are nested more than 100 deep") }
    if take("-") { return try factor().scaled(-1) }
    if take("+") { return try factor() }
    if let form = try name() { return form }
    if let form = try number() { return form }
    if take("(") {
      let form = try sum()
      guard take(")") else { throw fail("')' is expected here") }
      return form
    }
    guard next < characters.count, !"+-*/=)".contains(characters[next]) else {
      throw fail("a coefficient or a number is expected here")
    }
    var end = next
    while end < characters.count, !"+-*/=".contains(characters[end]) { end += 1 }
    throw .unknownTerm(
      text: source, position: places[next], name: String(characters[next..<end]), available: terms)
  }

  private mutating func name() throws(HypothesisError) -> Form? {
    if take("`") {
      let start = next
      guard let end = characters[next...].firstIndex(of: "`") else {
        next -= 1
        throw fail("the quote ` is not closed")
      }
      guard let match = names.first(where: { $0.characters == Array(characters[start..<end]) }) else {
        throw .unknownTerm(
          text: source, position: places[start], name: String(characters[start..<end]), available: terms)
      }
      next = end + 1
      return form(of: match)
    }
    let rest = characters[next...]
    guard
      let match = names.first(where: { name in
        guard rest.starts(with: name.characters) else { return false }
        let after = next + name.characters.count
        return after == characters.count || "+-*/=)".contains(characters[after])
      })
    else { return nil }
    next += match.characters.count
    return form(of: match)
  }

  private func form(of name: Name) -> Form {
    var form = Form(coefficients: [Double](repeating: 0, count: terms.count))
    if let coefficient = name.coefficient { form.coefficients[coefficient] = 1 }
    return form
  }

  private mutating func number() throws(HypothesisError) -> Form? {
    guard next < characters.count, characters[next].isASCII,
      characters[next].isNumber || characters[next] == "."
    else { return nil }
    let start = next
    func isNumberPart(_ i: Int) -> Bool {
      let c = characters[i]
      if c.isASCII, c.isNumber || c == "." || c == "e" || c == "E" { return true }
      return "+-".contains(c) && i > start && "eE".contains(characters[i - 1])
    }
    while next < characters.count, isNumberPart(next) { next += 1 }
    let text = String(characters[start..<next])
    guard let number = Double(text), number.isFinite else {
      next = start
      throw fail("'\(text)' is not a number")
    }
    return Form(coefficients: [Double](repeating: 0, count: terms.count), constant: number)
  }
}

extension FittedDesign {
  /// The names a hypothesis may use, longest first: the terms, for `factor(g)x` also `gx`, and reference levels.
  var hypothesisNames: [HypothesisParser.Name] {
    var names: [HypothesisParser.Name] = []
    func add(_ name: String, _ coefficient: Int?) {
      let characters = name.filter { !$0.isWhitespace }.map(\.self)
      if !names.contains(where: { $0.characters == characters }) { names.append((characters, coefficient)) }
    }
    for (position, term) in terms.enumerated() { add(term, position) }
    if terms.contains(Design.intercept) { add("(Intercept)", terms.firstIndex(of: Design.intercept)) }
    guard let recipe else { return names.sorted { $0.characters.count > $1.characters.count } }
    for (position, term) in terms.enumerated() {
      let plain = recipe.levels.keys.sorted().reduce(term) { $0.replacing("factor(\($1))", with: $1) }
      add(plain, position)
    }
    for (column, levels) in recipe.levels.sorted(by: { $0.key < $1.key }) {
      for label in ["factor(\(column))", column] {
        // A factor whose first level has no column of its own: its coefficient is 0 by construction.
        guard let reference = levels.first, recipe.columns.contains(where: { $0.label == label }),
          !recipe.columns.contains(where: { $0.term == label + reference })
        else { continue }
        add("factor(\(column))\(reference)", nil)
        add("\(column)\(reference)", nil)
      }
    }
    return names.sorted { $0.characters.count > $1.characters.count }
  }
}
