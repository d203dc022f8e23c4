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

  /// The correlation of two measurements: the row's own, or the one that is assumed.
  var correlation: Double { self[.ri].isNaN ? options.prePostCorrelation ?? .nan : self[.ri] }

  /// Some of the numbers as they are.
  func only(_ roles: [Role]) -> Outcome {
    .inputs(Dictionary(uniqueKeysWithValues: roles.map { ($0, $0 == .ri ? correlation : self[$0]) }))
  }

  /// The degrees of freedom of a difference of two means, `n₁ + n₂ − 2`; `nil` where the sizes are not known.
  var degreesOfFreedom: Double? {
    let m = self[.n1i] + self[.n2i] - 2
    return m > 0 ? m : nil
  }

  /// The standard error that the row states of a difference: by its variance, itself, its interval, or a test of the
  /// difference: t, F, or the p value of a t test (Cochrane Handbook 6.5.2.3). The interval is one of t where the sizes are
  /// known, and of the normal distribution otherwise.
  private var statedError: Double {
    if !self[.vi].isNaN { return self[.vi].squareRoot() }
    if !self[.sei].isNaN { return self[.sei] }
    let interval = Interval(self[.ciLower], self[.ciUpper])
    if let variance = SamplingVariance.fromInterval(
      interval, level: options.level, degreesOfFreedom: degreesOfFreedom)
    {
      return variance.squareRoot()
    }
    let p = self[.pi]
    let t =
      statistic.isNaN && abs(p) <= 1
      ? abs(tValue(signedP: p, degreesOfFreedom: self[.n1i] + self[.n2i] - 2)) : statistic
    return t.isFinite ? abs(self[.mdi]) / t : .nan
  }

  /// What is wrong with an interval whose ends are in the wrong order.
  func reversal(_ lower: Role, _ upper: Role) -> RawEffect.Fault? {
    guard self[lower] > self[upper] else { return nil }
    return .reversedInterval(lower: lower, from: self[lower], upper: upper, to: self[upper])
  }

  /// The same of the interval of a difference that nothing else gives a standard error.
  private var reversedDifference: RawEffect.Fault? {
    self[.vi].isNaN && self[.sei].isNaN ? reversal(.ciLower, .ciUpper) : nil
  }

  /// The size of a t value, given as such or by its square F.
  private var statistic: Double { self[.ti].isNaN ? self[.fi].squareRoot() : abs(self[.ti]) }

  /// Cohen's d of a difference in units of the common standard deviation, itself from a standard error where that is
  /// what is known: `se/√(1/n₁ + 1/n₂)` (Cochrane Handbook 6.5.2.3).
  func standardizedFromDifference() -> Outcome {
    let (n1, n2) = (self[.n1i], self[.n2i])
    let sd = self[.sdi].isNaN ? statedError / (1 / n1 + 1 / n2).squareRoot() : self[.sdi]
    guard sd > 0, sd.isFinite else {
      return .fault(
        reversedDifference ?? .undefined(reason: "no standard deviation follows from what is stated"))
    }
    return .inputs([.di: self[.mdi] / sd, .n1i: n1, .n2i: n2])
  }

  /// A difference of means with its standard error, or with that of a common standard deviation.
  func givenDifference() -> Outcome {
    let (n1, n2) = (self[.n1i], self[.n2i])
    let se =
      self[.sdi].isNaN || n1.isNaN || n2.isNaN ? statedError : self[.sdi] * (1 / n1 + 1 / n2).squareRoot()
    guard se >= 0, se.isFinite else {
      return .fault(
        reversedDifference ?? .undefined(reason: "no standard error follows from what is stated"))
    }
    return .inputs([.yi: self[.mdi], .sei: se])
  }

  /// Cohen's d of a Hedges' g: `d = g/J`.
  func differenceFromG() -> Outcome {
    let factor = HedgesFactor(self[.n1i] + self[.n2i] - 2, options.formulas.hedgesFactor).value
    guard factor > 0 else {
      return .fault(.undefined(reason: "the two groups together need more than 3 people"))
    }
    return .inputs([.di: self[.gi] / factor, .n1i: self[.n1i], .n2i: self[.n2i]])
  }

  /// The correlation of group and outcome as one of all people of both groups.
  func correlationOfGroups() -> Outcome { .inputs([.ri: self[.ri], .ni: self[.n1i] + self[.n2i]]) }

  /// `t = ±√F`, the sign that of the effect.
  func tFromF() -> Outcome {
    let (f, sign) = (self[.fi], self[.sign])
    guard f >= 0 else { return .fault(.impossible(role: .fi, value: f, rule: InputRange.fValue.rule)) }
    guard sign != 0 else {
      return .fault(.impossible(role: .sign, value: sign, rule: "it must be positive or negative"))
    }
    return .inputs([.ti: sign < 0 ? -f.squareRoot() : f.squareRoot(), .n1i: self[.n1i], .n2i: self[.n2i]])
  }

  /// The logarithm of a hazard ratio, or of Peto's odds ratio, from observed less expected events and their variance:
  /// `(O − E)/V` with variance `1/V` (Yusuf et al. 1985, doi:10.1016/S0033-0620(85)80003-7; Tierney et al. 2007, doi:10.1186/1745-6215-8-16).
  func ratioFromLogRank() -> Outcome {
    let (difference, variance) = (self[.oei], self[.voei])
    guard variance > 0, variance.isFinite else {
      return .fault(
        .impossible(role: .voei, value: variance, rule: "the variance of O - E must be finite and positive"))
    }
    return .inputs([.yi: difference / variance, .vi: 1 / variance])
  }

  /// An estimate with the standard error behind its t or F value: `se = |y|/|t|`.
  func estimateWithStatistic(_ estimate: Double) -> Outcome {
    let se = abs(estimate) / statistic
    guard se > 0, se.isFinite else {
      return .fault(
        .undefined(reason: "an estimate of 0, or a statistic of 0, says nothing about the standard error"))
    }
    return .inputs([.yi: estimate, .sei: se])
  }

  /// An estimate on the measure's analysis scale, with its interval there, its p value, or its t or F value.
  ///
  /// The interval of a correlation r that is analysed as it is has its middle on Fisher's scale, where its width gives the
  /// standard error that r has (1−r²) times of.
  func analysisScale(_ scale: BackTransform, _ intervals: BackTransform, _ roles: [Role]) -> Outcome {
    if roles.contains(.estLower), let fault = reversal(.estLower, .estUpper) { return .fault(fault) }
    var values: [Role: Double] = [:]
    for role in [Role.est, .estLower, .estUpper] where roles.contains(role) {
      let value = scale.analysisValue(self[role])
      guard value.isFinite else {
        return .fault(
          .impossible(role: role, value: self[role], rule: "it lies outside the scale of the measure"))
      }
      values[role] = value
    }
    let estimate = values[.est] ?? .nan
    if roles.contains(.ti) || roles.contains(.fi) { return estimateWithStatistic(estimate) }
    guard let lower = values[.estLower], let upper = values[.estUpper] else {
      return .inputs([.yi: estimate, .pi: self[.pi]])
    }
    if scale == .identity, intervals == .hyperbolicTangent {
      for role in [Role.est, .estLower, .estUpper] where !(abs(self[role]) < 1) {
        return .fault(
          .impossible(
            role: role, value: self[role], rule: "a correlation with an interval lies inside -1 and 1"))
      }
      let ends = Interval(intervals.analysisValue(lower), intervals.analysisValue(upper))
      let variance = SamplingVariance.fromInterval(ends, level: options.level) ?? .nan
      return .inputs([.yi: estimate, .sei: (1 - estimate) * (1 + estimate) * variance.squareRoot()])
    }
    return .inputs([.yi: estimate, .ciLower: lower, .ciUpper: upper])
  }
}
