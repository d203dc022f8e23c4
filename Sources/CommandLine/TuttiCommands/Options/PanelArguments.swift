import ArgumentParser
import MetaAnalysis
import StudyFiles
import StudyRecords

/// Where the analyses of a batch come from and how they are laid out.
struct PanelArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Columns by role, 'id=snp,yi=b_*,sei=se_*' with * for the study (wide) or without (long); or the names of all columns in order, id,y1,se1,….",
      valueName: "columns"))
  var columns: String?

  @Flag(help: "The first row is an analysis; --columns names the columns, and results have no header either.")
  var noHeader = false

  @Option(
    help: ArgumentHelp("Between cells: comma, semicolon or tab, if not to be found out.", valueName: "name"))
  var separator: String?

  @Flag(help: "Rows of an analysis stand together, but not in the order of their names (long form).")
  var grouped = false

  @Option(help: ArgumentHelp("NumPy array of estimates, analyses × studies.", valueName: "file.npy"))
  var yi: String?

  @Option(help: ArgumentHelp("NumPy array of sampling variances.", valueName: "file.npy"))
  var vi: String?

  @Option(help: ArgumentHelp("NumPy array of standard errors.", valueName: "file.npy"))
  var sei: String?

  /// The NumPy arrays, `nil` when none is named.
  func arrays(besides panel: String?) throws -> NumPyPanel? {
    guard yi != nil || vi != nil || sei != nil else { return nil }
    if let panel { throw UsageError.conflict("the panel '\(panel)'", "--yi") }
    if vi != nil, sei != nil { throw UsageError.conflict("--vi", "--sei") }
    for (option, isGiven) in [
      ("--columns", columns != nil), ("--no-header", noHeader), ("--separator", separator != nil),
      ("--grouped", grouped),
    ] where isGiven { throw UsageError.conflict("--yi", option) }
    guard let yi else { throw UsageError.missing(option: "--yi FILE", purpose: "with the estimates") }
    guard let spreads = vi ?? sei else {
      throw UsageError.missing(
        option: "--vi FILE or --sei FILE", purpose: "with the variances or standard errors")
    }
    return try NumPyPanel(estimates: yi, spreads: spreads, areStandardErrors: vi == nil)
  }

  /// The text, opened and its columns known.
  func text(_ panel: String?, on console: any Console) throws -> TextPanel {
    guard let panel else {
      throw UsageError.missing(
        option: "a file, '-' for standard input, or --yi FILE.npy", purpose: "to have something to pool")
    }
    let name = panel == "-" ? "standard input" : panel
    let mark = try separator.map { try choice(of: "--separator", $0, among: SeparatorName.allCases).separator }
    let source: any ByteSource =
      panel == "-" ? try console.openStandardInput() : try FileSource(path: panel, name: name)
    return try TextPanel(source, name: name, header: try header(), separator: mark, isGrouped: grouped)
  }

  private func header() throws -> TextPanel.Header {
    guard let columns else {
      guard !noHeader else {
        throw UsageError.missing(
          option: "--columns id,y1,se1,…", purpose: "with --no-header, to name the columns")
      }
      return .present(nil)
    }
    guard !columns.contains("=") else {
      if noHeader {
        throw UsageError.malformed(
          option: "--columns", value: columns, form: "the names of all columns in order with --no-header",
          example: "id,y1,se1,y2,se2")
      }
      return .present(try PanelMapping(parsing: columns))
    }
    let names = try CSVReader(csv: Array(columns.utf8), name: "--columns", format: .comma).columnNames
    return noHeader ? .absent(names) : .replaced(names)
  }
}

/// The separators by their names.
private enum SeparatorName: String, CaseIterable {
  case comma, semicolon, tab

  var separator: CSVFormat.Separator {
    switch self {
    case .comma: .comma
    case .semicolon: .semicolon
    case .tab: .tab
    }
  }
}
