import ArgumentParser
import MetaAnalysis
import Plotting

/// `tutti plot bubble`: the studies against a moderator, with the fitted mean.
struct BubblePlotCommand: DataCommand {
  static let configuration = CommandConfiguration(
    commandName: "bubble", abstract: "Draw a bubble plot of a meta-regression.",
    discussion: """
      The model is fitted as 'tutti fit' does it. Every study is a circle whose area is its weight; the line or curve is \
      the fitted mean, with its confidence and prediction bands. A factor has one column for each level. A \
      factor with which the moderator interacts has one line for each level. Other moderators are averaged over the \
      estimates: numbers at their means, factors by the shares of their levels.

      EXAMPLE
        tutti plot bubble dataset:bcg --measure RR --moderators '~ latitude' -o bubble.svg
      """)

  @OptionGroup var data: DataArguments
  @Option(
    name: .customLong("x"),
    help: ArgumentHelp("Moderator on the horizontal axis; the formula's first without it.", valueName: "column")
  )
  var moderator: String?
  @OptionGroup(title: "Plot") var chart: ChartArguments
  @Flag(name: .customLong("no-confidence"), help: "Leave out the confidence band.")
  var hidesConfidence = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Ends of the vertical axis on the scale shown: min,max.", valueName: "range"))
  var axis: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Ticks of the vertical axis on the scale shown: a,b,…", valueName: "numbers"))
  var ticks: String?
  @Flag(help: "Show the analysis scale, not the one people read.")
  var analysisScale = false
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Model") var profile: ProfileArgument
  @OptionGroup(title: "Model") var model: ModelArguments
  @OptionGroup var figure: FigureArguments

  func run(on console: any Console) throws {
    var options = BubblePlotOptions()
    options.title = chart.title
    options.xLabel = chart.xLabel
    options.effectName = chart.effectName
    options.showsPrediction = !chart.hidesPrediction
    options.showsConfidence = !hidesConfidence
    if analysisScale { options.transform = .identity }
    options.axisRange = try axis.map { try axisEnds($0, example: "0.1,10") }
    if let ticks { options.ticks = try numbers(of: "--ticks", ticks, example: "0.5,1,2") }
    guard model.moderators != nil else {
      throw UsageError.missing(option: "--moderators FORMULA", purpose: "to say what the effects depend on")
    }
    try figure.emit(on: console) {
      let run = try FitRun(data: data, effect: effect, profile: profile, model: model, on: console)
      console.writeWarnings(run.report.fit.notes)
      return try BubblePlot(
        fit: run.report.fit, effects: run.effects, moderator: moderator, options: options
      ).scene()
    }
  }
}
