import CBatchKernels
import Distributions
import MetaModels

/// Fits one model to many analyses at once.
///
/// Results come in the order of the panel, and their bytes depend neither on the number of threads nor on the
/// processor's instruction set. Each analysis gets what a single fit (``MetaModels/ModelSettings``) would give it: to
/// 1e-12 relative, 1e-9 for what follows from the maximum of a likelihood. No search ends unfinished: an analysis
/// has its numbers, or a status that says why not.
public struct BatchEngine: Sendable {
  /// The model.
  public let model: BatchModel
  /// The largest number of threads.
  public let threads: Int
  /// The instruction set in use.
  public let instructionSet: InstructionSet
  private let tables: PoolTables

  /// An engine for a model; `threads` is at least 1, the instruction set the widest of the processor unless said
  /// otherwise.
  /// - Throws: ``BatchError/unusableLevel(_:)``.
  public init(
    _ model: BatchModel = BatchModel(), threads: Int = 1, instructionSet: InstructionSet? = nil
  ) throws(BatchError) {
    guard model.level > 0, model.level < 100 else { throw .unusableLevel(model.level) }
    self.model = model
    self.threads = max(1, threads)
    self.instructionSet = InstructionSet.usable(instructionSet)
    tables = PoolTables(model)
  }

  /// Fits every analysis of a panel.
  public func fit(_ panel: Panel) -> BatchResults {
    // Every column of every analysis is written.
    var results = BatchResults(unwritten: panel.analyses)
    fit(panel, into: &results)
    return results
  }

  /// Fits every analysis of a panel into results of the same count, whose memory is used again.
  public func fit(_ panel: Panel, into results: inout BatchResults) {
    if results.count != panel.analyses { results = BatchResults(unwritten: panel.analyses) }
    panel.yi.withUnsafeBufferPointer { yi in
      panel.vi.withUnsafeBufferPointer { vi in
        results.withOutput { output in
          fit(
            yi: yi, vi: vi, analyses: panel.analyses, studies: panel.studies, layout: panel.layout,
            into: output)
        }
      }
    }
  }

  /// Fits analyses that lie in memory of the caller's, NaN where a study is missing.
  ///
  /// Nothing is allocated for each analysis. `yi` and `vi` hold analyses × studies numbers.
  public func fit(
    yi: UnsafeBufferPointer<Double>, vi: UnsafeBufferPointer<Double>, analyses: Int, studies: Int,
    layout: PanelLayout = .analysisMajor, into output: BatchOutput
  ) {
    precondition(
      yi.count >= analyses * studies && vi.count >= analyses * studies, "buffers shorter than the panel")
    guard analyses > 0 else { return }
    let view = PanelView(yi: yi, vi: vi, analyses: analyses, studies: studies, layout: layout)
    let rows = tables.rows(studies: studies, needed: view.counts)
    PoolRun(model: model, instructionSet: instructionSet, panel: view, rows: rows, output: output)
      .run(threads: threads)
  }
}
