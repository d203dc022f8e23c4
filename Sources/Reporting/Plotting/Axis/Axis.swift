import MetaAnalysis

/// A scale laid along a line of the page: positions run evenly on the analysis scale, labels read on the natural one.
public struct Axis: Hashable, Sendable {
  /// A labelled place on an axis.
  public struct Tick: Hashable, Sendable {
    /// The value on the analysis scale.
    public var value: Double
    /// The value on the natural scale as text.
    public var label: String
  }

  /// The values at the two ends, on the analysis scale; finite and apart.
  public let domain: Interval
  /// The page coordinate of the lower end.
  public let start: Double
  /// The page coordinate of the upper end.
  public let end: Double
  /// The ticks in ascending order.
  public let ticks: [Tick]

  /// An axis with ticks at round values of the natural scale, as many as stand apart with their labels.
  ///
  /// - Parameters:
  ///   - domain: The ends on the analysis scale. An empty or infinite domain is widened to one unit.
  ///   - start: The page coordinate of the lower end.
  ///   - end: The page coordinate of the upper end.
  ///   - transform: From the analysis scale to the natural one.
  ///   - font: The font of the labels.
  ///   - isVertical: Whether the axis runs up the page, so that labels need room by their height.
  ///   - natural: Ticks to use instead, on the natural scale; those outside the domain are left out.
  public init(
    domain: Interval, start: Double, end: Double, transform: BackTransform, font: Font,
    isVertical: Bool = false, ticks natural: [Double]? = nil
  ) {
    var domain = domain
    if !domain.lower.isFinite || !domain.upper.isFinite || domain.lower >= domain.upper {
      let center = domain.lower.isFinite ? domain.lower : domain.upper.isFinite ? domain.upper : 0
      domain = Interval(center: center, halfWidth: max(0.5, center.magnitude * 1e-9))
    }
    self.domain = domain
    self.start = start
    self.end = end
    let scale = NaturalScale(transform)
    let length = (end - start).magnitude
    let limit = Int(min(max(2, length / 24), 100))
    let candidates = TickCandidates(scale: scale, domain: domain, limit: limit)
    let unit = length / (domain.upper - domain.lower)
    if let natural {
      ticks = candidates.ticks(at: natural)
    } else {
      ticks = candidates.best { ticks in
        ticks.count <= limit
          && zip(ticks, ticks.dropFirst()).allSatisfy { a, b in
            let room = (b.value - a.value) * unit
            if isVertical { return room >= 2 * font.size }
            let needed = TextMetrics.width(of: a.label, font: font) + TextMetrics.width(of: b.label, font: font)
            return room >= needed / 2 + 0.6 * font.size
          }
      }
    }
  }

  /// The page coordinate of a value on the analysis scale; values beyond the ends are not held back.
  public func position(_ value: Double) -> Double {
    start + (value - domain.lower) / (domain.upper - domain.lower) * (end - start)
  }

  /// Whether a value lies between the ends.
  public func contains(_ value: Double) -> Bool { domain.contains(value) }
}
