import Analyses
import ArgumentParser
import Reports

/// `tutti profiles`: the named conventions.
struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles", abstract: "List the named conventions, show the choices of one, or compare two.",
    discussion: """
      A profile is a frozen bundle of every choice by which tools differ, each with its source. --profile takes its \
      name.

      EXAMPLE
        tutti profiles diff metafor@4.8 metafor@5.1
      """,
    subcommands: [ProfileListCommand.self, ProfileShowCommand.self, ProfileDifferenceCommand.self],
    defaultSubcommand: ProfileListCommand.self)
}

/// `tutti profiles list`.
struct ProfileListCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the named conventions, or show the choices of one.",
    discussion: """
      EXAMPLE
        tutti profiles --format markdown
      """)

  @Argument(help: ArgumentHelp("The profile to show; all without it.", valueName: "name"))
  var name: String?
  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    guard let name else { return try output.emit(Catalogue.profiles, on: console) }
    try output.emit(Catalogue.profile(try Profile.named(name)), on: console)
  }
}

/// `tutti profiles show`.
struct ProfileShowCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the choices of a profile with their sources.",
    discussion: """
      EXAMPLE
        tutti profiles show revman@5
      """)

  @Argument(help: ArgumentHelp("The profile.", valueName: "name"))
  var name: String
  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    try output.emit(Catalogue.profile(try Profile.named(name)), on: console)
  }
}

/// `tutti profiles diff`.
struct ProfileDifferenceCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show the choices in which two profiles differ, and what they move.",
    discussion: """
      EXAMPLE
        tutti profiles diff metafor@4.8 metafor@5.1
      """)

  @Argument(help: ArgumentHelp("The first profile.", valueName: "from"))
  var from: String
  @Argument(help: ArgumentHelp("The second profile.", valueName: "to"))
  var to: String
  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    let (first, second) = (try Profile.named(from), try Profile.named(to))
    try output.emit(Catalogue.difference(from: first, to: second), on: console)
  }
}
