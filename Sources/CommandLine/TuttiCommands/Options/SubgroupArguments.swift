import ArgumentParser
import MetaAnalysis

/// How studies are split into groups and the groups compared.
struct SubgroupArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Column that splits the studies into groups, each pooled by itself.", valueName: "column"))
  var by: String?

  @Flag(
    name: .customLong("tau2-common"),
    help: "With --by: one τ² for all groups, from a model with the group as a factor.")
  var commonTau2 = false

  @Option(
    help: ArgumentHelp(
      "With --by: order of the groups: appearance (as in the data) or label.", valueName: "order"))
  var groupOrder: String?

  @Flag(
    inversion: .prefixedNo,
    help:
      "With --by: also pool all groups together and test their difference (by default unless a study is in several)."
  )
  var overall: Bool?

  /// The analysis asked for, `nil` without `--by`.
  func analysis(_ model: PreparedData.Model, moderators: String?) throws(UsageError) -> SubgroupAnalysis? {
    guard by != nil else {
      let first = [
        (commonTau2, "--tau2-common"), (groupOrder != nil, "--group-order"),
        (overall != nil, overall == false ? "--no-overall" : "--overall"),
      ].first { $0.0 }
      if let (_, option) = first { throw .missing(option: "--by", purpose: "with \(option)") }
      return nil
    }
    if moderators != nil { throw .conflict("--by", "--moderators") }
    var analysis =
      switch model {
      case .effects(let settings): SubgroupAnalysis(settings)
      case .counts(let counts): SubgroupAnalysis(counting: counts)
      }
    if commonTau2 { analysis.tau2 = .common }
    if let groupOrder {
      analysis.order = try choice(of: "--group-order", groupOrder, among: SubgroupOrder.allCases)
    }
    if let overall { analysis.overall = overall ? .always : .never }
    return analysis
  }
}
