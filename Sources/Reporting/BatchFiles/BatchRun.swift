import MetaBatch
import StudyFiles

/// Reads many analyses from a file, fits them and writes the results, part by part in constant memory.
///
/// Threads take the parts as they become free; what they write comes in the order of the input and is the same bytes
/// for any number of them.
package struct BatchRun: Sendable {
  /// What results are written as.
  package enum Format: String, CaseIterable, Hashable, Sendable {
    case csv, tsv, npy
  }

  private let engine: BatchEngine
  private let threads: Int
  private let format: Format

  /// A run of a model.
  /// - Throws: ``BatchError/unusableLevel(_:)``.
  package init(_ model: BatchModel, format: Format, threads: Int) throws(BatchError) {
    engine = try BatchEngine(model)
    self.threads = max(1, threads)
    self.format = format
  }

  /// What stands at the beginning of the results: the names of the columns, or a NumPy table's header for a number of
  /// rows, always of the same size.
  package func header(hasIDs: Bool, rows: Int) -> [UInt8] {
    switch format {
    case .csv: Array((ResultColumns.names(hasIDs: hasIDs).joined(separator: ",") + "\n").utf8)
    case .tsv: Array((ResultColumns.names(hasIDs: hasIDs).joined(separator: "\t") + "\n").utf8)
    case .npy: NumPyHeader.bytes(columns: ResultColumns.fields, rows: rows)
    }
  }

  /// Fits all analyses of a source, hands their results to `write` in order, and says how they ended.
  ///
  /// `progress` is told after each part which share of the input is done, `nil` where that is not known, and how many
  /// analyses.
  /// - Throws: what the source or `write` throws, after everything before it has been written.
  package func run(
    _ source: some PanelSource, write: (UnsafeRawBufferPointer) throws -> Void,
    progress: (Double?, Int) -> Void = { _, _ in }
  ) throws -> BatchTally {
    let reading = Turnstile()
    let linking = Turnstile()
    let writing = Turnstile()
    var tally = BatchTally()
    var readError: (any Error)?
    var writeError: (any Error)?
    var isOver = false
    Chunks.together(threads: threads) {
      let part = PanelPart()
      let results = ResultBuffer()
      var counts = BatchTally()
      while true {
        let ticket = reading.take {
          guard !isOver else { return false }
          do {
            isOver = try !source.read(into: part)
          } catch {
            readError = error
            isOver = true
          }
          return !isOver
        }
        guard let ticket else { return }
        source.parse(part)
        linking.pass(ticket) { source.link(part) }
        results.clear()
        counts.clear()
        source.forEachBlock(of: part) { block, firstLine in
          results.fit(block, by: engine)
          results.count(block, firstLine: firstLine, into: &counts)
          switch format {
          case .csv: results.writeText(block, separator: UInt8(ascii: ","))
          case .tsv: results.writeText(block, separator: UInt8(ascii: "\t"))
          case .npy: results.writeTable(block)
          }
        }
        var hasFailed = false
        writing.pass(ticket) {
          guard writeError == nil else {
            hasFailed = true
            return
          }
          do {
            if results.output.count > 0 { try write(results.output) }
            tally.add(counts)
            progress(part.progress, tally.analyses)
          } catch {
            writeError = error
            hasFailed = true
          }
        }
        if hasFailed {
          _ = reading.take {
            isOver = true
            return false
          }
        }
      }
    }
    if let error = writeError ?? readError { throw error }
    return tally
  }
}
