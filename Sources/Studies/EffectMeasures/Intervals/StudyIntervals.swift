import Distributions
import RealModule
import StudyRecords

/// How the confidence intervals of single studies are made from their counts, instead of yᵢ ± z √vᵢ.
///
/// Proportions take all methods; OR and PETO take the two that are conditional on the margins of the table, IRR those
/// that are conditional on the events of both groups, and rates of single groups those of the Poisson distribution.
public enum StudyIntervalMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// Both tails at most α/2, never covering less than the level: Clopper–Pearson for proportions, Fisher's and
  /// Cornfield's conditional interval for OR, Clopper–Pearson's for x₁ among x₁ + x₂ events for IRR, Garwood's for rates.
  case exact
  /// The exact interval with half the probability of what was observed: covers its level on average.
  case midP = "mid-p"
  /// ``ProportionIntervalMethod/clopperPearson``, the exact interval of a proportion by its own name.
  case clopperPearson = "clopper-pearson"
  /// ``ProportionIntervalMethod/wilson``.
  case wilson
  /// ``ProportionIntervalMethod/agrestiCoull``.
  case agrestiCoull = "agresti-coull"
  /// ``ProportionIntervalMethod/jeffreys``.
  case jeffreys

  /// The method of a proportion.
  public var proportionMethod: ProportionIntervalMethod {
    switch self {
    case .exact, .clopperPearson: .clopperPearson
    case .midP: .midP
    case .wilson: .wilson
    case .agrestiCoull: .agrestiCoull
    case .jeffreys: .jeffreys
    }
  }

  /// The methods that a measure's studies can have; none for measures without counts.
  public static func methods(for measure: Measure?) -> [StudyIntervalMethod] {
    switch IntervalBasis(measure) {
    case nil: []
    case .proportion: allCases
    case .oddsRatio, .rateRatio, .rate: [.exact, .midP]
    }
  }
}

/// The confidence intervals of studies from their own counts.
public struct StudyIntervals: Hashable, Sendable {
  /// How they were made.
  public var method: StudyIntervalMethod
  /// The method in words, with the measure's own name for it: `Clopper–Pearson (exact)`.
  public var name: String
  /// Where it comes from.
  public var sources: [Source]
  /// Their level in percent.
  public var level: Double
  /// One entry per row of the data, `nil` where there are no usable counts.
  public var rows: [StudyInterval?]
  /// Why rows with an effect size have no interval.
  public var notes: [Note]
}

/// The confidence interval of one study from its own counts.
public struct StudyInterval: Hashable, Sendable {
  /// The estimate that belongs to it on the scale people read: the observed proportion or rate, the conditional
  /// maximum-likelihood odds ratio, the observed rate ratio; infinite or 0 where events are in one group only, `nil`
  /// where the counts say nothing.
  public var naturalEstimate: Double?
  /// The limits on the scale people read; 0 and infinity where the counts set none.
  public var natural: Interval
  /// The limits on the analysis scale, infinite where that has no end.
  public var analysis: Interval
}

/// What the counts of a study follow.
private enum IntervalBasis {
  /// Events among people: binomial.
  case proportion
  /// A 2×2 table given its margins: non-central hypergeometric.
  case oddsRatio
  /// Events of two groups given their sum: binomial.
  case rateRatio
  /// Events in person-time: Poisson.
  case rate

  init?(_ measure: Measure?) {
    guard let definition = measure?.definition else { return nil }
    switch (definition.questions, definition.kind) {
    case ([.proportion], _): self = .proportion
    case ([.risks], .oddsRatio): self = .oddsRatio
    case ([.rates], .rateRatio): self = .rateRatio
    case ([.rate], _): self = .rate
    default: return nil
    }
  }
}

extension EffectSizes {
  /// The studies' own intervals from the counts that the effect sizes were computed from; nothing is added to zeros.
  ///
  /// Limits within 1e-12 relative of 30-digit values for proportions, 1e-11 for log odds ratios.
  /// - Throws: ``EffectError/intervalNotOffered(method:measure:offered:)`` for measures that have no such interval,
  ///   ``EffectError/optionOutOfRange(option:value:allowed:)`` for a level out of range.
  public func intervals(
    _ method: StudyIntervalMethod, level: Double = 95
  ) throws(EffectError) -> StudyIntervals {
    let offered = StudyIntervalMethod.methods(for: measure)
    guard let basis = IntervalBasis(measure), offered.contains(method) else {
      throw .intervalNotOffered(
        method: method.rawValue, measure: measure?.code, offered: offered.map(\.rawValue))
    }
    guard level > 0, level < 100 else {
      throw .optionOutOfRange(option: "level", value: level, allowed: "more than 0 and less than 100")
    }
    let maker = IntervalMaker(basis: basis, method: method, level: level)
    let counts = maker.counts(self)
    var notes: [Note] = []
    let made = rows.enumerated().map { position, row -> StudyInterval? in
      guard let counts = counts[position] else { return nil }
      guard let interval = maker.interval(counts, backTransform(at: position)) else {
        notes.append(
          Note(
            .noStudyInterval, row: row.row, study: row.study,
            ["method": .text(maker.name), "reason": .text(maker.demand)]))
        return nil
      }
      return interval
    }
    return StudyIntervals(
      method: method, name: maker.name, sources: maker.sources, level: level, rows: made, notes: notes)
  }
}

/// The intervals of one measure by one method.
private struct IntervalMaker {
  let basis: IntervalBasis
  let method: StudyIntervalMethod
  let level: Double

  private var tail: Double { (1 - level / 100) / 2 }
  private var isMidP: Bool { method == .midP }

