/// Why a factorization could not be made.
public enum LinearAlgebraError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The matrix is not positive definite; `order` is the first leading minor that is not.
  case notPositiveDefinite(order: Int)
  /// The columns are linearly dependent; `column` is the first that depends on those before it.
  case rankDeficient(column: Int)
  /// The LAPACK routine failed, which finite input does not cause.
  case failed(routine: String, code: Int)

  /// One sentence.
  public var description: String {
    switch self {
    case .notPositiveDefinite(let order): "the leading minor of order \(order) is not positive definite"
    case .rankDeficient(let column): "column \(column) depends linearly on the columns before it"
    case .failed(let routine, let code): "\(routine) ended with code \(code)"
    }
  }
}
