import StudyRecords

extension Formula {
  /// The design of a table under this formula.
  ///
  /// `eligible` says which rows have an effect size; levels, means, knots and polynomials come from those of them in
  /// which no moderator of the formula is missing. A column is a number if every non-missing cell is one, otherwise a
  /// factor with levels in code-point order, the first the reference; `factor(x)` of a numeric column has its levels
  /// in numeric order. Coding follows R: a factor has one dummy less than levels where its margin is in the model,
  /// or where an earlier factor's dummies add to a constant, and all of them otherwise.
  /// - Throws: ``FormulaError`` for unknown columns, texts where numbers are needed, and bases the data do not carry.
  public func design(for table: StudyTable, eligible: [Bool]) throws(FormulaError) -> Design {
    let recipe = try bind(to: table, eligible: eligible)
    guard !recipe.columns.isEmpty else {
      throw .unusable(
        formula: text, term: "0",
        problem: "the model has no coefficient; add a moderator or leave the intercept in")
    }
    let rows = (0..<table.rowCount).map { row in recipe.row { table.value(of: $0, row: row) } }
    var design = Design(
      columns: recipe.columns.indices.map { j in
        Design.Column(term: recipe.columns[j].term, values: rows.map { $0[j] })
      }, formula: text, recipe: recipe)
    for row in rows.indices where rows[row].contains(nil) {
      design.undefined[row] = failure(in: table, row: row)
    }
    return design
  }

  /// Why a term has no value in a row: the moderator that is missing, or what cannot be computed from those there are.
  private func failure(in table: StudyTable, row: Int) -> String? {
    if let name = columns.first(where: { table.value(of: $0, row: row) == nil }) { return "\(name) is missing" }
    for variable in terms.flatMap(\.variables) {
      let reason = variable.expression?.failure { table.value(of: $0, row: row)?.number }
      if let reason { return "\(variable.label) cannot be computed: \(reason)" }
    }
    return nil
  }

  /// The recipe of this formula for a table.
  /// - Throws: as ``design(for:eligible:)``.
  public func bind(to table: StudyTable, eligible: [Bool]) throws(FormulaError) -> DesignRecipe {
    for variable in terms.flatMap(\.variables) {
      for column in variable.columns where table[column.name] == nil {
        throw .unknownVariable(
          formula: text, position: column.position, name: column.name, available: table.columns.map(\.name))
      }
    }
    let rows = (0..<table.rowCount).filter { row in
      eligible[row] && columns.allSatisfy { table.value(of: $0, row: row) != nil }
    }
    return try FormulaBinding(formula: self, table: table, rows: rows).recipe()
  }
}

extension StudyTable {
  /// A cell as a moderator's value, `nil` where missing.
  func value(of column: String, row: Int) -> DesignRecipe.Value? {
    guard let column = self[column] else { return nil }
    if let numbers = column.numbers { return numbers[row].map { .number($0) } }
    return column.texts[row].map { .text($0) }
  }
}

/// Builds the columns of a design for the complete rows of a table.
private struct FormulaBinding {
  let formula: Formula
  let table: StudyTable
  let rows: [Int]

  /// One variable's possible columns: suffix of the term and piece.
  typealias Coding = [(term: String, piece: DesignRecipe.Piece)]

  func recipe() throws(FormulaError) -> DesignRecipe {
    var columns: [DesignRecipe.Column] = []
    if formula.hasIntercept {
      columns.append(.init(term: Design.intercept, label: Design.intercept, pieces: []))
    }
    let keys = Set(formula.terms.map(\.key))
    // Whether the columns so far span the constant: then a factor needs one dummy less than levels.
    var spansConstant = formula.hasIntercept
    for term in formula.terms {
      let label = term.variables.map(\.label).joined(separator: ":")
      var products: [DesignRecipe.Column] = [.init(term: "", label: label, pieces: [])]
      for (position, variable) in term.variables.enumerated() {
        var margin = term.variables
        margin.remove(at: position)
        let marginKey = FormulaTerm(variables: margin).key
        let isMarginal = margin.isEmpty ? spansConstant : keys.contains(marginKey)
        let coding = try coding(variable, dropsReference: isMarginal)
        if margin.isEmpty, factor(variable) != nil { spansConstant = true }
        // The first variable varies fastest.
        products = coding.flatMap { code in
          products.map { product in
            let name = product.term.isEmpty ? code.term : product.term + ":" + code.term
            return .init(term: name, label: label, pieces: product.pieces + [code.piece])
          }
        }
      }
      columns += products
    }
    var levels: [String: [String]] = [:]
    for variable in formula.terms.flatMap(\.variables) {
      if let (name, reference) = factor(variable) { levels[name] = try self.levels(name, reference) }
    }
    return DesignRecipe(
      formula: formula, columns: columns, levels: levels, observed: observed,
      counts: Dictionary(uniqueKeysWithValues: levels.keys.map { ($0, counts($0)) }))
  }

