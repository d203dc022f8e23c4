import ArgumentParser
import Reports

/// The command line.
public struct Tutti: ParsableCommand {
  /// The root command: its name, version and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "tutti",
    abstract: "Meta-analysis: study records in, pooled effect, heterogeneity and plots out.",
    discussion: """
      DATA is a CSV or TSV file with a header row; NA and empty cells are missing. '-' reads standard input, \
      'dataset:NAME' one of the bundled data sets.

      EXAMPLE
        tutti fit dataset:bcg --measure RR
      """,
    version: Engine.version,
    subcommands: [
      EffectsCommand.self, FitCommand.self, DoseCommand.self, BatchCommand.self, PlotCommand.self,
      MeasuresCommand.self, ProfilesCommand.self, LintCommand.self, InitCommand.self, RunCommand.self,
      CheckCommand.self, ExplainCommand.self, MultiverseCommand.self, DiffCommand.self, DatasetsCommand.self,
      GlossaryCommand.self,
    ])

  /// Creates the command.
  public init() {}
}

/// A command that reads and writes through a console.
protocol ConsoleCommand: ParsableCommand {
  /// Does what the command line asked for.
  func run(on console: any Console) throws
}

/// A command that works on study records; messages about what is wrong with them begin with their name.
protocol DataCommand: ConsoleCommand {
  /// The data.
  var data: DataArguments { get }
}
