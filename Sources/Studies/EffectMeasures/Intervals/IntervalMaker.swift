import Distributions
import RealModule
import StudyRecords

/// What the counts of a study follow.
enum IntervalBasis {
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

/// The intervals of one measure by one method.
struct IntervalMaker {
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
