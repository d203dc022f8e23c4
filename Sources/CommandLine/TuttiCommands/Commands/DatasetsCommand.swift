import ArgumentParser
import BundledDatasets
import Reports

/// `tutti datasets`: the bundled data sets.
struct DatasetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "datasets", abstract: "List the bundled data sets, or print one.",
    discussion: """
      Published data, typed as facts under column names of their own. 'dataset:NAME' is taken wherever a file is.

      EXAMPLE
        tutti datasets show bcg
      """,
    subcommands: [DatasetListCommand.self, DatasetShowCommand.self], defaultSubcommand: DatasetListCommand.self)
}

/// `tutti datasets list`.
struct DatasetListCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the bundled data sets.",
    discussion: """
      EXAMPLE
        tutti datasets --format json
      """)

  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    try output.emit(Catalogue.datasets(BundledDataset.all), on: console)
  }
}

/// `tutti datasets show`.
struct DatasetShowCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the table of a bundled data set as CSV.",
    discussion: """
      --about prints what is known of it instead: the source, its columns, and results printed in the literature.

      EXAMPLE
        tutti datasets show bcg
      """)

  @Argument(help: ArgumentHelp("The data set.", valueName: "name"))
  var name: String

  @Flag(help: "Describe the data set instead of printing its table.")
  var about = false

  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    let dataset = try bundledDataset(name)
    if about {
      try output.emit(Catalogue.dataset(dataset), on: console)
    } else {
      try output.output.write(String(decoding: dataset.csv, as: UTF8.self), on: console)
    }
  }
}