  var name: String {
    switch basis {
    case .proportion: method.proportionMethod.name
    case .oddsRatio: isMidP ? "conditional mid-p" : "conditional exact (Fisher–Cornfield)"
    case .rateRatio: isMidP ? "conditional mid-p" : "conditional exact (Clopper–Pearson)"
    case .rate: isMidP ? "Poisson mid-p" : "Garwood (exact)"
    }
  }

  var sources: [Source] {
    switch basis {
    case .proportion, .rateRatio: method.proportionMethod.sources
    case .oddsRatio:
      isMidP
        ? [
          Source("Lancaster", 1961, doi: "10.1080/01621459.1961.10482105"),
          Source("Fay", 2010, doi: "10.1093/biostatistics/kxp050"),
        ]
        : [
          Source("Fisher", 1935, doi: "10.2307/2342435"),
          Source("Fay", 2010, doi: "10.1093/biostatistics/kxp050"),
        ]
    case .rate:
      isMidP
        ? [Source("Lancaster", 1961, doi: "10.1080/01621459.1961.10482105")]
        : [Source("Garwood", 1936, doi: "10.1093/biomet/28.3-4.437")]
    }
  }

  /// What counts must be for an interval.
  var demand: String {
    basis == .oddsRatio ? "it needs whole counts up to 10⁹" : "its counts are too large or too far apart"
  }

  /// Events and sizes, one entry a row; `nil` where they are incomplete or impossible.
  func counts(_ effects: EffectSizes) -> [TwoGroupCounts?] {
    if basis == .oddsRatio || basis == .rateRatio { return effects.twoGroupCounts }
    let columns = Dictionary(effects.inputs.map { ($0.role, $0.values) }) { first, _ in first }
    func cell(_ role: Role, _ row: Int) -> Double? { columns[role]?[row] }
    return effects.rows.indices.map { row in
      guard let x = cell(.xi, row) else { return nil }
      let size = basis == .rate ? cell(.ti, row) : cell(.ni, row) ?? cell(.mi, row).map { x + $0 }
      guard let size, size > 0, size.isFinite, x >= 0, x <= 1e15, basis == .rate || x <= size else {
        return nil
      }
      return TwoGroupCounts(events1: x, size1: size, events2: 0, size2: 0, isPersonTime: basis == .rate)
    }
  }

  func interval(_ counts: TwoGroupCounts, _ transform: BackTransform) -> StudyInterval? {
    let (x1, n1, x2, n2) = (counts.events1, counts.size1, counts.events2, counts.size2)
    switch basis {
    case .proportion:
      guard let limits = method.proportionMethod.interval(events: x1, of: n1, level: level) else { return nil }
      return StudyInterval(
        naturalEstimate: x1 / n1, natural: limits, analysis: limits.mapped { transform.analysisValue($0) })
    case .rate:
      let limits = Interval(poissonLower(x1) / n1, poissonUpper(x1) / n1)
      guard limits.lower.isFinite, limits.upper.isFinite else { return nil }
      return StudyInterval(
        naturalEstimate: x1 / n1, natural: limits, analysis: limits.mapped { transform.analysisValue($0) })
    case .rateRatio:
      let share: Interval?
      if x1 + x2 > 0 {
        share = method.proportionMethod.interval(events: x1, of: x1 + x2, level: level)
      } else {
        share = Interval(0, 1)
      }
      guard let share else { return nil }
      let ratio = Double.log(n2) - .log(n1)
      let limits = share.mapped { .log($0) - .log(onePlus: -$0) + ratio }
      let estimate: Double? = x1 + x2 > 0 ? x1 / x2 * (n2 / n1) : nil
      return StudyInterval(naturalEstimate: estimate, natural: limits.mapped { .exp($0) }, analysis: limits)
    case .oddsRatio:
      let cells = [x1, counts.others1, x2, counts.others2]
      guard cells.allSatisfy({ $0 == $0.rounded() && $0 <= 1e9 }),
        let exact = ExactOddsRatio(a: Int(cells[0]), b: Int(cells[1]), c: Int(cells[2]), d: Int(cells[3])),
        let limits = exact.interval(isMidP ? .midP : .exact, level: level)
      else { return nil }
      return StudyInterval(
        naturalEstimate: exact.logOddsRatio.map { .exp($0) }, natural: limits.mapped { .exp($0) },
        analysis: limits)
    }
  }

  /// The mean at which x or more events have probability α/2, with half that of x for mid-p.
  private func poissonLower(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let first = Gamma(shape: x)
    guard isMidP else { return first.quantile(lowerTail: tail) }
    let second = Gamma(shape: x + 1)
    return risingRoot(from: first.quantile(lowerTail: tail), to: second.quantile(lowerTail: tail)) {
      0.5 * (first.lowerTail($0) + second.lowerTail($0)) - tail
    }
  }

  /// The mean at which x or fewer events have probability α/2, with half that of x for mid-p.
  private func poissonUpper(_ x: Double) -> Double {
    let first = Gamma(shape: x + 1)
    guard isMidP else { return first.quantile(upperTail: tail) }
    guard x > 0 else { return first.quantile(upperTail: 2 * tail) }
    let second = Gamma(shape: x)
    return risingRoot(from: second.quantile(upperTail: tail), to: first.quantile(upperTail: tail)) {
      tail - 0.5 * (first.upperTail($0) + second.upperTail($0))
    }
  }
}

extension NoteKind {
  /// A study has counts but no interval by the method asked for.
  static let noStudyInterval = NoteKind(
    "interval.undefined", .warning, "no {method} interval: {reason}")
}
