/// Many analyses that are read part by part.
///
/// A part is filled by ``read(into:)``, looked at by ``parse(_:)``, completed by ``link(_:)`` and lent out by
/// ``forEachBlock(of:_:)``. `read` and `link` are called for one part at a time, in order; the others for different
/// parts at once.
package protocol PanelSource: AnyObject, Sendable {
  /// Whether analyses have names.
  var hasIDs: Bool { get }
  /// Fills a part with what comes next; `false` when nothing is left.
  /// - Throws: ``CSVError/unreadable(file:reason:)``.
  func read(into part: PanelPart) throws(CSVError) -> Bool
  /// Makes numbers of a part.
  func parse(_ part: PanelPart)
  /// Settles what depends on the parts before.
  func link(_ part: PanelPart)
  /// Lends the analyses of a part, block by block, in order, each with the line its lines count from.
  func forEachBlock(of part: PanelPart, _ body: (PanelBlock, Int) -> Void)
}

/// A part of many analyses, its memory used again and again by one thread after the other.
package final class PanelPart: @unchecked Sendable {
  /// How much of the input has been read, from 0 to 1, `nil` when its size is not known.
  package internal(set) var progress: Double?

  /// The analyses.
  let block = PanelBlock()
  /// A text's bytes.
  var text = ByteBuffer()
  /// The runs of a text in the long form.
  var runs = StudyRuns()
  /// The runs that belong to this part.
  var body = 0..<0
  /// The analysis that ended before this part's first run, begun in an earlier part.
  var front: OpenAnalysis?
  /// The runs that do not stand where they should, and the analysis in front if it does not.
  var disorder: [Int: RowFault] = [:]
  var frontDisorder: RowFault?
  /// The rows with decimal commas.
  var commas = CommaRows()
  /// The lines before this part.
  var firstLine = 0
  /// The lines of this part.
  var lines = 0
  /// Whether nothing follows.
  var isLast = false
  /// The rows of an array.
  var rows = 0..<0

  package init() {}
}

/// The rows of a part in which a comma was read as a decimal mark.
struct CommaRows {
  private(set) var count = 0
  /// The line of the first, counted from 0 in the part.
  private(set) var firstLine: Int?

  mutating func add(line: Int) {
    count += 1
    firstLine = firstLine ?? line
  }
}

/// An analysis whose rows may go on in the next part.
struct OpenAnalysis {
  var id: [UInt8]
  var yi: [Double]
  var vi: [Double]
  var fault: RowFault?
  /// The line it begins on, counted from 0 in the whole file.
  var line: Int
}

/// Bytes in memory with room behind them for reading words beyond the end.
struct ByteBuffer: ~Copyable {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  var count = 0

  init(capacity: Int = 0) {
    self.capacity = capacity
    start = .allocate(capacity: capacity + 16)
  }

  deinit { start.deallocate() }

  /// The bytes in use.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Makes room for that many bytes, keeping those in use.
  mutating func reserve(_ size: Int) {
    guard size > capacity else { return }
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: size + 16)
    grown.update(from: start, count: count)
    start.deallocate()
    (start, capacity) = (grown, size)
  }
}
