import StudyFiles
import Testing

/// A file that can be read, and what it holds.
struct CSVCase: Sendable, CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var format = CSVFormat.detect
  var columns: [String]
  var rows: [[String?]]

  var testDescription: String { name }

  init(
    _ name: String, _ text: String, _ columns: [String], _ rows: [[String?]], format: CSVFormat = .detect
  ) {
    self.init(name, bytes: Array(text.utf8), columns, rows, format: format)
  }

  init(
    _ name: String, bytes: [UInt8], _ columns: [String], _ rows: [[String?]], format: CSVFormat = .detect
  ) {
    self.name = name
    self.bytes = bytes
    self.format = format
    self.columns = columns
    self.rows = rows
  }

  static let all: [CSVCase] = [
    .init("plain", "a,b\n1,2\n3,4\n", ["a", "b"], [["1", "2"], ["3", "4"]]),
    .init("no final line end", "a,b\n1,2", ["a", "b"], [["1", "2"]]),
    .init("no final line end after an empty cell", "a,b\n1,", ["a", "b"], [["1", nil]]),
    .init("no final line end after a quoted cell", "a,b\n1,\"2\"", ["a", "b"], [["1", "2"]]),
    .init("CRLF", "a,b\r\n1,2\r\n3,4\r\n", ["a", "b"], [["1", "2"], ["3", "4"]]),
    .init("CR", "a,b\r1,2\r3,4\r", ["a", "b"], [["1", "2"], ["3", "4"]]),
    .init(
      "line ends of all kinds", "a,b\r1,2\n3,4\r\n5,6", ["a", "b"], [["1", "2"], ["3", "4"], ["5", "6"]]),
    .init("byte-order mark", "\u{FEFF}a,b\n1,2\n", ["a", "b"], [["1", "2"]]),
    .init("byte-order mark before a quote", "\u{FEFF}\"a;b\",c\n1,2\n", ["a;b", "c"], [["1", "2"]]),
    .init("byte-order mark elsewhere is text", "a,b\n\u{FEFF}1,2\n", ["a", "b"], [["\u{FEFF}1", "2"]]),
    .init("quoted cells", "\"a\",\"b\"\n\"1\",\"2\"\n", ["a", "b"], [["1", "2"]]),
    .init("doubled quotes", "a,b\n\"say \"\"no\"\"\",\"\"\"\"\n", ["a", "b"], [["say \"no\"", "\""]]),
    .init("separator in quotes", "a,b\n\"x, y\",2\n", ["a", "b"], [["x, y", "2"]]),
    .init("line ends in quotes", "a,b\n\"x\ny\r\nz\r\",2\n", ["a", "b"], [["x\ny\r\nz\r", "2"]]),
    .init("header with line end in quotes", "\"a\n(m)\",b\n1,2\n", ["a\n(m)", "b"], [["1", "2"]]),
    .init("blanks around cells", " a , b\u{A0}\n 1 ,\tx y \n", ["a", "b"], [["1", "x y"]]),
    .init("blanks around quotes", "a, \"b\" \n \" x \" ,2\n", ["a", "b"], [[" x ", "2"]]),
    .init(
      "quote within an unquoted cell", "a,b\n5\" pipe,O\"\"Neill\"\n", ["a", "b"],
      [["5\" pipe", "O\"\"Neill\""]]),
    .init(
      "missing cells", "a,b,c,d,e\nNA,NaN,.,,na\n\"NA\",\"NaN\",\".\",\"\",\" \"\n", ["a", "b", "c", "d", "e"],
      [[nil, nil, nil, nil, nil], [nil, nil, nil, nil, nil]]),
    .init(
      "a row of missing cells is a row", "a,b\n,\n1,2\n,\n", ["a", "b"],
      [[nil, nil], ["1", "2"], [nil, nil]]),
    .init("semicolons", "a;b\n1;2,5\n", ["a", "b"], [["1", "2,5"]]),
    .init("tabs", "a\tb\n1 \t x, y; z\n", ["a", "b"], [["1", "x, y; z"]]),
    .init(
      "empty cells between tabs", "a\tb\tc\n\t\t\n\t1\t\n", ["a", "b", "c"],
      [[nil, nil, nil], [nil, "1", nil]]),
    .init("separators in quoted names do not count", "\"a,b,c\";d\n1;2\n", ["a,b,c", "d"], [["1", "2"]]),
    .init("quotes in quoted names", "\"a\"\",\"\",b\";d\n1;2\n", ["a\",\",b", "d"], [["1", "2"]]),
    .init("the more frequent separator", "a, in m;b;c\n1;2;3\n", ["a, in m", "b", "c"], [["1", "2", "3"]]),
    .init("equally frequent separators", "a;b,c\n1;2\n", ["a", "b,c"], [["1", "2"]]),
    .init("a given separator", "a;b,c\n1,2\n", ["a;b", "c"], [["1", "2"]], format: .comma),
    .init("a given tab", "a;b,c\n1,2\n", ["a;b,c"], [["1,2"]], format: .tab),
    .init("one column", "a\n1\n2\n", ["a"], [["1"], ["2"]]),
    .init("one column with missing cells", "a\n1\nNA\n\"\"\n2", ["a"], [["1"], [nil], [nil], ["2"]]),
    .init("blank lines", "\n \r\na,b\n\n1,2\n \n\n3,4\n\n\n \t", ["a", "b"], [["1", "2"], ["3", "4"]]),
    .init(
      "text of many alphabets", "a,b\nÅse Øfsti,治療\n🎵,é\n", ["a", "b"], [["Åse Øfsti", "治療"], ["🎵", "é"]]),
    .init(
      "last character of each UTF-8 length", "a\n\u{7F}\u{7FF}\u{FFFF}\u{10FFFF}\n", ["a"],
      [["\u{7F}\u{7FF}\u{FFFF}\u{10FFFF}"]]),
    .init("control characters", "a,b\n\u{1}x,y\u{1A}\n", ["a", "b"], [["\u{1}x", "y\u{1A}"]]),
  ]
}

