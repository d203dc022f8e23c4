import Analyses
import ArgumentParser
import BundledDatasets
import MetaAnalysis
import Reports

/// The data a command works on.
struct DataArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "CSV or TSV file with a header row; '-' is standard input, 'dataset:NAME' a bundled data set.",
      valueName: "data"))
  var data: String

  /// What messages call the data: the file as given, the bundled set's name.
  var name: String {
    data == "-"
      ? "standard input" : data.hasPrefix(bundledPrefix) ? String(data.dropFirst(bundledPrefix.count)) : data
  }

  /// Reads the data, whose columns play the parts of `mapping`.
  func load(_ mapping: ColumnMapping?, on console: any Console) throws -> StudyData {
    if data.hasPrefix(bundledPrefix) {
      return try StudyData(try bundledDataset(String(data.dropFirst(bundledPrefix.count))), mapping: mapping)
    }
    let bytes = data == "-" ? try console.readStandardInput() : try InputFile(path: data).bytes
    var table = try StudyTable(csv: bytes, name: name)
    table.noteInvention()
    return StudyData(table: table, bytes: bytes, mapping: mapping ?? .init())
  }
}

private let bundledPrefix = "dataset:"

extension DataArguments {
  /// Refuses to pool a bundled set that is for display.
  func refusePooling(unless isForced: Bool) throws(UsageError) {
    if isForDisplayOnly, !isForced { throw .displayOnly(name: name) }
  }

  /// The bundled set named, `nil` for files.
  var dataset: BundledDataset? { data.hasPrefix(bundledPrefix) ? BundledDataset.named(name) : nil }

  /// Whether the rows of a bundled set are to be shown beside one another and not pooled.
  var isForDisplayOnly: Bool {
    data.hasPrefix(bundledPrefix) && BundledDataset.named(name)?.isForDisplayOnly == true
  }
}

/// A table, the bytes it was read from, and the parts its columns play.
struct StudyData {
  let table: StudyTable
  let bytes: [UInt8]
  let mapping: ColumnMapping
  /// The measure to take when none is named.
  var usualMeasure: Measure?

  init(table: StudyTable, bytes: [UInt8], mapping: ColumnMapping) {
    self.table = table
    self.bytes = bytes
    self.mapping = mapping
  }

  /// A bundled data set; without a mapping its columns play the roles of its example.
  init(_ dataset: BundledDataset, mapping: ColumnMapping?) throws {
    var usual = ColumnMapping()
    for column in dataset.columns {
      if let role = column.role.flatMap(Role.init) { usual[role] = column.name }
    }
    var table = try StudyTable(csv: dataset.csv, name: dataset.name)
    table.noteInvention()
    if dataset.isForDisplayOnly { table.notes.append(Note(.displayDataset)) }
    self.init(table: table, bytes: dataset.csv, mapping: mapping ?? usual)
    let words = dataset.example.split(separator: " ")
    if let option = words.firstIndex(of: "--measure"), option + 1 < words.count {
      usualMeasure = Measure(code: String(words[option + 1]))
    }
  }

  /// What names the data in a result.
  var input: InputSummary { InputSummary(table: table, bytes: bytes) }
}

/// The bundled data set of that name.
/// - Throws: ``UsageError/unknownDataset(name:known:)``.
func bundledDataset(_ name: String) throws(UsageError) -> BundledDataset {
  guard let dataset = BundledDataset.named(name) else {
    throw .unknownDataset(name: name, known: BundledDataset.all.map(\.name))
  }
  return dataset
}
