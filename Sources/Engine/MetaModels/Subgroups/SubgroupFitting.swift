import Distributions
import EffectMeasures
import StudyRecords

/// One subgroup analysis in the making: from labelled rows to the result.
struct SubgroupFitting {
  let analysis: SubgroupAnalysis
  let effects: EffectSizes
  let grouping: SubgroupGrouping
  /// Positions of the rows that have a label.
  let labelled: [Int]
  let groups: [(label: String, positions: [Int])]
  /// Whether each row can enter a model.
  let isUsable: [Bool]

  init(
    _ analysis: SubgroupAnalysis, _ effects: EffectSizes, _ grouping: SubgroupGrouping
  ) throws {
    var analysis = analysis
    if let counts = analysis.counts { analysis.settings = counts.settings }
    if analysis.settings.isStratified {
      (analysis.settings.heterogeneity, analysis.settings.test) = (.equalEffects, .z)
    }
    self.analysis = analysis
    self.effects = effects
    self.grouping = grouping
    labelled = grouping.labels.indices.filter { grouping.labels[$0] != nil }
    groups = grouping.groups(in: analysis.order)
    isUsable = try Self.usableRows(effects, analysis)
    guard !groups.isEmpty else { throw SubgroupError.noLabels(column: grouping.column) }
    if analysis.tau2 == .common, analysis.counts != nil || analysis.settings.pooling != .inverseVariance {
      throw SubgroupError.commonTau2(pooling: analysis.counts?.code ?? analysis.settings.pooling.code)
    }
  }

  func result() throws -> SubgroupResult {
    try checkWeights()
    let shared = sharedStudies
    let isCompared: Bool =
      switch analysis.overall {
      case .always: true
      case .never: false
      case .unlessShared: shared.isEmpty
      }
    let common = analysis.tau2 == .common ? try commonModel() : nil
    var subgroups = try groups.map { try subgroup($0, common) }
    // Without a usable row the overall fit says why.
    let overall =
      isCompared || !labelled.contains { isUsable[$0] } ? try fit(labelled, analysis.settings) : nil

    let own =
      overall.map(shares)
      ?? subgroups.reduce(into: [:]) { all, group in
        all.merge(group.fit.map(shares) ?? [:]) { first, _ in first }
      }
    for index in subgroups.indices {
      for row in subgroups[index].studies.indices {
        subgroups[index].studies[row].weightPercent = own[subgroups[index].studies[row].row]
      }
      let weights = subgroups[index].studies.compactMap(\.weightPercent)
      subgroups[index].weightPercent = weights.isEmpty ? nil : overall == nil ? 100 : weights.reduce(0, +)
    }

    var result = SubgroupResult(
      analysis: analysis, measure: effects.measure, column: grouping.column, subgroups: subgroups,
      overall: overall, commonModel: common, test: nil, within: isCompared ? within(subgroups) : nil,
      sharedStudies: shared,
      k: subgroups.reduce(0) { $0 + $1.k }, studies: studies(of: subgroups, overall), notes: [])
    result.notes = try notes(result, isCompared: isCompared)
    guard isCompared else { return result }
    let (test, notes) = try betweenGroups(subgroups, common)
    result.test = test
    result.notes += notes
    return result
  }

  // MARK: Fits

  /// The model of some rows, with those of the user's weights that belong to them.
  private func fit(
    _ positions: [Int], _ settings: ModelSettings, design: Design? = nil
  ) throws -> Fit {
    var settings = settings
    if case .user(let weights) = settings.weighting {
      settings.weighting = .user(positions.map { weights[$0] })
    }
    var part = effects.selectingRows(positions)
    part.notes = part.notes.filter { $0.row != nil }
    if let counts = analysis.counts { return try counts.fit(part) }
    return try settings.fit(part, design: design)
  }

  private func checkWeights() throws(ModelError) {
    guard case .user(let weights) = analysis.settings.weighting, weights.count != effects.rows.count else {
      return
    }
    throw .weightCount(weights: weights.count, rows: effects.rows.count)
  }

