import MetaModels

/// Fits one model to many analyses at once.
///
/// Results come in the order of the panel and are the same bytes for any number of threads.
public struct BatchEngine: Sendable {
  /// The model.
  public let model: BatchModel
  /// The largest number of threads.
  public let threads: Int

  /// An engine for a model; `threads` is at least 1.
  /// - Throws: ``BatchError/unusableLevel(_:)``.
  public init(_ model: BatchModel = BatchModel(), threads: Int = 1) throws(BatchError) {
    guard model.level > 0, model.level < 100 else { throw .unusableLevel(model.level) }
    self.model = model
    self.threads = max(1, threads)
  }

  /// Fits every analysis of a panel.
  public func fit(_ panel: Panel) -> BatchResults {
    var results = BatchResults(count: panel.analyses)
    fit(panel, into: &results)
    return results
  }

  /// Fits every analysis of a panel into results of the same count, whose memory is used again.
  public func fit(_ panel: Panel, into results: inout BatchResults) {
    if results.count != panel.analyses { results = BatchResults(count: panel.analyses) }
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
    let single = SingleFit(model)
    let (analysisStride, studyStride) = layout == .analysisMajor ? (studies, 1) : (1, analyses)
    for n in 0..<analyses {
      var (y, v) = ([Double](), [Double]())
      for j in 0..<studies {
        let at = n * analysisStride + j * studyStride
        guard !yi[at].isNaN, !vi[at].isNaN else { continue }
        y.append(yi[at])
        v.append(vi[at])
      }
      output.write(single.result(yi: y, vi: v), at: n)
    }
  }
}
