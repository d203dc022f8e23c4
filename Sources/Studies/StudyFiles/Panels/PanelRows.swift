/// The rows of a block as plain memory: a value to work on, whose stores cost no more than the bytes they move.
///
/// Whoever copies it gives the copy back, as ``PanelBlock/fill(_:)`` does; the block frees the memory.
struct PanelRows {
  var analyses = 0
  /// The numbers of studies that every analysis has room for.
  var studies: Int
  var yi = UnsafeMutablePointer<Double>.allocate(capacity: 1)
  var vi = UnsafeMutablePointer<Double>.allocate(capacity: 1)
  /// The line of each row, where lines are counted.
  var lines = UnsafeMutablePointer<Int>.allocate(capacity: 1)
  /// Where each name ends among the names' bytes, and how many there are.
  var idEnds = UnsafeMutablePointer<Int>.allocate(capacity: 1)
  var names = 0
  var ids = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  /// The analyses for which there is room, and the numbers and bytes.
  private var capacity = 1
  private var numberRoom = 1
  private var idRoom = 1

  init(studies: Int) { self.studies = studies }

  func deallocate() {
    yi.deallocate()
    vi.deallocate()
    lines.deallocate()
    idEnds.deallocate()
    ids.deallocate()
  }

  mutating func clear(studies: Int) {
    (analyses, names) = (0, 0)
    self.studies = studies
  }

  /// Where the numbers of one more analysis go; it is there after ``commit(line:)``.
  @inline(__always)
  mutating func nextRow() -> (yi: UnsafeMutablePointer<Double>, vi: UnsafeMutablePointer<Double>) {
    if analyses >= capacity || (analyses + 1) * studies > numberRoom { reserve(more) }
    return (yi + analyses * studies, vi + analyses * studies)
  }

  /// Adds the name of the next row.
  @inline(__always)
  mutating func append(id: UnsafeBufferPointer<UInt8>) {
    if names >= capacity { reserve(more) }
    let start = idEnd
    if start + id.count > idRoom { reserveIDs(start + id.count) }
    if let bytes = id.baseAddress { (ids + start).update(from: bytes, count: id.count) }
    idEnds[names] = start + id.count
    names += 1
  }

  /// Keeps the row last asked for.
  @inline(__always)
  mutating func commit(line: Int) {
    lines[analyses] = line
    analyses += 1
  }

  /// Where the last name ends.
  @inline(__always)
  private var idEnd: Int { names == 0 ? 0 : idEnds[names - 1] }

  /// A count to make room for when there is none left: twice as many, at the beginning some hundred kilobytes.
  private var more: Int { max(analyses + 1, 2 * analyses, min(1024, 16384 / max(1, studies))) }

  /// Makes room for that many analyses, keeping those that are there.
  mutating func reserve(_ count: Int) {
    if count > capacity {
      lines = PanelRows.grown(lines, from: analyses, to: count)
      idEnds = PanelRows.grown(idEnds, from: names, to: count)
      capacity = count
    }
    if count * studies > numberRoom {
      yi = PanelRows.grown(yi, from: analyses * studies, to: count * studies)
      vi = PanelRows.grown(vi, from: analyses * studies, to: count * studies)
      numberRoom = count * studies
    }
  }

  private mutating func reserveIDs(_ count: Int) {
    idRoom = max(count, 2 * idRoom)
    ids = PanelRows.grown(ids, from: idEnd, to: idRoom)
  }

  private static func grown<Element: BitwiseCopyable>(
    _ memory: UnsafeMutablePointer<Element>, from count: Int, to room: Int
  ) -> UnsafeMutablePointer<Element> {
    let grown = UnsafeMutablePointer<Element>.allocate(capacity: room)
    grown.update(from: memory, count: count)
    memory.deallocate()
    return grown
  }
}
