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
      states another.

      Of a model with --moderators, the options under MODERATORS answer further questions. With --format csv the \
      table of the only one asked for is printed instead of the studies.

      EXAMPLE
        tutti fit trials.csv --measure RR --columns ai=events_t,n1i=n_t,ci=events_c,n2i=n_c
      """)

  @OptionGroup var data: DataArguments
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Model") var profile: ProfileArgument
  @OptionGroup(title: "Model") var model: ModelArguments
  @OptionGroup(title: "Model") var scale: ScaleArguments
  @OptionGroup(title: "Moderators") var regression: RegressionArguments
  @OptionGroup(title: "Zero cells") var zeroCells: ZeroCellArguments
  @OptionGroup(title: "Permutation test") var permutation: PermutationArguments
  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    try output.output.refuseOverwriting(data)
    try data.refusePooling(unless: model.poolAnyway)
    let run = try FitRun(data: data, effect: effect, profile: profile, model: model, scale: scale, on: console)
    var report = run.report
    try regression.refuse(for: report.fit)
    report.sections += try regression.sections(of: report.fit, run.effects)
    report.sections += try zeroCells.sections(of: report, run.effects)
    report.sections += try permutation.sections(of: report.fit)
    try output.emit(report, on: console)
  }
}

/// Data read, effect sizes computed and pooled: what `fit` prints and `plot` draws.
struct FitRun {
  let effects: EffectSizes
  private(set) var report: FitReport

  init(
    data: DataArguments, effect: EffectArguments, profile: ProfileArgument, model: ModelArguments,
    scale: ScaleArguments? = nil, on console: any Console
  ) throws {
    let data = try data.load(try effect.mapping(), on: console)
    let profile = try profile.chosen()
    let options = try effect.options(over: profile.effects, poolsTables: model.poolsTables)
    effects = try effect.effects(of: data, options: options)
    let fit: Fit
    if let mixed = try model.mixedModel(over: profile) {
      if scale?.scale != nil { throw UsageError.conflict("--scale", "--method \(model.method ?? "")") }
      fit = try mixed.fit(
        effects, design: try model.design(for: data, eligible: try mixed.eligibleRows(effects)))
    } else {
      let settings = try model.settings(over: profile.model, for: data, effect: effect)
      fit =
        try scale?.fit(settings, effects, of: data, moderators: model.moderators)
        ?? settings.fit(effects, design: try model.design(for: data, effects))
    }
    var report = FitReport(
      fit: fit, effects: effects, input: data.input, options: options, profile: profile.name)
    report.sections += ScaleSection(fit).map { [$0] } ?? []
    if let mixed = fit.mixedModel { report.sections.append(MixedModelSection(mixed)) }
    self.report = report
  }
}
