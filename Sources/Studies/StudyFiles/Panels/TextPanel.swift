import StudyRecords

/// Reads a CSV or TSV file with many analyses, wide or long, plain or compressed by gzip, in constant memory.
///
/// The text is what ``CSVReader`` takes: UTF-8 with or without a byte-order mark, lines ended by LF or CRLF, cells in
/// quotes where needed, empty cells and `NA` missing. A row that cannot be used becomes an analysis with a fault.
package final class TextPanel: PanelSource, @unchecked Sendable {
  /// What the columns are called and whether the file says so.
  package enum Header: Hashable, Sendable {
    /// The first row names the columns; a mapping may say which of them to use.
    case present(PanelMapping?)
    /// The first row names the columns, but these names are to be used.
    case replaced([String])
    /// There is no such row; these are the names.
    case absent([String])

    /// Whether there is such a row.
    var isInFile: Bool { if case .absent = self { false } else { true } }
  }

  /// The bytes that are read and worked on at a time.
  package static let partSize = 1 << 18

  /// What the columns hold.
  package let columns: PanelColumns
  /// What messages call the file.
  package let name: String
  /// What stands between two cells.
  package let separator: CSVFormat.Separator
  private var source: any ByteSource
  /// The file below any decompression, which knows how much of it has been read.
  private let file: FileSource?
  private let bounds: RecordBounds
  private let wide: WideRows
  private let long: LongRows
  private let partSize: Int
  /// What has been read and not yet given away.
  private var pending: [UInt8]
  private var isAtEnd = false
  private var isFinished = false
  private var linesBefore: Int
  private var open: OpenAnalysis?
  private var order = NameOrder()
  /// The rows in which a comma was read as a decimal mark, and the line of the first, counted from 0.
  private var commas = (count: 0, firstLine: 0)
  private let seen: SeenNames?

  /// Whether analyses have names.
  package var hasIDs: Bool { columns.hasID }

  /// What deserves to be said when all has been read: sentences for people.
  package var remarks: [String] {
    var remarks: [String] = []
    if !columns.capitals.isEmpty {
      remarks.append("columns that are taken without regard to capitals: \(shortList(columns.capitals))")
    }
    let named = columns.ignored.filter { !$0.isEmpty }
    if !named.isEmpty { remarks.append("columns that are not used: \(shortList(named))") }
    if named.count < columns.ignored.count {
      remarks.append("columns without a name, not used: \(columns.ignored.count - named.count)")
    }
    if !order.early.isEmpty {
      remarks.append(
        "names that come before others which they sort behind, passed over as if out of the way: "
          + "\(order.early.map(\.text).joined(separator: ", ")); where more rows of them come later, those are left out"
      )
    }
    if let fault = order.firstFault {
      remarks.append("the first name out of order: \(fault.place.text), after \(fault.before.text)")
    }
    if commas.count > 0 {
      remarks.append(
        "commas read as decimal marks: in \(commas.count) \(commas.count == 1 ? "row" : "rows"), the first in line "
          + "\(commas.firstLine + 1)")
    }
    if let seen, seen.isFull {
      remarks.append(
        "only the first \(seen.most) names were remembered, so that rows of a later analysis may come again unnoticed; "
          + "sort the file by its names to be sure")
    }
    return remarks
  }

  /// Opens a file's bytes, recognizing gzip, and reads its header.
  /// - Throws: ``CSVError`` or ``PanelError``.
  package init(
    _ source: any ByteSource, name: String, header: Header, separator: CSVFormat.Separator? = nil,
    isGrouped: Bool = false, partSize: Int = TextPanel.partSize, mostNames: Int = SeenNames.most
  ) throws {
    var bytes = GzipSource(source, name: name)
    let start = try TextStart(
      &bytes, name: name, header: header, separator: separator, chunkSize: min(chunkSize, partSize))
    columns = start.columns
    self.separator = start.separator
    self.name = name
    seen = isGrouped && columns.form == .long ? SeenNames(most: mostNames) : nil
    self.source = bytes
    file = source as? FileSource
    pending = start.rest
    isAtEnd = start.isAtEnd
    linesBefore = start.lines
    bounds = RecordBounds(separator: start.separator.rawValue)
    // As in a table: between cells that commas do not separate, a comma is a decimal mark.
    let decimal: DecimalMark? = start.separator == .comma ? .point : nil
    wide = WideRows(columns: columns, separator: start.separator, decimal: decimal)
    long = LongRows(columns: columns, separator: start.separator, decimal: decimal)
    self.partSize = partSize
  }

  /// Fills a part with whole rows; the last one of all may be empty.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  package func read(into part: PanelPart) throws(CSVError) -> Bool {
    guard !isFinished else { return false }
    part.text.count = 0
    part.text.reserve(max(partSize, pending.count + 1))
    append(pending[...], to: part)
    pending.removeAll(keepingCapacity: true)
    while true {
      while !isAtEnd, part.text.count < part.text.capacity {
        let room = UnsafeMutableRawBufferPointer(
          start: part.text.start + part.text.count, count: part.text.capacity - part.text.count)
        let count = try source.read(into: room)
        part.text.count += count
        if count == 0 { isAtEnd = true }
      }
      if isAtEnd {
        if let last = part.text.bytes.last, last != lineFeed {
          part.text.reserve(part.text.count + 1)
          part.text.start[part.text.count] = lineFeed
          part.text.count += 1
        }
        isFinished = true
        break
      }
      let start = UnsafePointer(part.text.start)
      if let end = bounds.lastRowEnd(start, start + part.text.count) {
        let kept = end - start
        pending.append(contentsOf: part.text.bytes[kept...])
        part.text.count = kept
        break
      }
      part.text.reserve(2 * part.text.capacity)
    }
    part.isLast = isFinished
    part.progress = file?.progress
    return true
  }

  private func append(_ bytes: ArraySlice<UInt8>, to part: PanelPart) {
    bytes.withUnsafeBufferPointer {
      if let start = $0.baseAddress { (part.text.start + part.text.count).update(from: start, count: $0.count) }
    }
    part.text.count += bytes.count
  }

  /// Makes numbers of a part's rows.
  package func parse(_ part: PanelPart) {
    part.commas = CommaRows()
    switch columns.form {
    case .wide: part.lines = wide.read(part.text.bytes, into: part.block, &part.commas)
    case .long: part.lines = long.read(part.text.bytes, into: &part.runs, &part.commas)
    }
  }

  /// Counts lines; in the long form puts together what the cut between two parts has separated, and looks at the
  /// order of the names.
  package func link(_ part: PanelPart) {
    part.firstLine = linesBefore
    linesBefore += part.lines
    if let first = part.commas.firstLine {
      if commas.count == 0 { commas.firstLine = part.firstLine + first }
      commas.count += part.commas.count
    }
    guard columns.form == .long else { return }
    part.front = nil
    part.frontDisorder = nil
    part.disorder.removeAll(keepingCapacity: true)
    let count = part.runs.runs.count
    var first = 0
    if count > 0, open.map({ part.runs.id(0).elementsEqual($0.id) }) == true {
      extendOpen(by: part)
      first = 1
    }
    if first < count || part.isLast {
      part.front = open
      open = nil
      part.frontDisorder = part.front.flatMap {
        disorder(of: $0.id[...], line: $0.line, next: first < count ? part.runs.id(first) : nil)
      }
    }
    let last = part.isLast || first == count ? count : count - 1
    part.body = first..<last
    for run in part.body {
      let fault = disorder(
        of: part.runs.id(run), line: part.firstLine + part.runs.runs[run].line,
        next: run + 1 < count ? part.runs.id(run + 1) : nil)
      if let fault { part.disorder[run] = fault }
    }
    if last < count {
      let (range, run) = (part.runs.range(last), part.runs.runs[last])
      open = OpenAnalysis(
        id: Array(part.runs.id(last)), yi: Array(part.runs.yi[range]), vi: Array(part.runs.vi[range]),
        fault: run.fault, line: part.firstLine + run.line)
    }
  }

  private func extendOpen(by part: PanelPart) {
    let range = part.runs.range(0)
    open?.yi.append(contentsOf: part.runs.yi[range])
    open?.vi.append(contentsOf: part.runs.vi[range])
    if open?.fault == nil { open?.fault = part.runs.runs[0].fault }
  }

  /// What is wrong with where an analysis stands, `line` counted from 0 and `next` the name of the one behind it.
  private func disorder(of id: ArraySlice<UInt8>, line: Int, next: ArraySlice<UInt8>?) -> RowFault? {
    if let seen { return seen.accepts(id) ? nil : .repeated }
    return order.accepts(id, line: line, next: next) ? nil : .unsorted
  }

  /// Lends the analyses of a part.
  package func forEachBlock(of part: PanelPart, _ body: (PanelBlock, Int) -> Void) {
    switch columns.form {
    case .wide: body(part.block, part.firstLine)
    case .long: LongBlocks(part: part).forEach(body)
    }
  }
}

extension NameOrder.Place {
  /// `'rs9' in line 12`, for people.
  fileprivate var text: String { "\(quoted(String(decoding: name, as: UTF8.self))) in line \(line + 1)" }
}
