/// Where the low-level entry of ``BatchEngine`` writes: one array for each column that is wanted, `nil` for the others.
///
/// Each array has room for all analyses. Undefined numbers are written as NaN.
public struct BatchOutput {
  /// The number of studies used.
  public var k: UnsafeMutablePointer<Int32>?
  /// The raw values of ``BatchStatus``.
  public var status: UnsafeMutablePointer<UInt8>?
  private var columns: [UnsafeMutablePointer<Double>?]

  /// Nothing is wanted yet.
  public init() { columns = [UnsafeMutablePointer<Double>?](repeating: nil, count: BatchColumn.allCases.count) }

  /// Where a column goes, `nil` when it is not wanted.
  public subscript(column: BatchColumn) -> UnsafeMutablePointer<Double>? {
    get { columns[column.position] }
    set { columns[column.position] = newValue }
  }

  /// The bytes that so many analyses fill.
  func bytes(analyses: Int) -> Int { columns.count { $0 != nil } * 8 * analyses }

  /// Writes one analysis that was fitted by itself.
  func write(_ result: BatchResult, at index: Int) {
    k?[index] = Int32(clamping: result.k)
    status?[index] = result.status.rawValue
    for column in BatchColumn.allCases { self[column]?[index] = result[column] ?? .nan }
  }
}

extension BatchResult {
  /// The number of a column.
  public subscript(column: BatchColumn) -> Double? {
    switch column {
    case .estimate: estimate
    case .se: se
    case .statistic: statistic
    case .df: df
    case .pValue: pValue
    case .ciLower: interval?.lower
    case .ciUpper: interval?.upper
    case .tau2: tau2
    case .i2: i2
    case .h2: h2
    case .q: q
    case .qPValue: qPValue
    case .piLower: predictionInterval?.lower
    case .piUpper: predictionInterval?.upper
    }
  }
}
