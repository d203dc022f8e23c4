import MetaAnalysis
import StudyFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The process's own standard input, output and error.
public struct SystemConsole: Console {
  /// The process's streams; a closed pipe becomes an error to handle instead of the end of the process.
  public init() { signal(SIGPIPE, SIG_IGN) }

  /// The parser asks the terminal itself.
  public var columns: Int? { nil }

  /// All bytes of standard input.
  public func readStandardInput() throws -> [UInt8] { try InputFile.standardInput().bytes }

  /// Standard input, read as it comes.
  public func openStandardInput() -> any ByteSource { FileSource.standardInput }

  /// Writes bytes to standard output.
  public func write(bytes: UnsafeRawBufferPointer) throws(ConsoleError) {
    try writeAll(bytes, to: STDOUT_FILENO, name: "standard output")
  }

  /// Whether standard error is a terminal.
  public var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether standard output is a terminal.
  public var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The columns of the terminal behind standard error, asked for anew since its window may change.
  public var errorColumns: Int? { columns(of: STDERR_FILENO) }

  /// The columns of the terminal behind standard output.
  public var outputColumns: Int? { columns(of: STDOUT_FILENO) }

  private func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes a result to standard output.
  public func write(_ text: String) throws(ConsoleError) {
    try writeAll(Array(text.utf8), to: STDOUT_FILENO, name: "standard output")
  }

  /// Writes a message to standard error; there is nobody to tell when that fails.
  public func writeError(_ text: String) {
    try? writeAll(Array(text.utf8), to: STDERR_FILENO, name: "standard error")
  }
}

/// Writes all bytes to an open file.
func writeAll(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(ConsoleError) {
  try bytes.withUnsafeBufferPointer { buffer throws(ConsoleError) in
    try writeAll(UnsafeRawBufferPointer(buffer), to: descriptor, name: name)
  }
}

/// Writes all bytes to an open file.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, name: String) throws(ConsoleError) {
  var start = 0
  while start < bytes.count {
    let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[start...]))
    if count >= 0 {
      start += count
    } else if errno == EPIPE {
      throw .closed
    } else if errno != EINTR {
      throw .unwritable(name: name, reason: systemReason())
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  #if canImport(Glibc)
  Glibc.write(descriptor, bytes.baseAddress, bytes.count)
  #elseif canImport(Musl)
  Musl.write(descriptor, bytes.baseAddress, bytes.count)
  #else
  Darwin.write(descriptor, bytes.baseAddress, bytes.count)
  #endif
}

/// The system's explanation of the last failure, without its capital: `no such file or directory`.
func systemReason() -> String {
  let text = String(cString: strerror(errno))
  return text.prefix(1).lowercased() + text.dropFirst()
}
