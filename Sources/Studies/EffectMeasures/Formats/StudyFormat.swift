import StudyRecords

/// The form in which a study reports its result: what a `format` column holds, row by row.
///
/// A format names columns by their roles and says what their numbers mean; it does not say which measure is wanted.
/// Where one role has two meanings (`ri` is the correlation of two quantities, of group and outcome, or of two
/// measurements), the format decides.
public enum StudyFormat: String, CaseIterable, Hashable, Sendable, Codable {
  /// Means, standard deviations and sizes of two groups.
  case means
  /// Means, standard errors of the means and sizes of two groups, or of one.
  case meansWithErrors = "means-se"
  /// Means, confidence intervals of the means and sizes of two groups, or of one.
  case meansWithIntervals = "means-ci"
  /// Medians with quartiles, range or both, and sizes of two groups, or of one.
  case medians
  /// Two groups before and after: means and standard deviations, or mean changes with the standard deviations of both
  /// measurements, their correlation, and the sizes; the difference of the changes.
  case change
  /// The same, the difference of the changes in standard deviations before.
  case changeBefore = "change-pre"
  /// One arm a row: its group, and its mean, standard deviation and size, its events and size, or its events and
  /// person-time. The arms of a study make one effect, those of one group combined.
  case arms
  /// A difference of means with its common standard deviation, standard error, variance, interval or test, and the
  /// sizes.
  case difference
  /// Cohen's d and the sizes of two groups.
  case d
  /// Hedges' g and the sizes of two groups.
  case g
  /// A t value; of two groups with their sizes, of a correlation with the number of people.
  case t
  /// A two-sided p value with the effect's sign; of two groups with their sizes, of a correlation with the number of
  /// people.
  case p
  /// An F value with one numerator degree of freedom, the effect's sign, and the sizes of two groups.
  case f
  /// A correlation: of two quantities with the number of people, of group and outcome with the sizes of both groups.
  case r
  /// A 2×2 table by its cells, or events and sizes of two groups.
  case table
  /// A 2×2 table by its odds ratio and margins.
  case tableFromOddsRatio = "table-or"
  /// A 2×2 table by its φ coefficient and margins.
  case tableFromPhi = "table-phi"
  /// A 2×2 table by its χ² or that test's p value, without continuity correction, and margins.
  case tableFromChiSquared = "table-chi2"
  /// A 2×2 table by its χ² with Yates' continuity correction, or that test's p value, and margins.
  case tableFromYates = "table-yates"
  /// Events and person-times of two groups.
  case rates
  /// A log-rank test, or Peto's method, by its observed less expected events of the first group and their variance.
  case logRank = "log-rank"
  /// One group before and after: means, standard deviations, the correlation of the two measurements, the size.
  case prePost = "pre-post"
  /// A paired t value with the number of people and, unless the effect is in standard deviations of the change, the
  /// correlation of the two measurements.
  case pairedT = "paired-t"
  /// The same of a paired two-sided p value with the effect's sign.
  case pairedP = "paired-p"
  /// The same of a d in standard deviations of the change.
  case pairedD = "paired-d"
  /// An estimate on the analysis scale (`yi`) with variance, standard error, interval, p value, or t or F value.
  case estimate
  /// An estimate on the scale people read (`est`), a ratio for example, with its interval, p value, or t or F value.
  case natural

