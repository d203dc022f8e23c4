/// A number that a publication may print about an analysis, under the name that analysis files use.
///
/// Interval quantities (`ci`, `pi`, …) are printed as two numbers; with `_lower` or `_upper` each end stands alone.
public enum Quantity: String, CaseIterable, Hashable, Sendable {
  case estimate, se, ci
  case ciLower = "ci_lower"
  case ciUpper = "ci_upper"
  case statistic, df, p
  case pi
  case piLower = "pi_lower"
  case piUpper = "pi_upper"
  case tau2, tau
  case tau2SE = "tau2_se"
  case tau2CI = "tau2_ci"
  case tau2CILower = "tau2_ci_lower"
  case tau2CIUpper = "tau2_ci_upper"
  case tauCI = "tau_ci"
  case tauCILower = "tau_ci_lower"
  case tauCIUpper = "tau_ci_upper"
  case i2
  case i2CI = "i2_ci"
  case i2CILower = "i2_ci_lower"
  case i2CIUpper = "i2_ci_upper"
  case h2, h
  case h2CI = "h2_ci"
  case h2CILower = "h2_ci_lower"
  case h2CIUpper = "h2_ci_upper"
  case r2
  case q
  case qDF = "q_df"
  case qP = "q_p"
  case qm
  case qmDF = "qm_df"
  case qmDF2 = "qm_df2"
  case qmP = "qm_p"
  case qBetween = "q_between"
  case qBetweenDF = "q_between_df"
  case qBetweenP = "q_between_p"
  case qWithin = "q_within"
  case qWithinDF = "q_within_df"
  case qWithinP = "q_within_p"
  case k
  case logLikelihood = "log_likelihood"
  case deviance, aic, bic, aicc
  case cmh
  case cmhP = "cmh_p"
  case tarone
  case taroneP = "tarone_p"
  case breslowDay = "breslow_day"
  case breslowDayP = "breslow_day_p"
  case lrt
  case lrtDF = "lrt_df"
  case lrtP = "lrt_p"
  case pAdjusted = "p_adjusted"
  case simultaneousCI = "simultaneous_ci"
  case simultaneousLower = "simultaneous_lower"
  case simultaneousUpper = "simultaneous_upper"
  case vif
  case vifRoot = "vif_root"
  case permutationP = "permutation_p"
  case dose
  case doseCI = "dose_ci"
  case doseLower = "dose_ci_lower"
  case doseUpper = "dose_ci_upper"
  case akaikeWeight = "akaike_weight"
  case sigma2
  case rho
  case rhoSE = "rho_se"
  case weight, vi, fitted, residual

  /// What it is, in a sentence.
  public var meaning: String {
    switch self {
    case .estimate: "the pooled effect; a coefficient, a group's or a study's own effect, or a prediction"
    case .se: "its standard error"
    case .ci: "its confidence interval, two numbers"
    case .ciLower: "the lower end of the confidence interval"
    case .ciUpper: "the upper end of the confidence interval"
    case .statistic: "estimate over standard error: z or t"
    case .df: "the degrees of freedom of the t test"
    case .p: "the two-sided p value of the estimate"
    case .pi: "the prediction interval, two numbers"
    case .piLower: "the lower end of the prediction interval"
    case .piUpper: "the upper end of the prediction interval"
    case .tau2: "τ², the variance of the true effects; with moderators what they leave"
    case .tau: "τ, its square root"
    case .tau2SE: "the standard error of τ²"
    case .tau2CI: "the confidence interval of τ², two numbers"
    case .tau2CILower: "the lower end of the interval of τ²"
    case .tau2CIUpper: "the upper end of the interval of τ²"
    case .tauCI: "the confidence interval of τ, two numbers"
    case .tauCILower: "the lower end of the interval of τ"
    case .tauCIUpper: "the upper end of the interval of τ"
    case .i2: "I² in percent"
    case .i2CI: "the confidence interval of I² in percent, two numbers"
    case .i2CILower: "the lower end of the interval of I²"
    case .i2CIUpper: "the upper end of the interval of I²"
    case .h2: "H²"
    case .h: "H, its square root"
    case .h2CI: "the confidence interval of H², two numbers"
    case .h2CILower: "the lower end of the interval of H²"
    case .h2CIUpper: "the upper end of the interval of H²"
    case .r2: "R², the share of τ² that the moderators account for, or those added to 'compare', in percent"
    case .q: "Cochran's Q; with moderators the residual QE"
    case .qDF: "the degrees of freedom of Q"
    case .qP: "the p value of Q"
    case .qm: "the test of the moderators: QM (χ²), or F"
    case .qmDF: "its degrees of freedom"
    case .qmDF2: "the denominator degrees of freedom, where it is F"
    case .qmP: "its p value"
    case .qBetween: "the test between subgroups: Q, or F"
    case .qBetweenDF: "its degrees of freedom"
    case .qBetweenP: "its p value"
    case .qWithin: "heterogeneity within subgroups, the sum of their Q"
    case .qWithinDF: "its degrees of freedom"
    case .qWithinP: "its p value"
    case .k: "the number of effect sizes pooled"
    case .logLikelihood: "the log-likelihood, restricted for REML"
    case .deviance: "the deviance"
    case .aic: "Akaike's criterion"
    case .bic: "Schwarz's criterion"
    case .aicc: "Akaike's criterion with Hurvich and Tsai's correction"
    case .cmh: "Cochran, Mantel and Haenszel's χ²"
    case .cmhP: "its p value"
    case .tarone: "Tarone's χ² for one common odds ratio"
    case .taroneP: "its p value"
    case .breslowDay: "Breslow and Day's χ² for one common odds ratio"
    case .breslowDayP: "its p value"
    case .lrt:
      "the likelihood-ratio test against the model of 'compare' or without a term; of heterogeneity in a model of counts"
    case .lrtDF: "its degrees of freedom"
    case .lrtP: "its p value"
    case .pAdjusted: "the p value of a contrast, adjusted for the number of contrasts by 'adjust'"
    case .simultaneousCI: "the interval of a contrast that holds together with those of the others, two numbers"
    case .dose: "the dose at which the mean effect reaches a target"
    case .doseCI: "the confidence interval of the dose, two numbers; an end that is open is ∞ or −∞"
    case .doseLower: "the lower end of the dose's interval"
    case .doseUpper: "the upper end of the dose's interval"
    case .akaikeWeight: "the Akaike weight of a model of the dose, 0 to 1"
    case .simultaneousLower: "the lower end of the simultaneous interval"
    case .simultaneousUpper: "the upper end of the simultaneous interval"
    case .vif: "the variance inflation factor of a term, generalised for several coefficients"
    case .vifRoot: "its root VIF^(1/(2m)) for m coefficients"
    case .permutationP: "the p value of the permutation test: of all moderators together, or of a term"
    case .sigma2: "σ², the variance of random study intercepts in a mixed model of counts"
    case .rho: "ρ, the intraclass correlation of a beta-binomial model"
    case .rhoSE: "its standard error"
    case .weight: "a study's or a group's share of the pooled effect, in percent"
    case .vi: "a study's sampling variance"
    case .fitted: "a study's fitted value"
    case .residual: "a study's residual"
    }
  }

