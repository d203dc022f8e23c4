import MetaAnalysis

/// How a computed number stands to the printed one.
public struct Verdict: Hashable, Sendable {
  /// The kinds of verdict, from best to worst.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// It rounds to the printed digits; at half-way either neighbour does.
    case holds
    /// It differs and lies within the tolerance that the expectation declares.
    case withinTolerance = "within-tolerance"
    /// The printed number is declared a misprint, and the number declared correct holds.
    case misprint
    /// Its further digits were cut off, not rounded.
    case truncated
    /// It rounds to a neighbour of the printed number.
    case lastDigit = "last-digit"
    /// It is another number.
    case differs
    /// There is no such number: the model does not define it.
    case undefined

    /// The verdict in words.
    public var words: String {
      switch self {
      case .holds: "holds"
      case .withinTolerance: "within tolerance"
      case .misprint: "misprint as declared"
      case .truncated: "truncated"
      case .lastDigit: "off in the last digit"
      case .differs: "differs"
      case .undefined: "undefined"
      }
    }

    /// Whether a check accepts it unless told otherwise.
    public var isAcceptedByDefault: Bool {
      switch self {
      case .holds, .withinTolerance, .misprint, .truncated: true
      case .lastDigit, .differs, .undefined: false
      }
    }
  }

  /// Which it is.
  public var kind: Kind
  /// The computed number on the printed scale; `nil` when undefined.
  public var computed: Double?
  /// Computed less printed, on the printed scale; `nil` when undefined and for a bound that holds.
  public var difference: Double?
  /// The difference in units of the last printed digit.
  public var units: Double?

  init(_ kind: Kind, computed: Double?, difference: Double? = nil, units: Double? = nil) {
    self.kind = kind
    self.computed = computed
    self.difference = difference
    self.units = units
  }
}

extension PrintedNumber {
  /// How a computed number on the printed scale stands to this one.
  ///
  /// With u the unit of the last digit and d = (computed − printed)/u: holds for |d| ≤ ½, truncated when the computed
  /// number cut towards zero gives the printed digits, last digit for |d| ≤ 1½, differs beyond. Comparisons allow
  /// 10⁻⁹ u and the computed number's own rounding, 10⁻¹³ of its size: half-way cases hold both ways whatever
  /// side the last bit is on. A bound holds when the number keeps it, and is off in the last digit when the number
  /// rounds to it. Where further digits are cut off by convention, a number that is cut to the printed digits holds, and
  /// one that only rounds to them is off in the last digit.
  public func verdict(of computed: Double?, rounding: OutputRounding = .nearest) -> Verdict {
    guard let computed, !computed.isNaN else { return Verdict(.undefined, computed: nil) }
    guard value.isFinite, computed.isFinite else {
      return Verdict(value == computed ? .holds : .differs, computed: computed)
    }
    let (difference, scaled) = (computed - value, computed / unit)
    let units = difference / unit
    let slack = 1e-9 + 1e-13 * scaled.magnitude
    if let bound {
      let excess = bound == .below || bound == .atMost ? units : -units
      let isStrict = bound == .below || bound == .above
      if isStrict ? excess < 0 : excess <= slack { return Verdict(.holds, computed: computed) }
      let kind: Verdict.Kind = excess <= 0.5 + slack ? .lastDigit : .differs
      return Verdict(kind, computed: computed, difference: difference, units: units)
    }
    let isRounded = units.magnitude <= 0.5 + slack
    let hasPrintedDigits = isCut(scaled, slack: slack)
    let kind: Verdict.Kind
    if rounding == .truncated ? hasPrintedDigits : isRounded {
      kind = .holds
    } else if hasPrintedDigits {
      kind = .truncated
    } else {
      kind = units.magnitude <= 1.5 + slack ? .lastDigit : .differs
    }
    return Verdict(kind, computed: computed, difference: difference, units: units)
  }

  /// Whether the printed digits are those of the number in units, cut towards zero.
  private func isCut(_ scaled: Double, slack: Double) -> Bool {
    let printed = (value / unit).rounded()
    let isSameSide = printed == 0 || (printed < 0) == (scaled < 0)
    let excess = scaled.magnitude - printed.magnitude
    return isSameSide && excess >= -slack && excess < 1 - slack
  }
}
