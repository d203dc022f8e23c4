import StudyRecords

/// A way from the columns of a row to an effect: what is read, what is computed from it, and in which measure.
struct EffectRoute: Sendable {
  /// When a row takes it.
  enum Choice {
    /// Wherever its numbers are there.
    case automatic
    /// Wherever its numbers are there and no automatic way is open: the row's effect as it is stated.
    case stated
    /// Only where a column names its format.
    case named
  }

  /// What it is made from: a format's code, or the roles of a route without one.
  let label: String
  /// The format, `nil` for routes without one.
  let format: StudyFormat?
  /// The measure that the effect is in.
  let source: Measure
  /// The measure that computes it: the source, or the generic one for effects as given.
  let evaluator: Measure
  /// What must be there.
  let roles: [Role]
  /// When a row takes it.
  let choice: Choice
  /// Whether it takes the correlation of two measurements that the analysis assumes.
  private(set) var assumesCorrelation = false
  /// The evaluator's inputs from those roles; `nil` passes them on.
  private(set) var preparation: (@Sendable (InputPreparation) -> InputPreparation.Outcome)?

  init(
    _ format: StudyFormat?, _ source: Measure, _ roles: [Role], by evaluator: Measure? = nil,
    _ choice: Choice = .automatic,
    _ preparation: (@Sendable (InputPreparation) -> InputPreparation.Outcome)? = nil
  ) {
    self.label = format?.rawValue ?? roles.map(\.rawValue).joined(separator: " ")
    self.format = format
    self.source = source
    self.evaluator = evaluator ?? source
    self.roles = roles
    self.choice = choice
    self.preparation = preparation
  }

  /// The same for rows that do not state the correlation of their two measurements.
  private var assumingCorrelation: EffectRoute {
    let others = roles.filter { $0 != .ri }
    var copy = EffectRoute(format, source, others, by: evaluator, choice, preparation)
    copy.assumesCorrelation = true
    if preparation == nil { copy.preparation = { $0.only(roles) } }
    return copy
  }
}

extension EffectRoute {
  /// Whether it takes an effect as the row states it.
  var isStatement: Bool { choice == .stated }

  /// Whether it reads an interval on another scale than that of the estimate.
  var readsIntervalElsewhere: Bool {
    format == .natural && roles.contains(.estLower)
      && source.definition.intervalScale != source.definition.backTransform
  }

  /// The ways to an effect in a measure itself, the preferred one first; effects as stated come last.
  /// - Parameter assumesCorrelation: Whether the correlation of two measurements may be one that is assumed.
  static func ways(to measure: Measure, assumesCorrelation: Bool) -> [EffectRoute] {
    let own = measure.definition.routes
    let raw = own.map { EffectRoute(StudyFormat(route: $0, of: measure), measure, $0) }
    // Groups before and after have a correlation and sizes too, so they come before those alone.
    var routes = raw.filter { $0.format != .r } + changesBefore(measure) + raw.filter { $0.format == .r }
    routes += means(measure, own) + counts(measure, own)
    if measure.takesLogRank {
      routes.append(EffectRoute(.logRank, measure, [.oei, .voei], by: .generic) { $0.ratioFromLogRank() })
    }
    if own.contains([.di, .n1i, .n2i]) {
      routes += StudyFormat.difference.alternatives.map { roles in
        EffectRoute(.difference, measure, roles, Self.differenceChoice(roles)) {
          $0.standardizedFromDifference()
        }
      }
      routes.append(EffectRoute(.g, measure, [.gi, .n1i, .n2i]) { $0.differenceFromG() })
    }
    if own.contains([.ti, .n1i, .n2i]) {
      routes.append(EffectRoute(.f, measure, [.fi, .sign, .n1i, .n2i]) { $0.tFromF() })
    }
    if measure == .meanDifference {
      routes += StudyFormat.difference.alternatives.map { roles in
        let needed =
          roles.contains(.sdi) || roles.contains(.pi) ? roles : roles.filter { $0 != .n1i && $0 != .n2i }
        return EffectRoute(.difference, measure, needed, by: .generic, Self.differenceChoice(roles)) {
          $0.givenDifference()
        }
      }
    }
    if measure.isChange {
      // The same tests under their shorter names.
      let names: [StudyFormat: StudyFormat] = [.pairedT: .t, .pairedP: .p]
      routes += raw.compactMap { route in
        route.format.flatMap { names[$0] }.map { EffectRoute($0, measure, route.roles, .named) }
      }
    }
    return allowing(assumesCorrelation, routes) + statements(measure)
  }

