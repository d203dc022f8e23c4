import MetaAnalysis
import Reports

/// Data split into groups and pooled: what `fit --by` prints and `plot forest --by` draws.
struct SubgroupRun {
  let effects: EffectSizes
  let report: SubgroupReport

  /// `nil` when no groups are asked for.
  init?(_ subgroups: SubgroupArguments, model: ModelArguments, prepared: PreparedData) throws {
    guard let analysis = try subgroups.analysis(prepared.settings, moderators: model.moderators),
      let column = subgroups.by
    else { return nil }
    effects = prepared.effects
    report = SubgroupReport(
      result: try analysis.analyse(effects, by: column), input: prepared.data.input, options: prepared.options,
      profile: prepared.profile)
  }
}

/// Data read and effect sizes computed, with every choice made: ready to be pooled.
struct PreparedData {
  let data: StudyData
  let effects: EffectSizes
  let settings: ModelSettings
  let options: EffectOptions
  let profile: String

  init(
    data: DataArguments, effect: EffectArguments, profile: ProfileArgument, model: ModelArguments,
    on console: any Console
  ) throws {
    self.data = try data.load(try effect.mapping(), on: console)
    let profile = try profile.chosen()
    options = try effect.options(over: profile.effects, poolsTables: model.poolsTables)
    effects = try effect.effects(of: self.data, options: options)
    settings = try model.settings(over: profile.model, for: self.data, effect: effect)
    self.profile = profile.name
  }
}
