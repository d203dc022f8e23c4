import StudyRecords

/// The choices of a permutation test.
public struct PermutationSettings: Hashable, Sendable {
  /// Which arrangements are gone through.
  public enum Extent: Hashable, Sendable {
    /// All different ones.
    case exact
    /// So many drawn at random; all different ones if there are no more than that.
    case random(Int)
  }

  /// Which arrangements are gone through.
  public var extent: Extent
  /// The seed of random arrangements.
  public var seed: UInt64
  /// How p is counted over random arrangements.
  public var counting: PermutationCounting

  /// Settings of a test.
  public init(
    extent: Extent = .exact, seed: UInt64 = 1, counting: PermutationCounting = .phipsonSmyth
  ) {
    self.extent = extent
    self.seed = seed
    self.counting = counting
  }

  /// The most arrangements an exact test lists.
  public static let mostListed = 20_000_000
}

/// How the p value of a test over random arrangements is counted; b of them are as extreme as the data.
public enum PermutationCounting: String, CaseIterable, Hashable, Sendable, Codable {
  /// (b + 1)/(N + 1) with N random arrangements: never zero, and valid.
  case phipsonSmyth = "phipson-smyth"
  /// (b + 1)/N with N − 1 random arrangements: the data count as the first of the N, as in metafor's `permutest`.
  case metafor

  /// The formula in words.
  public var name: String {
    switch self {
    case .phipsonSmyth: "(b + 1)/(N + 1)"
    case .metafor: "the data are the first of N arrangements"
    }
  }

  /// Where it comes from.
  public var sources: [Source] {
    switch self {
    case .phipsonSmyth: [Source("Phipson & Smyth", 2010, doi: "10.2202/1544-6115.1585")]
    case .metafor: [Source("Viechtbauer", 2010, doi: "10.18637/jss.v036.i03")]
    }
  }
}

/// Why a permutation test cannot be made.
public enum PermutationError: AnalysisError, Hashable {
  /// More different arrangements than an exact test can go through; `nil` beyond 2⁶³.
  case tooMany(count: Int?)
  /// A number of random arrangements below 1.
  case tooFew(Int)
  /// A location–scale model.
  case scale
  /// A model without coefficients or studies to permute.
  case nothingToPermute

  /// Always the request.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .tooMany(let count):
      "an exact permutation test would go through \(count.map(String.init) ?? "more than 2⁶³") arrangements, "
        + "more than \(PermutationSettings.mostListed); ask for a number of random ones instead, for example 10000"
    case .tooFew(let count): "\(count) random permutations are too few; ask for at least 1, for example 10000"
    case .scale: "permutation tests of location–scale models are not offered; leave out the scale formula"
    case .nothingToPermute: "a permutation test needs at least two studies"
    }
  }
}
