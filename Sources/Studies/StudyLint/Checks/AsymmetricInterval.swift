import StudyRecords

/// An interval that its estimate does not halve.
struct AsymmetricInterval: LintCheck {
  let code = "ci.asymmetric"
  let title = "Interval not symmetric about its estimate"
  let rule =
    "The estimate is off the middle of its interval by more than 10% of the width and more than rounding explains: yi not on "
    + "its own scale and not on the logarithmic one either; est on the scale of its measure, the logarithmic one for ratios and "
    + "Fisher's z for correlations, or without a measure on none of the natural, logarithmic, Fisher's z and logit scales; mdi and means (m1i, m2i, mi) on "
    + "their own scale."
  let limits =
    "Slips of less than 10%. Exact, bootstrap, profile-likelihood and credible intervals need not be symmetric and look like "
    + "a finding."
  let sources = [Source.handbookErrors]
  let evidence = "{observation}"
  let fix = "{hint}"

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).flatMap { row in
      StatedInterval.all(data, at: row).compactMap { stated in
        guard stated.isOrdered, let hint = hint(stated) else { return nil }
        let relation =
          stated.scale.map { $0 == .natural ? "not" : "\($0.place) not" } ?? "on no usual scale"
        return finding(
          data, row: row, column: stated.roles.lower,
          [
            "observation": .text(stated.sentence("\(relation) in the middle of its interval")),
            "estimate": .number(stated.estimate), "lower": .number(stated.lower),
            "upper": .number(stated.upper),
            "hint": .text(hint),
          ])
      }
    }
  }

  /// How an interval that is not symmetric may be mended; `nil` for one that is.
  private func hint(_ stated: StatedInterval) -> String? {
    let own = stated.scale ?? .natural
    var accepted = stated.scale.map { [$0] } ?? IntervalScale.common
    // A ratio in the place of its logarithm has a check of its own.
    if stated.roles.estimate == .yi { accepted.append(.logarithmic) }
    guard stated.holds(on: own), stated.asymmetry(on: own) > 0.1, !accepted.contains(where: stated.isSymmetric)
    else { return nil }
    guard let other = IntervalScale.common.first(where: stated.isSymmetric) else {
      return "look the three numbers up: \(stated.mirrored(on: own))"
    }
    let observed = "the interval is symmetric \(other.place)\(other.owner)"
    switch stated.roles.estimate {
    case .yi: return "\(observed): if so, type estimate and interval on that scale"
    case .est: return "\(observed): look up which measure the three numbers are in"
    case .mdi: return "\(observed): look up whether the three numbers are a difference"
    default:
      return
        "the interval is symmetric \(other.place), as that of a mean of transformed scores is: no standard deviation of the "
        + "scores follows from it"
    }
  }
}
