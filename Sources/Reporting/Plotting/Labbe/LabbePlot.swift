import MetaAnalysis

/// A L'Abbé plot: the risk or rate of every study's first group over that of its second, with the line of no effect, the
/// pooled effect as the curve of all pairs that have it, and its confidence and prediction bands (L'Abbé, Detsky &
/// O'Rourke 1987, doi:10.7326/0003-4819-107-2-224).
///
/// Bubbles have areas in proportion to weights; where the model gives none, as mixed models do, to the people or
/// person-time of the study. Studies without events, or with nothing but events, in both groups are hollow. Both axes have
/// the same ends and the same scale, by default one on which the studies do not heap in a corner.
public struct LabbePlot: Hashable, Sendable {
  /// The result to show.
  public var fit: Fit
  /// The effect sizes it was made from, with their counts.
  public var effects: EffectSizes
  /// What is shown and how it is worded.
  public var options: LabbePlotOptions
  let scale: GroupScale

  /// A L'Abbé plot of a fit.
  /// - Throws: ``LabbePlotError``.
  public init(
    fit: Fit, effects: EffectSizes, options: LabbePlotOptions = .init()
  ) throws(LabbePlotError) {
    guard let measure = effects.measure, let scale = GroupScale(measure) else {
      throw .measure(effects.measure?.code)
    }
    guard fit.formula == nil else { throw .moderators }
    guard effects.twoGroupCounts.contains(where: { $0 != nil }) else { throw .noCounts(measure: measure.code) }
    self.fit = fit
    self.effects = effects
    self.options = options
    self.scale = scale
  }

  /// The drawing.
  public func scene() -> Scene {
    let picture = LabbePicture(self)
    let words = LabbeWords(picture)
    let layout = ChartLayout(words.content, style: options.style)
    let marks = LabbeMarks(picture: picture, marks: ChartMarks(layout: layout))
    return Scene(
      width: layout.width, height: layout.height, title: words.title, summary: words.summary,
      background: options.style.background, shapes: marks.shapes + layout.shapes
    )
    .headed(by: fit.notes, margin: options.style.margin, font: options.style.fontSize)
  }
}
