import Distributions
import RealModule
import StudyRecords

/// The numbers of one row on their way from what the study reports to what a measure's formula reads.
struct InputPreparation {
  /// What came of it.
  enum Outcome {
    case inputs([Role: Double])
    case fault(RawEffect.Fault)
  }

  /// The row's numbers by role, NaN where missing.
  let number: (Role) -> Double
  let options: EffectOptions

  subscript(role: Role) -> Double { number(role) }

  /// Some of the numbers as they are.
  func only(_ roles: Role...) -> Outcome {
    .inputs(Dictionary(uniqueKeysWithValues: roles.map { ($0, self[$0]) }))
  }

  /// `sd = se √n` of both groups (Cochrane Handbook 6.5.2.2).
  func meansFromErrors() -> Outcome {
    guard let sd1 = StandardDeviation.ofGroup(standardError: self[.se1i], n: self[.n1i]),
      let sd2 = StandardDeviation.ofGroup(standardError: self[.se2i], n: self[.n2i])
    else { return .fault(.undefined(reason: "the standard errors of the means give no standard deviations")) }
    return .inputs([
      .m1i: self[.m1i], .sd1i: sd1, .n1i: self[.n1i], .m2i: self[.m2i], .sd2i: sd2, .n2i: self[.n2i],
    ])
  }

  /// Means and standard deviations of both groups from their medians with quartiles or range.
  func meansFromMedians() -> Outcome {
    func summary(_ roles: [Role]) -> FiveNumberSummary {
      let x = roles.map { self[$0].isNaN ? nil : self[$0] }
      return FiveNumberSummary(min: x[0], q1: x[1], median: x[2], q3: x[3], max: x[4], n: x[5] ?? .nan)
    }
    let groups = [
      summary([.min1i, .q11i, .med1i, .q31i, .max1i, .n1i]),
      summary([.min2i, .q12i, .med2i, .q32i, .max2i, .n2i]),
    ]
    var found: [(mean: Double, sd: Double)] = []
    for (position, group) in groups.enumerated() {
      let estimate = group.estimate(options.medians)
      guard let mean = estimate.mean, let sd = estimate.sd else {
        return .fault(.undefined(reason: group.reason(against: options.medians, group: position + 1)))
      }
      found.append((mean, sd))
    }
    return .inputs([
      .m1i: found[0].mean, .sd1i: found[0].sd, .n1i: self[.n1i], .m2i: found[1].mean, .sd2i: found[1].sd,
      .n2i: self[.n2i],
    ])
  }

  /// The standard error that the row states: by its variance, itself, or an interval from a normal distribution.
  private var statedError: Double {
    if !self[.vi].isNaN { return self[.vi].squareRoot() }
    if !self[.sei].isNaN { return self[.sei] }
    let interval = Interval(self[.ciLower], self[.ciUpper])
    return SamplingVariance.fromInterval(interval, level: options.level).map { $0.squareRoot() } ?? .nan
  }

  /// Cohen's d of a difference in units of the common standard deviation, itself from a standard error where that is
  /// what is known: `se/√(1/n₁ + 1/n₂)` (Cochrane Handbook 6.5.2.3).
  func standardizedFromDifference() -> Outcome {
    let (n1, n2) = (self[.n1i], self[.n2i])
    let sd = self[.sdi].isNaN ? statedError / (1 / n1 + 1 / n2).squareRoot() : self[.sdi]
    guard sd > 0 else { return .fault(.undefined(reason: "no standard deviation follows from what is stated")) }
    return .inputs([.di: self[.mdi] / sd, .n1i: n1, .n2i: n2])
  }

  /// A difference of means with its standard error, or with that of a common standard deviation.
  func givenDifference() -> Outcome {
    let (n1, n2) = (self[.n1i], self[.n2i])
    let se =
      self[.sdi].isNaN || n1.isNaN || n2.isNaN ? statedError : self[.sdi] * (1 / n1 + 1 / n2).squareRoot()
    guard se >= 0 else { return .fault(.undefined(reason: "no standard error follows from what is stated")) }
    return .inputs([.yi: self[.mdi], .sei: se])
  }

  /// Cohen's d of a Hedges' g: `d = g/J`.
  func differenceFromG() -> Outcome {
    let factor = HedgesFactor(self[.n1i] + self[.n2i] - 2).value
    guard factor > 0 else {
      return .fault(.undefined(reason: "the two groups together need more than 3 people"))
    }
    return .inputs([.di: self[.gi] / factor, .n1i: self[.n1i], .n2i: self[.n2i]])
  }

  /// `t = ±√F`, the sign that of the effect.
  func tFromF() -> Outcome {
    let (f, sign) = (self[.fi], self[.sign])
    guard f >= 0 else { return .fault(.impossible(role: .fi, value: f, rule: InputRange.fValue.rule)) }
    guard sign != 0 else {
      return .fault(.impossible(role: .sign, value: sign, rule: "it must be positive or negative"))
    }
    return .inputs([.ti: sign < 0 ? -f.squareRoot() : f.squareRoot(), .n1i: self[.n1i], .n2i: self[.n2i]])
  }

  /// An estimate and its interval on the measure's analysis scale.
  func analysisScale(_ scale: BackTransform) -> Outcome {
    let estimate = scale.analysisValue(self[.est])
    guard estimate.isFinite else {
      return .fault(
        .impossible(role: .est, value: self[.est], rule: "it lies outside the scale of the measure"))
    }
    if !self[.estLower].isNaN, !self[.estUpper].isNaN {
      let (lower, upper) = (scale.analysisValue(self[.estLower]), scale.analysisValue(self[.estUpper]))
      guard lower.isFinite else {
        return .fault(
          .impossible(role: .estLower, value: self[.estLower], rule: "it lies outside the scale of the measure")
        )
      }
      guard upper.isFinite else {
        return .fault(
          .impossible(role: .estUpper, value: self[.estUpper], rule: "it lies outside the scale of the measure")
        )
      }
      return .inputs([.yi: estimate, .ciLower: lower, .ciUpper: upper])
    }
    return .inputs([.yi: estimate, .pi: self[.pi]])
  }
}

extension FiveNumberSummary {
  /// Why the summary gives no mean and standard deviation.
  fileprivate func reason(against method: QuantileMethod, group: Int) -> String {
    if !isConsistent {
      return "the summary of group \(group) is not in order, or of fewer than 5 people"
    }
    if let test = skewness, test.isSignificant, method == .luoWanShi {
      return "group \(group) looks skewed (statistic \(shortDescription(test.statistic)), critical value "
        + "\(shortDescription(test.critical)), Shi et al. 2023), and method \(method.rawValue) takes the data to be normal; "
        + "log-normal, qe and bc do not"
    }
    return "method \(method.rawValue) does not take the summary of group \(group)"
  }
}
