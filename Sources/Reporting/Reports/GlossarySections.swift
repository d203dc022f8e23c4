extension Glossary {
  /// The members of a location–scale model and of a permutation test.
  static let scaleAndPermutation = [
    Entry("link", "How the scale's moderators give tau2: log or identity"),
    Entry("common_log_likelihood", "The log-likelihood with one tau2 for all studies"),
    Entry("permutation", "The permutation test"),
    Entry("scheme", "What was permuted: sign-flips or row-permutations"),
    Entry("exact", "Whether all different permutations were gone through"),
    Entry("permutations", "How many permutations p rests on", "count"),
    Entry("counting", "How p was counted over random permutations"),
    Entry(
      "as_extreme", "Permutations whose statistic is at least as far from zero as that of the data", "count"),
  ]
}
