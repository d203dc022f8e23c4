import MetaAnalysis
import StudyFiles

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
  /// Standard input, to be read as it comes.
  /// - Throws: an error of kind `input` when it cannot be read.
  func openStandardInput() throws -> any ByteSource
  /// Writes bytes to standard output.
  /// - Throws: ``ConsoleError/unwritable(name:reason:)``, or ``ConsoleError/closed`` when nobody reads any more.
  func write(bytes: UnsafeRawBufferPointer) throws(ConsoleError)
  /// Whether messages go to a terminal.
  var isErrorTerminal: Bool { get }
  /// Whether results go to a terminal.
  var isOutputTerminal: Bool { get }
  /// The columns of the terminal that results go to, `nil` when that is not known.
  var outputColumns: Int? { get }
  /// The columns of the terminal that messages go to, `nil` when that is not known.
  var errorColumns: Int? { get }
}

extension Console {
  /// All of standard input, read at once.
  public func openStandardInput() throws -> any ByteSource { MemorySource(try readStandardInput()) }

  /// Writes bytes as text.
  public func write(bytes: UnsafeRawBufferPointer) throws(ConsoleError) {
    try write(String(decoding: bytes, as: UTF8.self))
  }

  /// Not a terminal.
  public var isErrorTerminal: Bool { false }

  /// Not a terminal.
  public var isOutputTerminal: Bool { false }

  /// Not known.
  public var outputColumns: Int? { nil }

  /// Not known.
  public var errorColumns: Int? { nil }

  /// Writes notes to standard error, one a line.
  func write(_ notes: [Note]) {
    for note in notes { writeError("tutti: note: \(note.sentence)\n") }
  }

  /// Writes the warnings among notes to standard error, one a line.
  func writeWarnings(_ notes: [Note]) { write(notes.filter { $0.kind.severity == .warning }) }
}
