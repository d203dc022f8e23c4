/// What every column and member of Tutti's outputs means: one entry a name, the same in every output.
public enum Glossary {
  /// A name, what it means and what it is measured in.
  public struct Entry: Hashable, Sendable {
    /// The name, as columns and JSON members are spelt.
    public let name: String
    /// What it means.
    public let meaning: String
    /// Its unit or scale; empty for texts.
    public let unit: String

    init(_ name: String, _ meaning: String, _ unit: String = "") {
      self.name = name
      self.meaning = meaning
      self.unit = unit
    }
  }

  /// The entry of a name, or `nil`.
  public static func entry(_ name: String) -> Entry? { all.first { $0.name == name } }

  /// All entries, by subject.
  public static let all: [Entry] = [
    result,
    studies,
    model,
    coefficients,
    heterogeneity,
    tests,
    likelihood,
    search,
    regression,
    subgroups,
    notes,
    doses,
    tables,
    lint,
    scaleAndPermutation,
    mixedModels,
    analyses,
    rareEvents,
  ].flatMap(\.self)

  private static let scale = "analysis scale"
  private static let variance = "square of the analysis scale"
  private static let percent = "percent"

  private static let result = [
    Entry("schema", "Name and version of the output's form; members may be added, none changes its meaning"),
    Entry("engine", "The program that computed the result"),
    Entry("name", "A name: of the engine, a profile, a measure or a data set"),
    Entry("version", "The program's version"),
    Entry("input", "The data read"),
    Entry("sha256", "SHA-256 digest of the bytes read, in hexadecimal"),
    Entry("rows", "Of the input: all its rows, used or not; of effect sizes: one entry for each row", "count"),
  ]

  private static let studies = [
    Entry("studies", "One entry for each row of the data, empty when the row was not used"),
    Entry("row", "The row of the data, counted from 1 without the header", "count"),
    Entry("study", "The study's label"),
    Entry("yi", "The study's estimate", scale),
    Entry("vi", "The sampling variance of the estimate", variance),
    Entry("sei", "The standard error of the estimate, the square root of vi", scale),
    Entry(
      "route", "What the study's effect was computed from: a format, with the measure where that is another"),
    Entry(
      "covariance", "Covariance matrix, row by row: of the coefficients, or of effects that share people",
      variance),
    Entry("weight_percent", "The study's share of the pooled estimate; the shares add to 100", percent),
    Entry("fitted", "The model's mean for the study", scale),
    Entry("residual", "yi less fitted", scale),
    Entry("leverage", "The diagonal element of the hat matrix", "0 to 1"),
  ]

  private static let tables = [
    Entry("pooling", "How studies are put together: IV, or MH or PETO with what was added to the tables"),
    Entry("cochran_mantel_haenszel", "Cochran, Mantel and Haenszel's test of no effect in any table"),
    Entry("tarone", "Tarone's test of one common odds ratio"),
    Entry("breslow_day", "Breslow and Day's test of one common odds ratio"),
    Entry("zero_cell_sensitivity", "The pooled effect under every defensible treatment of zeros"),
    Entry("studies_with_zero", "Studies with a zero in some cell", "count"),
    Entry("double_zero_studies", "Studies without events, or with nothing but events, in both groups", "count"),
    Entry("variants", "One entry for each treatment"),
    Entry("label", "What is described, in words"),
    Entry("reason", "Why there is no number, or what is odd about a verdict"),
  ]

  private static let model = [
    Entry("model", "The choices that led to the result"),
    Entry("method", "Of the model: EE, FE, FIXED or the estimator of τ²; of an interval: how it was made"),
    Entry("test", "Of a model: how coefficients are tested: z, t, knha or adhoc; of a scale: its omnibus test"),
    Entry("level", "Level of all intervals", percent),
    Entry("measure", "The effect measure's code"),
    Entry("moderators", "The formula of the moderators"),
    Entry("profile", "The named conventions the analysis started from"),
    Entry("weighting", "How studies are weighted: inverse-variance, unweighted or user"),
    Entry("tau2_ci", "How the interval of τ² is made: QP, GENQ or PL"),
    Entry("options", "The choices that move effect sizes"),
    Entry("vtype", "The kind of sampling variance; null for the measure's own"),
    Entry("add", "What is added to counts because of zeros; null for the measure's own", "count"),
    Entry("to", "Which studies it is added to: only0, all, if0all or none"),
    Entry("drop00", "Whether studies without events in both groups are left out"),
    Entry(
      "correct",
      "Of options: whether the small-sample bias of the estimate is corrected; of a printed number: what should have been printed"
    ),
    Entry("data_level", "The level of confidence intervals that the data state", percent),
    Entry("medians", "How means are had from medians: luo/wan/shi, qe, bc, log-normal, …"),
    Entry(
      "pre_post_correlation", "The correlation taken for measurements before and after where a row states none"),
    Entry("design", "The corrections for design that were asked for"),
    Entry("clusters", "What a design effect acts on: variance or sizes"),
    Entry("crossover", "Whether crossover trials get a paired variance"),
    Entry("crossover_correlation", "The correlation taken for crossover trials that state none"),
    Entry("icc", "The intracluster correlation taken for cluster-randomized trials that state none"),
    Entry("shared_control", "What is done about shared control groups: split, combine or covariance"),
    Entry("scale_direction", "Whether effects change sign where lower scores are better"),
    Entry("values", "The numbers of a matrix, row by row"),
    Entry("k", "The number of estimates used", "count"),
    Entry("p", "The number of coefficients", "count"),
  ]

