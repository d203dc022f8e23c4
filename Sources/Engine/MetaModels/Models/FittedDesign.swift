import LinearAlgebra

/// The design as a fit used it: the rows that entered, the columns that stayed, and how to make rows for new values.
public struct FittedDesign: Hashable, Sendable {
  /// One row for each effect size used, one column for each coefficient.
  public let matrix: Matrix
  /// The terms of the columns, one a coefficient.
  public let terms: [String]
  /// How the columns are made from moderator values, `nil` for designs given as numbers.
  public let recipe: DesignRecipe?
  /// The positions in the full design of the columns that stayed.
  let kept: [Int]
  /// The columns left out, each as a combination of those that stayed.
  let dependencies: [Dependency]

  /// A column that depends on those that stayed.
  struct Dependency: Hashable, Sendable {
    let column: Int
    let term: String
    /// One coefficient for each column that stayed.
    let coefficients: [Double]
    /// The largest magnitude in the data.
    let size: Double

    /// Whether a full row obeys the dependence, to seven digits.
    func holds(for row: [Double], kept: [Int]) -> Bool {
      var (sum, magnitude) = (0.0, abs(row[column]) + size)
      for (coefficient, position) in zip(coefficients, kept) {
        sum += coefficient * row[position]
        magnitude += abs(coefficient * row[position])
      }
      return abs(row[column] - sum) <= 1e-7 * magnitude
    }
  }

  /// The design's rows restricted to independent columns.
  init(full: Matrix, independent: [Int], terms: [String], recipe: DesignRecipe?) {
    matrix = full.selecting(columns: independent)
    kept = independent
    self.terms = independent.map { terms[$0] }
    self.recipe = recipe
    let dropped = (0..<full.columns).filter { !independent.contains($0) }
    if !dropped.isEmpty, let qr = try? ThinQR(matrix) {
      dependencies = dropped.map { column in
        let values = full.column(column)
        let projections = (0..<qr.q.columns).map { j in
          zip(qr.q.column(j), values).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return Dependency(
          column: column, term: terms[column], coefficients: qr.solveUpper(projections),
          size: values.reduce(0) { max($0, abs($1)) })
      }
    } else {
      dependencies = []
    }
  }

  /// A full row of the design restricted to the columns that stayed.
  func restricted(_ full: [Double]) -> [Double] { kept.map { full[$0] } }

  /// The first column left out whose effect a full row needs, against its dependence on the others; `nil` where the
  /// data identify the mean at the row.
  func unidentifiedTerm(of full: [Double]) -> String? {
    dependencies.first { !$0.holds(for: full, kept: kept) }?.term
  }

  /// The terms of the formula with the coefficients that belong to each, in order; the intercept is not among them.
  ///
  /// `factor(grade)` holds the coefficients of all its levels, `poly(x,2)` those of both degrees. Without a recipe
  /// each column is a term of its own. Terms whose columns were all left out do not appear.
  public var modelTerms: [ModelTerm] {
    var result: [ModelTerm] = []
    for (position, column) in kept.enumerated() where terms[position] != Design.intercept {
      let label = recipe?.columns[column].label ?? terms[position]
      if let index = result.firstIndex(where: { $0.label == label }) {
        result[index].coefficients.append(position)
      } else {
        result.append(ModelTerm(label: label, coefficients: [position]))
      }
    }
    return result
  }
}

/// A term of a formula and its coefficients.
public struct ModelTerm: Hashable, Sendable {
  /// The term as the formula has it, without spaces: `sessions`, `factor(grade)`, `a:b`.
  public var label: String
  /// The positions of its coefficients.
  public var coefficients: [Int]
}
