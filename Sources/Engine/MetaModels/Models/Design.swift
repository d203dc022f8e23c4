import LinearAlgebra

/// The design of a model's means: named columns with one value per row of the data.
public struct Design: Hashable, Sendable {
  /// A column: its term and its values, `nil` where a moderator is missing.
  public struct Column: Hashable, Sendable {
    /// The term, for example `intercept` or `ablat`.
    public var term: String
    /// One value per row of the data.
    public var values: [Double?]

    /// A column from its term and values.
    public init(term: String, values: [Double?]) {
      self.term = term
      self.values = values
    }
  }

  /// The columns in order.
  public var columns: [Column]
  /// The formula it came from, `nil` for an intercept alone.
  public var formula: String?
  /// How the columns are made from moderator values, `nil` for designs given as numbers.
  public var recipe: DesignRecipe?
  /// The rows (from 0) in which a term has no value, and why.
  public var undefined: [Int: String] = [:]

  /// A design from its columns.
  public init(columns: [Column], formula: String? = nil, recipe: DesignRecipe? = nil) {
    self.columns = columns
    self.formula = formula
    self.recipe = recipe
  }

  /// The design of a common mean for that many rows.
  public static func interceptOnly(rows: Int) -> Design {
    Design(columns: [Column(term: Design.intercept, values: [Double?](repeating: 1, count: rows))])
  }

  /// The term of the constant column.
  public static let intercept = "intercept"

  /// The term of the first moderator missing in a row (counted from 0), or `nil` when the row is complete.
  func missingTerm(row: Int) -> String? { columns.first { $0.values[row] == nil }?.term }

  /// The matrix of the given rows (counted from 0), all complete.
  func matrix(rows: [Int]) -> Matrix {
    Matrix(columns: columns.map { column in rows.map { column.values[$0] ?? 0 } }, rows: rows.count)
  }
}
