import MetaAnalysis

/// One analysis under every combination of defensible choices (Steegen et al. 2016, doi:10.1177/1745691616658637;
/// Simonsohn, Simmons & Nelson 2020, doi:10.1038/s41562-020-0912-z; for meta-analyses Voracek, Kossmeier & Tran 2019,
/// doi:10.1027/2151-2604/a000357).
public struct Multiverse: Sendable {
  /// A choice that is varied.
  public struct Axis: Hashable, Sendable {
    /// What is varied: a key of the analysis file, or `without`.
    public var key: String
    /// The values, in order.
    public var values: [String]
  }

  /// What a confidence interval says of the value of no effect.
  public enum Conclusion: String, CaseIterable, Hashable, Sendable {
    /// The interval lies above it.
    case above
    /// The interval holds it.
    case inconclusive
    /// The interval lies below it.
    case below

    init(_ interval: Interval, nullValue: Double) {
      self = interval.lower > nullValue ? .above : interval.upper < nullValue ? .below : .inconclusive
    }
  }

  /// One computation with its result: a combination of choices, and all others that come to the same.
  public struct Specification: Hashable, Sendable {
    /// The position of the value chosen on each axis.
    public var choices: [Int]
    /// The pooled estimate on the analysis scale.
    public var estimate: Double
    /// Its confidence interval.
    public var interval: Interval
    /// Its two-sided p value.
    public var pValue: Double?
    /// The variance of the true effects, `nil` where there is none.
    public var tau2: Double?
    /// The number of studies.
    public var k: Int
    /// What the interval says.
    public var conclusion: Conclusion
    /// The other combinations that come to the same computation, by the position of the value on each axis.
    public var equivalents: [[Int]] = []

    /// Whether some combination that comes to it takes a value of an axis.
    public func takes(_ value: Int, axis: Int) -> Bool {
      choices[axis] == value || equivalents.contains { $0[axis] == value }
    }
  }

  /// A combination that gave no result.
  public struct Failure: Hashable, Sendable {
    /// The position of the value chosen on each axis.
    public var choices: [Int]
    /// Why.
    public var reason: String
  }

  /// The analysis that was varied.
  public let analysis: Analysis
  /// What was varied.
  public let axes: [Axis]
  /// The analysis as it is stated.
  public let stated: Specification
  /// Every computation that gave a result, in the order of the axes, the last one running fastest.
  public let specifications: [Specification]
  /// The combinations that did not.
  public let failures: [Failure]
  /// The value of no effect on the analysis scale.
  public let nullValue: Double
  /// From the analysis scale to the one people read.
  public let backTransform: BackTransform
  /// The level of the intervals in percent.
  public let level: Double
}

extension Multiverse {
  /// How many combinations gave a result.
  public var combinations: Int { specifications.reduce(0) { $0 + 1 + $1.equivalents.count } }

  /// How many combinations do nothing that another does not do.
  public var collapsed: Int { combinations - specifications.count }

  /// How many specifications come to each conclusion.
  public var counts: [Conclusion: Int] {
    specifications.reduce(into: [:]) { $0[$1.conclusion, default: 0] += 1 }
  }

  /// How many specifications come to another conclusion than the analysis as stated.
  public var changed: Int { specifications.count { $0.conclusion != stated.conclusion } }

  /// The specifications by estimate, equal ones in their order.
  public var ordered: [Specification] {
    specifications.enumerated().sorted { ($0.element.estimate, $0.offset) < ($1.element.estimate, $1.offset) }
      .map(\.element)
  }

  /// The median of the estimates; of an even number the mean of the two in the middle.
  public var medianEstimate: Double? { Self.median(specifications.map(\.estimate)) }

  /// What one value of an axis gives over all values of the others.
  public struct Share: Hashable, Sendable {
    /// How many specifications have it.
    public var count: Int
    /// How many of them come to another conclusion than the analysis as stated.
    public var changed: Int
    /// The median of their estimates.
    public var median: Double?
  }

  /// What a value of an axis gives.
  public func share(axis: Int, value: Int) -> Share {
    let own = specifications.filter { $0.takes(value, axis: axis) }
    return Share(
      count: own.count, changed: own.count { $0.conclusion != stated.conclusion },
      median: Self.median(own.map(\.estimate)))
  }

  private static func median(_ numbers: [Double]) -> Double? {
    let sorted = numbers.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
  }
}

/// Why a multiverse cannot be run.
public enum MultiverseError: AnalysisError, Hashable {
  /// There are more combinations than asked for.
  case tooMany(count: Int, most: Int)
  /// The analysis has no single pooled effect.
  case noSingleEffect

  /// The request is at fault.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .tooMany(let count, let most):
      "the choices make \(count) combinations, more than \(most); state fewer with 'sensitivity', or allow more with "
        + "--most"
    case .noSingleEffect:
      "a multiverse varies one pooled effect; this analysis has moderators or subgroups, so take those out"
    }
  }
}
