import StudyRecords

extension NoteKind {
  /// A row had no usable effect size or lacked a moderator or weight.
  static let studyDropped = NoteKind("study.dropped", .warning, "left out: {reason}")
  /// A column of the design depends on those before it.
  static let columnDropped = NoteKind(
    "moderator.dropped", .warning, "the column {column} depends linearly on earlier ones and was left out")
  /// A factor of the formula has one level in the rows used.
  static let singleLevel = NoteKind(
    "moderator.single-level", .warning,
    "the moderator {column} is '{level}' in every row used: it tells no studies apart and explains nothing")
  /// τ² came out negative, or its best value lies at zero.
  static let tau2Truncated = NoteKind(
    "tau2.truncated", .information, "the estimate of τ² ({method}) is zero, the edge of its range")
  /// The likelihood has further local maxima.
  static let severalMaxima = NoteKind(
    "tau2.several-maxima", .warning,
    "the likelihood of τ² has {count} local maxima; the highest is reported, other software may stop at another"
  )
  /// Too few studies for the test asked for.
  static let testReplaced = NoteKind(
    "test.replaced", .warning, "no degrees of freedom are left for test {test}; the normal distribution is used"
  )
  /// Knapp–Hartung with equal effects.
  static let knappHartungEqualEffects = NoteKind(
    "test.equal-effects", .warning, "the Knapp–Hartung method is meant for random effects, not for {method}")
  /// R² from few studies.
  static let impreciseR2 = NoteKind(
    "r2.imprecise", .information,
    "R² rests on {k} studies; with fewer than 40 it can be far off in either direction (López-López et al. 2014, "
      + "doi:10.1111/bmsp.12002)")
  /// One study only.
  static let singleStudy = NoteKind(
    "model.single-study", .warning, "only one study can be used: nothing is pooled and τ² is set to 0")
  /// The Knapp–Hartung factor is zero.
  static let zeroStandardError = NoteKind(
    "test.zero-se", .warning,
    "the model fits all estimates exactly, so that the Knapp–Hartung standard error is 0")
  /// H² lies below its interval.
  static let h2BelowOne = NoteKind(
    "h2.below-interval", .information,
    "Q is below its {df} degrees of freedom: H² = Q/df is {h2} and lies below its interval, whose ends are kept at 1, the "
      + "value without heterogeneity, as those of I² are at 0")
  /// A label stands in more than one of the rows used.
  static let repeatedStudy = NoteKind(
    "study.repeated", .warning,
    "{count} rows share the study label {label} and are pooled as if independent; if they share people, keep one"
  )
  /// A sampling variance of zero was used.
  static let zeroVariance = NoteKind(
    "variance.zero", .warning,
    "a sampling variance of 0 ({count} of them) means that an effect is known exactly; Q, I² and H² are not defined"
  )
  /// A confidence level that is hardly meant.
  static let lowLevel = NoteKind(
    "level.low", .warning, "the level is {level} percent; levels are percentages, for example 95")
  /// A result lies beyond the largest number on the natural scale.
  static let backTransformOverflow = NoteKind(
    "back-transform.overflow", .warning,
    "the estimate {estimate} is too large to be turned back to the natural scale, where it is left empty")
  /// Q at zero lies below the lower critical value.
  static let emptyTau2Interval = NoteKind(
    "tau2-interval.empty", .information,
    "the studies agree better than chance would have it: the interval of τ² ({method}) is empty and shown as 0 to 0"
  )
}