/// A file that cannot be read, and why.
struct CSVFailure: Sendable, CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var format = CSVFormat.detect
  var error: CSVError
  var sentence: String

  var testDescription: String { name }

  init(_ name: String, _ text: String, _ error: CSVError, _ sentence: String) {
    self.init(name, bytes: Array(text.utf8), error, sentence)
  }

  init(_ name: String, bytes: [UInt8], _ error: CSVError, _ sentence: String) {
    self.name = name
    self.bytes = bytes
    self.error = error
    self.sentence = sentence
  }

  static let all: [CSVFailure] = [
    .init(
      "empty", "", .empty(file: "f"),
      "f is empty; it needs a header with the columns' names and a row for each study"),
    .init("blank lines only", "\n  \r\n\t", .empty(file: "f"), ""),
    .init("byte-order mark only", "\u{FEFF}", .empty(file: "f"), ""),
    .init("header only", "a,b\n", .noRows(file: "f"), "f has a header but no rows; add a row for each study"),
    .init("header only, no line end", "a,b", .noRows(file: "f"), ""),
    .init("header and blank lines", "a,b\n\n \n", .noRows(file: "f"), ""),
    .init(
      "duplicate column", "a,b, a \n1,2,3\n", .duplicateColumn(file: "f", column: "a", positions: [1, 3]),
      "f has two columns named 'a', columns 1 and 3; rename one of them"),
    .init(
      "duplicate column, canonically equal", "\u{E9},e\u{301}\n1,2\n",
      .duplicateColumn(file: "f", column: "e\u{301}", positions: [1, 2]), ""),
    .init(
      "unnamed column", "a,,b\n1,2,3\n", .unnamedColumn(file: "f", position: 2, of: 3),
      "f: column 2 of 3 has no name in the header; name it or delete the column"),
    .init("unnamed columns only", ",\n1,\n", .unnamedColumn(file: "f", position: 1, of: 2), ""),
    .init("one unnamed column", "\"\"\n1\n", .unnamedColumn(file: "f", position: 1, of: 1), ""),
    .init(
      "too few cells", "a,b,c\n1,2,3\n\n1,2\n", .rowLength(file: "f", line: 4, row: 2, cells: 2, expected: 3),
      "f, line 4 (row 2): 2 cells where the header has 3; leave missing cells empty but keep their separators, "
        + "and quote cells that hold a separator"),
    .init("one cell", "a,b\nx\n", .rowLength(file: "f", line: 2, row: 1, cells: 1, expected: 2), ""),
    .init(
      "an empty quoted cell alone", "a,b\n\"\"\n",
      .rowLength(file: "f", line: 2, row: 1, cells: 1, expected: 2), ""),
    .init("too many cells", "a,b\n1,2,3\n", .rowLength(file: "f", line: 2, row: 1, cells: 3, expected: 2), ""),
    .init(
      "a separator too many", "a,b\n1,2,\n", .rowLength(file: "f", line: 2, row: 1, cells: 3, expected: 2), ""),
    .init(
      "too few cells after a cell of several lines", "a,b\r\n\"1\r\n\n\r2\",2\r\n1\r\n",
      .rowLength(file: "f", line: 6, row: 2, cells: 1, expected: 2), ""),
    .init(
      "unterminated quote", "a,b\n1,2\n3,\"4\n5,6\n",
      .unterminatedQuote(file: "f", line: 3, row: 2, column: "b"),
      "f, line 3 (row 2), column 'b': the quoted cell that begins here has no closing quote; add it"),
    .init(
      "unterminated quote in the header", "a,\"b\n1,2\n",
      .unterminatedQuote(file: "f", line: 1, row: nil, column: "2"),
      "f, line 1 (header), column '2': the quoted cell that begins here has no closing quote; add it"),
    .init(
      "unterminated quote at the end", "a\n\"", .unterminatedQuote(file: "f", line: 2, row: 1, column: "a"), ""),
    .init(
      "text after a quoted cell", "a,b\n\"x\"\"\" y,2\n",
      .textAfterQuote(file: "f", line: 2, row: 1, column: "a", value: "x\""),
      "f, line 2 (row 1), column 'a': the quoted cell 'x\"' is followed by more text; "
        + "put the closing quote at the end of the cell, and write a quote within it twice"),
    .init(
      "quote after a closed cell", "a,b\n1,\"x\" \"y\"\n",
      .textAfterQuote(file: "f", line: 2, row: 1, column: "b", value: "x"), ""),
    .init(
      "text after a long quoted cell", "a\n\"" + String(repeating: "é", count: 100) + "\"x\n",
      .textAfterQuote(file: "f", line: 2, row: 1, column: "a", value: String(repeating: "é", count: 40)), ""),
    .init(
      "zero byte", "a,b\n1,\u{0}\n", .zeroByte(file: "f", offset: 6, line: 2),
      "f, line 2: there is a zero byte at offset 6, so it is not a text file in UTF-8; save it again as CSV in UTF-8"
    ),
    .init(
      "UTF-16 without mark", bytes: [0x61, 0, 0x2C, 0, 0x62, 0], .zeroByte(file: "f", offset: 1, line: 1), ""),
    .init(
      "UTF-16 little-endian", bytes: [0xFF, 0xFE, 0x61, 0, 0x0A, 0],
      .otherFormat(file: "f", format: "text in UTF-16"),
      "f is text in UTF-16, not CSV in UTF-8; save it again as that"),
    .init(
      "UTF-16 big-endian", bytes: [0xFE, 0xFF, 0, 0x61, 0, 0x0A],
      .otherFormat(file: "f", format: "text in UTF-16"), ""),
    .init(
      "UTF-32", bytes: [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], .otherFormat(file: "f", format: "text in UTF-32"), ""),
    .init(
      "workbook", bytes: [0x50, 0x4B, 3, 4, 0x14, 0, 6, 0],
      .otherFormat(file: "f", format: "an Excel workbook or another zip archive"), ""),
    .init(
      "Latin-1", bytes: Array("a,b\nx,caf".utf8) + [0xE9, 0x0A],
      .notUTF8(file: "f", offset: 9, line: 2, byte: 0xE9),
      "f, line 2: byte 0xE9 at offset 9 is not UTF-8; "
        + "save the file again with the encoding UTF-8 (in Excel: 'CSV UTF-8')"),
    .init(
      "Latin-1 after a quote", bytes: Array("a\n\"x\"".utf8) + [0xE9, 0x0A],
      .notUTF8(file: "f", offset: 5, line: 2, byte: 0xE9), ""),
    .init(
      "cut off character", bytes: Array("a\n".utf8) + [0xE2, 0x88],
      .notUTF8(file: "f", offset: 2, line: 2, byte: 0xE2), ""),
    .init(
      "overlong form", bytes: Array("a\n".utf8) + [0xC0, 0xAF],
      .notUTF8(file: "f", offset: 2, line: 2, byte: 0xC0), ""),
    .init(
      "overlong form of three", bytes: Array("a\n".utf8) + [0xE0, 0x9F, 0xBF],
      .notUTF8(file: "f", offset: 2, line: 2, byte: 0xE0), ""),
    .init(
      "surrogate", bytes: Array("a\n".utf8) + [0xED, 0xA0, 0x80],
      .notUTF8(file: "f", offset: 2, line: 2, byte: 0xED), ""),
    .init(
      "beyond Unicode", bytes: Array("a\n".utf8) + [0xF4, 0x90, 0x80, 0x80],
      .notUTF8(file: "f", offset: 2, line: 2, byte: 0xF4), ""),
    .init(
      "continuation alone", bytes: Array("a\n12345678901234567890".utf8) + [0x80],
      .notUTF8(file: "f", offset: 22, line: 2, byte: 0x80), ""),
  ]
}

