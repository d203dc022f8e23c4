import COpenBLAS

/// Why a factorization could not be made.
public enum LinearAlgebraError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The matrix is not positive definite; `order` is the first leading minor that is not.
  case notPositiveDefinite(order: Int)
  /// The columns are linearly dependent; `column` is the first that depends on those before it.
  case rankDeficient(column: Int)
  /// The LAPACK routine failed, which finite input does not cause.
  case failed(routine: String, code: Int)
  /// The OpenBLAS library is not installed.
  case openBLASMissing

  /// One sentence.
  public var description: String {
    switch self {
    case .notPositiveDefinite(let order): "the leading minor of order \(order) is not positive definite"
    case .rankDeficient(let column): "column \(column) depends linearly on the columns before it"
    case .failed(let routine, let code): "\(routine) ended with code \(code)"
    case .openBLASMissing:
      "the OpenBLAS library cannot be opened; install it, on Debian with 'apt-get install libopenblas-dev'"
    }
  }
}

extension LinearAlgebraError {
  /// The error of a routine's non-zero code.
  init(routine: String, code: Int32) {
    self = code == TUTTI_NO_OPENBLAS ? .openBLASMissing : .failed(routine: routine, code: Int(code))
  }
}
