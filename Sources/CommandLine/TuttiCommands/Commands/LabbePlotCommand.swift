import ArgumentParser
import MetaAnalysis
import Plotting

/// `tutti plot labbe`: the risks or rates of two groups against each other, with the pooled effect.
struct LabbePlotCommand: DataCommand {
  static let configuration = CommandConfiguration(
    commandName: "labbe", abstract: "Draw a L'Abbé plot of two groups' risks or rates.",
    discussion: """
      Every study is a circle at the risk (or rate) of its second group across and of its first group upwards; its area \
      is its weight. The dashed line is no effect, the curve the pooled effect with its confidence and prediction \
      bands. Studies without events, or with nothing but events, in both groups are hollow. Both axes have the same ends \
      and the same scale; small risks that would heap in a corner are spread on a square-root scale. The model is fitted as \
      'tutti fit' does it; measures are \(GroupScale.measures.joined(separator: ", ")).

      EXAMPLE
        tutti plot labbe dataset:bcg --measure RR --groups Vaccinated,Control -o labbe.svg
      """)

  @OptionGroup var data: DataArguments
  @Option(help: ArgumentHelp("Heading above the plot.", valueName: "text"))
  var title: String?
  @Option(help: ArgumentHelp("Names of the two groups: first,second.", valueName: "names"))
  var groups: String?
  @Option(
    help: ArgumentHelp("What the axes show, before the group's name: 'Risk of death'.", valueName: "text"))
  var outcome: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Ends of both axes: min,max.", valueName: "range"))
  var axis: String?
  @Option(
    help: ArgumentHelp(
      "Scale of both axes: linear, sqrt or log. Default: sqrt where the studies would heap in a corner, else linear.",
      valueName: "scale"))
  var axisScale: String?
  @Flag(help: "Show the measure's own scale, log odds for OR, not risks or rates.")
  var analysisScale = false
  @Flag(name: .customLong("no-pooled"), help: "Leave out the pooled effect and all that belongs to it.")
  var hidesPooled = false
  @Flag(name: .customLong("no-confidence"), help: "Leave out the confidence band.")
  var hidesConfidence = false
  @Flag(name: .customLong("no-prediction"), help: "Leave out the prediction band.")
  var hidesPrediction = false
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Model") var profile: ProfileArgument
  @OptionGroup(title: "Model") var model: ModelArguments
  @OptionGroup var figure: FigureArguments

  func run(on console: any Console) throws {
    var options = LabbePlotOptions()
    options.title = title
    options.outcome = outcome
    if let groups {
      (options.treatment, options.control) = try pair(of: "--groups", groups, example: "Therapy,Usual care")
    }
    options.axisRange = try axis.map { try axisEnds($0, example: "0,0.5") }
    if let axisScale {
      if analysisScale { throw UsageError.conflict("--axis-scale", "--analysis-scale") }
      options.axisScale = try choice(of: "--axis-scale", axisScale, among: LabbeAxisScale.allCases)
      if let range = options.axisRange, range.lower <= 0, options.axisScale == .logarithmic {
        throw UsageError.malformed(
          option: "--axis", value: axis ?? "", form: "positive numbers with --axis-scale log",
          example: "0.001,0.5")
      }
    }
    options.showsAnalysisScale = analysisScale
    options.showsPooled = !hidesPooled && (!data.isForDisplayOnly || model.poolAnyway)
    options.showsConfidence = !hidesConfidence
    options.showsPrediction = !hidesPrediction
    try figure.emit(on: console) {
      let prepared = try PreparedData(
        data: data, effect: effect, profile: profile, model: model, on: console)
      let run = try FitRun(prepared, model: model, effect: effect)
      console.writeWarnings(run.report.fit.notes)
      (options.add, options.to) = (prepared.options.add, prepared.options.to)
      return try LabbePlot(fit: run.report.fit, effects: run.effects, options: options).scene()
    }
  }
}