/// Bytes that arrive in given pieces.
struct PiecewiseSource: ByteSource {
  private var pieces: ArraySlice<ArraySlice<UInt8>>

  /// Two pieces, cut at a position.
  init(_ bytes: [UInt8], cutAt position: Int) {
    pieces = [bytes[..<position], bytes[position...]].filter { !$0.isEmpty }[...]
  }

  /// Pieces of one size.
  init(_ bytes: [UInt8], size: Int) {
    pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }[...]
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let piece = pieces.popFirst() else { return 0 }
    let now = piece.prefix(buffer.count)
    if now.count < piece.count { pieces.insert(piece.dropFirst(now.count), at: pieces.startIndex) }
    buffer.copyBytes(from: now)
    return now.count
  }
}

/// What a reader gives: the header, the rows with their lines, and the error that ends them.
struct Reading: Equatable {
  var columns: [String] = []
  var rows: [[String?]] = []
  var lines: [Int] = []
  var skippedLines = 0
  var error: CSVError?

  init(_ source: some ByteSource, format: CSVFormat) {
    do throws(CSVError) {
      var reader = try CSVReader(source: source, name: "f", format: format)
      columns = reader.columnNames
      while try reader.next() {
        rows.append(columns.indices.map { reader.text($0) })
        lines.append(reader.line)
        skippedLines = reader.skippedLines
      }
    } catch {
      self.error = error
    }
  }
}
