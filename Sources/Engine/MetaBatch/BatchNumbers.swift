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
