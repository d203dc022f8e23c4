import MetaBatch
import MetaModels
import StudyRecords

/// Graphical display of study heterogeneity: the model fitted to all subsets of the studies, or to many random ones.
///
/// Clusters among the estimates and I² of subsets show groups of studies that do not belong together; what changes with
/// one study in or out shows what it is responsible for. Subsets are solved eight at a time; a subset of one study has
/// τ² = 0. A random subset takes every study with probability ½ and is never empty; subset number i follows from the seed
/// and i alone.
///
/// Source: Olkin, Dahabreh & Trikalinos (2012), doi:10.1002/jrsm.1053.
public struct GOSH: Hashable, Sendable {
  /// Which subsets are gone through.
  public enum Extent: Hashable, Sendable {
    /// All 2ᵏ − 1.
    case all
    /// So many random ones; all if there are no more than that.
    case random(Int)
  }

  /// The most studies of which all subsets are gone through.
  public static let mostStudies = 20
  /// The most random subsets.
  public static let mostSubsets = 5_000_000

  /// The rows of the studies, counted from 1, in the order of bits and positions.
  public let rows: [Int]
  /// The studies' labels.
  public let studies: [String?]
  /// The terms of the coefficients.
  public let terms: [String]
  /// Whether all subsets were gone through.
  public let isExhaustive: Bool
  /// The seed, `nil` for all subsets.
  public let seed: UInt64?
  /// The number of subsets.
  public let count: Int
  /// The number of studies in each subset.
  public let k: [Int]
  /// The between-study variance of each subset.
  public let tau2: BatchNumbers
  /// I² in percent.
  public let i2: BatchNumbers
  /// H².
  public let h2: BatchNumbers
  /// Cochran's Q, or the residual QE.
  public let q: BatchNumbers
  private let estimates: [BatchNumbers]
  private let errors: [BatchNumbers]

  /// Fits all or many subsets; results are the same for any number of threads.
  /// - Throws: ``DiagnosticsError``.
  public init(_ fit: Fit, _ extent: Extent = .all, seed: UInt64 = 1, threads: Int = 1) throws(DiagnosticsError)
  {
    let model = try RefitModel.of(fit, for: "GOSH", atLeast: 2)
    let k = model.k
    let all = k <= GOSH.mostStudies ? (1 << k) - 1 : nil
    switch extent {
    case .all:
      guard let all else { throw .tooManySubsets(k: k, most: GOSH.mostStudies) }
      (isExhaustive, count) = (true, all)
    case .random(let asked):
      guard (1...GOSH.mostSubsets).contains(asked) else { throw .samples(asked, most: GOSH.mostSubsets) }
      if let all, all <= asked {
        (isExhaustive, count) = (true, all)
      } else {
        (isExhaustive, count) = (false, asked)
      }
    }
    let used = fit.studies.filter(\.isUsed)
    (rows, studies, terms) = (used.map(\.row), used.map(\.study), model.terms)
    self.seed = isExhaustive ? nil : seed
    let (isExhaustive, size) = (isExhaustive, count)
    let refits = model.refits(size, threads: threads) { range in
      if isExhaustive { return .subsets(range.map { UInt64($0 + 1) }) }
      if k <= 64 { return .subsets(range.map { GOSH.members($0, k: k, seed: seed)[0] }) }
      return .counts(
        range.flatMap { number -> [UInt16] in
          let words = GOSH.members(number, k: k, seed: seed)
          return (0..<k).map { UInt16(words[$0 / 64] >> UInt64($0 % 64) & 1) }
        })
    }
    let fromTau2 = fit.settings.heterogeneity.isRandom && fit.settings.i2Basis == .tau2
    var (i2, h2) = ([Double](repeating: .nan, count: size), [Double](repeating: .nan, count: size))
    for i in 0..<size {
      let shares = refits.inconsistency(i, fromTau2: fromTau2)
      (i2[i], h2[i]) = (shares.i2 ?? .nan, shares.h2 ?? .nan)
    }
    func numbers(_ values: [Double]) -> BatchNumbers { BatchNumbers(values, count: size) }
    self.k = (0..<size).map { i in
      isExhaustive
        ? (i + 1).nonzeroBitCount : GOSH.members(i, k: k, seed: seed).reduce(0) { $0 + $1.nonzeroBitCount }
    }
    (tau2, q) = (numbers(refits.tau2), numbers(refits.q))
    (self.i2, self.h2) = (numbers(i2), numbers(h2))
    estimates = (0..<model.p).map { numbers(refits.coefficient($0)) }
    errors = (0..<model.p).map { j in numbers((0..<size).map { refits.standardError($0, j) }) }
  }

  /// A coefficient of each subset, by its position; `nil` where the subset does not identify it.
  public func estimate(_ coefficient: Int = 0) -> BatchNumbers { estimates[coefficient] }

  /// Its standard error in each subset.
  public func standardError(_ coefficient: Int = 0) -> BatchNumbers { errors[coefficient] }

  /// Whether a study, by its position, is in a subset.
  public func contains(_ study: Int, inSubset subset: Int) -> Bool {
    let words = seed.map { GOSH.members(subset, k: rows.count, seed: $0) } ?? [UInt64(subset + 1)]
    return words[study / 64] >> UInt64(study % 64) & 1 == 1
  }

  /// The positions of the studies in a subset.
  public func members(ofSubset subset: Int) -> [Int] {
    rows.indices.filter { contains($0, inSubset: subset) }
  }

  /// The members of a random subset, a bit each.
  private static func members(_ number: Int, k: Int, seed: UInt64) -> [UInt64] {
    var generator = CounterGenerator(seed: seed, stream: UInt64(number))
    while true {
      var words = (0..<(k + 63) / 64).map { _ in generator.next() }
      if k % 64 > 0 { words[words.count - 1] &= (1 << UInt64(k % 64)) - 1 }
      if words.contains(where: { $0 != 0 }) { return words }
    }
  }
}

extension GOSH {
  /// What the subsets with a study say, against those without it.
  public struct Contrast: Hashable, Sendable {
    /// The mean of the first coefficient over subsets with the study, and over those without.
    public var estimateWith, estimateWithout: Double?
    /// The mean of I² over subsets with the study, and over those without; subsets of one study do not count.
    public var i2With, i2Without: Double?
  }

  /// Compares the subsets with a study, by its position, and those without it.
  public func contrast(_ study: Int) -> Contrast {
    var (estimate, i2) = (Split(), Split())
    for subset in 0..<count {
      let isMember = contains(study, inSubset: subset)
      estimate.add(estimates[0][subset], isMember)
      if k[subset] > 1 { i2.add(self.i2[subset], isMember) }
    }
    return Contrast(
      estimateWith: estimate.mean(true), estimateWithout: estimate.mean(false), i2With: i2.mean(true),
      i2Without: i2.mean(false))
  }

  /// Two running means.
  private struct Split {
    private var sums = [0.0, 0.0]
    private var counts = [0, 0]

    mutating func add(_ value: Double?, _ isMember: Bool) {
      guard let value else { return }
      sums[isMember ? 1 : 0] += value
      counts[isMember ? 1 : 0] += 1
    }

    func mean(_ isMember: Bool) -> Double? {
      let side = isMember ? 1 : 0
      return counts[side] > 0 ? sums[side] / Double(counts[side]) : nil
    }
  }
}
