import ArgumentParser
import MetaAnalysis

/// Moderators of τ² itself.
struct ScaleArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Formula of moderators of τ² (location–scale model, REML or ML): '~ x'.", valueName: "formula"))
  var scale: String?

  @Option(
    help: ArgumentHelp(
      "How they give τ²: log (log τ² is linear) or identity (default: log).", valueName: "link"))
  var link: String?

  /// The first option given, `nil` when none is.
  var firstOption: String? { scale != nil ? "--scale" : link != nil ? "--link" : nil }

  /// The location–scale fit asked for, or `nil`.
  func fit(_ settings: ModelSettings, _ effects: EffectSizes, of data: StudyData, moderators: String?) throws
    -> Fit?
  {
    guard let scale else {
      if link != nil { throw UsageError.missing(option: "--scale", purpose: "with --link") }
      return nil
    }
    let link = try link.map { try choice(of: "--link", $0, among: ScaleLink.allCases) } ?? .log
    var effects = effects
    effects.table = data.table
    return try LocationScale(settings: settings, link: link).fit(effects, moderators: moderators, scale: scale)
  }
}
