import StudyRecords

/// The beginning of a text with many analyses: its header, or its first row where there is none.
struct TextStart {
  /// What the columns hold.
  let columns: PanelColumns
  /// What stands between two cells.
  let separator: CSVFormat.Separator
  /// The bytes that have been read and follow the header.
  let rest: [UInt8]
  /// The lines before them.
  let lines: Int
  /// Whether nothing follows `rest`.
  let isAtEnd: Bool

  /// Reads the beginning of a source.
  /// - Throws: ``CSVError`` or ``PanelError``.
  init(
    _ source: inout some ByteSource, name: String, header: TextPanel.Header, separator: CSVFormat.Separator?,
    chunkSize: Int
  ) throws {
    var bytes: [UInt8] = []
    var filled = 0
    var isAtEnd = false
    var row: Int?
    while row == nil {
      bytes += [UInt8](repeating: 0, count: max(chunkSize, bytes.count))
      while filled < bytes.count, !isAtEnd {
        let count = try source.read(into: &bytes, from: filled)
        if count == 0 { isAtEnd = true }
        filled += count
      }
      row = endOfFirstRow(bytes[..<filled], isComplete: isAtEnd, isHeader: header.isInFile)
    }
    let end = row ?? filled
    let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    let format = CSVFormat(separator: separator)
    let first: Int
    switch header {
    case .absent(let names):
      if let kind = kindOfFile(bytes[..<filled]) { throw CSVError.otherFormat(file: name, format: kind) }
      var scanner = HeaderScanner(format: format)
      scanner.scan(bytes[..<end])
      self.separator = scanner.separator
      columns = try PanelColumns(names: names, mapping: nil, file: name)
      first = start
    case .present(let mapping):
      let reader = try CSVReader(csv: Array(bytes[..<end]), name: name, format: format)
      self.separator = reader.separator
      try refuseCarriageReturns(in: bytes[start..<end], name: name)
      columns = try PanelColumns(names: reader.columnNames, mapping: mapping, file: name)
      first = end
    case .replaced(let names):
      let reader = try CSVReader(csv: Array(bytes[..<end]), name: name, format: format)
      self.separator = reader.separator
      try refuseCarriageReturns(in: bytes[start..<end], name: name)
      guard names.count == reader.columnNames.count else {
        throw PanelError.nameCount(file: name, names: names.count, columns: reader.columnNames.count)
      }
      columns = try PanelColumns(names: names, mapping: nil, file: name)
      first = end
    }
    rest = Array(bytes[first..<filled])
    lines = bytes[..<first].count { $0 == lineFeed }
    self.isAtEnd = isAtEnd
  }
}

/// The end of the first row that is not blank, nor before a header a line `sep=;`, `nil` when it may lie behind the bytes.
private func endOfFirstRow(_ bytes: ArraySlice<UInt8>, isComplete: Bool, isHeader: Bool) -> Int? {
  let bounds = RecordBounds(separator: UInt8(ascii: ","))
  return bytes.withUnsafeBufferPointer { buffer in
    guard let origin = buffer.baseAddress else { return isComplete ? 0 : nil }
    var p = origin + (bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0)
    let end = origin + buffer.count
    while let row = bounds.rowEnd(p, end, isComplete: isComplete) {
      let line = UnsafeBufferPointer(start: p, count: row.end - p)
      let isSeparatorLine = isHeader && SeparatorLine(bytes)?.length == row.end - origin
      if !isSeparatorLine,
        !line.allSatisfy({ $0 == space || $0 == tab || $0 == carriageReturn || $0 == lineFeed })
      {
        return row.end - origin
      }
      p = row.end
    }
    return isComplete ? buffer.count : nil
  }
}

/// Refuses lines that end in a carriage return alone: they would all be one row.
private func refuseCarriageReturns(in header: ArraySlice<UInt8>, name: String) throws(PanelError) {
  let inner = header.dropLast(header.suffix(2).elementsEqual([carriageReturn, lineFeed]) ? 2 : 0)
  if let last = inner.lastIndex(of: carriageReturn), !inner[last...].dropFirst().contains(lineFeed),
    inner.filter({ $0 == quote }).isEmpty
  {
    throw .carriageReturns(file: name)
  }
}
