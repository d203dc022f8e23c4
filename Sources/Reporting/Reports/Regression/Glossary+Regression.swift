extension Glossary {
  static let regression = [
    Entry("predictions", "The model's mean for given moderator values, with its intervals"),
    Entry("pi_df", "Degrees of freedom of the prediction interval; null for the normal distribution"),
    Entry("extrapolated", "The moderators whose value lies outside the range of the studies used"),
    Entry("contrasts", "Linear hypotheses about the coefficients, one by one and together"),
    Entry("adjustment", "How p values are adjusted for the number of hypotheses"),
    Entry("hypothesis", "What was tested, as an equation of coefficients"),
    Entry(
      "value", "The number a hypothesis states, or at which a moderator is held", "analysis scale or moderator"),
    Entry("p_adjusted", "The p value adjusted for the number of hypotheses", "0 to 1"),
    Entry(
      "adjustment_error",
      "How far an adjusted p value may be off by numerical integration, a bound that holds 99 times in 100"),
    Entry(
      "simultaneous_lower", "Lower end of the interval that holds together with the others", "analysis scale"),
    Entry(
      "simultaneous_upper", "Upper end of the interval that holds together with the others", "analysis scale"),
    Entry("joint", "The Wald test of all hypotheses together"),
    Entry("term_tests", "The test of each term of the formula given all others (type III)"),
    Entry("coefficient_count", "The number of coefficients of the term", "count"),
    Entry("wald", "The Wald test that all coefficients of the term are 0"),
    Entry(
      "likelihood_ratio",
      "The likelihood-ratio test against the model without the term, the one before, or one tau2 for all studies"
    ),
    Entry("aic_difference", "AIC without the term less AIC with it"),
    Entry("at_boundary", "Whether the smaller model holds tau2 at 0, so that the p value is too large"),
    Entry("parameters", "The number of parameters, tau2 included where it is estimated", "count"),
    Entry("aicc_difference", "AICc less the smallest AICc of the models compared"),
    Entry(
      "vif", "Variance inflation: by how much correlation with other moderators inflates variances", "ratio"),
    Entry("vif_root", "vif to the power 1/(2m) for m coefficients: the inflation of standard errors", "ratio"),
    Entry("terms", "One entry for each term of the formula"),
    Entry("adjusted_means", "The mean at each level of a factor, all else equal"),
    Entry("factor", "The moderator whose levels are compared"),
    Entry("factor_level", "A level of the factor"),
    Entry("held", "Numeric moderators and the means they are held at"),
    Entry("moderator", "The name of a moderator"),
    Entry("averaged", "Other factors, whose levels are weighted equally"),
    Entry("natural_estimate", "The estimate on the scale people read", "natural scale"),
    Entry("natural_ci_lower", "Lower end of the confidence interval on that scale", "natural scale"),
    Entry("natural_ci_upper", "Upper end of the confidence interval on that scale", "natural scale"),
    Entry("natural_pi_lower", "Lower end of the prediction interval on that scale", "natural scale"),
    Entry("natural_pi_upper", "Upper end of the prediction interval on that scale", "natural scale"),
    Entry(
      "kind",
      "Of variance inflation: term or coefficient; of an error: what a caller can do about it (usage, data, input, output)"
    ),
  ]
}
