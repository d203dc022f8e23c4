/// Feeds a parser with a source's bytes, checked to be text.
struct CSVInput {
  private let name: String
  private var source: any ByteSource
  private var chunk: [UInt8] = []
  /// The offset in the file of the chunk's first byte.
  private var base = 0
  /// The chunk's next byte to parse.
  private var position = 0
  /// The end of the chunk's bytes that are known to be text.
  private var end = 0
  /// The end of the chunk's bytes.
  private var filled = 0
  /// Whether the byte at `end` is not text.
  private var isFaulty = false
  private var isAtEnd = false
  /// The line, counted from 1, at which the header may begin.
  private(set) var firstLine = 1

  init(source: any ByteSource, name: String) {
    self.source = source
    self.name = name
  }

  /// Reads up to the header's end and finds the separator.
  /// - Throws: ``CSVError`` when the file cannot be read or is of another kind.
  mutating func readHeader(format: CSVFormat) throws(CSVError) -> CSVFormat.Separator {
    var format = format
    var scanner = HeaderScanner(format: format)
    var start = 0
    while true {
      if scanner.isComplete {
        guard start == 0, let line = SeparatorLine(chunk[..<filled]) else { break }
        (start, format.separator) = (line.length, format.separator ?? line.separator)
        scanner = HeaderScanner(format: format)
        scanner.scan(chunk[start..<filled])
        if scanner.isComplete { break }
      }
      if filled == chunk.count {
        let room = [UInt8](repeating: 0, count: chunkSize)
        chunk = chunk.isEmpty ? room : chunk + room
      }
      let count = try source.read(into: &chunk, from: filled)
      guard count > 0 else { break }
      scanner.scan(chunk[filled..<filled + count])
      filled += count
    }
    let header = chunk[..<filled]
    if let kind = kindOfFile(header) { throw .otherFormat(file: name, format: kind) }
    position = start > 0 ? start : header.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    firstLine = start > 0 ? 2 : 1
    check()
    return scanner.separator
  }

  /// Reads a record of the given row, `nil` for the header; `false` when there is none left.
  /// - Throws: ``CSVError`` when the file cannot be read, is not text or breaks the rules of quoting.
  mutating func readRecord(
    with parser: inout CSVRecordParser, row: Int?, columnNames: [String]
  ) throws(CSVError) -> Bool {
    do {
      while true {
        if try advance(&parser) { return true }
        if isFaulty { throw textError(line: parser.line) }
        if isAtEnd { return try parser.finish() }
        try refill()
      }
    } catch let error as CSVError {
      throw error
    } catch {
      let cell = parser.cells.count
      let column = cell < columnNames.count && !columnNames[cell].isEmpty ? columnNames[cell] : "\(cell + 1)"
      switch error as? CSVRecordParser.Fault {
      case .textAfterQuote:
        let value = String(String(decoding: parser.openCell, as: UTF8.self).prefix(40))
        throw .textAfterQuote(file: name, line: parser.line, row: row, column: column, value: value)
      default:
        throw .unterminatedQuote(file: name, line: parser.quoteLine, row: row, column: column)
      }
    }
  }

  private mutating func advance(_ parser: inout CSVRecordParser) throws(CSVRecordParser.Fault) -> Bool {
    let (bytes, end) = (chunk, end)
    var next = position
    defer { position = next }
    return try bytes.withUnsafeBufferPointer { buffer throws(CSVRecordParser.Fault) in
      try parser.parse(UnsafeBufferPointer(rebasing: buffer[..<end]), from: &next)
    }
  }

  /// Replaces the chunk by the next one, which begins with the bytes of a character that this one cuts off.
  private mutating func refill() throws(CSVError) {
    let rest = Array(chunk[end..<filled])
    chunk.replaceSubrange(..<rest.count, with: rest)
    let count = try source.read(into: &chunk, from: rest.count)
    base += end
    position = 0
    filled = rest.count + count
    check()
    if count == 0 {
      isAtEnd = true
      isFaulty = !rest.isEmpty
    }
  }

  private mutating func check() {
    (end, isFaulty) = chunk.withUnsafeBufferPointer { checkText(UnsafeBufferPointer(rebasing: $0[..<filled])) }
  }

  private func textError(line: Int) -> CSVError {
    chunk[end] == 0
      ? .zeroByte(file: name, offset: base + end, line: line)
      : .notUTF8(file: name, offset: base + end, line: line, byte: chunk[end])
  }
}

/// The line `sep=;` by which spreadsheets name the separator before the header.
struct SeparatorLine {
  let separator: CSVFormat.Separator
  /// The bytes up to the next line, a byte-order mark included.
  let length: Int

  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    func skip(_ text: String) -> Bool {
      guard rest.starts(with: text.utf8) else { return false }
      rest = rest.dropFirst(text.utf8.count)
      return true
    }
    if rest.starts(with: byteOrderMark) { rest = rest.dropFirst(byteOrderMark.count) }
    let isQuoted = skip("\"")
    guard skip("sep=") || skip("SEP=") || skip("Sep="),
      let byte = rest.popFirst(), let separator = CSVFormat.Separator(rawValue: byte),
      !isQuoted || skip("\""), skip("\r\n") || skip("\n") || skip("\r")
    else { return nil }
    self.separator = separator
    length = bytes.count - rest.count
  }
}

let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// The kind of a file that people take for CSV, by its first bytes.
func kindOfFile(_ header: ArraySlice<UInt8>) -> String? {
  switch header.first {
  case 0xFF where header.starts(with: [0xFF, 0xFE, 0, 0]): "text in UTF-32"
  case 0xFF where header.starts(with: [0xFF, 0xFE]): "text in UTF-16"
  case 0xFE where header.starts(with: [0xFE, 0xFF]): "text in UTF-16"
  case 0x50 where header.starts(with: [0x50, 0x4B, 3, 4]): "an Excel workbook or another zip archive"
  case 0xD0 where header.starts(with: [0xD0, 0xCF, 0x11, 0xE0]): "an old Excel workbook"
  case 0x1F where header.starts(with: [0x1F, 0x8B]): "a gzip archive"
  default: nil
  }
}
