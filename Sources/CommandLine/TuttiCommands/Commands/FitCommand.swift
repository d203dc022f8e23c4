import Analyses
import ArgumentParser
import MetaAnalysis
import Reports

/// `tutti fit`: pool effect sizes.
struct FitCommand: DataCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Pool the studies: effect, heterogeneity, prediction interval.",
    discussion: """
      With --measure the effect sizes are computed from the raw columns first. Without it the data state them: yi \
      with vi, sei, a confidence interval or a p value. Every choice comes from the profile unless an option \
      states another. --by pools groups of studies and compares them.

      Of a model with --moderators, the options under MODERATORS answer further questions. With --format csv the \
      table of the only one asked for is printed instead of the studies.

      EXAMPLE
        tutti fit trials.csv --measure RR --columns ai=events_t,n1i=n_t,ci=events_c,n2i=n_c
        tutti fit dataset:bcg --measure RR --by allocation
      """)

  @OptionGroup var data: DataArguments
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Model") var profile: ProfileArgument
  @OptionGroup(title: "Model") var model: ModelArguments
  @OptionGroup(title: "Model") var scale: ScaleArguments
  @OptionGroup(title: "Moderators") var regression: RegressionArguments
  @OptionGroup(title: "Subgroups") var subgroups: SubgroupArguments
  @OptionGroup(title: "Zero cells") var zeroCells: ZeroCellArguments
  @OptionGroup(title: "Permutation test") var permutation: PermutationArguments
  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    try output.output.refuseOverwriting(data)
    try data.refusePooling(unless: model.poolAnyway)
    let prepared = try PreparedData(data: data, effect: effect, profile: profile, model: model, on: console)
    if let groups = try SubgroupRun(subgroups, model: model, effect: effect, prepared: prepared) {
      if let option = optionForOneModel { throw UsageError.conflict("--by", option) }
      return try output.emit(groups.report, on: console)
    }
    let predicts = regression.predict != nil || !regression.adjustedMeans.isEmpty
    let run = try FitRun(prepared, model: model, effect: effect, scale: scale, predicts: predicts)
    var report = run.report
    try refuseQuestions(to: report.fit)
    report.sections += try regression.sections(of: report.fit, run.effects)
    report.sections += try zeroCells.sections(of: report, run.effects)
    report.sections += try permutation.sections(of: report.fit)
    report.fit.notes += permutation.idleOptions
    try output.emit(report, on: console)
  }

  /// The first option given that asks something of one model of all studies.
  private var optionForOneModel: String? {
    regression.firstOption ?? scale.firstOption ?? zeroCells.firstOption ?? permutation.firstOption
  }
}

/// Data read, effect sizes computed and pooled: what `fit` prints and `plot` draws.
struct FitRun {
  let effects: EffectSizes
  private(set) var report: FitReport

  init(
    data: DataArguments, effect: EffectArguments, profile: ProfileArgument, model: ModelArguments,
    on console: any Console
  ) throws {
    try self.init(
      PreparedData(data: data, effect: effect, profile: profile, model: model, on: console), model: model,
      effect: effect)
  }

  init(
    _ prepared: PreparedData, model: ModelArguments, effect: EffectArguments, scale: ScaleArguments? = nil,
    predicts: Bool = true
  ) throws {
    effects = prepared.effects
    var fit: Fit
    switch prepared.model {
    case .counts(let counts):
      if scale?.scale != nil { throw UsageError.conflict("--scale", "--method \(counts.code)") }
      fit = try counts.fit(
        effects, design: try model.design(for: prepared.data, eligible: try counts.eligibleRows(effects)))
    case .effects(let settings):
      fit =
        try scale?.fit(settings, effects, of: prepared.data, moderators: model.moderators)
        ?? settings.fit(effects, design: try model.design(for: prepared.data, effects))
    }
    fit.notes += model.idleOptions(in: [fit], correct: effect.correct, predicts: predicts && fit.p > 1)
    var report = FitReport(
      fit: fit, effects: effects, input: prepared.data.input, options: prepared.options,
      profile: prepared.profile)
    report.sections += ScaleSection(fit).map { [$0] } ?? []
    report.sections += fit.countSections
    self.report = report
  }
}
