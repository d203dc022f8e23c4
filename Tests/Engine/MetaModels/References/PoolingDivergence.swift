import Testing

/// Where the engine knowingly differs from metafor; `known-divergences.md` beside the values says why at length.
struct PoolingDivergence: Sendable, CustomTestStringConvertible {
  /// What the engine does instead of agreeing.
  enum Conduct: Sendable {
    /// It answers where metafor refuses.
    case answers
    /// It refuses where metafor answers.
    case refuses
    /// These quantities differ or are undefined, by the start of their names.
    case differs([String])
  }

  /// The file.
  let file: String
  /// The cases within the file, by the start of their names; empty for all.
  let cases: [String]
  let conduct: Conduct
  let reason: String

  init(_ file: String, _ cases: [String], _ conduct: Conduct, _ reason: String) {
    (self.file, self.cases, self.conduct, self.reason) = (file, cases, conduct, reason)
  }

  var testDescription: String { "\(file): \(reason)" }

  func covers(_ reference: PoolingCase) -> Bool {
    reference.file == file && (cases.isEmpty || cases.contains { reference.id.hasPrefix($0) })
  }

  static let all: [PoolingDivergence] = [
    PoolingDivergence(
      "near-collinear", [], .answers, "columns alike to 1e-6 are independent; see exact/near-collinear"),
    PoolingDivergence(
      "all-zero-variance", ["PM.", "PMM."], .answers,
      "Q(τ²) = k − p has a root; see exact/all-zero-variances"),
    PoolingDivergence("infinite-variance", [], .refuses, "a variance without bound is not a study"),
    PoolingDivergence("infinite-yi", ["EE."], .refuses, "an infinite estimate cannot be pooled"),
    PoolingDivergence(
      "saturated-k-equals-p", ["EE.knha"],
      .differs(["se", "statistic", "p ", "df", "lower", "upper", "covariance", "QM"]),
      "no degrees of freedom: the normal test instead of 0/0 shown as 0"),
    PoolingDivergence(
      "p-greater-than-k", ["EE.knha"],
      .differs(["se", "statistic", "p ", "df", "lower", "upper", "covariance", "QM"]),
      "no degrees of freedom: the normal test instead of 0/0 shown as 0"),
    PoolingDivergence(
      "k1", ["DL", "HE", "HS", "SJ", "ML", "EB", "PM", "default.DL"], .differs(["prediction"]),
      "one study says nothing about the spread of true effects"),
    PoolingDivergence(
      "k1", ["REML", "default.REML"], .differs(["prediction", "log-likelihood", "deviance", "AIC", "BIC"]),
      "one study says nothing about the spread of true effects, and has no restricted likelihood"),
    PoolingDivergence(
      "large-offset", ["DL", "HE", "HS", "SJ", "ML", "REML", "EB", "PM"], .differs(["QP"]),
      "metafor's Q-profile loses all digits to the offset; see exact/large-offset"),
    PoolingDivergence(
      "tiny-variances", ["DL", "HE", "HS", "SJ", "ML", "REML", "EB", "PM"], .differs(["QP upper"]),
      "metafor's Q-profile loses ten digits to y²/v; see exact/tiny-variances"),
    PoolingDivergence(
      "variance-ratio-1e8", ["REML", "EB", "PM"],
      .differs([
        "b ", "se", "statistic", "p ", "lower", "upper", "QM", "tau2", "I2", "H2", "log", "dev", "AIC", "BIC",
        "pred",
      ]),
      "metafor's loose defaults stop far from the root; see exact/variance-ratio-1e8"),
    PoolingDivergence(
      "zero-variance-row", ["SJ"], .differs(["deviance"]),
      "the saturated likelihood is infinite where a variance is 0"),
    PoolingDivergence(
      "all-zero-variance", ["HE", "SJ", "ML", "EB"], .differs(["deviance", "PL lower"]),
      "the saturated likelihood is infinite where a variance is 0; the profile's lower end exists"),
    PoolingDivergence("all-zero-variance", ["REML"], .differs(["PL lower"]), "the profile's lower end exists"),
    PoolingDivergence(
      "hart1999", ["DL.z", "REML.z"], .differs(["wald.log", "wald.sqrt"]), "log τ² and its slope at τ² = 0"),
    PoolingDivergence(
      "hine1989", ["DL.z", "REML.z"], .differs(["wald.log", "wald.sqrt"]), "log τ² and its slope at τ² = 0"),
    PoolingDivergence(
      "nielweise2007", ["DL.z"], .differs(["wald.log", "wald.sqrt"]), "log τ² and its slope at τ² = 0"),
  ]
}
