/// A model formula: which moderators explain the true effects, in the notation of R.
///
/// `~ sessions + factor(design)`, interactions `a:b` and `a*b`, powers of sums `(a + b)^2`, `I(x^2)`, `log(x)`,
/// `sqrt(x)`, `center(x)`, `poly(x, 2)`, `rcs(x, 3)`, `factor(g, ref = "rct")`, and `0 +` or `- 1` for no intercept.
/// Source: Wilkinson & Rogers (1973), doi:10.2307/2346786.
public struct Formula: Hashable, Sendable {
  /// The formula as written.
  public let text: String
  /// Whether the model has an intercept.
  public let hasIntercept: Bool
  /// The terms in the order of the design: by the number of variables, then as written.
  let terms: [FormulaTerm]

  /// The formula of a text.
  /// - Throws: ``FormulaError/syntax(formula:position:problem:)``, pointing at the character.
  public init(_ text: String) throws(FormulaError) {
    var parser = try FormulaParser(text)
    let set = try parser.termSet()
    self.text = text
    hasIntercept = set.hasIntercept
    let places = Dictionary(uniqueKeysWithValues: parser.appearance.enumerated().map { ($1, $0) })
    let ordered = set.terms.map { term in
      FormulaTerm(variables: term.variables.sorted { (places[$0.label] ?? 0) < (places[$1.label] ?? 0) })
    }
    terms = ordered.enumerated().sorted {
      ($0.element.variables.count, $0.offset) < ($1.element.variables.count, $1.offset)
    }.map(\.element)
  }

  /// The names of the columns it reads, in order of appearance.
  public var columns: [String] {
    var seen: [String] = []
    for term in terms {
      for variable in term.variables {
        for column in variable.columns where !seen.contains(column.name) { seen.append(column.name) }
      }
    }
    return seen
  }
}

/// A product of variables, each once, in the order in which the formula first names them.
struct FormulaTerm: Hashable, Sendable {
  var variables: [FormulaVariable]

  /// The labels, sorted: terms with the same ones are the same.
  var key: [String] { variables.map(\.label).sorted() }

  /// The interaction of two terms.
  func interaction(_ other: FormulaTerm) -> FormulaTerm {
    let labels = variables.map(\.label)
    return FormulaTerm(variables: variables + other.variables.filter { !labels.contains($0.label) })
  }
}

/// What a formula's operators combine: an ordered set of terms and the say on the intercept.
struct FormulaTermSet {
  var terms: [FormulaTerm] = []
  var hasIntercept = true

  mutating func insert(_ term: FormulaTerm) {
    if !terms.contains(where: { $0.key == term.key }) { terms.append(term) }
  }

  mutating func remove(_ term: FormulaTerm) { terms.removeAll { $0.key == term.key } }

  /// Every term of one set with every term of the other.
  func crossed(with other: FormulaTermSet) -> FormulaTermSet {
    var result = FormulaTermSet(hasIntercept: hasIntercept)
    for a in terms { for b in other.terms { result.insert(a.interaction(b)) } }
    return result
  }

  /// Both sets, then their interactions.
  func expanded(with other: FormulaTermSet) -> FormulaTermSet {
    var result = self
    for term in other.terms + crossed(with: other).terms { result.insert(term) }
    return result
  }
}
