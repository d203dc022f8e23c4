/// One column of a batch's results: a number for each analysis, `nil` where it is undefined.
public struct BatchNumbers: RandomAccessCollection, Hashable, Sendable {
  private let storage: [Double]
  private let offset: Int
  /// The number of analyses.
  public let count: Int

  package init(_ storage: [Double], offset: Int = 0, count: Int) {
    (self.storage, self.offset, self.count) = (storage, offset, count)
  }

  /// 0.
  public var startIndex: Int { 0 }
  /// ``count``.
  public var endIndex: Int { count }

  /// The number of one analysis.
  public subscript(index: Int) -> Double? {
    precondition(index >= 0 && index < count, "an analysis beyond the batch")
    let number = storage[offset + index]
    return number.isNaN ? nil : number
  }

  /// The numbers as they lie in memory, NaN where undefined.
  public func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Double>) throws -> Result) rethrows
    -> Result
  {
    try storage.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[offset..<offset + count])) }
  }
}

extension BatchNumbers {
  /// Whether all numbers are the same bits; undefined ones equal each other.
  public static func == (a: BatchNumbers, b: BatchNumbers) -> Bool {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in sameBits(a, b) } }
  }

  /// Feeds the numbers.
  public func hash(into hasher: inout Hasher) {
    withUnsafeBufferPointer { for x in $0 { hasher.combine(x.bitPattern) } }
  }
}

/// Whether two runs of numbers are the same bits, NaN included.
func sameBits(_ a: some Sequence<Double>, _ b: some Sequence<Double>) -> Bool {
  a.elementsEqual(b) { $0.bitPattern == $1.bitPattern }
}
