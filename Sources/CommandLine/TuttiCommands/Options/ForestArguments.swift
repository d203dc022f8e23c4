import ArgumentParser
import MetaAnalysis
import Plotting

/// What a forest plot shows and how it is worded.
struct ForestArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Heading above the plot.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("Names of the two groups: first,second.", valueName: "names"))
  var groups: String?

  @Option(help: ArgumentHelp("What the effect is called, instead of the measure's name.", valueName: "text"))
  var effectName: String?

  @Option(help: ArgumentHelp("Whether lower or higher values favour the first group.", valueName: "side"))
  var benefit: String?

  @Option(help: ArgumentHelp("Whom the two sides of the axis favour: left,right.", valueName: "names"))
  var favours: String?

  @Option(
    help: ArgumentHelp(
      "Order of the studies: \(ForestPlotOptions.Order.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "order"))
  var sort: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Ends of the axis on the scale shown: min,max.", valueName: "range"))
  var axis: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Ticks on the scale shown: a,b,…", valueName: "numbers"))
  var ticks: String?

  @Flag(help: "Show the analysis scale, not the one people read.")
  var analysisScale = false

  @Flag(name: .customLong("no-data"), help: "Leave out the columns of raw data.")
  var hidesData = false

  @Flag(name: .customLong("no-weights"), help: "Leave out the column of weights.")
  var hidesWeights = false

  @Flag(name: .customLong("no-pooled"), help: "Leave out the pooled effect and all that belongs to it.")
  var hidesPooled = false

  @Flag(name: .customLong("no-prediction"), help: "Leave out the prediction interval.")
  var hidesPrediction = false

  @Option(parsing: .unconditional, help: ArgumentHelp("Decimals of effects.", valueName: "number"))
  var decimals: String?

  /// The plot's options.
  func options() throws -> ForestPlotOptions {
    var options = ForestPlotOptions()
    options.title = title
    options.effectName = effectName
    if let groups {
      (options.treatment, options.control) = try pair(of: "--groups", groups, example: "Therapy,Usual care")
    }
    if let benefit {
      options.benefit = try choice(of: "--benefit", benefit, among: ForestPlotOptions.Benefit.allCases)
    }
    if let favours {
      let (left, right) = try pair(of: "--favours", favours, example: "therapy,control")
      options.leftLabel = left.isEmpty ? "" : "Favours \(left)"
      options.rightLabel = right.isEmpty ? "" : "Favours \(right)"
    }
    if let sort { options.order = try choice(of: "--sort", sort, among: ForestPlotOptions.Order.allCases) }
    options.axisRange = try axis.map { try axisEnds($0, example: "0.1,10") }
    if let ticks { options.ticks = try numbers(of: "--ticks", ticks, example: "0.5,1,2") }
    if analysisScale { options.transform = .identity }
    options.showsData = !hidesData
    options.showsWeights = !hidesWeights
    options.showsPooled = !hidesPooled
    options.showsPrediction = !hidesPrediction
    options.decimals = try decimalCount(decimals)
    return options
  }
}
