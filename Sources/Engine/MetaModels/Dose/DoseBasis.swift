import LinearAlgebra

/// The mean of a model as a function of the dose alone, other moderators at the means of the rows used.
struct DoseBasis: Hashable, Sendable {
  /// A column that depends on the dose.
  private struct Column: Hashable, Sendable {
    let position: Int
    let piece: DesignRecipe.Piece
  }

  /// The columns that depend on the dose: the coefficient's position and how the column is made.
  private let pieces: [Column]
  /// One value for each coefficient: the mean of its column, 0 where the column depends on the dose.
  private let constant: [Double]

  /// The basis of a design's columns kept in a fit.
  init(_ rows: UsableRows, recipe: DesignRecipe, dose: String) {
    var (pieces, constant) = ([Column](), [Double]())
    for (position, term) in rows.terms.enumerated() {
      let column = recipe.columns.first { $0.term == term }
      if let piece = column?.pieces.first, piece.variables.contains(dose) {
        pieces.append(Column(position: position, piece: piece))
        constant.append(0)
      } else {
        constant.append(rows.design.column(position).reduce(0, +) / Double(rows.design.rows))
      }
    }
    (self.pieces, self.constant) = (pieces, constant)
  }

  /// The number of coefficients that belong to the dose.
  var doseTerms: Int { pieces.count }
  /// The positions of the coefficients that belong to the dose.
  var positions: [Int] { pieces.map(\.position) }

  /// The row of the design at a dose; entries are 0 where a column is not defined there.
  func row(_ dose: Double) -> [Double] {
    var row = constant
    for column in pieces { row[column.position] = column.piece.number(at: dose) ?? 0 }
    return row
  }

  /// The mean at a dose.
  func mean(_ dose: Double, _ coefficients: [Double]) -> Double {
    var sum = level(coefficients)
    for column in pieces { sum += coefficients[column.position] * (column.piece.number(at: dose) ?? 0) }
    return sum
  }

  /// What the columns without the dose add up to.
  func level(_ coefficients: [Double]) -> Double {
    var sum = 0.0
    for (value, coefficient) in zip(constant, coefficients) { sum += value * coefficient }
    return sum
  }

  /// The line of a model with one dose term, as a function of that term.
  func line(_ fit: Fit) -> EstimatedLine? {
    guard pieces.count == 1 else { return nil }
    let slope = constant.indices.map { $0 == pieces[0].position ? 1.0 : 0 }
    return EstimatedLine(
      constant: constant, slope: slope, coefficients: fit.coefficients.map(\.estimate),
      root: fit.covarianceRoot,
      factor: fit.varianceFactor ?? 1)
  }
}

extension DesignRecipe.Piece {
  /// The columns it reads.
  var variables: [String] {
    switch self {
    case .number(let expression), .centered(let expression, _), .polynomial(let expression, _, _),
      .spline(let expression, _, _):
      expression.variables.map(\.name)
    case .level(let column, _): [column]
    }
  }

  /// Its value where every variable it reads has one value; `nil` for factors.
  func number(at value: Double) -> Double? {
    func number(_ expression: FormulaExpression) -> Double? { expression.value { _ in value } }
    return switch self {
    case .number(let expression): number(expression)
    case .centered(let expression, let mean): number(expression).map { $0 - mean }
    case .polynomial(let expression, let basis, let degree):
      number(expression).map { basis.value($0, degree: degree) }
    case .spline(let expression, let basis, let column):
      number(expression).map { basis.value($0, column: column) }
    case .level: nil
    }
  }
}