  /// Whether each row can enter a model: by its effect size or, where tables or counts are pooled, by these.
  private static func usableRows(
    _ effects: EffectSizes, _ analysis: SubgroupAnalysis
  ) throws(MixedModelError) -> [Bool] {
    if let counts = analysis.counts { return try counts.eligibleRows(effects) }
    let settings = analysis.settings
    if settings.isStratified {
      let choices = settings.pooling.choices
      return effects.twoGroupCounts.map { table in table.map { choices?.drops($0) != true } ?? false
      }
    }
    guard case .user(let weights) = settings.weighting, weights.count == effects.rows.count else {
      return effects.rows.map(\.isUsable)
    }
    return zip(effects.rows, weights).map { $0.isUsable && $1 != nil }
  }

  /// The model with the groups as a factor, the first the reference.
  private func commonModel() throws -> Fit {
    let used = groups.filter { $0.positions.contains { isUsable[$0] } }
    var columns = Design.interceptOnly(rows: labelled.count).columns
    for group in used.dropFirst() {
      let values = labelled.map { Double?(grouping.labels[$0] == group.label ? 1 : 0) }
      columns.append(Design.Column(term: "factor(\(grouping.column))\(group.label)", values: values))
    }
    let design = Design(columns: columns, formula: "~ factor(\(grouping.column))")
    return try fit(labelled, analysis.settings, design: design)
  }

  private func subgroup(
    _ group: (label: String, positions: [Int]), _ common: Fit?
  ) throws -> Subgroup {
    var part = effects.selectingRows(group.positions)
    part.notes = part.notes.filter { $0.row != nil }
    let name = grouping.name(group.label)
    let empty = Subgroup(
      label: group.label, name: name, fit: nil, effects: part, studies: part.rows.map(unused),
      weightPercent: nil, estimatesTau2: false)
    guard group.positions.contains(where: { isUsable[$0] }), saysSomething(group.positions) else {
      return empty
    }
    var settings = analysis.settings
    if let common {
      if settings.heterogeneity.estimatesTau2 { settings.heterogeneity = .fixed(common.heterogeneity.tau2) }
      settings.test = .z
      settings.tau2Interval = nil
    }
    var fit: Fit
    do {
      fit = try self.fit(group.positions, settings)
    } catch let error as MixedModelError where error.kind == .data {
      var failed = empty
      failed.failure = error
      return failed
    }
    if let common { fit.adopt(common, settings: analysis.settings, backTransform: part.backTransform) }
    return Subgroup(
      label: group.label, name: name, fit: fit, effects: part, studies: fit.studies, weightPercent: nil,
      estimatesTau2: common == nil && settings.heterogeneity.estimatesTau2 && fit.k > 1)
  }

  /// Peto's estimate is made of the tables in which some people have the event and others not.
  private func saysSomething(_ positions: [Int]) -> Bool {
    guard case .peto(let choices) = analysis.settings.pooling else { return true }
    let tables = effects.twoGroupCounts
    return Peto.estimate(choices.corrected(positions.compactMap { tables[$0] })) != nil
  }

  private func unused(_ row: EffectSize) -> FittedStudy {
    let z = CoefficientInference(degreesOfFreedom: nil, level: analysis.settings.level).quantile
    return FittedStudy(row, quantile: z)
  }

  /// The weights of a fit by row.
  private func shares(_ fit: Fit) -> [Int: Double] {
    var shares: [Int: Double] = [:]
    for study in fit.studies { shares[study.row] = study.weightPercent }
    return shares
  }

  /// All rows of the data in order, those without a label among them, as the overall fit or else their group's sees them.
  private func studies(of subgroups: [Subgroup], _ overall: Fit?) -> [FittedStudy] {
    var known: [Int: FittedStudy] = [:]
    for study in overall?.studies ?? subgroups.flatMap(\.studies) { known[study.row] = study }
    return effects.rows.map { known[$0.row] ?? unused($0) }
  }

  // MARK: Tests

