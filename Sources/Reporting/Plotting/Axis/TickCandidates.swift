import MetaAnalysis

/// Round values of the natural scale within a domain, from dense to sparse, of which an axis takes the densest set
/// that leaves room for its labels.
///
/// Where even steps of the natural scale look even on the page too, or the scale has no end, ticks are multiples of
/// 1, 2, 2.5 or 5 times a power of ten. Towards an end that is only approached (0 for ratios, ±1 for correlations, 0 and
/// 1 for logits) they keep 1, 2, 5 times powers of ten away from that end: 0.1 0.2 0.5 1 2 5 10, or 0.5 0.8 0.9 0.95.
/// Where that is too dense for a scale with two ends, its landmarks fill the axis: −0.5 0 0.5 0.75 0.9 0.99.
struct TickCandidates {
  private let scale: NaturalScale
  private let domain: Interval
  private let natural: Interval
  private let limit: Int

  /// - Parameter limit: Roughly the most ticks there is room for.
  init(scale: NaturalScale, domain: Interval, limit: Int) {
    self.scale = scale
    self.domain = domain
    self.limit = limit
    // Beyond 10^±300 powers of ten are not exact.
    natural = Interval(max(scale(domain.lower), -1e300), min(scale(domain.upper), 1e300))
  }

  /// Ticks at natural values given by the user.
  func ticks(at values: [Double]) -> [Axis.Tick] {
    values.sorted().compactMap { value in
      tick(value, label: NumberText.significant(value, digits: 8, minus: .typographic))
    }
  }

  /// The densest set that fits, preferring even steps where these look even.
  func best(fitting fits: ([Axis.Tick]) -> Bool) -> [Axis.Tick] {
    let even = firstEvenSteps(fits)
    guard approachesEnd, !(even.count >= 4 && unevenness(of: even) <= 2.05) else { return even }
    let uneven = firstTowardsEnds(fits)
    return uneven.count >= 3 || uneven.count >= even.count ? uneven : even
  }

  private var approachesEnd: Bool {
    scale.limits.lower.isFinite && !scale.reachesLower || scale.limits.upper.isFinite && !scale.reachesUpper
  }

  /// The widest gap, those to the axis's ends among them, over the narrowest between ticks.
  private func unevenness(of ticks: [Axis.Tick]) -> Double {
    let gaps = zip(ticks, ticks.dropFirst()).map { $1.value - $0.value }
    guard let first = ticks.first, let last = ticks.last, let narrowest = gaps.min(), narrowest > 0 else {
      return .infinity
    }
    let widest = (gaps + [first.value - domain.lower, domain.upper - last.value]).max() ?? narrowest
    return widest / narrowest
  }

  // MARK: Even steps

  private func firstEvenSteps(_ fits: ([Axis.Tick]) -> Bool) -> [Axis.Tick] {
    let span = natural.upper - natural.lower
    guard span > 0, span.isFinite else { return [] }
    let finest = decimalExponent(span / 20)
    for power in finest...finest + 2 {
      for step in [10, 20, 25, 50] {
        let ticks = multiples(of: step, power: power - 1)
        if (1...8).contains(ticks.count), fits(ticks) { return ticks }
      }
    }
    return []
  }

  /// The multiples of `step`·10^power in the domain.
  private func multiples(of step: Int, power: Int) -> [Axis.Tick] {
    let size = decimal(Double(step), power: power)
    // Ends that are ticks themselves may have been rounded inwards.
    let slack = 1e-9 * (natural.upper - natural.lower) / size
    let first = (natural.lower / size - slack).rounded(.up)
    let last = (natural.upper / size + slack).rounded(.down)
    // Doubles that count steps must be exact.
    guard size > 0, first.magnitude < 1e15, last.magnitude < 1e15, last - first < 100, last >= first else {
      return []
    }
    return (Int(first)...Int(last)).compactMap { index in
      let value = decimal(Double(index * step), power: power)
      let plain = value.magnitude < 1e7 && power >= -7
      let decimals = max(0, step % 10 == 0 ? -power - 1 : -power)
      let label =
        plain
        ? NumberText.fixed(value, decimals: decimals, minus: .typographic)
        : NumberText.significant(value, digits: 12, minus: .typographic)
      return tick(value, label: label)
    }
  }

  // MARK: Steps that shrink towards an end