  private static let coefficients = [
    Entry("coefficients", "The pooled effect, or the coefficients of the moderators"),
    Entry("term", "What the coefficient belongs to: intercept or the moderator's term"),
    Entry("estimate", "The estimate; under back_transformed on the scale named there", scale),
    Entry("se", "The standard error of the estimate", scale),
    Entry("statistic", "The test's statistic: z, t, χ² or F"),
    Entry("df", "Degrees of freedom; null for the normal distribution"),
    Entry("p_value", "Two-sided for a coefficient, upper tail for χ² and F", "0 to 1"),
    Entry("ci_lower", "Lower end of the confidence interval", scale),
    Entry("ci_upper", "Upper end of the confidence interval", scale),
    Entry("back_transformed", "The pooled effect on the scale people read"),
    Entry("scale", "The back-transformation: exp, tanh, logistic, …; of a fit: how tau2 depends on moderators"),
    Entry("pi_lower", "Lower end of the prediction interval", "natural scale"),
    Entry("pi_upper", "Upper end of the prediction interval", "natural scale"),
    Entry("prediction_interval", "Where the true effect of a new study is expected"),
    Entry("lower", "Lower end of the interval", scale),
    Entry("upper", "Upper end of the interval", scale),
  ]

  private static let heterogeneity = [
    Entry("heterogeneity", "How much the true effects differ between studies"),
    Entry("tau2", "The variance of the true effects; of the model: the value given", variance),
    Entry("tau2_se", "The standard error of tau2", variance),
    Entry("tau2_ci_lower", "Lower end of the confidence interval of tau2", variance),
    Entry("tau2_ci_upper", "Upper end of the confidence interval of tau2", variance),
    Entry("tau2_ci_method", "How that interval was made: QP, GENQ or PL"),
    Entry("tau2_truncated", "Whether the raw estimate was negative and cut at zero"),
    Entry("i2", "Share of the variation between estimates that is due to heterogeneity", percent),
    Entry("i2_ci_lower", "Lower end of the confidence interval of i2", percent),
    Entry("i2_ci_upper", "Upper end of the confidence interval of i2", percent),
    Entry(
      "h2", "Total variation between estimates over sampling variation; from Q it may be less than 1", "ratio"),
    Entry("h2_ci_lower", "Lower end of the confidence interval of h2, at least 1", "ratio"),
    Entry("h2_ci_upper", "Upper end of the confidence interval of h2, at least 1", "ratio"),
    Entry("r2", "Share of tau2 that the moderators account for", percent),
    Entry("q", "Cochran's Q, with moderators the residual one"),
    Entry("q_df", "Degrees of freedom of q", "count"),
    Entry("q_p_value", "Upper tail probability of q under χ²", "0 to 1"),
  ]

  private static let tests = [
    Entry("moderator_test", "Test of all coefficients but the intercept, or of all when there is no other"),
    Entry("df1", "Numerator degrees of freedom", "count"),
    Entry("df2", "Denominator degrees of freedom; null for χ²", "count"),
  ]

  private static let likelihood = [
    Entry("likelihood", "The likelihood at the estimates and what is derived from it"),
    Entry("log_likelihood", "The log-likelihood with all constants"),
    Entry("deviance", "Minus twice the log-likelihood, less that of the saturated model where it exists"),
    Entry("aic", "Akaike's information criterion"),
    Entry("bic", "The Bayesian information criterion"),
    Entry("aicc", "Akaike's criterion with the small-sample correction"),
    Entry("restricted", "Whether the likelihood is the restricted one"),
  ]

  private static let search = [
    Entry("optimization", "How the search for tau2 ended"),
    Entry("ending", "closed-form, stationary, boundary, bracketed, stalled, exhausted, unbounded or undefined"),
    Entry("iterations", "Steps taken", "count"),
    Entry("evaluations", "Evaluations of the objective", "count"),
    Entry("gradient", "The objective's derivative at the returned point; null in closed form"),
    Entry("local_optima", "Local optima seen", "count"),
  ]

  private static let subgroups = [
    Entry("subgroups", "The groups of a subgroup analysis with their pooled effects"),
    Entry("subgroup", "The label of the group a study belongs to or an effect is pooled for"),
    Entry("subgroup_test", "Test whether the groups' effects differ: χ², or F where df2 is given"),
    Entry(
      "basis", "What that test compares: the groups' estimates by their standard errors, or the common model"),
    Entry("within_groups", "Heterogeneity within groups: the sum of their Q"),
    Entry("common_model", "The model with the groups as a factor and one tau2; null where each has its own"),
    Entry("shared_studies", "Studies that occur in several groups"),
    Entry("by", "The column that names the groups"),
    Entry(
      "subgroup_weight_percent",
      "The study's share of its group's own effect; the shares of a group add to 100",
      percent),
    Entry(
      "weight_basis",
      "What weight_percent is a share of: the effect of all studies (overall) or of the study's group (subgroup)"
    ),
    Entry("subgroup_tau2", "Whether each group has its own tau2 (separate) or all share one (common)"),
    Entry("group_order", "The order of the groups: appearance or label"),
    Entry("overall", "When all groups are pooled together: unless-shared, always or never"),
    Entry("entry", "What a line of the table is: study, subgroup or overall"),
  ]

  private static let notes = [
    Entry("notes", "What was noticed, from reading the data to the last interval"),
    Entry("code", "Of a note: its stable code; of a measure: the literature's code"),
    Entry("severity", "information or warning"),
    Entry("column", "The column of the data"),
    Entry("details", "The numbers and words of the message"),
    Entry("message", "The note as a sentence"),
  ]
}
