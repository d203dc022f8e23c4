import StudyRecords

/// The header of a `.npy` file (NumPy Enhancement Proposal 1, versions 1 to 3).
package struct NumPyHeader: Hashable, Sendable {
  /// The type of the numbers, as NumPy writes it: `<f8`; empty for a table of named columns.
  package var type: String
  /// Whether the first index runs fastest in memory.
  package var isColumnMajor: Bool
  /// The length of each dimension.
  package var shape: [Int]
  /// The bytes before the numbers.
  package var size: Int

  /// The most bytes that a header read here may have.
  static let longest = 1 << 16

  /// Reads a header from a file's first bytes.
  /// - Throws: ``NumPyError/notNumPy(file:reason:)``.
  package init(_ bytes: UnsafeRawBufferPointer, file: String) throws(NumPyError) {
    guard bytes.count >= 10, bytes.starts(with: magic) else {
      throw .notNumPy(file: file, reason: "it does not begin as one")
    }
    let version = bytes[6]
    guard (1...3).contains(version), version == 1 || bytes.count >= 12 else {
      throw .notNumPy(file: file, reason: "its format version \(version) is unknown")
    }
    let start = version == 1 ? 10 : 12
    var length = 0
    for position in (8..<start).reversed() { length = length << 8 | Int(bytes[position]) }
    guard length < NumPyHeader.longest, start + length <= bytes.count else {
      throw .notNumPy(file: file, reason: "its header is cut off")
    }
    let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
    // A list stands for a table of named columns.
    guard let descr = value(of: "descr", in: text), let type = descr.hasPrefix("[") ? "" : descr.quotedText,
      let order = value(of: "fortran_order", in: text),
      let shape = value(of: "shape", in: text)?.lengths
    else { throw .notNumPy(file: file, reason: "its header does not state type, order and shape") }
    self.type = type
    isColumnMajor = order.hasPrefix("True")
    self.shape = shape
    size = start + length
  }

  /// The header of a table of named columns, a row after the other, in a fixed number of bytes, so that the number of
  /// rows can be filled in when it is known.
  package static func bytes(columns: [(name: String, type: String)], rows: Int) -> [UInt8] {
    let fields = columns.map { "('\($0.name)', '\($0.type)')" }.joined(separator: ", ")
    var text = "{'descr': [\(fields)], 'fortran_order': False, 'shape': (\(rows),), }"
    // The longest count has 19 digits.
    let widest = text.utf8.count - String(rows).utf8.count + 19 + 1
    let length = (10 + widest + 63) / 64 * 64 - 10
    text += String(repeating: " ", count: length - text.utf8.count - 1) + "\n"
    return magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
  }
}

private let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

/// What follows a key of the header's dictionary.
private func value(of key: String, in text: String) -> Substring? {
  for quote in ["'", "\""] {
    let parts = text.split(separator: "\(quote)\(key)\(quote)", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 { return parts[1].drop { $0 == ":" || $0 == " " } }
  }
  return nil
}

extension Substring {
  /// The text in quotes that this begins with.
  fileprivate var quotedText: String? {
    guard let quote = first, quote == "'" || quote == "\"" else { return nil }
    return String(dropFirst().prefix { $0 != quote })
  }

  /// The whole numbers in the parentheses that this begins with.
  fileprivate var lengths: [Int]? {
    guard first == "(", let end = firstIndex(of: ")") else { return nil }
    var lengths: [Int] = []
    for part in self[index(after: startIndex)..<end].split(separator: ",") {
      let digits = part.filter { $0 != " " }
      if digits.isEmpty { continue }
      guard let length = Int(digits), length >= 0 else { return nil }
      lengths.append(length)
    }
    return lengths
  }
}
