import StudyRecords

/// What the numbers of a role may be, whatever the study.
public enum InputRange: Hashable, Sendable {
  /// Any finite number.
  case number
  /// A count: not negative; fractions are allowed, since adjusted tables have them.
  case count
  /// A number of people: positive.
  case size
  /// A person-time: positive.
  case time
  /// A standard deviation: not negative.
  case deviation
  /// A standard error or a sampling variance: not negative.
  case uncertainty
  /// A correlation: from −1 to 1.
  case correlation
  /// A share: from 0 to 1.
  case share
  /// An F value: not negative.
  case fValue
  /// A χ² statistic: not negative.
  case chiSquared
  /// An intracluster correlation: from −1 to 1.
  case intraclusterCorrelation
  /// The average size of a cluster: at least 1.
  case clusterSize
  /// A two-sided p value, negative where the effect is: from −1 to 1.
  case signedProbability

  /// Whether a number lies in the range; NaN and infinite numbers never do.
  public func contains(_ x: Double) -> Bool {
    guard x.isFinite else { return false }
    return switch self {
    case .number: true
    case .count, .deviation, .uncertainty, .fValue, .chiSquared: x >= 0
    case .size, .time: x > 0
    case .correlation, .signedProbability, .intraclusterCorrelation: abs(x) <= 1
    case .clusterSize: x >= 1
    case .share: (0...1).contains(x)
    }
  }

  /// The rule as the end of a sentence that begins with the offending value.
  public var rule: String {
    switch self {
    case .number: "an input must be finite"
    case .count: "a count must be finite and cannot be negative"
    case .size: "a sample size must be finite and positive"
    case .time: "a person-time must be finite and positive"
    case .deviation: "a standard deviation must be finite and cannot be negative"
    case .uncertainty: "a variance or standard error must be finite and cannot be negative"
    case .correlation: "a correlation lies between -1 and 1"
    case .share: "a share of variance lies between 0 and 1"
    case .fValue: "an F value must be finite and cannot be negative"
    case .chiSquared: "a χ² statistic must be finite and cannot be negative"
    case .intraclusterCorrelation: "an intracluster correlation lies between -1 and 1"
    case .clusterSize: "a cluster has at least one member"
    case .signedProbability: "a p value lies between 0 and 1, with a minus sign where the effect is negative"
    }
  }
}

extension Role {
  /// What the numbers of the role may be in most measures; a family says otherwise where a role means another thing.
  public var usualRange: InputRange {
    switch self {
    case .ai, .bi, .ci, .di, .x1i, .x2i, .xi, .events: .count
    case .n1i, .n2i, .ni: .size
    case .t1i, .t2i: .time
    case .sd1i, .sd2i, .sdi, .sdpre1i, .sdpre2i, .sdpost1i, .sdpost2i: .deviation
    case .vi, .sei, .se1i, .se2i, .voei: .uncertainty
    case .ri: .correlation
    case .r2i: .share
    case .pi: .signedProbability
    case .fi: .fValue
    case .chi2: .chiSquared
    case .icc: .intraclusterCorrelation
    case .clusterSize: .clusterSize
    default: .number
    }
  }
}
