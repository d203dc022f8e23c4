import RealModule

/// What a paper prints instead of a mean and a standard deviation: the median with the range, the quartiles or both.
public struct FiveNumberSummary: Hashable, Sendable {
  /// The smallest value.
  public var min: Double?
  /// The first quartile.
  public var q1: Double?
  /// The median.
  public var median: Double?
  /// The third quartile.
  public var q3: Double?
  /// The largest value.
  public var max: Double?
  /// The sample size.
  public var n: Double

  /// A summary of `n` values.
  public init(
    min: Double? = nil, q1: Double? = nil, median: Double? = nil, q3: Double? = nil, max: Double? = nil,
    n: Double
  ) {
    (self.min, self.q1, self.median, self.q3, self.max, self.n) = (min, q1, median, q3, max, n)
  }

  /// A mean and a standard deviation; `nil` where the summary does not give them.
  public struct Estimate: Hashable, Sendable {
    /// The estimated mean.
    public var mean: Double?
    /// The estimated standard deviation.
    public var sd: Double?

    /// A mean and a standard deviation.
    public init(mean: Double? = nil, sd: Double? = nil) { (self.mean, self.sd) = (mean, sd) }
  }

  /// Whether the numbers are finite and in order, of at least 5 values.
  public var isConsistent: Bool {
    let known = [min, q1, median, q3, max].compactMap(\.self)
    return n >= 5 && n.isFinite && known.allSatisfy(\.isFinite)
      && zip(known, known.dropFirst()).allSatisfy { $0 <= $1 }
  }

  /// The mean and standard deviation of a sample with this summary.
  ///
  /// - Parameters:
  ///   - method: How; the default is the best for normal data.
  ///   - skewnessTest: Whether summaries that show skewness (``skewness``) get no estimate; only the default method,
  ///     which leans on normality, asks. Methods that fit a skewed distribution answer all the same.
  /// - Returns: The estimates, both `nil` for summaries that are inconsistent, skewed, or not of a kind the method takes.
  public func estimate(_ method: QuantileMethod = .luoWanShi, skewnessTest: Bool = true) -> Estimate {
    guard isConsistent else { return Estimate() }
    if skewnessTest, method == .luoWanShi, skewness?.isSignificant ?? false { return Estimate() }
    return method.estimate(self)
  }

  /// Shi et al.'s (2023, doi:10.1177/09622802231172043) test of symmetry at the level 0.05, or `nil` without a median
  /// between two other numbers.
  public var skewness: SkewnessTest? {
    guard let median, n > 1 else { return nil }
    func asymmetry(_ lower: Double?, _ upper: Double?) -> Double? {
      guard let lower, let upper, lower < upper else { return nil }
      return abs(lower + upper - 2 * median) / (upper - lower)
    }
    let root = n.squareRoot()
    switch (asymmetry(min, max), asymmetry(q1, q3)) {
    case (let range?, let quartiles?):
      return SkewnessTest(
        statistic: Swift.max(2.65 * .log(0.6 * n) / root * range, quartiles),
        critical: 3 / root - 40 / (n * n * n))
    case (let range?, nil):
      return SkewnessTest(statistic: range, critical: 1.01 / .log(n + 9) + 2.43 / (n + 1))
    case (nil, let quartiles?):
      return SkewnessTest(statistic: quartiles, critical: 2.66 / root - 5.92 / (n * n))
    case (nil, nil): return nil
    }
  }
}

/// A test of symmetry from a five-number summary.
public struct SkewnessTest: Hashable, Sendable {
  /// The standardized distance of the median from the middle.
  public var statistic: Double
  /// The value that a symmetric sample exceeds in one of twenty cases.
  public var critical: Double
  /// Whether the data look skewed.
  public var isSignificant: Bool { statistic > critical }
}
