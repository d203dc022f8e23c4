import MetaBatch
import StudyFiles
import StudyRecords

/// The results of one block of analyses after the other, and the bytes they are written as.
final class ResultBuffer {
  private let columns: Int
  private var capacity = 0
  private var numbers = UnsafeMutablePointer<Double>.allocate(capacity: 1)
  private var k = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  private var status = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  private var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  private var room = 1
  private var used = 0

  init() { columns = ResultColumns.numbers.count }

  deinit {
    numbers.deallocate()
    k.deallocate()
    status.deallocate()
    bytes.deallocate()
  }

  /// What has been written.
  var output: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: used) }

  func clear() { used = 0 }

  /// Fits a block's analyses.
  func fit(_ block: PanelBlock, by engine: BatchEngine) {
    if block.analyses > capacity { grow(to: max(block.analyses, 2 * capacity)) }
    var output = BatchOutput()
    (output.k, output.status) = (k, status)
    for (position, column) in ResultColumns.numbers.enumerated() {
      output[column] = numbers + position * capacity
    }
    engine.fit(
      yi: block.yi, vi: block.vi, analyses: block.analyses, studies: block.studies,
      layout: block.isStudyMajor ? .studyMajor : .analysisMajor, into: output)
    for fault in block.faults { status[fault.analysis] = fault.fault.rawValue }
  }

  /// Counts the analyses of the block last fitted.
  func count(_ block: PanelBlock, firstLine: Int, into tally: inout BatchTally) {
    for analysis in 0..<block.analyses {
      tally.count(
        status[analysis],
        at: firstLine + (block.hasLines ? block.line(analysis) : analysis) + 1)
    }
    tally.countHalves(block.halves)
  }

  /// Writes the block last fitted as rows of a text.
  func writeText(_ block: PanelBlock, separator: UInt8) {
    let hasIDs = block.hasIDs
    let (ids, ends) = block.ids
    let codes = ResultBuffer.codes
    let (numbers, k, status, columns, capacity) = (numbers, k, status, columns, capacity)
    var position = bytes + used
    for analysis in 0..<block.analyses {
      if hasIDs {
        let start = analysis == 0 ? 0 : ends[analysis - 1]
        let id = UnsafeBufferPointer(start: ids + start, count: ends[analysis] - start)
        position = reserve(position, 2 * id.count + ResultBuffer.longestRow)
        position = ResultBuffer.write(id, to: position)
        position[0] = separator
        position += 1
      } else {
        position = reserve(position, ResultBuffer.longestRow)
      }
      let code = status[analysis]
      if code < 32 { position = NumberWriter.write(Int(k[analysis]), to: position) }
      position[0] = separator
      position += 1
      for column in 0..<columns {
        let number = numbers[column * capacity + analysis]
        if !number.isNaN, code < 16 { position = NumberWriter.write(number, to: position) }
        position[0] = separator
        position += 1
      }
      let text = codes[Int(code)]
      if let start = text.baseAddress { position.update(from: start, count: text.count) }
      position += text.count
      position[0] = UInt8(ascii: "\n")
      position += 1
    }
    used = position - bytes
  }

  /// Writes the block last fitted as rows of a NumPy table.
  func writeTable(_ block: PanelBlock) {
    let width = 8 * (columns + 1)
    let start = UnsafeMutableRawPointer(reserve(bytes + used, width * block.analyses))
    for analysis in 0..<block.analyses {
      let row = start + analysis * width
      let code = status[analysis]
      row.storeBytes(of: code < 32 ? k[analysis].littleEndian : 0, as: Int32.self)
      row.storeBytes(of: Int32(code).littleEndian, toByteOffset: 4, as: Int32.self)
      for column in 0..<columns {
        let number = code < 16 ? numbers[column * capacity + analysis] : .nan
        row.storeBytes(of: number.bitPattern.littleEndian, toByteOffset: 8 * (column + 1), as: UInt64.self)
      }
    }
    used += width * block.analyses
  }

  /// The most bytes of a row without its name.
  private static let longestRow = (ResultColumns.numbers.count + 2) * (NumberWriter.longest + 1) + 64

  /// The codes' texts by their numbers; made once, so that threads share them without counting references.
  nonisolated(unsafe) private static let codes: UnsafePointer<UnsafeBufferPointer<UInt8>> = {
    let table = UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>.allocate(capacity: 256)
    for number in 0...UInt8.max {
      let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64)
      let count = text.update(fromContentsOf: AnalysisCode(number: number).code.utf8.prefix(64))
      (table + Int(number)).initialize(to: UnsafeBufferPointer(start: text.baseAddress, count: count))
    }
    return UnsafePointer(table)
  }()

  /// Writes a name, in quotes where it needs them.
  private static func write(
    _ id: UnsafeBufferPointer<UInt8>, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var position = start
    var needsQuotes = false
    for byte in id { needsQuotes = needsQuotes || byte <= 0x3B && isSpecial(byte) }
    if let first = id.first, let last = id.last {
      needsQuotes = needsQuotes || isBlank(first) || isBlank(last) || first == 0xC2 || last == 0xA0
    }
    guard needsQuotes else {
      if let first = id.baseAddress { position.update(from: first, count: id.count) }
      return position + id.count
    }
    position[0] = UInt8(ascii: "\"")
    position += 1
    for byte in id {
      if byte == UInt8(ascii: "\"") {
        position[0] = byte
        position += 1
      }
      position[0] = byte
      position += 1
    }
    position[0] = UInt8(ascii: "\"")
    return position + 1
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 0x09
      || byte == 0x0A
      || byte == 0x0D
  }

  /// Makes room for that many bytes behind a position and returns the position, which may have moved.
  @inline(__always)
  private func reserve(_ position: UnsafeMutablePointer<UInt8>, _ count: Int) -> UnsafeMutablePointer<UInt8> {
    let written = position - bytes
    if written + count <= room { return position }
    return extend(written: written, by: count)
  }

  private func extend(written: Int, by count: Int) -> UnsafeMutablePointer<UInt8> {
    room = max(written + count, 2 * room)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    grown.update(from: bytes, count: written)
    bytes.deallocate()
    bytes = grown
    return grown + written
  }

  private func grow(to count: Int) {
    numbers.deallocate()
    k.deallocate()
    status.deallocate()
    capacity = count
    numbers = .allocate(capacity: count * columns)
    k = .allocate(capacity: count)
    status = .allocate(capacity: count)
  }
}
