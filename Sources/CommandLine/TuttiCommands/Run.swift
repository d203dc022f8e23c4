import ArgumentParser
import BundledDatasets
import StudyRecords

extension Tutti {
  /// Runs a command line and gives its exit status.
  ///
  /// 0 done; 64 usage; 65 the data are wrong; 66 input cannot be read; 70 a defect; 73 output cannot be written.
  /// Results go to the console's standard output; an error is one sentence on its standard error.
  public static func run(_ arguments: [String], on console: any Console) -> Int32 {
    var input: String?
    do {
      try checkForm(of: arguments)
      var command = try parse(arguments)
      input = (command as? any DataCommand)?.data.name
      if let command = command as? any ConsoleCommand {
        try command.run(on: console)
      } else {
        try command.run()
      }
      return 0
    } catch ConsoleError.closed {
      return 0
    } catch let error as any AnalysisError {
      return report(error, in: input, on: console)
    } catch {
      return answer(error, on: console)
    }
  }

  /// The command that the arguments name, with its options.
  ///
  /// A command without subcommands is parsed by itself first, which is quicker, and a fit with none but the usual
  /// options quicker still; the whole tree knows its full name and is asked for help and about errors. A misspelt
  /// command is told apart from a superfluous argument.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    var command: any ParsableCommand.Type = Tutti.self
    var depth = 0
    while depth < arguments.count, !arguments[depth].hasPrefix("-"), arguments[depth] != "help" {
      let children = command.configuration.subcommands
      if children.isEmpty { break }
      let names = children.map { $0._commandName }
      guard let position = names.firstIndex(of: arguments[depth]) else {
        if command == DatasetsCommand.self, BundledDataset.named(arguments[depth]) != nil {
          throw UsageError.datasetAsCommand(arguments[depth])
        }
        // `tutti profiles metafor@5.1` shows one without a further word.
        if command == ProfilesCommand.self, arguments[depth].contains("@") {
          command = ProfileListCommand.self
          break
        }
        throw UsageError.unknownCommand(arguments[depth], known: names)
      }
      command = children[position]
      depth += 1
    }
    if command == FitCommand.self, let plain = PlainFit(Array(arguments[depth...])) { return plain.command }
    if depth > 0, let leaf = try? command.parseAsRoot(Array(arguments[depth...])), leaf is any ConsoleCommand {
      return leaf
    }
    return try parseAsRoot(arguments)
  }

  /// What the parser has to say: help and version on standard output, anything else as a usage error.
  private static func answer(_ error: any Error, on console: any Console) -> Int32 {
    let full = fullMessage(for: error, columns: console.columns)
    switch exitCode(for: error) {
    case .success:
      do {
        try console.write(full + "\n")
        return 0
      } catch {
        return error == .closed ? 0 : report(error, on: console)
      }
    case .validationFailure:
      let hint = full.split(separator: "'").last { $0.hasPrefix("tutti") }.map(String.init) ?? "tutti --help"
      return report(UsageError.syntax(message: oneSentence(message(for: error)), help: hint), on: console)
    default:
      console.writeError("tutti: a defect in Tutti, please report it: \(oneSentence(message(for: error)))\n")
      return ErrorKind.defect.exitStatus
    }
  }

  /// Says what is wrong; what is wrong with the data of a command begins with their name.
  private static func report(
    _ error: any AnalysisError, in input: String? = nil, on console: any Console
  ) -> Int32 {
    let sentence = onOneLine(error.description)
    let place = input.flatMap { error.kind == .data && !sentence.hasPrefix($0) ? "\($0): " : nil } ?? ""
    console.writeError("tutti: \(place)\(sentence)\n")
    return error.kind.exitStatus
  }

  /// The parser's message as one sentence on one line.
  private static func oneSentence(_ message: String) -> String {
    let lines = message.split(separator: "\n").map { line in line.drop { $0 == " " || $0 == "-" } }
    var text = lines.joined(separator: " ").replacing(". Did", with: "; did").replacing(". ", with: "; ")
    while text.last == "." { text.removeLast() }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension ErrorKind {
  /// The exit status of the BSD `sysexits` convention.
  var exitStatus: Int32 {
    switch self {
    case .usage: 64
    case .data: 65
    case .input: 66
    case .defect: 70
    case .output: 73
    }
  }
}