  /// The two ends of an interval quantity, `nil` for single numbers.
  public var ends: (lower: Quantity, upper: Quantity)? {
    switch self {
    case .ci: (.ciLower, .ciUpper)
    case .pi: (.piLower, .piUpper)
    case .tau2CI: (.tau2CILower, .tau2CIUpper)
    case .tauCI: (.tauCILower, .tauCIUpper)
    case .i2CI: (.i2CILower, .i2CIUpper)
    case .h2CI: (.h2CILower, .h2CIUpper)
    case .simultaneousCI: (.simultaneousLower, .simultaneousUpper)
    case .doseCI: (.doseLower, .doseUpper)
    default: nil
    }
  }

  /// Whether the number is given in percent, so that a percent sign says nothing new.
  public var isPercentage: Bool {
    switch self {
    case .i2, .i2CI, .i2CILower, .i2CIUpper, .r2, .weight: true
    default: false
    }
  }

  /// Whether it is an effect, which can be read on another scale.
  public var isEffect: Bool {
    switch self {
    case .estimate, .ci, .ciLower, .ciUpper, .pi, .piLower, .piUpper, .fitted, .simultaneousCI,
      .simultaneousLower, .simultaneousUpper:
      true
    default: false
    }
  }

  /// Whether it belongs to one coefficient, group, study or prediction, and not to the model.
  public var isOfEffect: Bool {
    switch self {
    case .estimate, .se, .ci, .ciLower, .ciUpper, .statistic, .df, .p: true
    default: false
    }
  }

  /// Whether it belongs to a whole term: its tests given all others, its variance inflation, its permutation p.
  public var isOfTerm: Bool {
    switch self {
    case .qm, .qmDF, .qmDF2, .qmP, .lrt, .lrtDF, .lrtP, .vif, .vifRoot, .permutationP: true
    default: false
    }
  }

  /// Whether it exists for linear hypotheses about the coefficients.
  public var isOfContrast: Bool {
    switch self {
    case .qm, .qmDF, .qmDF2, .qmP, .pAdjusted, .simultaneousCI, .simultaneousLower, .simultaneousUpper: true
    default: isOfEffect
    }
  }

  /// Whether it exists for a model that this one is compared with.
  public var isOfComparison: Bool {
    switch self {
    case .lrt, .lrtDF, .lrtP, .r2, .logLikelihood, .deviance, .aic, .bic, .aicc, .tau2, .tau, .q, .k: true
    default: false
    }
  }

  /// Whether it exists for a model of the dose.
  public var isOfDose: Bool {
    switch self {
    case .dose, .doseCI, .doseLower, .doseUpper, .akaikeWeight, .aic, .bic, .aicc, .logLikelihood, .lrt, .lrtDF,
      .lrtP, .tau2, .r2:
      true
    default: false
    }
  }

  /// Whether it exists for some part of an analysis only, and not for its model.
  public var needsTarget: Bool {
    switch self {
    case .lrtDF, .pAdjusted, .simultaneousCI, .simultaneousLower, .simultaneousUpper, .vif, .vifRoot, .dose,
      .doseCI, .doseLower, .doseUpper, .akaikeWeight:
      true
    default: false
    }
  }

  /// Whether it exists for single studies only, or for them too.
  public var isOfStudy: Bool {
    switch self {
    case .estimate, .se, .ci, .ciLower, .ciUpper, .statistic, .p, .weight, .vi, .fitted, .residual: true
    default: false
    }
  }

  /// Whether it exists for predictions.
  public var isOfPrediction: Bool {
    switch self {
    case .estimate, .se, .ci, .ciLower, .ciUpper, .pi, .piLower, .piUpper: true
    default: false
    }
  }
}

extension Quantity {
  /// The first quantity that a name as publications print it may stand for: `I²`, `p-value`, `OR`.
  init?(printedName name: String) {
    guard let label = PrintedLabel(printed: name),
      let quantity = label == .interval ? .ci : Quantity.allCases.first(where: label.names)
    else { return nil }
    self = quantity
  }
}
