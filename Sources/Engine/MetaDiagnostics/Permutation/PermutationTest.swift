import LinearAlgebra
import MetaBatch
import MetaModels
import StudyRecords

/// A permutation test of a fit's coefficients and of its omnibus test.
///
/// The model is fitted anew to every arrangement of the data, τ² included, and p is the share of arrangements whose
/// statistic is at least as far from zero as that of the data (within 1.5e-8, so that ties are not lost to
/// rounding). Without moderators signs of the estimates are flipped, with moderators the rows of the design are
/// dealt out anew to the studies. Exact over all different arrangements, or over random ones with a seed; then the
/// same seed gives the same p values, however the work is divided.
///
/// Source: Follmann & Proschan (1999), doi:10.1111/j.0006-341X.1999.00732.x; Higgins & Thompson (2004),
/// doi:10.1002/sim.1752; Phipson & Smyth (2010), doi:10.2202/1544-6115.1585.
public struct PermutationTest: Hashable, Sendable {
  /// What was permuted.
  public enum Scheme: String, Hashable, Sendable, Codable {
    /// The signs of the estimates.
    case signs = "sign-flips"
    /// The rows of the design.
    case rows = "row-permutations"
  }

  /// A statistic with its permutation p value.
  public struct Result: Hashable, Sendable {
    /// The coefficient's term; `nil` for the omnibus test.
    public var term: String?
    /// The statistic of the data; `nil` when it is not defined.
    public var statistic: Double?
    /// How many arrangements are at least as extreme, the data among them when ``PermutationTest/isExact``.
    public var asExtreme: Int
    /// The p value.
    public var pValue: Double?
  }

  /// What was permuted.
  public var scheme: Scheme
  /// Whether all different arrangements were gone through.
  public var isExact: Bool
  /// How many arrangements p rests on, the data among them only when exact.
  public var permutations: Int
  /// How many different arrangements there are; `nil` beyond 2⁶³.
  public var distinct: Int?
  /// The seed, `nil` when exact.
  public var seed: UInt64?
  /// How p was counted, `nil` when exact.
  public var counting: PermutationCounting?
  /// One result per coefficient, in order.
  public var coefficients: [Result]
  /// The omnibus test of the fit.
  public var moderatorTest: Result?
  /// What was noticed.
  public var notes: [Note]

  /// The test of a fit, on at most so many threads; the result is the same for any number of them.
  ///
  /// An arrangement that cannot be fitted, or whose standard error is zero, counts as extreme.
  /// - Throws: ``PermutationError``; ``DiagnosticsError/model(_:)`` for models without weights 1/v.
  public init(_ fit: Fit, _ settings: PermutationSettings = .init(), threads: Int = 1) throws {
    guard fit.scale == nil else { throw PermutationError.scale }
    guard fit.k > 1, !fit.coefficients.isEmpty else { throw PermutationError.nothingToPermute }
    guard let model = RefitModel(fit) else { throw DiagnosticsError.model("a permutation test") }
    let arrangements = Arrangements(design: fit.design.matrix)
    let statistics = PermutedStatistics(model, arrangements)
    let observed = statistics.observed()
    let plan = try PermutationPlan(settings, arrangements)
    var counts = statistics.count(
      plan.range, seed: plan.isExact ? nil : settings.seed, against: observed, threads: threads)
    let pValues = counts.map(plan.pValue)
    if plan.isExact { counts = counts.map { $0 * arrangements.multiplicity } }
    func p(_ position: Int) -> Double? { observed[position].isFinite ? pValues[position] : nil }
    coefficients = fit.coefficients.enumerated().map { position, coefficient in
      Result(
        term: coefficient.term, statistic: coefficient.statistic, asExtreme: counts[position],
        pValue: coefficient.statistic == nil ? nil : p(position))
    }
    moderatorTest = fit.moderatorTest.map {
      Result(statistic: $0.statistic, asExtreme: counts[observed.count - 1], pValue: p(observed.count - 1))
    }
    if case .signs = arrangements.scheme { scheme = .signs } else { scheme = .rows }
    isExact = plan.isExact
    permutations = plan.isExact ? plan.listed * arrangements.multiplicity : plan.drawn
    distinct = arrangements.count
    seed = plan.isExact ? nil : settings.seed
    counting = plan.isExact ? nil : settings.counting
    notes = plan.notes
  }
}

extension NoteKind {
  /// All arrangements are fewer than the random ones asked for.
  static let permutationExact = NoteKind(
    "permutation.exact", .information,
    "there are only {count} different permutations, fewer than the {asked} asked for: the test is exact")
  /// The p value cannot be small.
  static let fewPermutations = NoteKind(
    "permutation.few", .warning,
    "there are only {count} different permutations: no p value can be below {least}")
}
