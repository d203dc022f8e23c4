/// Where a long result goes, piece by piece.
protocol OutputTarget: AnyObject {
  /// Whether the first bytes can be written anew.
  var canRewriteStart: Bool { get }
  /// Whether somebody sees what is written as it is written.
  var isTerminal: Bool { get }
  /// Adds bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(ConsoleError)
  /// Replaces the first bytes.
  func rewriteStart(_ bytes: [UInt8]) throws(ConsoleError)
  /// Says that the result is complete.
  func finish() throws(ConsoleError)
  /// Says that there will be no complete result.
  func abandon()
}

extension OutputTarget {
  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws(ConsoleError) {
    try bytes.withUnsafeBufferPointer { buffer throws(ConsoleError) in
      try write(UnsafeRawBufferPointer(buffer))
    }
  }
}

/// Standard output.
final class ConsoleTarget: OutputTarget {
  private let console: any Console

  init(_ console: any Console) { self.console = console }

  var canRewriteStart: Bool { false }
  var isTerminal: Bool { console.isOutputTerminal }
  func write(_ bytes: UnsafeRawBufferPointer) throws(ConsoleError) { try console.write(bytes: bytes) }
  func rewriteStart(_ bytes: [UInt8]) throws(ConsoleError) {}
  func finish() throws(ConsoleError) {}
  func abandon() {}
}
