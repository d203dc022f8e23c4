/// Reads many analyses from two NumPy arrays of N × k numbers: estimates, and variances or standard errors.
///
/// Numbers of 4 or 8 bytes, either order in memory; NaN where a study is missing. The analyses have no names.
package final class NumPyPanel: PanelSource, @unchecked Sendable {
  private let estimates: NumPyArray
  private let spreads: NumPyArray
  private let areStandardErrors: Bool
  private let rowsPerPart: Int
  private var next = 0

  /// The number of analyses.
  package var analyses: Int { estimates.rows }
  /// The number of studies.
  package var studies: Int { estimates.columns }
  /// Analyses have no names.
  package var hasIDs: Bool { false }

  /// Opens the arrays of estimates and of variances, or standard errors.
  /// - Throws: ``NumPyError``.
  package init(estimates: String, spreads: String, areStandardErrors: Bool) throws(NumPyError) {
    self.estimates = try NumPyArray(path: estimates)
    self.spreads = try NumPyArray(path: spreads)
    self.areStandardErrors = areStandardErrors
    let (first, second) = (self.estimates, self.spreads)
    guard first.rows == second.rows, first.columns == second.columns else {
      throw .shapes(
        first: estimates, [first.rows, first.columns], second: spreads, [second.rows, second.columns])
    }
    // About half a million bytes of numbers at a time.
    rowsPerPart = max(64, min(8192, 32_768 / max(1, first.columns)))
  }

  /// Takes the next rows.
  package func read(into part: PanelPart) -> Bool {
    guard next < analyses else { return false }
    part.rows = next..<min(next + rowsPerPart, analyses)
    next = part.rows.upperBound
    part.progress = Double(next) / Double(analyses)
    return true
  }

  /// Copies a part's numbers out of the files.
  package func parse(_ part: PanelPart) {
    // Both arrays must lie alike in memory; the rows of a study behind each other when the estimates do.
    part.block.clear(studies: studies, isStudyMajor: estimates.isColumnMajor)
    let (yi, vi) = part.block.room(for: part.rows.count)
    estimates.copy(part.rows, to: yi)
    if spreads.isColumnMajor == estimates.isColumnMajor {
      spreads.copy(part.rows, to: vi)
    } else {
      copyTransposed(part.rows, to: vi)
    }
    let count = part.rows.count * studies
    if areStandardErrors {
      for index in 0..<count { vi[index] = variance(standardError: vi[index]) }
    }
    for index in 0..<count where yi[index].isNaN != vi[index].isNaN { part.block.halves += 1 }
  }

  private func copyTransposed(_ rows: Range<Int>, to target: UnsafeMutablePointer<Double>) {
    let count = rows.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, count * studies)) { buffer in
      guard let own = buffer.baseAddress else { return }
      spreads.copy(rows, to: own)
      for row in 0..<count {
        for study in 0..<studies {
          if spreads.isColumnMajor {
            target[row * studies + study] = own[study * count + row]
          } else {
            target[study * count + row] = own[row * studies + study]
          }
        }
      }
    }
  }

  /// Nothing depends on the parts before.
  package func link(_ part: PanelPart) {}

  /// Lends the part's analyses.
  package func forEachBlock(of part: PanelPart, _ body: (PanelBlock, Int) -> Void) {
    body(part.block, part.rows.lowerBound)
  }
}
