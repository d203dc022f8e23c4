import StudyRecords

/// The state machine that cuts bytes into records (RFC 4180), however they arrive in chunks.
///
/// It holds one record at a time: the cells' bytes, unquoted and trimmed, in one buffer that is used again. It knows
/// nothing of headers, numbers or encodings.
struct CSVRecordParser {
  /// One cell of the current record.
  struct Cell {
    /// Where its bytes stand in ``CSVRecordParser/bytes``.
    var range: Range<Int>
    /// Whether it was written in quotes.
    var isQuoted: Bool
  }

  /// What no reading can repair; the cell at fault is the one after ``CSVRecordParser/cells``.
  enum Fault: Error {
    case unterminatedQuote
    case textAfterQuote
  }

  private enum State {
    /// Nothing of the record has been seen.
    case start
    /// Nothing but blanks of the cell has been seen.
    case cellStart
    case plain
    case quoted
    /// A quote within a quoted cell: the end of the cell, or the first of two.
    case quote
    /// Behind the closing quote.
    case closed
    /// The record is complete.
    case end
  }

  private let separator: UInt8
  private var state = State.start
  private var cellStart = 0
  private var followsCarriageReturn = false
  /// The bytes of the current record's cells.
  private(set) var bytes: [UInt8] = []
  /// The cells of the current record.
  private(set) var cells: [Cell] = []
  /// The line that the parser has come to, counted from 1.
  private(set) var line = 1
  /// The line on which the current record begins.
  private(set) var recordLine = 1
  /// The line on which the last quoted cell begins.
  private(set) var quoteLine = 1

  /// - Parameter line: The line at which the text begins.
  init(separator: CSVFormat.Separator, line: Int = 1) {
    self.separator = separator.rawValue
    (self.line, recordLine, quoteLine) = (line, line, line)
  }

  /// Whether the current record is a line with nothing but blanks.
  var isBlank: Bool { cells.count == 1 && !cells[0].isQuoted && cells[0].range.isEmpty }

  /// What has been read of the cell that is not complete.
  var openCell: ArraySlice<UInt8> { bytes[cellStart...] }

  /// Reads on until a record is complete, then returns `true`; `false` when the chunk is used up before.
  mutating func parse(_ chunk: UnsafeBufferPointer<UInt8>, from position: inout Int) throws(Fault) -> Bool {
    while position < chunk.count {
      switch state {
      case .start, .end: begin(chunk, at: &position)
      case .cellStart: skipBlanks(chunk, at: &position)
      case .plain: if readPlain(chunk, at: &position) { return true }
      case .quoted: readQuoted(chunk, at: &position)
      case .quote, .closed: if try readBehindQuote(chunk, at: &position) { return true }
      }
    }
    return false
  }

  /// Ends the input; `true` when that completes a record.
  mutating func finish() throws(Fault) -> Bool {
    switch state {
    case .start, .end: return false
    case .quoted: throw .unterminatedQuote
    case .cellStart, .plain: endCell(isQuoted: false)
    case .quote, .closed: endCell(isQuoted: true)
    }
    state = .end
    return true
  }

  private mutating func begin(_ chunk: UnsafeBufferPointer<UInt8>, at position: inout Int) {
    if followsCarriageReturn {
      followsCarriageReturn = false
      if chunk[position] == lineFeed {
        position += 1
        return
      }
    }
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    cellStart = 0
    recordLine = line
    state = .cellStart
  }

  private mutating func skipBlanks(_ chunk: UnsafeBufferPointer<UInt8>, at position: inout Int) {
    let byte = chunk[position]
    if byte == quote {
      state = .quoted
      quoteLine = line
      position += 1
    } else if byte == space || byte == tab && separator != tab {
      position += 1
    } else {
      state = .plain
    }
  }

  private mutating func readPlain(_ chunk: UnsafeBufferPointer<UInt8>, at position: inout Int) -> Bool {
    let start = position
    var end = start
    while end < chunk.count, chunk[end] != separator, chunk[end] != lineFeed, chunk[end] != carriageReturn {
      end += 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[start..<end]))
    position = end
    guard end < chunk.count else { return false }
    position += 1
    endCell(isQuoted: false)
    return endRecord(at: chunk[end])
  }

  private mutating func readQuoted(_ chunk: UnsafeBufferPointer<UInt8>, at position: inout Int) {
    let start = position
    var end = start
    while end < chunk.count, chunk[end] != quote {
      countLine(chunk[end])
      end += 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[start..<end]))
    position = end
    guard end < chunk.count else { return }
    followsCarriageReturn = false
    position += 1
    state = .quote
  }

  private mutating func readBehindQuote(
    _ chunk: UnsafeBufferPointer<UInt8>, at position: inout Int
  ) throws(Fault) -> Bool {
    let byte = chunk[position]
    if byte == quote, state == .quote {
      bytes.append(quote)
      state = .quoted
    } else if byte == separator || byte == lineFeed || byte == carriageReturn {
      position += 1
      endCell(isQuoted: true)
      return endRecord(at: byte)
    } else if byte == space || byte == tab {
      state = .closed
    } else {
      throw .textAfterQuote
    }
    position += 1
    return false
  }

  /// Adds the cell; an unquoted one without the blanks around it.
  private mutating func endCell(isQuoted: Bool) {
    var range = cellStart..<bytes.count
    if !isQuoted, let first = range.first,
      bytes[first] == 0xC2 || bytes[range.upperBound - 1] <= space
        || bytes[range.upperBound - 1] == 0xA0
    {
      range = bytes.withUnsafeBufferPointer { all in
        let cell = UnsafeBufferPointer(rebasing: all[range])
        let trimmed = trimmingBlanks(cell)
        guard let start = trimmed.baseAddress, let origin = all.baseAddress else { return range }
        return (start - origin)..<(start - origin + trimmed.count)
      }
    }
    cells.append(Cell(range: range, isQuoted: isQuoted))
    cellStart = bytes.count
  }

  private mutating func endRecord(at byte: UInt8) -> Bool {
    guard byte != separator else {
      state = .cellStart
      return false
    }
    countLine(byte)
    state = .end
    return true
  }

  /// Counts LF, CR and CRLF as one line end each.
  private mutating func countLine(_ byte: UInt8) {
    if byte == carriageReturn || byte == lineFeed && !followsCarriageReturn { line += 1 }
    followsCarriageReturn = byte == carriageReturn
  }
}
