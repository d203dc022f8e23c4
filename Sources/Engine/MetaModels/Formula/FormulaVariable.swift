/// A variable of a formula: what one factor of a term stands for before the data are seen.
enum FormulaVariable: Hashable, Sendable {
  /// A column: a number, or a factor if it holds text.
  case column(String, position: Int)
  /// `I(…)` or a function of a number.
  case expression(FormulaExpression, label: String)
  /// `factor(x)`, optionally with its reference level.
  case factor(String, position: Int, reference: String?)
  /// `center(x)`: minus the mean of the rows used.
  case centered(FormulaExpression)
  /// `poly(x, n)`: orthogonal polynomials.
  case polynomial(FormulaExpression, degree: Int)
  /// `rcs(x, n)`: a restricted cubic spline with n knots.
  case spline(FormulaExpression, knots: Int)

  /// The text that names it in a term; equal labels are the same variable.
  var label: String {
    switch self {
    case .column(let name, _): name
    case .expression(_, let label): label
    case .factor(let name, _, _): "factor(\(name))"
    case .centered(let inner): "center(\(inner.label))"
    case .polynomial(let inner, let degree): "poly(\(inner.label),\(degree))"
    case .spline(let inner, let knots): "rcs(\(inner.label),\(knots))"
    }
  }

  /// The arithmetic in it, `nil` for factors.
  var expression: FormulaExpression? {
    switch self {
    case .factor: nil
    case .column(let name, let position): .variable(name, position: position)
    case .expression(let inner, _), .centered(let inner), .polynomial(let inner, _), .spline(let inner, _):
      inner
    }
  }

  /// The columns it reads.
  var columns: [(name: String, position: Int)] {
    switch self {
    case .column(let name, let position), .factor(let name, let position, _): [(name, position)]
    case .expression(let inner, _), .centered(let inner), .polynomial(let inner, _), .spline(let inner, _):
      inner.variables
    }
  }
}
