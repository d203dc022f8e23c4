import StudyRecords

/// The answers of a batch, column by column, in the order of the panel.
public struct BatchResults: Sendable {
  /// The number of analyses.
  public let count: Int
  /// The number of studies used in each analysis.
  public private(set) var k: [Int32]
  /// How each analysis ended.
  public var status: [BatchStatus] { codes.map { BatchStatus(rawValue: $0) ?? .ok } }

  private var codes: [UInt8]
  /// Column after column, each from a cache line's beginning on.
  private var numbers: [Double]
  private let origin: Int
  private let stride: Int

  /// Room for the answers of that many analyses; reuse it where many batches of a size follow each other.
  public init(count: Int) {
    self.init(unwritten: count)
    k.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    codes.withUnsafeMutableBufferPointer { $0.update(repeating: BatchStatus.noStudies.rawValue) }
    numbers.withUnsafeMutableBufferPointer { $0.update(repeating: .nan) }
  }

  /// Room whose every number must be written before any is read: each thread then touches its own pages first.
  init(unwritten count: Int) {
    self.count = count
    k = unwrittenRoom(count)
    codes = unwrittenRoom(count)
    stride = (count + 7) / 8 * 8
    numbers = unwrittenRoom(stride * BatchColumn.allCases.count + 8)
    origin = numbers.withUnsafeBytes { (64 - Int(bitPattern: $0.baseAddress) & 63) % 64 / 8 }
  }

  /// One column.
  public subscript(column: BatchColumn) -> BatchNumbers {
    BatchNumbers(numbers, offset: origin + column.position * stride, count: count)
  }

  /// One analysis.
  public subscript(index: Int) -> BatchResult {
    precondition(index >= 0 && index < count, "an analysis beyond the batch")
    func number(_ column: BatchColumn) -> Double? {
      let number = numbers[origin + column.position * stride + index]
      return number.isNaN ? nil : number
    }
    func interval(_ lower: BatchColumn, _ upper: BatchColumn) -> Interval? {
      guard let low = number(lower), let high = number(upper) else { return nil }
      return Interval(low, high)
    }
    return BatchResult(
      status: BatchStatus(rawValue: codes[index]) ?? .ok, k: Int(k[index]), estimate: number(.estimate),
      se: number(.se), statistic: number(.statistic), df: number(.df), pValue: number(.pValue),
      interval: interval(.ciLower, .ciUpper), tau2: number(.tau2), i2: number(.i2), h2: number(.h2),
      q: number(.q), qPValue: number(.qPValue), predictionInterval: interval(.piLower, .piUpper))
  }

  /// Lets `body` write all columns.
  mutating func withOutput(_ body: (BatchOutput) -> Void) {
    k.withUnsafeMutableBufferPointer { k in
      codes.withUnsafeMutableBufferPointer { codes in
        numbers.withUnsafeMutableBufferPointer { numbers in
          var output = BatchOutput()
          (output.k, output.status) = (k.baseAddress, codes.baseAddress)
          for column in BatchColumn.allCases {
            output[column] = numbers.baseAddress.map { $0 + origin + column.position * stride }
          }
          body(output)
        }
      }
    }
  }
}

extension BatchResults {
  /// The pooled effects.
  public var estimate: BatchNumbers { self[.estimate] }
  /// Their standard errors.
  public var se: BatchNumbers { self[.se] }
  /// Estimates over standard errors.
  public var statistic: BatchNumbers { self[.statistic] }
  /// Degrees of freedom of the t distributions.
  public var df: BatchNumbers { self[.df] }
  /// Two-sided p values.
  public var pValue: BatchNumbers { self[.pValue] }
  /// Lower confidence limits.
  public var ciLower: BatchNumbers { self[.ciLower] }
  /// Upper confidence limits.
  public var ciUpper: BatchNumbers { self[.ciUpper] }
  /// Between-study variances.
  public var tau2: BatchNumbers { self[.tau2] }
  /// I² in percent.
  public var i2: BatchNumbers { self[.i2] }
  /// H².
  public var h2: BatchNumbers { self[.h2] }
  /// Cochran's Q.
  public var q: BatchNumbers { self[.q] }
  /// Their p values.
  public var qPValue: BatchNumbers { self[.qPValue] }
  /// Lower prediction limits.
  public var piLower: BatchNumbers { self[.piLower] }
  /// Upper prediction limits.
  public var piUpper: BatchNumbers { self[.piUpper] }
}
