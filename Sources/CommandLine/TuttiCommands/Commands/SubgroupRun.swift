import MetaAnalysis
import Reports

/// Data split into groups and pooled: what `fit --by` prints and `plot forest --by` draws.
struct SubgroupRun {
  let effects: EffectSizes
  let report: SubgroupReport

  /// `nil` when no groups are asked for.
  init?(_ subgroups: SubgroupArguments, model: ModelArguments, prepared: PreparedData) throws {
    guard case .effects(let settings) = prepared.model else {
      if subgroups.by != nil { throw UsageError.conflict("--by", "--method \(model.method ?? "")") }
      _ = try subgroups.analysis(.init(), moderators: nil)
      return nil
    }
    guard let analysis = try subgroups.analysis(settings, moderators: model.moderators),
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
  /// What is pooled, and how.
  enum Model {
    /// Effect sizes, or tables by Mantel–Haenszel or Peto.
    case effects(ModelSettings)
    /// The counts themselves.
    case mixed(MixedModel)
  }

  let data: StudyData
  let effects: EffectSizes
  let model: Model
  let options: EffectOptions
  let profile: String

  init(
    data: DataArguments, effect: EffectArguments, profile: ProfileArgument, model: ModelArguments,
    on console: any Console
  ) throws {
    self.data = try data.load(try effect.mapping(), on: console)
    let profile = try profile.chosen()
    let listed = try model.listing(effect, beside: profile, of: self.data)
    options = try listed.options(over: profile.conventions, of: self.data, poolsTables: model.poolsTables)
    effects = try listed.effects(of: self.data, options: options)
    if let shared = effects.covariance, !shared.blocks.isEmpty { throw UsageError.covarianceNotModelled }
    self.model =
      if let mixed = try model.mixedModel(over: profile) { .mixed(mixed) } else {
        .effects(try model.settings(over: profile.conventions, for: self.data, effect: effect))
      }
    self.profile = profile.name
  }
}
