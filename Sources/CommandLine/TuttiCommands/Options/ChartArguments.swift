import ArgumentParser

/// The words of a plot of effects against a moderator.
struct ChartArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Heading above the plot.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp("What the horizontal axis is called, instead of the column's name.", valueName: "text"))
  var xLabel: String?

  @Option(help: ArgumentHelp("What the effect is called, instead of the measure's name.", valueName: "text"))
  var effectName: String?

  @Flag(name: .customLong("no-prediction"), help: "Leave out the prediction band.")
  var hidesPrediction = false
}