  /// The columns it takes: each list suffices, the preferred one first.
  public var alternatives: [[Role]] {
    switch self {
    case .means: [GroupMeans.route]
    case .meansWithErrors: [[.m1i, .se1i, .n1i, .m2i, .se2i, .n2i], [.mi, .se1i, .ni]]
    case .meansWithIntervals:
      [
        [.m1i, .ci1Lower, .ci1Upper, .n1i, .m2i, .ci2Lower, .ci2Upper, .n2i], [.mi, .ci1Lower, .ci1Upper, .ni],
      ]
    case .medians:
      [
        [.min1i, .q11i, .med1i, .q31i, .max1i, .n1i, .min2i, .q12i, .med2i, .q32i, .max2i, .n2i],
        [.q11i, .med1i, .q31i, .n1i, .q12i, .med2i, .q32i, .n2i],
        [.min1i, .med1i, .max1i, .n1i, .min2i, .med2i, .max2i, .n2i],
        [.min1i, .q11i, .med1i, .q31i, .max1i, .ni], [.q11i, .med1i, .q31i, .ni],
        [.min1i, .med1i, .max1i, .ni],
      ]
    case .change:
      [
        [
          .mpre1i, .sdpre1i, .mpost1i, .sdpost1i, .n1i, .mpre2i, .sdpre2i, .mpost2i, .sdpost2i, .n2i, .ri,
        ],
        [.m1i, .sdpre1i, .sdpost1i, .n1i, .m2i, .sdpre2i, .sdpost2i, .n2i, .ri],
      ]
    case .changeBefore:
      [
        [.mpre1i, .sdpre1i, .mpost1i, .n1i, .mpre2i, .sdpre2i, .mpost2i, .n2i, .ri],
        [.m1i, .sdpre1i, .n1i, .m2i, .sdpre2i, .n2i, .ri],
      ]
    case .arms: [[.group, .mi, .sdi, .ni], [.group, .xi, .ni], [.group, .xi, .ti]]
    case .difference:
      [
        [.mdi, .sdi, .n1i, .n2i], [.mdi, .vi, .n1i, .n2i], [.mdi, .sei, .n1i, .n2i],
        [.mdi, .ciLower, .ciUpper, .n1i, .n2i], [.mdi, .ti, .n1i, .n2i], [.mdi, .fi, .n1i, .n2i],
        [.mdi, .pi, .n1i, .n2i],
      ]
    case .d: [[.di, .n1i, .n2i]]
    case .g: [[.gi, .n1i, .n2i]]
    case .t: [[.ti, .n1i, .n2i], [.ti, .ni]]
    case .p: [[.pi, .n1i, .n2i], [.pi, .ni]]
    case .f: [[.fi, .sign, .n1i, .n2i]]
    case .r: [[.ri, .n1i, .n2i], [.ri, .ni]]
    case .table: TwoByTwo.routes
    case .tableFromOddsRatio: [[.est, .n1i, .n2i, .events]]
    case .tableFromPhi: [[.ri, .n1i, .n2i, .events]]
    case .tableFromChiSquared, .tableFromYates:
      [[.chi2, .sign, .n1i, .n2i, .events], [.pi, .n1i, .n2i, .events]]
    case .rates: [PersonTime.route]
    case .logRank: [[.oei, .voei]]
    case .prePost: [[.m1i, .m2i, .sd1i, .ri, .ni], PairedMeans.route]
    case .pairedT: [[.ti, .ri, .ni], [.ti, .ni]]
    case .pairedP: [[.pi, .ri, .ni], [.pi, .ni]]
    case .pairedD: [[.di, .ri, .ni], [.di, .ni]]
    case .estimate: Measure.generic.definition.routes + [[.yi, .ti], [.yi, .fi]]
    case .natural: [[.est, .estLower, .estUpper], [.est, .pi], [.est, .ti], [.est, .fi]]
    }
  }

  /// What it is, in words.
  public var name: String {
    switch self {
    case .means: "means and standard deviations of two groups"
    case .meansWithErrors: "means and their standard errors of two groups, or of one"
    case .meansWithIntervals: "means and their confidence intervals of two groups, or of one"
    case .medians: "medians with quartiles or range of two groups, or of one"
    case .change: "two groups before and after: difference of mean changes"
    case .changeBefore: "the same in standard deviations before"
    case .arms: "one arm a row; the arms of a study make one effect"
    case .difference: "difference of means"
    case .d: "Cohen's d"
    case .g: "Hedges' g"
    case .t: "t value"
    case .p: "two-sided p value with the effect's sign"
    case .f: "F value with one numerator degree of freedom"
    case .r: "correlation"
    case .table: "2×2 table"
    case .tableFromOddsRatio: "2×2 table by its odds ratio and margins"
    case .tableFromPhi: "2×2 table by its phi coefficient and margins"
    case .tableFromChiSquared: "2×2 table by χ² without continuity correction, or its p value, and margins"
    case .tableFromYates: "2×2 table by χ² with Yates' continuity correction, or its p value, and margins"
    case .rates: "events and person-times"
    case .logRank: "observed less expected events with their variance, O - E and V"
    case .prePost: "one group before and after"
    case .pairedT: "paired t value"
    case .pairedP: "paired two-sided p value with the effect's sign"
    case .pairedD: "d in standard deviations of the change"
    case .estimate: "estimate on the analysis scale"
    case .natural: "estimate on the scale people read"
    }
  }

  /// The format that one of a measure's own routes amounts to, or `nil`.
  init?(route: [Role], of measure: Measure) {
    let roles = Set(route)
    let match: StudyFormat? =
      if measure.isChange, roles == [.ti, .ni] { .pairedT } else if measure.isChange, roles == [.pi, .ni] {
        .pairedP
      } else if roles.contains(.m1i) { roles.contains(.ri) ? .prePost : .means } else if roles.contains(.x1i) {
        .rates
      } else {
        Self.allCases.first { $0.alternatives.contains { Set($0) == roles } }
          ?? (roles.contains(.di) && roles.contains(.ni) ? .pairedD : nil)
      }
    guard let match else { return nil }
    self = match
  }

  /// Whether it puts a 2×2 table together again.
  var rebuildsTable: Bool {
    [.tableFromOddsRatio, .tableFromPhi, .tableFromChiSquared, .tableFromYates].contains(self)
  }
}
