import ArgumentParser
import MetaAnalysis
import Reports

/// The data a command works on and what its columns are.
struct DataArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "CSV or TSV file with a header row; '-' is standard input, 'dataset:NAME' a bundled data set.",
      valueName: "data"))
  var data: String

  @Option(
    help: ArgumentHelp(
      "Which column plays which role: role=column,… A column that bears a role's name needs no entry.",
      valueName: "mapping"))
  var columns: String?

  /// Reads the data and the mapping of its columns.
  func load(on console: any Console) throws -> StudyData {
    let mapping = try columns.map { text throws(StudyTableError) in try ColumnMapping(parsing: text) }
    if data.hasPrefix("dataset:") { return try StudyData(bundled: String(data.dropFirst(8)), mapping: mapping) }
    let (name, bytes): (String, [UInt8])
    if data == "-" {
      (name, bytes) = ("standard input", try console.readStandardInput())
    } else {
      let file = try InputFile(path: data)
      (name, bytes) = (file.name, file.bytes)
    }
    return StudyData(
      table: try StudyTable(csv: bytes, name: name), bytes: bytes, mapping: mapping ?? ColumnMapping())
  }
}

/// A table, the bytes it was read from, and the parts its columns play.
struct StudyData {
  let table: StudyTable
  let bytes: [UInt8]
  let mapping: ColumnMapping
  /// The measure to take when none is named.
  var usualMeasure: Measure?

  /// What names the data in a result.
  var input: InputSummary { InputSummary(table: table, bytes: bytes) }
}
