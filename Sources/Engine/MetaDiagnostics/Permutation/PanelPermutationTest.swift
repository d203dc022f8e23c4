import LinearAlgebra
import MetaBatch
import MetaModels
import StudyRecords

/// Permutation tests of many outcomes of the same studies at once, with p values for the family of all outcomes.
///
/// Every permutation deals the studies' estimates and variances to the rows of the design (or flips the studies' signs,
/// for a common mean) in all outcomes alike, so that what connects the outcomes stays as it is. The p value of an
/// outcome is the share of permutations whose statistic is at least as far from zero as that of its data. The
/// family-wise p value is the share of permutations in which the largest statistic of all outcomes is: below α for any
/// outcome without an effect with probability α at most (Westfall & Young 1993). Equal effects go through sums made
/// for many outcomes and permutations at once, random effects through one fit for each outcome and permutation. The same numbers as ``PermutationTest`` for
/// the same seed where no entry is missing; a missing entry moves with its study.
///
/// Source: Westfall & Young (1993), Resampling-Based Multiple Testing; Nichols & Holmes (2002), doi:10.1002/hbm.1058.
public struct PanelPermutationTest: Equatable, Sendable {
  /// The number of outcomes.
  public let outcomes: Int
  /// The terms of the coefficients; columns that depend on earlier ones are left out.
  public let terms: [String]
  /// What was permuted.
  public let scheme: PermutationTest.Scheme
  /// Whether all different arrangements were gone through.
  public let isExact: Bool
  /// How many arrangements the p values rest on, the data among them only when exact.
  public let permutations: Int
  /// How many different arrangements there are; `nil` beyond 2⁶³.
  public let distinct: Int?
  /// The seed, `nil` when exact.
  public let seed: UInt64?
  /// How p was counted, `nil` when exact.
  public let counting: PermutationCounting?
  /// What was noticed.
  public let notes: [Note]
  private let statistics, pValues, familyWise: [Double]

  /// The test of a panel's outcomes.
  /// - Parameters:
  ///   - panel: The outcomes; its studies are the rows of the design.
  ///   - design: The design, `nil` for a common mean.
  ///   - model: The model of every outcome.
  ///   - settings: Which arrangements, and their seed.
  ///   - threads: The largest number of threads; results are the same for any.
  /// - Throws: ``PermutationError``, ``BatchRegressionError``, ``BatchError``.
  public init(
    _ panel: Panel, design: Design? = nil, model: BatchModel = BatchModel(method: .ee, test: .z),
    _ settings: PermutationSettings = .init(), threads: Int = 1
  ) throws {
    guard panel.studies > 1 else { throw PermutationError.nothingToPermute }
    let regression = try BatchRegression(
      model, design: design ?? .interceptOnly(rows: panel.studies), threads: threads)
    let engine = try PanelPermutations(regression, panel)
    let arrangements = Arrangements(design: engine.matrix)
    let plan = try PermutationPlan(settings, arrangements)
    let (positions, outcomes) = (engine.terms.count + 1, engine.outcomes)
    var counts = [Int](repeating: 0, count: positions * outcomes)
    var maxima = [[Double]](repeating: [], count: positions)
    for first in stride(from: plan.range.lowerBound, to: plan.range.upperBound, by: PanelPermutations.round) {
      let size = min(PanelPermutations.round, plan.range.upperBound - first)
      let round = engine.count(
        arrangements.samples(
          first..<first + size, seed: plan.isExact ? nil : settings.seed, threads: threads),
        permutations: size, threads: threads)
      for i in counts.indices { counts[i] += round.counts[i] }
      for i in round.maxima.indices { maxima[i % positions].append(round.maxima[i]) }
    }
    for position in maxima.indices { maxima[position].sort() }
    statistics = engine.observed
    var (own, family) = (engine.observed, engine.observed)
    for i in counts.indices where !engine.observed[i].isNaN {
      own[i] = plan.pValue(counts[i])
      let limit = engine.observed[i] - PermutedStatistics.tolerance * max(1, engine.observed[i])
      family[i] = plan.pValue(maxima[i / outcomes].countAtLeast(limit))
    }
    (pValues, familyWise) = (own, family)
    self.outcomes = outcomes
    terms = engine.terms
    if case .signs = arrangements.scheme { scheme = .signs } else { scheme = .rows }
    isExact = plan.isExact
    permutations = plan.isExact ? plan.listed * plan.multiplicity : plan.drawn
    distinct = arrangements.count
    seed = plan.isExact ? nil : settings.seed
    counting = plan.isExact ? nil : settings.counting
    notes = plan.notes
  }

  private func numbers(_ values: [Double], _ position: Int) -> BatchNumbers {
    precondition((0...terms.count).contains(position), "a coefficient beyond the design")
    return BatchNumbers(values, offset: position * outcomes, count: outcomes)
  }

  /// The size of a coefficient's statistic in each outcome, by its position in ``terms``.
  public func statistic(_ coefficient: Int) -> BatchNumbers { numbers(statistics, coefficient) }
  /// Its permutation p value.
  public func pValue(_ coefficient: Int) -> BatchNumbers { numbers(pValues, coefficient) }
  /// Its p value for the family of all outcomes.
  public func familyWisePValue(_ coefficient: Int) -> BatchNumbers { numbers(familyWise, coefficient) }
  /// The joint statistic of all coefficients but the intercept in each outcome.
  public var omnibus: BatchNumbers { numbers(statistics, terms.count) }
  /// Its permutation p value.
  public var omnibusPValue: BatchNumbers { numbers(pValues, terms.count) }
  /// Its p value for the family of all outcomes.
  public var omnibusFamilyWisePValue: BatchNumbers { numbers(familyWise, terms.count) }
}

extension PanelPermutationTest {
  /// Whether everything is the same; undefined numbers equal each other.
  public static func == (a: PanelPermutationTest, b: PanelPermutationTest) -> Bool {
    a.outcomes == b.outcomes && a.terms == b.terms && a.scheme == b.scheme && a.isExact == b.isExact
      && a.permutations == b.permutations && a.distinct == b.distinct && a.seed == b.seed
      && a.counting == b.counting && a.notes == b.notes
      && (0...a.terms.count).allSatisfy { position in
        a.statistic(position) == b.statistic(position) && a.pValue(position) == b.pValue(position)
          && a.familyWisePValue(position) == b.familyWisePValue(position)
      }
  }
}

extension [Double] {
  /// How many of ascending numbers are at least a limit.
  fileprivate func countAtLeast(_ limit: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < limit { low = middle + 1 } else { high = middle }
    }
    return count - low
  }
}
