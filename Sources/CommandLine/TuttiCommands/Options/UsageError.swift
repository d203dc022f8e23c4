import Analyses
import BundledDatasets
import StudyRecords

/// A request that contradicts itself or names something that does not exist.
public enum UsageError: AnalysisError, Hashable {
  /// A command that does not exist.
  case unknownCommand(String, known: [String])
  /// A bundled data set that does not exist.
  case unknownDataset(name: String, known: [String])
  /// A bundled data set where a command belongs.
  case datasetAsCommand(String)
  /// A bundled data set whose rows must not be pooled.
  case displayOnly(name: String)
  /// A value an option does not take.
  case unknownValue(option: String, value: String, allowed: [String])
  /// A value that must be a number and is not.
  case notANumber(option: String, value: String, example: String)
  /// A value of another form than the option takes.
  case malformed(option: String, value: String, form: String, example: String)
  /// More values than the option takes here.
  case tooManyValues(option: String, value: String, reason: String)
  /// Two options that exclude each other.
  case conflict(String, String)
  /// A file name whose ending says nothing about what to write.
  case unknownFileType(path: String, supported: [String])
  /// An option that is needed here.
  case missing(option: String, purpose: String)
  /// The result would replace the data it comes from.
  case overwritesInput(path: String)
  /// One of the files of a run would replace its data or its analysis file.
  case replacesInput(path: String)
  /// The result would replace a file that is there already.
  case exists(path: String)
  /// An argument is empty.
  case emptyValue(after: String?)
  /// An option that takes one value is given twice.
  case givenTwice(option: String)
  /// No measure is named and the data do not state effects themselves.
  case noMeasure(table: String, columns: [String])
  /// What the parser of the command line says.
  case syntax(message: String, help: String)

  /// Always the request.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .unknownCommand(let name, let known):
      "'\(name)' is not a command; the commands are \(known.joined(separator: ", "))\(guess(name, known))"
    case .datasetAsCommand(let name):
      "'\(name)' is a data set, not a command; 'tutti datasets show \(name)' prints it"
    case .displayOnly(let name):
      "\(name) is for display: \(BundledDataset.displayOnlyReason); draw it with 'tutti plot forest dataset:\(name)', "
        + "or pool it all the same with --pool-anyway"
    case .unknownDataset(let name, let known):
      "there is no data set '\(name)'; 'tutti datasets' lists them\(guess(name, known))"
    case .unknownValue(let option, let value, let allowed):
      "\(option) does not take '\(value)'; it takes \(listed(allowed))\(guess(value, allowed))"
    case .notANumber(let option, let value, let example):
      "\(option) takes a number, not '\(value)'; for example \(option) \(example)"
    case .malformed(let option, let value, let form, let example):
      "\(option) takes \(form), not '\(value)'; for example \(option) \(example)"
    case .tooManyValues(let option, let value, let reason):
      "\(option) \(value) has more values than can be used: \(reason)"
    case .conflict(let first, let second): "\(first) and \(second) exclude each other; give one of them"
    case .unknownFileType(let path, let supported):
      "the ending of '\(path)' does not name a file type; supported are \(listed(supported))"
    case .missing(let option, let purpose): "\(option) is needed \(purpose)"
    case .overwritesInput(let path): "--output \(path) would replace the data; choose another file name"
    case .replacesInput(let path):
      "'\(path)' would replace what the run is made from; choose another folder with --output"
    case .exists(let path): "'\(path)' is there already; choose another name, or replace it with --force"
    case .emptyValue(let option):
      (option.map { "the value of \($0) is empty" } ?? "an argument is empty") + "; give one, or leave it out"
    case .givenTwice(let option): "\(option) is given twice; keep one of them"
    case .noMeasure(let table, let columns):
      "\(table) has no estimates yi with vi, sei or an interval (its columns are \(columns.joined(separator: ", "))); "
        + "name the measure to compute with --measure, or the columns with --columns yi=…,vi=…"
    case .syntax(let message, let help): "\(message); see '\(help)'"
    }
  }
}

private func listed(_ values: [String]) -> String { values.isEmpty ? "nothing" : enumerated(values, "or") }

private func guess(_ value: String, _ candidates: [String]) -> String {
  nearestName(to: value, in: candidates).map { "; did you mean '\($0)'?" } ?? ""
}
