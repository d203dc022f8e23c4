import ArgumentParser

/// `tutti plot`: figures.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Draw a figure.",
    discussion: """
      EXAMPLE
        tutti plot forest dataset:bcg --measure RR -o forest.svg
      """,
    subcommands: [ForestPlotCommand.self, BubblePlotCommand.self, LabbePlotCommand.self, DosePlotCommand.self])
}
