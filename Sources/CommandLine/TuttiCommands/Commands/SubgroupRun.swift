import MetaAnalysis
import Reports

/// Data split into groups and pooled: what `fit --by` prints and `plot forest --by` draws.
struct SubgroupRun {
  let effects: EffectSizes
  let report: SubgroupReport

  /// `nil` when no groups are asked for.
  init?(
    _ subgroups: SubgroupArguments, model: ModelArguments, effect: EffectArguments, prepared: PreparedData
  ) throws {
    guard let analysis = try subgroups.analysis(prepared.model, moderators: model.moderators),
      let column = subgroups.by
    else { return nil }
    effects = prepared.effects
    var result = try analysis.analyse(effects, by: column)
    let fits = [result.overall, result.commonModel] + result.subgroups.map(\.fit)
    result.notes += model.idleOptions(in: fits.compactMap(\.self), correct: effect.correct, predicts: false)
    report = SubgroupReport(
      result: result, input: prepared.data.input, options: prepared.options,
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
    case counts(CountModel)
  }

  let data: StudyData
  let effects: EffectSizes
  let model: Model
  let options: EffectOptions
  let profile: String

  /// The level of intervals in percent.
  var level: Double {
    switch model {
    case .effects(let settings): settings.level
    case .counts(let model): model.level
    }
  }

  init(
    data: DataArguments, effect: EffectArguments, profile: ProfileArgument, model: ModelArguments,
    on console: any Console
  ) throws {
    self.data = try data.load(try effect.mapping(), on: console)
    let profile = try profile.chosen()
    let listed = try model.listing(effect, beside: profile, of: self.data)
    options = try listed.options(over: profile.conventions, of: self.data, poolsTables: model.poolsTables)
    effects = try listed.effects(of: self.data, options: options, poolsTables: model.poolsTables)
    try effects.requireIndependence()
    self.model =
      if let mixed = try model.mixedModel(over: profile) {
        .counts(.mixed(mixed))
      } else if let counts = try model.betaBinomial(over: profile, effect) {
        .counts(.betaBinomial(counts))
      } else {
        .effects(try model.settings(over: profile.conventions, for: self.data, effect: effect))
      }
    self.profile = profile.name
  }
}
