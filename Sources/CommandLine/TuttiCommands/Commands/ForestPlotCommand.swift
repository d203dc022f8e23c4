import Analyses
import ArgumentParser
import BundledDatasets
import MetaAnalysis
import Plotting

/// `tutti plot forest`: the studies, their pooled effect and its prediction interval.
struct ForestPlotCommand: DataCommand {
  static let configuration = CommandConfiguration(
    commandName: "forest", abstract: "Draw a forest plot.",
    discussion: """
      The studies are pooled as 'tutti fit' does it and drawn with their data, weights, the pooled effect and its \
      prediction interval. With --by every group has its heading, its pooled effect and its heterogeneity; with \
      --panels too the groups stand side by side, as outcomes do that the same studies report.

      EXAMPLE
        tutti plot forest dataset:bcg --measure RR \\
          --groups Vaccinated,Control --benefit lower -o forest.svg
        tutti plot forest dataset:bcg --measure RR --by allocation -o subgroups.pdf
      """)

  @OptionGroup var data: DataArguments
  @OptionGroup(title: "Plot") var plot: ForestArguments
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Model") var profile: ProfileArgument
  @OptionGroup(title: "Model") var model: ModelArguments
  @OptionGroup(title: "Intervals") var intervals: StudyIntervalArguments
  @OptionGroup(title: "Subgroups") var subgroups: SubgroupArguments
  @Flag(help: "With --by: draw the groups side by side, one row for each study.")
  var panels = false
  @OptionGroup var figure: FigureArguments

  func run(on console: any Console) throws {
    var options = try plot.options()
    if data.isForDisplayOnly, !model.poolAnyway {
      options.showsPooled = false
      options.remarks.append("Not pooled: \(BundledDataset.displayOnlyReason)")
    }
    try figure.emit(on: console) {
      let prepared = try PreparedData(
        data: data, effect: effect, profile: profile, model: model, on: console)
      let own = try intervals.intervals(of: prepared.effects, level: prepared.level)
      if let own {
        tell(own.notes, on: console)
        options.remarks.append("Studies' intervals: \(own.name)")
      }
      if let groups = try SubgroupRun(subgroups, model: model, effect: effect, prepared: prepared) {
        tell(groups.report.result.notes, on: console)
        let result = own.map { groups.report.result.showing($0) } ?? groups.report.result
        if panels {
          let plot = PanelForestPlot(result: result, effects: groups.effects, options: options)
          try plot.check()
          return plot.scene()
        }
        let plot = SubgroupForestPlot(result: result, effects: groups.effects, options: options)
        try plot.check()
        return plot.scene()
      }
      if panels { throw UsageError.missing(option: "--by", purpose: "with --panels") }
      let run = try FitRun(prepared, model: model, effect: effect)
      tell(run.report.fit.notes, on: console)
      let plot = ForestPlot(
        fit: own.map { run.report.fit.showing($0) } ?? run.report.fit, effects: run.effects, options: options)
      try plot.check()
      return plot.scene()
    }
  }

  private func tell(_ notes: [Note], on console: any Console) {
    console.writeWarnings(notes)
  }
}