  private func firstTowardsEnds(_ fits: ([Axis.Tick]) -> Bool) -> [Axis.Tick] {
    let usual = distances(mantissas: [1, 2, 5], everyPower: 1)
    if usual.count >= 4, fits(usual) { return usual }
    if let landmarks = landmarks(fits), landmarks.count >= 3 { return landmarks }
    let dense = scale.limits.upper.isFinite ? [] : [[1, 1.5, 2, 3, 5, 7]]
    let everyPower: [(mantissas: [Double], stride: Int)] = (dense + [[1, 2, 5], [1, 3], [1]]).map { ($0, 1) }
    let somePowers: [(mantissas: [Double], stride: Int)] = [2, 3, 5, 10, 20, 50, 100].map { ([1], $0) }
    for (mantissas, stride) in everyPower + somePowers {
      let ticks = distances(mantissas: mantissas, everyPower: stride)
      if !ticks.isEmpty, fits(ticks) { return ticks }
    }
    return []
  }

  /// The values that keep mantissa·10^power away from an end, with the middle of a scale that has two.
  private func distances(mantissas: [Double], everyPower stride: Int) -> [Axis.Tick] {
    let (lower, upper) = (scale.limits.lower, scale.limits.upper)
    let hasBothEnds = lower.isFinite && upper.isFinite
    let middle = hasBothEnds ? lower + (upper - lower) / 2 : nil
    var values: [Double] = []
    if lower.isFinite {
      let farthest = min(natural.upper, middle ?? .infinity) - lower
      values += steps(from: natural.lower - lower, to: farthest, mantissas, stride).map { lower + $0 }
    }
    if upper.isFinite {
      let farthest = upper - max(natural.lower, middle ?? -.infinity)
      values += steps(from: upper - natural.upper, to: farthest, mantissas, stride).map { upper - $0 }
    }
    if let middle { values.append(middle) }
    guard values.count <= limit + 2 else { return [] }
    values.sort()
    var ticks: [Axis.Tick] = []
    for value in values where ticks.last.map({ !isSame(value, $0) }) ?? true {
      if let tick = tick(value, label: NumberText.significant(value, digits: 9, minus: .typographic)) {
        ticks.append(tick)
      }
    }
    return ticks
  }

  /// The middle of a scale with two ends, then what keeps ½, 0.1, 0.01, … , ¼, 0.05, 0.02, … from either end, each where
  /// the earlier ones leave room; `nil` for other scales.
  private func landmarks(_ fits: ([Axis.Tick]) -> Bool) -> [Axis.Tick]? {
    let (lower, upper) = (scale.limits.lower, scale.limits.upper)
    guard lower.isFinite, upper.isFinite else { return nil }
    let half = (upper - lower) / 2
    let powers = (1...8).map { decimal(1, power: -$0) }
    let distances = [half, 0.5] + powers + [0.25, 0.75, 0.05, 0.02, 0.005, 0.002]
    var ticks: [Axis.Tick] = []
    for distance in distances where distance <= half {
      for value in [lower + distance, upper - distance] where !ticks.contains(where: { isSame(value, $0) }) {
        let label = NumberText.significant(value, digits: 9, minus: .typographic)
        guard let tick = tick(value, label: label) else { continue }
        let more = (ticks + [tick]).sorted { $0.value < $1.value }
        if fits(more) { ticks = more }
      }
    }
    return ticks
  }

  private func steps(
    from nearest: Double, to farthest: Double, _ mantissas: [Double], _ stride: Int
  ) -> [Double] {
    let nearest = max(nearest, 1e-300)
    guard farthest > nearest else { return [] }
    let powers = decimalExponent(nearest) - 1...decimalExponent(farthest)
    guard powers.count * mantissas.count / stride < 5000 else { return [] }
    let range = nearest * (1 - 1e-12)...farthest * (1 + 1e-12)
    var steps: [Double] = []
    for power in powers where power % stride == 0 {
      for mantissa in mantissas {
        let step = decimal(mantissa, power: power)
        if range.contains(step) { steps.append(step) }
      }
    }
    return steps
  }

  private func isSame(_ value: Double, _ tick: Axis.Tick) -> Bool {
    abs((scale.inverse(value) ?? .infinity) - tick.value) < 1e-9 * (domain.upper - domain.lower)
  }

  private func tick(_ value: Double, label: String) -> Axis.Tick? {
    let slack = 1e-9 * (domain.upper - domain.lower)
    guard let x = scale.inverse(value), x > domain.lower - slack, x < domain.upper + slack else { return nil }
    return Axis.Tick(value: min(max(x, domain.lower), domain.upper), label: label)
  }
}

/// The power of ten of the first digit of a positive number: 0 for 1 ≤ x < 10.
private func decimalExponent(_ x: Double) -> Int { ExactDecimal(x).exponent }

/// mantissa·10^power, rounded once.
private func decimal(_ mantissa: Double, power: Int) -> Double {
  var scale = 1.0
  for _ in 0..<min(power.magnitude, 320) { scale *= 10 }
  return power < 0 ? mantissa / scale : mantissa * scale
}
