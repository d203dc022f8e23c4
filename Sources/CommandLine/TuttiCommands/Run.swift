import ArgumentParser
import StudyRecords

extension Tutti {
  /// Runs a command line and gives its exit status.
  ///
  /// 0 done; 64 usage; 65 the data are wrong; 66 input cannot be read; 70 a defect; 73 output cannot be written.
  /// Results go to the console's standard output; an error is one sentence on its standard error.
  public static func run(_ arguments: [String], on console: any Console) -> Int32 {
    do {
      try checkCommandName(arguments)
      var command = try parseAsRoot(arguments)
      if let command = command as? any ConsoleCommand {
        try command.run(on: console)
      } else {
        try command.run()
      }
      return 0
    } catch ConsoleError.closed {
      return 0
    } catch let error as any AnalysisError {
      return report(error, on: console)
    } catch {
      return answer(error, on: console)
    }
  }

  /// A misspelt command is told apart from a superfluous argument, with the name it probably meant.
  private static func checkCommandName(_ arguments: [String]) throws(UsageError) {
    var command: any ParsableCommand.Type = Tutti.self
    for argument in arguments {
      let children = command.configuration.subcommands
      guard !children.isEmpty, !argument.hasPrefix("-") else { return }
      let names = children.map { $0._commandName }
      guard let position = names.firstIndex(of: argument) else {
        if argument == "help" { return }
        throw .unknownCommand(argument, known: names)
      }
      command = children[position]
    }
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

  private static func report(_ error: any AnalysisError, on console: any Console) -> Int32 {
    console.writeError("tutti: \(error)\n")
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
