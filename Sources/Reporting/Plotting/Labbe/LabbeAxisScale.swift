import MetaAnalysis

/// The scale of both axes of a L'Abbé plot.
public enum LabbeAxisScale: String, CaseIterable, Hashable, Sendable {
  /// Even steps of the risk or rate.
  case linear
  /// Even steps of its square root, which spreads small risks and keeps 0.
  case squareRoot = "sqrt"
  /// Even steps of its logarithm; 0 stands on the edge.
  case logarithmic = "log"

  /// From the even scale to risks or rates.
  var transform: BackTransform {
    switch self {
    case .linear: .identity
    case .squareRoot: .square
    case .logarithmic: .exponential
    }
  }

  /// What a reader must know of it.
  var remark: String? {
    switch self {
    case .linear: nil
    case .squareRoot: "axes: square-root scale"
    case .logarithmic: "axes: logarithmic scale"
    }
  }

  /// The scale on which studies do not heap: square roots where more than half of them lie within a tenth of the axes,
  /// which is then a third.
  init(spreading outcomes: [GroupOutcomes]) {
    let largest = outcomes.map { max($0.first, $0.second) }
    let top = largest.max() ?? 0
    let low = largest.count { $0 <= 0.1 * top }
    self = top > 0 && 2 * low > largest.count ? .squareRoot : .linear
  }

  /// Round values for ticks between two values of the even scale, none closer than an eighth of the axis; `nil` where the
  /// axis finds its own.
  func ticks(_ domain: Interval) -> [Double]? {
    guard self == .squareRoot else { return nil }
    let room = (domain.upper - domain.lower) / 8
    var ticks: [Double] = domain.lower <= 0 ? [0] : []
    var last = Double.infinity
    for exponent in stride(from: 9, through: -9, by: -1) {
      for mantissa in [5.0, 2, 1] {
        var value = mantissa
        for _ in 0..<exponent.magnitude { value = exponent > 0 ? value * 10 : value / 10 }
        let place = transform.analysisValue(value)
        guard domain.contains(place), last - place >= room, domain.lower > 0 || place >= room else { continue }
        ticks.append(value)
        last = place
      }
    }
    return ticks
  }
}
