import StudyRecords

extension NoteKind {
  /// A study without information on the effect.
  static let uninformativeStudy = NoteKind(
    "study.uninformative", .information,
    "left out and not counted: no events, or nothing but events, in both groups say nothing about the effect")
  /// Studies whose own effect is infinite.
  static let infiniteOwnEffects = NoteKind(
    "glmm.infinite-effects", .information,
    "{count} studies have an infinite effect of their own and add nothing to Wald's test of heterogeneity; "
      + "the likelihood-ratio test counts them")
  /// A study whose own effect is infinite.
  static let infiniteOwnEffect = NoteKind(
    "glmm.infinite-effects", .information,
    "{count} study has an infinite effect of its own and adds nothing to Wald's test of heterogeneity; "
      + "the likelihood-ratio test counts it")
  /// The quadrature did not settle.
  static let quadratureLimit = NoteKind(
    "glmm.quadrature-limit", .warning,
    "with {points} quadrature points the log-likelihood still moves by {change}; it is as exact as that")
  /// σ² lies at zero.
  static let sigma2Zero = NoteKind(
    "glmm.sigma2-zero", .information,
    "the variance of the study intercepts is zero, the edge of its range")
}
