import ArgumentParser
import MetaAnalysis

/// Corrections for how studies were designed; none is made unless asked for.
struct DesignArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Correct cluster-randomized trials by columns icc and cluster_size: on their variance or on their sizes.",
      valueName: "rule"))
  var clusterDesign: String?

  @Option(
    name: .customLong("icc"), parsing: .unconditional,
    help: ArgumentHelp(
      "Intracluster correlation to take for cluster-randomized trials (cluster_size) that state none.",
      valueName: "number"))
  var assumedICC: String?

  @Flag(
    help: ArgumentHelp(
      "Give crossover trials a paired variance, by a correlation (ri) or a paired test (paired_ti, paired_pi).")
  )
  var crossover = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Correlation to take for crossover trials that state none (column design says crossover).",
      valueName: "number"))
  var crossoverCorrelation: String?

  @Option(
    help: ArgumentHelp(
      "Comparisons with the same name in column control share that group: split it, combine them into one comparison, or "
        + "give their covariance.",
      valueName: "rule"))
  var sharedControl: String?

  @Flag(help: "Turn the sign of effects whose column direction says lower (or -1) is better.")
  var direction = false

  /// The corrections asked for.
  func adjustments() throws -> DesignAdjustments {
    var design = DesignAdjustments(crossover: crossover, direction: direction)
    if let clusterDesign {
      design.clusters = try choice(
        of: "--cluster-design", clusterDesign, among: DesignAdjustments.ClusterRule.allCases)
    }
    if let assumedICC {
      guard clusterDesign != nil else {
        throw UsageError.missing(option: "--cluster-design RULE", purpose: "for --icc to have a meaning")
      }
      design.assumedICC = try number(of: "--icc", assumedICC, example: "0.05")
    }
    if let sharedControl {
      design.sharedControl = try choice(
        of: "--shared-control", sharedControl, among: DesignAdjustments.SharedControlRule.allCases)
    }
    if let crossoverCorrelation {
      guard crossover else {
        throw UsageError.missing(
          option: "--crossover", purpose: "for --crossover-correlation to have a meaning")
      }
      design.assumedCorrelation = try number(
        of: "--crossover-correlation", crossoverCorrelation, example: "0.5")
    }
    return design
  }
}
