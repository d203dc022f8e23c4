import Analyses
import ArgumentParser
import MetaAnalysis
import Reports

/// `tutti effects`: effect sizes and their sampling variances.
struct EffectsCommand: DataCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects", abstract: "Compute an effect size and its sampling variance for every row.",
    discussion: """
      Every row of the data keeps its place; a row that cannot be used has an empty effect size and a note that \
      says why. The CSV form holds the data's own columns too and can be given to 'tutti fit' as it is. 'tutti glossary \
      roles' explains the roles that columns play and the forms of data that a row may hold.

      EXAMPLE
        tutti effects studies.csv --measure SMD \\
          --columns m1i=mean_t,sd1i=sd_t,n1i=n_t,m2i=mean_c,sd2i=sd_c,n2i=n_c
        tutti effects dataset:bcg --measure OR --intervals exact
      """)

  @OptionGroup var data: DataArguments
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Effect sizes") var profile: ProfileArgument
  @OptionGroup(title: "Intervals") var intervals: StudyIntervalArguments
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("With --intervals: their level in percent (default: 95).", valueName: "percent"))
  var level: String?
  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    try output.output.refuseOverwriting(data)
    let data = try data.load(try effect.mapping(), on: console)
    guard try effect.measure(of: data) != nil else {
      throw UsageError.missing(
        option: "--measure CODE", purpose: "to say what to compute; 'tutti measures' lists the codes")
    }
    let profile = try profile.chosen()
    let options = try effect.options(over: profile.conventions, of: data)
    let effects = try effect.effects(of: data, options: options)
    if level != nil, intervals.intervals == nil {
      throw UsageError.missing(option: "--intervals METHOD", purpose: "with --level")
    }
    let report = EffectsReport(
      effects: effects, table: data.table, input: data.input, options: options, profile: profile.name,
      intervals: try intervals.intervals(
        of: effects, level: try level.map { try percent(of: "--level", $0) } ?? 95),
      mapping: data.mapping)
    try output.emit(report, on: console)
  }
}
