import StudyRecords

// Means and standard deviations of groups from other summaries.

extension InputPreparation {
  /// The roles by which a group's summaries are read and passed on.
  private struct Group {
    let mean, sd, n, error, lower, upper: Role
    let quantiles: [Role]

    static let first = Group(
      mean: .m1i, sd: .sd1i, n: .n1i, error: .se1i, lower: .ci1Lower, upper: .ci1Upper,
      quantiles: [.min1i, .q11i, .med1i, .q31i, .max1i])
    static let second = Group(
      mean: .m2i, sd: .sd2i, n: .n2i, error: .se2i, lower: .ci2Lower, upper: .ci2Upper,
      quantiles: [.min2i, .q12i, .med2i, .q32i, .max2i])
    /// The only group, whose summaries are called those of the first.
    static let only = Group(
      mean: .mi, sd: .sdi, n: .ni, error: .se1i, lower: .ci1Lower, upper: .ci1Upper, quantiles: first.quantiles)
  }

  /// Means and standard deviations of both groups, or of the only one, from the form in which a row has them.
  func means(from format: StudyFormat, ofOneGroup isSingle: Bool) -> Outcome {
    let groups: [Group] = isSingle ? [.only] : [.first, .second]
    var inputs: [Role: Double] = [:]
    for (position, group) in groups.enumerated() {
      let n = self[group.n]
      inputs[group.n] = n
      switch format {
      case .medians:
        let x = group.quantiles.map { self[$0].isNaN ? nil : self[$0] }
        let summary = FiveNumberSummary(min: x[0], q1: x[1], median: x[2], q3: x[3], max: x[4], n: n)
        let estimate = summary.estimate(options.medians)
        guard let mean = estimate.mean, let sd = estimate.sd else {
          return .fault(.undefined(reason: summary.reason(against: options.medians, group: position + 1)))
        }
        (inputs[group.mean], inputs[group.sd]) = (mean, sd)
      case .meansWithIntervals:
        if let fault = reversal(group.lower, group.upper) { return .fault(fault) }
        let interval = Interval(self[group.lower], self[group.upper])
        guard let sd = StandardDeviation.ofGroup(interval: interval, level: options.level, n: n) else {
          return .fault(
            .undefined(
              reason:
                "the interval of the mean of group \(position + 1) gives no standard deviation: its ends must be in "
                + "order, and it needs more than 1 person"))
        }
        (inputs[group.mean], inputs[group.sd]) = (self[group.mean], sd)
      default:
        guard let sd = StandardDeviation.ofGroup(standardError: self[group.error], n: n) else {
          return .fault(.undefined(reason: "the standard errors of the means give no standard deviations"))
        }
        (inputs[group.mean], inputs[group.sd]) = (self[group.mean], sd)
      }
    }
    return .inputs(inputs)
  }

  /// Mean changes and the standard deviations of changes, `√(s₁² + s₂² − 2 r s₁ s₂)`, of both groups (Cochrane Handbook
  /// 6.5.2.8).
  func meansOfChanges() -> Outcome {
    if let fault = faultOfMeasurements([.sdpre1i, .sdpost1i, .sdpre2i, .sdpost2i]) { return .fault(fault) }
    func deviation(_ before: Role, _ after: Role) -> Double {
      StandardDeviation.ofChange(sd1: self[before], sd2: self[after], correlation: correlation) ?? .nan
    }
    let (first, second) = changes
    return .inputs([
      .m1i: first, .sd1i: deviation(.sdpre1i, .sdpost1i), .n1i: self[.n1i],
      .m2i: second, .sd2i: deviation(.sdpre2i, .sdpost2i), .n2i: self[.n2i],
    ])
  }

  /// The difference of mean changes in standard deviations before, pooled over both groups: `g = J (Δ₁ − Δ₂)/s`, J with
  /// n₁ + n₂ − 2 degrees of freedom (Morris 2008, doi:10.1177/1094428106291059, eqs. 8 to 10), with the large-sample variance
  /// `2(1−r)(1/n₁ + 1/n₂) + g²/(2(n₁ + n₂))`, that of a standardized mean change (SMCR) for two groups.
  func changesInDeviationsBefore() -> Outcome {
    if let fault = faultOfMeasurements([.sdpre1i, .sdpre2i]) { return .fault(fault) }
    let (n1, n2) = (self[.n1i], self[.n2i])
    for (role, n) in [(Role.n1i, n1), (.n2i, n2)] where !InputRange.size.contains(n) {
      return .fault(.impossible(role: role, value: n, rule: InputRange.size.rule))
    }
    let m = n1 + n2 - 2
    guard m > 1 else { return .fault(.undefined(reason: "the two groups together need more than 3 people")) }
    let (s1, s2) = (self[.sdpre1i], self[.sdpre2i])
    let unit = (((n1 - 1) * s1 * s1 + (n2 - 1) * s2 * s2) / m).squareRoot()
    guard unit > 0 else {
      return .fault(
        .undefined(reason: "both standard deviations before are 0, so there is no unit to measure in"))
    }
    let (first, second) = changes
    let d = (first - second) / unit
    let g = options.correct ? HedgesFactor(m, options.formulas.hedgesFactor).value * d : d
    return .inputs([.yi: g, .vi: 2 * (1 - correlation) * (1 / n1 + 1 / n2) + g * g / (2 * (n1 + n2))])
  }

  /// The mean changes of both groups: those of the means where both are there, after less before.
  private var changes: (Double, Double) {
    let (first, second) = (self[.mpost1i] - self[.mpre1i], self[.mpost2i] - self[.mpre2i])
    return first.isNaN || second.isNaN ? (self[.m1i], self[.m2i]) : (first, second)
  }

  /// A correlation or a standard deviation that cannot be.
  private func faultOfMeasurements(_ deviations: [Role]) -> RawEffect.Fault? {
    let r = correlation
    if !(abs(r) <= 1) { return .impossible(role: .ri, value: r, rule: InputRange.correlation.rule) }
    for role in deviations where !InputRange.deviation.contains(self[role]) {
      return .impossible(role: role, value: self[role], rule: InputRange.deviation.rule)
    }
    return nil
  }
}

extension FiveNumberSummary {
  /// Why the summary gives no mean and standard deviation.
  fileprivate func reason(against method: QuantileMethod, group: Int) -> String {
    if !isConsistent {
      return n >= 5 && n.isFinite
        ? "the quantiles of group \(group) are not in order"
        : "group \(group) has fewer than 5 people, of whom quantiles say too little"
    }
    if let test = skewness, test.isSignificant, method == .luoWanShi {
      return "group \(group) looks skewed (statistic \(shortDescription(test.statistic)), critical value "
        + "\(shortDescription(test.critical)), Shi et al. 2023), and method \(method.rawValue) takes the data to be normal; "
        + "log-normal, qe and bc do not"
    }
    return "method \(method.rawValue) does not take the summary of group \(group)"
  }
}
