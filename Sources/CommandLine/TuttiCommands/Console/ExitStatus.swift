/// Ends a command that did what it was asked for with a status that says how it turned out.
struct ExitStatus: Error {
  /// The status.
  let code: Int32

  /// A check did not hold.
  static let checkFailed = ExitStatus(code: 1)
}
