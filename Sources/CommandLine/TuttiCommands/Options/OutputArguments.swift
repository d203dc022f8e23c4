import ArgumentParser
import Reports
import StudyRecords

/// The forms a result can take.
enum OutputFormat: String, CaseIterable {
  case text, markdown, json, csv

  /// The form a file name's ending stands for.
  init?(path: String) {
    switch fileType(of: path) {
    case "txt": self = .text
    case "md": self = .markdown
    case "json": self = .json
    case "csv": self = .csv
    default: return nil
    }
  }
}

/// Where a result goes and in which form.
struct OutputArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "text, markdown, json or csv (default: by the ending of --output, otherwise text).", valueName: "form"))
  var format: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
  var output: String?

  /// Refuses to write over the data.
  func refuseOverwriting(_ data: DataArguments) throws(UsageError) {
    if let output, output != "-", isSameFile(output, data.data) { throw .overwritesInput(path: output) }
  }

  /// Renders in the form asked for and writes to where it was asked for.
  func emit(on console: any Console, _ render: (OutputFormat) throws -> String) throws {
    try write(try render(try chosenFormat()), on: console)
  }

  /// The form asked for, or the one that the file's name stands for.
  func chosenFormat() throws(UsageError) -> OutputFormat {
    guard let format else {
      guard let output, !fileType(of: output).isEmpty else { return .text }
      guard let known = OutputFormat(path: output) else {
        throw .unknownFileType(path: output, supported: [".txt", ".md", ".json", ".csv"])
      }
      return known
    }
    return try choice(of: "--format", format, among: OutputFormat.allCases)
  }

  /// Writes to where it was asked for.
  func write(_ text: String, on console: any Console) throws {
    guard let output, output != "-" else { return try console.write(text) }
    try writeFile(Array(text.utf8), to: output)
  }
}

/// Where a result goes, in which form, and how much of it.
struct TextArguments: ParsableArguments {
  @OptionGroup var output: OutputArguments

  @Flag(help: "Also print every note and, of a fit, the likelihood and the search for τ².")
  var details = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Decimals of estimates in text and Markdown.", valueName: "number"))
  var decimals: String?

  /// Prints a result in the form asked for; the notes of a CSV table, which has no place for them, go to standard error.
  func emit(_ result: some Reportable, on console: any Console) throws {
    let decimals = try decimalCount(decimals)
    try output.emit(on: console) { format in
      switch format {
      case .text: result.report(details: details, decimals: decimals).text
      case .markdown: result.report(details: details, decimals: decimals).markdown
      case .json: result.json.formatted
      case .csv: result.csv
      }
    }
    guard try output.chosenFormat() == .csv else { return }
    for line in result.notes.lines(limit: details ? .max : 10) { console.writeError("tutti: note: \(line)\n") }
  }
}

/// The ending of a file name in lower case, without its dot; empty when there is none.
func fileType(of path: String) -> String {
  let name = path.split(separator: "/").last ?? ""
  guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
  return name[name.index(after: dot)...].lowercased()
}

/// The case of an enumeration that an option's value names.
/// - Throws: ``UsageError/unknownValue(option:value:allowed:)``.
func choice<Choice: RawRepresentable<String>>(
  of option: String, _ value: String, among choices: [Choice], besides others: [String] = []
) throws(UsageError) -> Choice {
  guard let match = choices.first(where: { $0.rawValue == value }) else {
    throw .unknownValue(option: option, value: value, allowed: choices.map(\.rawValue) + others)
  }
  return match
}

/// The number of decimals that the value of `--decimals` spells, `nil` without one.
/// - Throws: ``UsageError/malformed(option:value:form:example:)``.
func decimalCount(_ value: String?) throws(UsageError) -> Int? {
  guard let value else { return nil }
  guard let count = Int(value), (0...15).contains(count) else {
    throw .malformed(option: "--decimals", value: value, form: "a number from 0 to 15", example: "2")
  }
  return count
}

/// The ends of an axis that the value of `--axis` spells.
/// - Throws: ``UsageError/malformed(option:value:form:example:)``, and for what is no number
///   ``UsageError/notANumber(option:value:example:)``.
func axisEnds(_ value: String, example: String) throws(UsageError) -> Interval {
  let ends = try numbers(of: "--axis", value, example: example)
  guard ends.count == 2, ends[0] < ends[1] else {
    throw .malformed(option: "--axis", value: value, form: "two increasing numbers", example: example)
  }
  return Interval(ends[0], ends[1])
}

/// The start of random numbers that the value of `--seed` spells.
/// - Throws: ``UsageError/malformed(option:value:form:example:)``.
func seedNumber(_ value: String) throws(UsageError) -> UInt64 {
  guard let number = UInt64(value) else {
    throw .malformed(
      option: "--seed", value: value, form: "a whole number from 0 to 18446744073709551615", example: "1")
  }
  return number
}

/// The number that an option's value spells.
/// - Throws: ``UsageError/notANumber(option:value:example:)``.
func number(of option: String, _ value: String, example: String) throws(UsageError) -> Double {
  guard let number = parseNumber(value) else {
    throw .notANumber(option: option, value: value, example: example)
  }
  return number
}

/// The level in percent that an option's value spells.
/// - Throws: ``UsageError/malformed(option:value:form:example:)`` for shares such as 0.95 and for percent signs, with what
///   to write; ``UsageError/notANumber(option:value:example:)``.
func percent(of option: String, _ value: String) throws(UsageError) -> Double {
  let bare = value.hasSuffix("%") ? String(value.dropLast()) : value
  let level = try number(of: option, bare, example: "95")
  if level > 0, level < 1 {
    throw .malformed(
      option: option, value: value, form: "a percentage", example: numberText((level * 1e8).rounded() / 1e6))
  }
  if bare != value {
    throw .malformed(option: option, value: value, form: "a number without a percent sign", example: bare)
  }
  return level
}

/// The numbers that an option's value lists, with commas between.
/// - Throws: ``UsageError/malformed(option:value:form:example:)``.
func numbers(of option: String, _ value: String, example: String) throws(UsageError) -> [Double] {
  var numbers: [Double] = []
  for part in value.split(separator: ",", omittingEmptySubsequences: false) {
    guard let number = parseNumber(String(part)), number.isFinite else {
      throw .malformed(option: option, value: value, form: "numbers with commas between", example: example)
    }
    numbers.append(number)
  }
  return numbers
}

/// The two names that an option's value lists, with a comma between.
/// - Throws: ``UsageError/malformed(option:value:form:example:)``.
func pair(of option: String, _ value: String, example: String) throws(UsageError) -> (String, String) {
  let parts = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  guard parts.count == 2 else {
    throw .malformed(
      option: option, value: value, form: "exactly two names with a comma between", example: example)
  }
  return (parts[0], parts[1])
}
