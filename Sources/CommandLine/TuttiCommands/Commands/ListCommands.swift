import ArgumentParser
import MetaAnalysis
import Reports

/// `tutti measures`: the catalogue of effect measures.
struct MeasuresCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures", abstract: "List the effect measures, or describe one with its formulas.",
    discussion: """
      EXAMPLE
        tutti measures SMD
      """)

  @Argument(help: ArgumentHelp("The measure to describe; all without it.", valueName: "code"))
  var code: String?
  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    guard let code else { return try output.emit(Catalogue.measures, on: console) }
    guard let measure = Measure(code: code) else { throw EffectError.unknownMeasure(code: code) }
    try output.emit(Catalogue.measure(measure), on: console)
  }
}

/// `tutti glossary`: the names of the outputs.
struct GlossaryCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "glossary",
    abstract: "Explain the columns and members of the outputs, or the roles of input columns.",
    discussion: """
      EXAMPLE
        tutti glossary --format csv
        tutti glossary roles
      """)

  @Argument(
    help: ArgumentHelp("'roles' for the roles of input columns and the codes of formats.", valueName: "subject")
  )
  var subject: String?

  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    guard let subject else { return try output.emit(Catalogue.glossary, on: console) }
    guard subject == "roles" else {
      throw UsageError.unknownValue(option: "glossary", value: subject, allowed: ["roles"])
    }
    try output.emit(Catalogue.roles, on: console)
  }
}
