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

extension NoteKind {
  /// A study has counts but no interval by the method asked for.
  static let noStudyInterval = NoteKind(
    "interval.undefined", .warning, "no {method} interval: {reason}")
}
