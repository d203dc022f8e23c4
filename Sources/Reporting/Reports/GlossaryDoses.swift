extension Glossary {
  /// The names of a dose analysis.
  static let doses = [
    Entry(
      "dose",
      "The doses observed; of a target: the dose at which the mean reaches it, or with reach at-lowest and a falling mean until which it does; null where nowhere",
      "unit of the dose"),
    Entry("lowest", "The lowest dose of the rows used", "unit of the dose"),
    Entry("highest", "The highest dose of the rows used", "unit of the dose"),
    Entry(
      "distinct",
      "How many different doses the rows used have; of a permutation test: how many different permutations there are",
      "count"),
    Entry("held_at_mean", "The terms of further moderators, which stand at their means"),
    Entry("targets", "The effects to be reached"),
    Entry(
      "target",
      "The effect to be reached, on the analysis scale; of a printed number: the term, subgroup, study, row or prediction it belongs to"
    ),
    Entry("effect", "The effect to be reached", "analysis scale"),
    Entry("natural", "The same on the scale people read", "natural scale"),
    Entry("target_natural", "The effect to be reached on the scale people read", "natural scale"),
    Entry("direction", "Which effects count as reached: at-least or at-most"),
    Entry("baseline", "The model without the dose, by maximum likelihood"),
    Entry("best", "The model with the smallest AICc"),
    Entry("models", "The forms of the dose–response curve"),
    Entry("formula", "The formula of a model"),
    Entry("knots", "How many knots the spline has", "count"),
    Entry("samples", "How many bootstrap samples were asked for, or could be fitted", "count"),
    Entry("seed", "Where the random numbers of a bootstrap or a permutation test start"),
    Entry("comparison", "Several models by maximum likelihood beside each other"),
    Entry("delta_aicc", "aicc less the smallest one"),
    Entry("akaike_weight", "The model's share of the evidence by AICc; the shares add to 1", "0 to 1"),
    Entry(
      "lr_statistic",
      "Likelihood-ratio statistic against the smaller model; of dose models the one without the dose"),
    Entry("lr_df", "Its degrees of freedom: the number of parameters added", "count"),
    Entry("lr_p_value", "Its upper tail probability under χ²", "0 to 1"),
    Entry("needed", "For each target the dose that reaches it"),
    Entry("reach", "Where the mean reaches the target: within, at-lowest, beyond or not-reached"),
    Entry("ci", "The confidence set of the dose, without doses that cannot be"),
    Entry("ci_method", "How the confidence set was made: fieller or bootstrap"),
    Entry("ci_shape", "bounded, below, above, outside (all but the gap between the ends), everything or empty"),
    Entry("shape", "bounded, below, above, outside (all but the gap between the ends), everything or empty"),
    Entry("fieller", "Fieller's set with all doses, below 0 too; lines only"),
    Entry("profile_likelihood", "The doses that the profile likelihood leaves possible; lines only"),
    Entry("bootstrap", "What became of the bootstrap samples; curves only"),
    Entry("bootstrap_samples", "How many bootstrap samples could be fitted", "count"),
    Entry(
      "never_reached", "Share of samples whose curve reaches the target nowhere in the observed range", "0 to 1"
    ),
    Entry("at_lowest", "Share of samples whose curve has reached it at the lowest dose", "0 to 1"),
  ]
}
