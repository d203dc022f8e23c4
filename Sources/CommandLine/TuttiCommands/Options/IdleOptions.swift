import MetaAnalysis

/// Options that are given and can change nothing here, each with a note that says why.
///
/// Whether an option of effect sizes is idle is found by asking again with other values: if nothing moves, neither an effect
/// size nor a note, nothing used it. Options of the model and the dose are idle where the result has none of what they
/// steer.
struct IdleOptions {
  private(set) var notes: [Note] = []

  /// Notes an option that is given when there is a reason why it changes nothing.
  mutating func check(_ option: String, _ value: Any?, _ reason: @autoclosure () throws -> String?) rethrows {
    guard value != nil, let reason = try reason() else { return }
    notes.append(Note(.optionUnused, ["option": .text(option), "reason": .text(reason)]))
  }
}

extension NoteKind {
  /// An option that is given changes nothing.
  static let optionUnused = NoteKind("option.unused", .warning, "{option} changes nothing here: {reason}")
}

extension EffectArguments {
  /// Notes on options of effect sizes that change none of them.
  ///
  /// - Parameters:
  ///   - effects: What comes of the options.
  ///   - again: The effect sizes with other options.
  func idleOptions(
    of data: StudyData, _ options: EffectOptions, _ effects: EffectSizes, poolsTables: Bool,
    again: (EffectOptions) throws -> EffectSizes
  ) throws -> [Note] {
    /// The reason if none of the changes moves anything; a change that fails does.
    func unless(_ changes: [(inout EffectOptions) -> Void], _ reason: String) -> String? {
      let moves = changes.contains { change in
        var other = options
        change(&other)
        guard let changed = try? again(other) else { return true }
        return changed.rows != effects.rows || changed.notes != effects.notes
      }
      return moves ? nil : reason
    }
    var idle = IdleOptions()
    let name = try measure(of: data).map { "measure \($0.code)" } ?? "an effect taken as it stands"
    let types = try measure(of: data)?.definition.varianceTypes ?? []
    idle.check(
      "--vtype", types.count > 1 ? vtype : nil,
      unless(
        types.map { type in { $0.vtype = type } },
        "no sampling variance comes from the formula of \(name)"))
    for (option, value) in [
      ("--add", add), ("--to", to), (drop00 == false ? "--no-drop00" : "--drop00", drop00),
    ]
      as [(String, Any?)]
    {
      idle.check(
        option, value,
        unless(
          [{ ($0.add, $0.to) = (1, .all) }, { ($0.add, $0.to) = (0.5, .all) }],
          "\(name) is not computed from counts that could hold a zero"))
    }
    // Where tables are pooled, the option also says how they are tested together.
    idle.check(
      correct == false ? "--no-correct" : "--correct", poolsTables ? nil : correct,
      unless([{ $0.correct.toggle() }], "\(name) has no correction of small-sample bias in any row"))
    idle.check(
      "--data-level", dataLevel,
      unless(
        [{ $0.level = 50 }, { $0.level = 99 }], "no effect size rests on a confidence interval in the data"))
    idle.check(
      "--medians", medians,
      unless(
        QuantileMethod.allCases.map { method in { $0.medians = method } }, "no row has its means from medians"))
    idle.check(
      "--pre-post-correlation", prePostCorrelation,
      unless(
        [{ $0.prePostCorrelation = nil }],
        "no effect size needs a correlation of measurements before and after that its row does not state"))
    let scores = lint.lint ? try data.hasScores : false
    for (option, value) in [("--items", lint.items), ("--score-range", lint.scoreRange)] {
      idle.check(
        option, value,
        lint.lint
          ? scores ? nil : "only the lint of means with standard deviations reads it, and the data have none"
          : "only the lint reads it, which --no-lint leaves out")
    }
    return idle.notes
  }
}

extension StudyData {
  /// Whether a row has a mean with its standard deviation.
  fileprivate var hasScores: Bool {
    get throws {
      for (mean, deviation) in [(Role.m1i, Role.sd1i), (.m2i, .sd2i), (.mi, .sdi)] {
        if let means = try table.numbers(for: mean, in: mapping),
          let deviations = try table.numbers(for: deviation, in: mapping),
          zip(means, deviations).contains(where: { $0 != nil && $1 != nil })
        {
          return true
        }
      }
      return false
    }
  }
}

extension ModelArguments {
  /// Notes on options of the model that change nothing in some fits: one, or a group's, the overall and the common one.
  ///
  /// - Parameters:
  ///   - correct: The value of `--correct`, which is that of a test where tables are pooled.
  ///   - predicts: Whether means at values of moderators are asked for, which have prediction intervals of their own.
  func idleOptions(in fits: [Fit], correct: Bool?, predicts: Bool) -> [Note] {
    guard let first = fits.first else { return [] }
    let oneEffect =
      fits.allSatisfy({ !$0.settings.heterogeneity.isRandom && !$0.modelsCounts })
      ? "the model has one common effect" : nil
    let hasScale = first.scale != nil
    var idle = IdleOptions()
    idle.check(
      "--tau2-ci", tau2Interval,
      oneEffect.map { "\($0) and no τ²" }
        ?? (hasScale ? "a location–scale model has a τ² for each study" : nil)
        ?? (tau2Interval == "none" || fits.contains { $0.heterogeneity.tau2Interval != nil }
          ? nil : "these data have no such interval of τ²"))
    idle.check(
      "--prediction-interval", predictionInterval,
      predicts || fits.contains { $0.predictionInterval != nil }
        ? nil
        : oneEffect.map { "\($0), which is that of a new study too" }
          ?? (first.p > 1
            ? "with moderators a prediction interval belongs to values of them, which --predict takes"
            : "these data have no prediction interval"))
    idle.check("--i2", i2 == I2Basis.tau2.rawValue ? i2 : nil, oneEffect.map { "\($0), whose I² is that of Q" })
    idle.check(
      correct == false ? "--no-correct" : "--correct", poolsTables ? correct : nil,
      fits.contains { $0.stratifiedTests?.cochranMantelHaenszel != nil }
        ? nil : "no Cochran–Mantel–Haenszel test is made, whose continuity correction it is")
    return idle.notes
  }
}

extension PermutationArguments {
  /// Notes on options that a test by all permutations does not read.
  var idleOptions: [Note] {
    let reason = permutations == "exact" ? "all permutations are taken, none at random" : nil
    var idle = IdleOptions()
    idle.check("--seed", seed, reason)
    idle.check("--permutation-p", permutationP, reason)
    return idle.notes
  }
}

extension DoseArguments {
  /// Notes on options that change nothing in an analysis of some effects.
  func idleOptions(in analysis: DoseAnalysis, of effects: EffectSizes) -> [Note] {
    let noCurve =
      analysis.shapes.allSatisfy(\.isLine)
      ? "only curves have bootstrap intervals, and \(enumerated(analysis.shapes.map(\.rawValue))) models have closed forms"
      : nil
    var idle = IdleOptions()
    idle.check(
      "--knots", knots, analysis.shapes.contains(.spline) ? nil : "no spline is among the models")
    idle.check("--samples", samples, noCurve)
    idle.check(
      "--seed", seed, noCurve ?? (analysis.samples == 0 ? "--samples 0 leaves out the bootstrap" : nil))
    idle.check(
      "--analysis-scale", analysisScale ? true : nil,
      effects.backTransform == .identity ? "the effects are read on the scale they are analysed on" : nil)
    return idle.notes
  }
}
