/// Where a command reads from and writes to, so that it runs the same inside a test as at a terminal.
public protocol Console {
  /// All bytes of standard input.
  /// - Throws: an error of kind `input` when it cannot be read.
  func readStandardInput() throws -> [UInt8]
  /// Writes a result to standard output.
  /// - Throws: ``ConsoleError/unwritable(name:reason:)``, or ``ConsoleError/closed`` when nobody reads any more.
  func write(_ text: String) throws(ConsoleError)
  /// Writes a message to standard error.
  func writeError(_ text: String)
  /// The columns of the terminal, `nil` for the usual width.
  var columns: Int? { get }
}
