import ArgumentParser
import Plotting

/// `tutti plot forest`: the studies, their pooled effect and its prediction interval.
struct ForestPlotCommand: DataCommand {
  static let configuration = CommandConfiguration(
    commandName: "forest", abstract: "Draw a forest plot.",
    discussion: """
      The studies are pooled as 'tutti fit' does it and drawn with their data, weights, the pooled effect and its \
      prediction interval.

      EXAMPLE
        tutti plot forest dataset:bcg --measure RR \\
          --groups Vaccinated,Control --benefit lower -o forest.svg
      """)

  @OptionGroup var data: DataArguments
  @OptionGroup(title: "Plot") var plot: ForestArguments
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Model") var profile: ProfileArgument
  @OptionGroup(title: "Model") var model: ModelArguments
  @OptionGroup var figure: FigureArguments

  func run(on console: any Console) throws {
    var options = try plot.options()
    if data.isForDisplayOnly, !model.poolAnyway {
      options.showsPooled = false
      options.remarks.append("Not pooled: \(displayOnlyReason)")
    }
    try figure.emit(on: console) {
      let run = try FitRun(data: data, effect: effect, profile: profile, model: model, on: console)
      for note in run.report.fit.notes where note.kind.severity == .warning {
        console.writeError("tutti: note: \(note.sentence)\n")
      }
      let plot = ForestPlot(fit: run.report.fit, effects: run.effects, options: options)
      try plot.check()
      return plot.scene()
    }
  }
}