  /// Tests of a difference beside it are read only on request: without it the test itself is the shorter way.
  private static func differenceChoice(_ roles: [Role]) -> Choice {
    roles.contains(.ti) || roles.contains(.fi) || roles.contains(.pi) ? .named : .automatic
  }

  /// Means and standard deviations from other summaries of two groups, or of one.
  private static func means(_ measure: Measure, _ own: [[Role]]) -> [EffectRoute] {
    // Some measures read the standard deviation of one group alone, or no means.
    func reads(_ all: [Role], _ deviations: [Role]) -> Bool {
      own.contains { !$0.allSatisfy { !deviations.contains($0) } && $0.allSatisfy(all.contains) }
    }
    let isSingle = reads([.mi, .sdi, .ni], [.sdi])
    let isPaired = reads(GroupMeans.route, [.sd1i, .sd2i])
    let readsMeans = !own.joined().allSatisfy { ![.mi, .m1i].contains($0) }
    var routes: [EffectRoute] = []
    for format in [StudyFormat.meansWithErrors, .meansWithIntervals, .medians] {
      for all in format.alternatives where all.contains(.ni) ? isSingle : isPaired {
        let roles = readsMeans ? all : all.filter { ![.mi, .m1i, .m2i].contains($0) }
        routes.append(
          EffectRoute(format, measure, roles) { $0.means(from: format, ofOneGroup: roles.contains(.ni)) })
      }
    }
    // A ratio of changes, or of their standard deviations, has no meaning; a difference in standard deviations of changes
    // is no measure to fall back on.
    if isPaired, ![.ratioOfMeans, .ratioOfVariability].contains(measure.definition.kind) {
      routes += StudyFormat.change.alternatives.map {
        EffectRoute(.change, measure, $0, measure == .meanDifference ? .automatic : .named) {
          $0.meansOfChanges()
        }
      }
    }
    if isPaired { routes.append(EffectRoute(.arms, measure, GroupMeans.route, .named)) }
    return routes
  }

  /// Differences of changes in standard deviations before.
  private static func changesBefore(_ measure: Measure) -> [EffectRoute] {
    guard measure == .hedgesG else { return [] }
    return StudyFormat.changeBefore.alternatives.map {
      EffectRoute(.changeBefore, measure, $0, by: .generic) { $0.changesInDeviationsBefore() }
    }
  }

  /// Tables that are rebuilt from their margins, and counts of several arms.
  private static func counts(_ measure: Measure, _ own: [[Role]]) -> [EffectRoute] {
    if own.contains(PersonTime.route) { return [EffectRoute(.arms, measure, PersonTime.route, .named)] }
    guard TwoByTwo.routes.allSatisfy(own.contains) else { return [] }
    var routes = [EffectRoute(.arms, measure, TwoByTwo.eventsAndSizes, .named)]
    for format in StudyFormat.allCases where format.rebuildsTable {
      routes += format.alternatives.map { EffectRoute(format, measure, $0, .named) { $0.rebuiltTable(format) } }
    }
    return routes
  }

  /// Effects as rows state them.
  private static func statements(_ measure: Measure) -> [EffectRoute] {
    let (scale, intervals) = (measure.definition.backTransform, measure.definition.intervalScale)
    return StudyFormat.estimate.alternatives.map { roles in
      roles.contains(.ti) || roles.contains(.fi)
        ? EffectRoute(.estimate, measure, roles, by: .generic, .named) { $0.estimateWithStatistic($0[.yi]) }
        : EffectRoute(.estimate, measure, roles, by: .generic, .stated)
    }
      + StudyFormat.natural.alternatives.map { roles in
        EffectRoute(
          .natural, measure, roles, by: .generic, roles.contains(.ti) || roles.contains(.fi) ? .named : .stated
        ) { $0.analysisScale(scale, intervals, roles) }
      }
  }

