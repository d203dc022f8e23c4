import MetaAnalysis

/// A dose–response plot: the studies, one model's curve with its bands, the targets as lines across, and under them the
/// dose needed for each with its confidence set on the axis of doses.
///
/// The interval of a dose needed is where the target's line runs inside the confidence band, for lines exactly (that is
/// Fieller's set); what lies beyond the axis gets an arrow.
public struct DosePlot: Hashable, Sendable {
  /// The result to show.
  public var result: DoseResult
  /// What is shown and how it is worded.
  public var options: DosePlotOptions

  /// A plot of a result.
  public init(_ result: DoseResult, options: DosePlotOptions = .init()) {
    self.result = result
    self.options = options
  }

  /// The drawing.
  public func scene() -> Scene { DoseDrawing(self).scene() }
}