  /// How many rows have each level of a factor.
  private func counts(_ name: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for row in rows { if let level = table.value(of: name, row: row)?.level { counts[level, default: 0] += 1 } }
    return counts
  }

  /// Mean and range of the columns read as numbers, over the rows in which every number of the formula is defined.
  private var observed: [String: DesignRecipe.Observed] {
    let expressions = formula.terms.flatMap(\.variables).compactMap { variable -> FormulaExpression? in
      switch variable {
      case .column(let name, let position):
        table[name]?.isNumeric == true ? .variable(name, position: position) : nil
      case .factor: nil
      case .expression(let inner, _), .centered(let inner), .polynomial(let inner, _), .spline(let inner, _):
        inner
      }
    }
    func number(_ name: String, _ row: Int) -> Double? { table.value(of: name, row: row)?.number }
    let defined = rows.filter { row in
      expressions.allSatisfy { $0.value { number($0, row) } != nil }
    }
    var result: [String: DesignRecipe.Observed] = [:]
    for name in Set(expressions.flatMap { $0.variables.map(\.name) }) {
      let values = defined.compactMap { number(name, $0) }
      guard let least = values.min(), let greatest = values.max() else { continue }
      result[name] = .init(mean: values.reduce(0, +) / Double(values.count), range: Interval(least, greatest))
    }
    return result
  }

  /// The column and reference level of a variable that is a factor.
  private func factor(_ variable: FormulaVariable) -> (String, String?)? {
    switch variable {
    case .factor(let name, _, let reference): (name, reference)
    case .column(let name, _): table[name]?.isNumeric == false ? (name, nil) : nil
    default: nil
    }
  }

  private func levels(_ name: String, _ reference: String?) throws(FormulaError) -> [String] {
    guard let column = table[name] else { return [] }
    var levels: [String]
    if let numbers = column.numbers {
      levels = Set(rows.compactMap { numbers[$0] }).sorted().map(FormulaExpression.text)
    } else {
      let present = Set(rows.compactMap { column.texts[$0] })
      levels = column.levels.filter(present.contains)
    }
    if let reference {
      guard let position = levels.firstIndex(of: reference) else {
        throw .unusable(
          formula: formula.text, term: "factor(\(name))",
          problem: "there is no level '\(reference)'; the levels are \(levels.joined(separator: ", "))")
      }
      levels.insert(levels.remove(at: position), at: 0)
    }
    return levels
  }

  private func coding(_ variable: FormulaVariable, dropsReference: Bool) throws(FormulaError) -> Coding {
    if let (name, reference) = factor(variable) {
      let levels = try levels(name, reference)
      return levels.dropFirst(dropsReference ? 1 : 0).map {
        (variable.label + $0, .level(column: name, level: $0))
      }
    }
    switch variable {
    case .factor: return []
    case .column(let name, let position):
      return [(variable.label, .number(.variable(name, position: position)))]
    case .expression(let expression, _):
      _ = try values(expression, in: variable)
      return [(variable.label, .number(expression))]
    case .centered(let expression):
      let values = try values(expression, in: variable)
      let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
      return [(variable.label, .centered(expression, mean: mean))]
    case .polynomial(let expression, let degree):
      guard let basis = PolynomialBasis(degree: degree, values: try values(expression, in: variable)) else {
        throw unusable(variable, "the rows used have too few distinct values for degree \(degree)")
      }
      return (1...degree).map { ("\(variable.label)\($0)", .polynomial(expression, basis, degree: $0)) }
    case .spline(let expression, let knots):
      guard let basis = SplineBasis(knots: knots, values: try values(expression, in: variable)) else {
        throw unusable(variable, "the rows used have too few distinct values for \(knots) knots")
      }
      return (1..<knots).map { ("\(variable.label)\($0)", .spline(expression, basis, column: $0)) }
    }
  }

  private func unusable(_ variable: FormulaVariable, _ problem: String) -> FormulaError {
    .unusable(formula: formula.text, term: variable.label, problem: problem)
  }

  /// The expression's values in the rows used.
  private func values(
    _ expression: FormulaExpression, in variable: FormulaVariable
  ) throws(FormulaError) -> [Double] {
    for (name, _) in expression.variables {
      guard let column = table[name], column.numbers == nil else { continue }
      let row = column.texts.firstIndex { $0.map { parseNumber($0) == nil } ?? false } ?? 0
      throw .notNumeric(
        formula: formula.text, variable: name, row: row + 1, value: column.texts[row] ?? "")
    }
    return rows.compactMap { row in expression.value { table.value(of: $0, row: row)?.number } }
  }
}
