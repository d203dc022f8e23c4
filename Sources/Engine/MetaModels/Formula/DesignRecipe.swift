import StudyRecords

/// A formula bound to data: levels, means, knots and polynomials are fixed, so that the same columns can be made for new
/// moderator values.
public struct DesignRecipe: Hashable, Sendable {
  /// A column of the design: a product of pieces; none for the intercept.
  struct Column: Hashable, Sendable {
    let term: String
    /// The term of the formula it belongs to.
    let label: String
    let pieces: [Piece]
  }

  /// What one variable contributes to a column.
  enum Piece: Hashable, Sendable {
    case number(FormulaExpression)
    case level(column: String, level: String)
    case centered(FormulaExpression, mean: Double)
    case polynomial(FormulaExpression, PolynomialBasis, degree: Int)
    case spline(FormulaExpression, SplineBasis, column: Int)
  }

  /// The value of a moderator.
  public enum Value: Hashable, Sendable {
    case number(Double)
    case text(String)

    /// The number, unless it is a text.
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    /// The value as the level of a factor.
    var level: String {
      switch self {
      case .number(let number): FormulaExpression.text(number)
      case .text(let text): text
      }
    }
  }

  /// The formula.
  public let formula: Formula
  let columns: [Column]
  /// The levels of each factor, the reference first.
  public let levels: [String: [String]]
  /// What the complete eligible rows hold of each column that the formula reads as a number.
  public let observed: [String: Observed]

  /// How many complete eligible rows have each level of each factor.
  let counts: [String: [String: Int]]

  /// The mean and range of a numeric moderator.
  public struct Observed: Hashable, Sendable {
    /// The mean over rows, each counted once.
    public let mean: Double
    /// From the smallest to the largest value.
    public let range: Interval
  }

  /// The moderators on which the effect of another one depends: those it has an interaction with, in the order of the
  /// formula.
  public func interacting(with moderator: String) -> [String] {
    let partners = columns.filter { $0.pieces.contains { $0.variables.contains(moderator) } }
      .reduce(into: Set<String>()) { $0.formUnion($1.pieces.flatMap(\.variables)) }
    return formula.columns.filter { $0 != moderator && partners.contains($0) }
  }

  /// The terms of the columns, in order.
  public var terms: [String] { columns.map(\.term) }

  /// The design's row for given moderator values, an entry `nil` where a value it needs is missing or, for factors,
  /// not one of the levels.
  public func row(_ lookup: (String) -> Value?) -> [Double?] {
    columns.map { column in
      var product = 1.0
      for piece in column.pieces {
        guard let value = value(of: piece, lookup) else { return nil }
        product *= value
      }
      return product
    }
  }

  /// A piece's value, `nil` where a value it needs is missing or, for factors, not one of the levels.
  func value(of piece: Piece, _ lookup: (String) -> Value?) -> Double? {
    func number(_ expression: FormulaExpression) -> Double? { expression.value { lookup($0)?.number } }
    switch piece {
    case .number(let expression): return number(expression)
    case .centered(let expression, let mean): return number(expression).map { $0 - mean }
    case .polynomial(let expression, let basis, let degree):
      return number(expression).map { basis.value($0, degree: degree) }
    case .spline(let expression, let basis, let column):
      return number(expression).map { basis.value($0, column: column) }
    case .level(let column, let level):
      guard let actual = lookup(column)?.level, levels[column]?.contains(actual) == true else { return nil }
      return actual == level ? 1 : 0
    }
  }
}