  private func betweenGroups(
    _ subgroups: [Subgroup], _ common: Fit?
  ) throws -> (SubgroupTest?, [Note]) {
    let pooled = subgroups.compactMap { group -> (name: String, effect: Coefficient, factor: Double?)? in
      guard let fit = group.fit, let effect = fit.coefficients.first else { return nil }
      return (group.name, effect, fit.varianceFactor)
    }
    guard pooled.count > 1 else { return (nil, [Note(.subgroupOnlyOne)]) }
    if let exact = pooled.first(where: { $0.effect.standardError == 0 }) {
      return (nil, [Note(.subgroupTestUndefined, ["subgroup": .text(exact.name)])])
    }
    if let common {
      guard let test = common.moderatorTest else { return (nil, []) }
      return (
        SubgroupTest(
          statistic: test.statistic, df1: test.df1, df2: test.df2, pValue: test.pValue, basis: .model),
        KnappHartungNote.notes(between: test, in: common)
      )
    }
    // Cochran's Q of the pooled effects as if they were studies.
    func between(_ variance: ((effect: Coefficient, factor: Double?)) -> Double) throws -> Heterogeneity {
      let estimates = EffectSizes(
        yi: pooled.map(\.effect.estimate), vi: pooled.map { variance(($0.effect, $0.factor)) })
      return try ModelSettings(heterogeneity: .equalEffects, test: .z).fit(estimates).heterogeneity
    }
    let heterogeneity = try between { $0.effect.standardError * $0.effect.standardError }
    guard let q = heterogeneity.q, let p = heterogeneity.qPValue else { return (nil, []) }
    let test = SubgroupTest(statistic: q, df1: pooled.count - 1, df2: nil, pValue: p, basis: .estimates)
    guard analysis.settings.test == .knha, pooled.contains(where: { ($0.factor ?? 1) < 1 }),
      let plain = try between({ $0.effect.standardError * $0.effect.standardError / ($0.factor ?? 1) }).qPValue
    else { return (test, []) }
    return (
      test,
      KnappHartungNote.notes(
        pooled.map { ($0.name, $0.factor) }, pValue: p, without: plain, level: analysis.settings.level)
    )
  }

  private func within(_ subgroups: [Subgroup]) -> WithinGroupTest? {
    var (q, df) = (0.0, 0)
    for fit in subgroups.compactMap(\.fit) {
      guard let own = fit.heterogeneity.q else { return nil }
      q += own
      df += fit.heterogeneity.qDegreesOfFreedom
    }
    guard df > 0 else { return nil }
    return WithinGroupTest(
      q: q, degreesOfFreedom: df, pValue: ChiSquared(degreesOfFreedom: Double(df)).upperTail(q))
  }

  /// The labels of studies with usable rows in more than one group, in order of appearance.
  private var sharedStudies: [String] {
    var seen: [String: Set<String>] = [:]
    var shared: [String] = []
    for position in labelled where isUsable[position] {
      guard let study = effects.rows[position].study, let label = grouping.labels[position] else { continue }
      seen[study, default: []].insert(label)
      if seen[study]?.count == 2, !shared.contains(study) { shared.append(study) }
    }
    return shared
  }
}

extension Fit {
  /// Takes test, standard error and degrees of freedom from a model that this group's studies are part of.
  ///
  /// The fit must be one at the model's τ², tested by z: its variance is then (Σw)⁻¹, to which the model's variance factor
  /// applies.
  fileprivate mutating func adopt(_ model: Fit, settings own: ModelSettings, backTransform: BackTransform) {
    guard let plain = coefficients.first else { return }
    settings.test = own.test
    settings.tau2Interval = own.tau2Interval
    test = model.test
    varianceFactor = model.varianceFactor
    let factor = model.varianceFactor ?? 1
    covariance.elements = covariance.elements.map { $0 * factor }
    let df = model.coefficients.first?.degreesOfFreedom
    let coefficient = CoefficientInference(degreesOfFreedom: df, level: settings.level).coefficient(
      term: plain.term, estimate: plain.estimate, variance: covariance[0, 0])
    coefficients = [coefficient]
    moderatorTest = nil
    predictionInterval =
      own.heterogeneity.isRandom
      ? PredictionInterval(
        settings.predictionInterval, estimate: coefficient.estimate, se: coefficient.standardError,
        plainSE: plain.standardError, tau2: heterogeneity.tau2, df: df,
        residualDF: model.heterogeneity.qDegreesOfFreedom, estimatesTau2: own.heterogeneity.estimatesTau2,
        level: settings.level) : nil
    backTransformed = BackTransformed(coefficient, prediction: predictionInterval, by: backTransform)
  }
}
