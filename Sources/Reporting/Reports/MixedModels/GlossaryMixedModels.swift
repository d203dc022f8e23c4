extension Glossary {
  /// The names of generalized linear mixed models.
  static let mixedModels = [
    Entry("mixed_model", "What a generalized linear mixed model of counts adds to a fit"),
    Entry("equal_effects", "Whether τ² was left out"),
    Entry(
      "quadrature_points", "Nodes for each random effect; 1 is Laplace's approximation, null: none needed",
      "count"),
    Entry("sigma2", "Variance of random study intercepts (UM.RS)", "square of the log odds or log rate"),
    Entry("study_intercept", "Mean of random study intercepts (UM.RS)", "log odds or log rate"),
    Entry("uninformative", "Studies left out that say nothing about the effect", "count"),
  ]
}
