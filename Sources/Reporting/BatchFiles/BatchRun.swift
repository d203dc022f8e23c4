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
    let line = PartLine(threads: threads)
    var tally = BatchTally()
    var readError: (any Error)?
    var writeError: (any Error)?
    Chunks.together(threads: threads) {
      while let (step, place) = line.next() {
        switch step {
        case .read:
          do {
            guard try source.read(into: place.part) else {
              line.hasEnded(place)
              continue
            }
          } catch {
            readError = error
            line.hasEnded(place)
            continue
          }
          line.hasRead(place)
          source.parse(place.part)
          line.hasParsed(place)
        case .link:
          source.link(place.part)
          line.hasLinked(place)
        case .fit:
          fit(place, of: source)
          line.hasFitted(place)
        case .write:
          do {
            if place.results.output.count > 0 { try write(place.results.output) }
            tally.add(place.counts)
            progress(place.part.progress, tally.analyses)
            line.hasWritten(place)
          } catch {
            writeError = error
            line.stop()
          }
        }
      }
    }
    if let error = writeError ?? readError { throw error }
    return tally
  }

  /// Fits a part's analyses and makes the bytes of their results.
  private func fit(_ place: PartLine.Place, of source: some PanelSource) {
    let results = place.results
    results.clear()
    place.counts.clear()
    source.forEachBlock(of: place.part) { block, firstLine in
      results.fit(block, by: engine)
      results.count(block, firstLine: firstLine, into: &place.counts)
      switch format {
      case .csv: results.writeText(block, separator: UInt8(ascii: ","))
      case .tsv: results.writeText(block, separator: UInt8(ascii: "\t"))
      case .npy: results.writeTable(block)
      }
    }
  }
}
