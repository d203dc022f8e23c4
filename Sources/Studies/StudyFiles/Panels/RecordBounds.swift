#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// Where rows of a text file end, so that it can be cut into parts anywhere.
///
/// A row ends with its line, unless the line end stands within quotes (RFC 4180). A quote that is not closed within
/// ``longestQuote`` bytes, or is followed by text, does not reach over lines: so one slip costs one row, not the rest
/// of the file, and the answer does not depend on where the file is cut.
struct RecordBounds {
  /// The most bytes that a quoted cell may have.
  static let longestQuote = 1 << 16

  let separator: UInt8

  /// The position behind the row that begins at `start`, and whether a quote in it is broken.
  ///
  /// `nil` when that depends on bytes behind `end`; with `isComplete` nothing follows `end`, which ends the last row.
  func rowEnd(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isComplete: Bool
  ) -> (end: UnsafePointer<UInt8>, isBroken: Bool)? {
    guard let line = lineEnd(start, end, isComplete: isComplete) else { return nil }
    guard memchr(start, Int32(quote), line - start) != nil else { return (line, false) }
    var p = start
    while true {
      // At the beginning of a cell.
      while p < end, p[0] == space || p[0] == tab && separator != tab { p += 1 }
      if p < end, p[0] == quote {
        switch closingQuote(p, end, isComplete: isComplete) {
        case .behind: return nil
        case .none: return (line, true)
        case .at(let position): p = position + 1
        }
        while p < end, p[0] == space || p[0] == tab && separator != tab { p += 1 }
        if p == end, !isComplete { return nil }
        guard p == end || p[0] == separator || p[0] == lineFeed || p[0] == carriageReturn else {
          return (line, true)
        }
      }
      while p < end, p[0] != separator, p[0] != lineFeed { p += 1 }
      guard p < end else { return isComplete ? (end, false) : nil }
      p += 1
      if p[-1] == lineFeed { return (p, false) }
    }
  }

  /// The position behind the last row that is sure to be complete, `nil` when there is none.
  func lastRowEnd(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    if memchr(start, Int32(quote), end - start) == nil {
      var p = end
      while p > start {
        p -= 1
        if p[0] == lineFeed { return p + 1 }
      }
      return nil
    }
    var p = start
    while let row = rowEnd(p, end, isComplete: false) { p = row.end }
    return p > start ? p : nil
  }

  private enum Closing {
    case at(UnsafePointer<UInt8>)
    case none
    /// Perhaps behind the bytes that are there.
    case behind
  }

  private func closingQuote(
    _ open: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isComplete: Bool
  ) -> Closing {
    var p = open + 1
    let limit = min(end, open + RecordBounds.longestQuote)
    while p < limit {
      if p[0] == quote {
        if p + 1 == end { return isComplete ? .at(p) : .behind }
        guard p[1] == quote else { return .at(p) }
        p += 2
      } else {
        p += 1
      }
    }
    return isComplete || end - open >= RecordBounds.longestQuote + 2 ? .none : .behind
  }

  private func lineEnd(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isComplete: Bool
  ) -> UnsafePointer<UInt8>? {
    guard start < end, let found = memchr(start, Int32(lineFeed), end - start) else {
      return isComplete && start < end ? end : nil
    }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
  }
}

let quote = UInt8(ascii: "\"")
let space = UInt8(ascii: " ")
let tab = UInt8(ascii: "\t")
let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")
