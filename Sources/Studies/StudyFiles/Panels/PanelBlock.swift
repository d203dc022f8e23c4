/// Analyses of a panel in memory, to be fitted together: used again for one part of a file after the other.
package final class PanelBlock: @unchecked Sendable {
  /// What is wrong with an analysis.
  package struct Fault {
    /// The analysis, counted from 0 in the block.
    package var analysis: Int
    /// What is wrong.
    package var fault: RowFault
  }

  /// Whether all analyses of one study follow each other in memory, and not all studies of one analysis.
  package private(set) var isStudyMajor = false
  /// What is wrong with which analyses, in their order.
  package private(set) var faults: [Fault] = []
  /// The number of entries with an estimate and no variance, or the other way round; they count as missing.
  package var halves = 0
  /// Whether analyses have lines.
  package private(set) var hasLines = true

  private var rows: PanelRows

  package init(studies: Int = 0) { rows = PanelRows(studies: studies) }

  deinit { rows.deallocate() }

  /// Forgets all analyses.
  package func clear(studies: Int? = nil, isStudyMajor: Bool = false) {
    rows.clear(studies: studies ?? rows.studies)
    self.isStudyMajor = isStudyMajor
    faults.removeAll(keepingCapacity: true)
    hasLines = true
    halves = 0
  }

  /// The number of analyses.
  package var analyses: Int { rows.analyses }

  /// The numbers of studies that every analysis has room for.
  package var studies: Int { rows.studies }

  /// The estimates, analyses × studies, NaN where missing.
  package var yi: UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: rows.yi, count: analyses * studies)
  }

  /// The sampling variances, analyses × studies, NaN where missing.
  package var vi: UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: rows.vi, count: analyses * studies)
  }

  /// Whether analyses have names.
  package var hasIDs: Bool { rows.names == analyses && analyses > 0 }

  /// The bytes of all names, one behind the other, and where each ends; good until the block is cleared.
  package var ids: (bytes: UnsafePointer<UInt8>, ends: UnsafePointer<Int>) {
    (UnsafePointer(rows.ids), UnsafePointer(rows.idEnds))
  }

  /// The bytes of an analysis's name; good until the block is cleared.
  package func id(_ analysis: Int) -> UnsafeBufferPointer<UInt8> {
    let start = analysis == 0 ? 0 : rows.idEnds[analysis - 1]
    return UnsafeBufferPointer(start: rows.ids + start, count: rows.idEnds[analysis] - start)
  }

  /// The line on which an analysis begins, counted from 0 in its part of the file.
  package func line(_ analysis: Int) -> Int { rows.lines[analysis] }

  /// Lets `body` add rows to a copy that it has for itself.
  @inline(__always)
  func fill(_ body: (inout PanelRows) -> Void) {
    var rows = rows
    body(&rows)
    self.rows = rows
  }

  /// Keeps a row without numbers; its name, where rows have names, has been added before.
  func commit(fault: RowFault, to rows: inout PanelRows, line: Int) {
    let (yi, vi) = rows.nextRow()
    yi.update(repeating: .nan, count: rows.studies)
    vi.update(repeating: .nan, count: rows.studies)
    faults.append(Fault(analysis: rows.analyses, fault: fault))
    rows.commit(line: line)
  }

  /// Room for that many analyses without lines, all of which the caller fills.
  func room(for count: Int) -> (yi: UnsafeMutablePointer<Double>, vi: UnsafeMutablePointer<Double>) {
    rows.reserve(count)
    rows.analyses = count
    hasLines = false
    return (rows.yi, rows.vi)
  }
}