  /// The routes, each that reads the correlation of two measurements followed by the same with one that is assumed.
  private static func allowing(_ assumed: Bool, _ routes: [EffectRoute]) -> [EffectRoute] {
    guard assumed else { return routes }
    let paired: [StudyFormat] = [.prePost, .pairedT, .pairedP, .pairedD, .change, .changeBefore]
    return routes.flatMap { route -> [EffectRoute] in
      let isPaired = route.format.map(paired.contains) ?? route.roles.contains(.sd2i)
      return isPaired && route.roles.contains(.ri) ? [route, route.assumingCorrelation] : [route]
    }
  }

  /// The ways to an effect in another measure that can be converted, the preferred one first.
  /// - Parameter assumesCorrelation: Whether the correlation of two measurements may be one that is assumed.
  static func detours(to target: Measure, assumesCorrelation: Bool) -> [EffectRoute] {
    guard let metric = target.metric else { return [] }
    let table =
      TwoByTwo.routes.map { EffectRoute(.table, .oddsRatio, $0) }
      + counts(.oddsRatio, Measure.oddsRatio.definition.routes)
    let correlation = EffectRoute(.r, .correlation, [.ri, .ni])
    let ofGroups: [Role] = [.ri, .n1i, .n2i]
    func computed(_ measure: Measure) -> [EffectRoute] {
      ways(to: measure, assumesCorrelation: assumesCorrelation).filter {
        $0.format != .estimate && $0.format != .natural
      }
    }
    let difference = computed(.hedgesG)
    /// The same for correlations: that of group and outcome before tests, but after groups before and after, which have a
    /// correlation and sizes too.
    func correlations(_ route: EffectRoute?) -> [EffectRoute] {
      let tests: [StudyFormat] = [.d, .g, .t, .p, .f]
      func isTest(_ route: EffectRoute) -> Bool { route.format.map(tests.contains) ?? false }
      let others = difference.filter { $0.format != .r }
      var routes = others.filter { !isTest($0) }
      if let route { routes.append(route) }
      return routes + others.filter(isTest)
    }
    switch metric {
    case .standardizedDifference:
      // A pre-post study has a correlation too, so it comes first.
      let change = allowing(
        assumesCorrelation,
        [
          EffectRoute(.prePost, .standardizedMeanChangeRaw, [.m1i, .m2i, .sd1i, .ri, .ni]),
          EffectRoute(.pairedT, .standardizedMeanChange, [.ti, .ri, .ni], .named) { $0.only([.ti, .ni]) },
          EffectRoute(.pairedP, .standardizedMeanChange, [.pi, .ri, .ni], .named) { $0.only([.pi, .ni]) },
          EffectRoute(.pairedD, .standardizedMeanChange, [.di, .ri, .ni], .named) { $0.only([.di, .ni]) },
        ])
      return (target == .hedgesG ? [] : difference) + table + change + [correlation]
    case .logOdds: return table + difference + [correlation]
    case .correlation, .fisherZ:
      let source = metric.isFisher ? Measure.fisherPointBiserial : .pointBiserial
      let own = EffectRoute(.r, source, ofGroups, by: target) { $0.correlationOfGroups() }
      return [correlation] + correlations(own) + table
    case .pointBiserial, .fisherPointBiserial: return correlations(nil) + [correlation] + table
    case .latentCorrelation, .fisherLatent:
      let biserial = metric.isFisher ? Measure.fisherBiserial : .biserial
      var routes: [EffectRoute] = []
      if target != biserial { routes = computed(biserial) }
      return routes + correlations(nil) + [correlation] + table
    case .standardizedChange: return []
    }
  }
}

extension Measure {
  /// Whether O − E and V of a log-rank test give it.
  var takesLogRank: Bool { self == .hazardRatio || self == .petoOddsRatio }
}
