/// Analyses of a panel in memory, to be fitted together: used again for one part of a file after the other.
package final class PanelBlock: @unchecked Sendable {
  /// What is wrong with an analysis.
  package struct Fault {
    /// The analysis, counted from 0 in the block.
    package var analysis: Int
    /// What is wrong.
    package var fault: RowFault
  }

  /// The number of analyses.
  package private(set) var analyses = 0
  /// The numbers of studies that every analysis has room for.
  package private(set) var studies: Int
  /// Whether all analyses of one study follow each other in memory, and not all studies of one analysis.
  package private(set) var isStudyMajor = false
  /// What is wrong with which analyses, in their order.
  package private(set) var faults: [Fault] = []
  /// The number of entries with an estimate and no variance, or the other way round; they count as missing.
  package var halves = 0
  /// The line on which each analysis begins, counted from 0 in its part of the file; empty without lines.
  package private(set) var lines: [Int] = []

  private var capacity = 0
  private var ownYi = UnsafeMutablePointer<Double>.allocate(capacity: 1)
  private var ownVi = UnsafeMutablePointer<Double>.allocate(capacity: 1)
  private var ids: [UInt8] = []
  private var idEnds: [Int] = []

  package init(studies: Int = 0) { self.studies = studies }

  deinit {
    ownYi.deallocate()
    ownVi.deallocate()
  }

  /// Forgets all analyses.
  package func clear(studies: Int? = nil, isStudyMajor: Bool = false) {
    if let studies, studies != self.studies {
      (capacity, self.studies) = (self.studies * capacity / max(1, studies), studies)
    }
    analyses = 0
    self.isStudyMajor = isStudyMajor
    faults.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    idEnds.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    halves = 0
  }

  /// The estimates, analyses × studies, NaN where missing.
  package var yi: UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: ownYi, count: analyses * studies)
  }

  /// The sampling variances, analyses × studies, NaN where missing.
  package var vi: UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: ownVi, count: analyses * studies)
  }

  /// Whether analyses have names.
  package var hasIDs: Bool { idEnds.count == analyses && analyses > 0 }

  /// Lends the bytes of an analysis's name.
  @inline(__always)
  package func withID<Result>(_ analysis: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = analysis == 0 ? 0 : idEnds[analysis - 1]
    return ids.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<idEnds[analysis]])) }
  }

  /// Makes room for one more analysis and returns where its numbers go; it is there after ``commit(line:)``.
  @inline(__always)
  func nextRow() -> (yi: UnsafeMutablePointer<Double>, vi: UnsafeMutablePointer<Double>) {
    if analyses >= capacity { grow(to: max(1024, 2 * capacity)) }
    return (ownYi + analyses * studies, ownVi + analyses * studies)
  }

  /// Adds a row's name, if rows have names.
  @inline(__always)
  func append(id: UnsafeBufferPointer<UInt8>) {
    ids.append(contentsOf: id)
    idEnds.append(ids.count)
  }

  /// Keeps the row last asked for.
  @inline(__always)
  func commit(line: Int) {
    lines.append(line)
    analyses += 1
  }

  /// Keeps a row without numbers.
  func commit(fault: RowFault, line: Int) {
    let (yi, vi) = nextRow()
    yi.update(repeating: .nan, count: studies)
    vi.update(repeating: .nan, count: studies)
    faults.append(Fault(analysis: analyses, fault: fault))
    commit(line: line)
  }

  /// Room for that many analyses, all of which the caller fills.
  func room(for count: Int) -> (yi: UnsafeMutablePointer<Double>, vi: UnsafeMutablePointer<Double>) {
    analyses = 0
    if count > capacity { grow(to: count) }
    analyses = count
    return (ownYi, ownVi)
  }

  private func grow(to count: Int) {
    let size = max(1, count * studies)
    let grown = (
      UnsafeMutablePointer<Double>.allocate(capacity: size),
      UnsafeMutablePointer<Double>.allocate(capacity: size)
    )
    grown.0.update(from: ownYi, count: analyses * studies)
    grown.1.update(from: ownVi, count: analyses * studies)
    ownYi.deallocate()
    ownVi.deallocate()
    (ownYi, ownVi) = grown
    capacity = count
  }
}
