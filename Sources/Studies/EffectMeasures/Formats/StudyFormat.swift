import StudyRecords

/// The form in which a study reports its result: what a `format` column holds, row by row.
///
/// A format names columns by their roles and says what their numbers mean; it does not say which measure is wanted.
/// Where one role has two meanings (`ri` is the correlation of two quantities, of group and outcome, or of two
/// measurements), the format decides.
public enum StudyFormat: String, CaseIterable, Hashable, Sendable, Codable {
  /// Means, standard deviations and sizes of two groups.
  case means
  /// Means, standard errors of the means and sizes of two groups.
  case meansWithErrors = "means-se"
  /// Medians with quartiles, range or both, and sizes of two groups.
  case medians
  /// A difference of means with its common standard deviation, standard error, variance or interval, and the sizes.
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
  /// Events and person-times of two groups.
  case rates
  /// One group before and after: means, standard deviations, the correlation of the two measurements, the size.
  case prePost = "pre-post"
  /// A paired t value with the correlation of the two measurements and the number of people.
  case pairedT = "paired-t"
  /// A d in standard deviations of the change, with the correlation of the two measurements and the number of people.
  case pairedD = "paired-d"
  /// An estimate on the analysis scale (`yi`) with variance, standard error, interval or p value.
  case estimate
  /// An estimate on the scale people read (`est`), a ratio for example, with its interval or p value.
  case natural

  /// The columns it takes: each list suffices, the preferred one first.
  public var alternatives: [[Role]] {
    switch self {
    case .means: [GroupMeans.route]
    case .meansWithErrors: [[.m1i, .se1i, .n1i, .m2i, .se2i, .n2i]]
    case .medians:
      [
        [.min1i, .q11i, .med1i, .q31i, .max1i, .n1i, .min2i, .q12i, .med2i, .q32i, .max2i, .n2i],
        [.q11i, .med1i, .q31i, .n1i, .q12i, .med2i, .q32i, .n2i],
        [.min1i, .med1i, .max1i, .n1i, .min2i, .med2i, .max2i, .n2i],
      ]
    case .difference:
      [
        [.mdi, .sdi, .n1i, .n2i], [.mdi, .vi, .n1i, .n2i], [.mdi, .sei, .n1i, .n2i],
        [.mdi, .ciLower, .ciUpper, .n1i, .n2i],
      ]
    case .d: [[.di, .n1i, .n2i]]
    case .g: [[.gi, .n1i, .n2i]]
    case .t: [[.ti, .n1i, .n2i], [.ti, .ni]]
    case .p: [[.pi, .n1i, .n2i], [.pi, .ni]]
    case .f: [[.fi, .sign, .n1i, .n2i]]
    case .r: [[.ri, .n1i, .n2i], [.ri, .ni]]
    case .table: TwoByTwo.routes
    case .rates: [PersonTime.route]
    case .prePost: [[.m1i, .m2i, .sd1i, .ri, .ni], PairedMeans.route]
    case .pairedT: [[.ti, .ri, .ni]]
    case .pairedD: [[.di, .ri, .ni]]
    case .estimate: Measure.generic.definition.routes
    case .natural: [[.est, .estLower, .estUpper], [.est, .pi]]
    }
  }

  /// What it is, in words.
  public var name: String {
    switch self {
    case .means: "means and standard deviations of two groups"
    case .meansWithErrors: "means and their standard errors of two groups"
    case .medians: "medians with quartiles or range of two groups"
    case .difference: "difference of means"
    case .d: "Cohen's d"
    case .g: "Hedges' g"
    case .t: "t value"
    case .p: "two-sided p value with the effect's sign"
    case .f: "F value with one numerator degree of freedom"
    case .r: "correlation"
    case .table: "2×2 table"
    case .rates: "events and person-times"
    case .prePost: "one group before and after"
    case .pairedT: "paired t value"
    case .pairedD: "d in standard deviations of the change"
    case .estimate: "estimate on the analysis scale"
    case .natural: "estimate on the scale people read"
    }
  }

  /// The format that one of a measure's own routes amounts to, or `nil`.
  init?(route: [Role]) {
    let roles = Set(route)
    let match: StudyFormat? =
      if roles.contains(.m1i) { roles.contains(.ri) ? .prePost : .means } else if roles.contains(.x1i) {
        .rates
      } else {
        Self.allCases.first { $0.alternatives.contains { Set($0) == roles } }
          ?? (roles.contains(.di) && roles.contains(.ni) ? .pairedD : nil)
      }
    guard let match else { return nil }
    self = match
  }
}
