/// What a measure's number is, by the name that publications give it; the raw value is that name.
///
/// Measures on other scales share it: a log odds ratio and Peto's are both an odds ratio, Fisher's z is a correlation.
public enum EffectKind: String, CaseIterable, Hashable, Sendable {
  /// Odds of the first group over those of the second.
  case oddsRatio = "odds ratio"
  /// Risk over risk.
  case riskRatio = "risk ratio"
  /// Incidence rate over incidence rate.
  case rateRatio = "rate ratio"
  /// Hazard over hazard.
  case hazardRatio = "hazard ratio"
  /// Risk less risk.
  case riskDifference = "risk difference"
  /// Incidence rate less incidence rate.
  case rateDifference = "rate difference"
  /// Hazard less hazard.
  case hazardDifference = "hazard difference"
  /// Differences of risks or rates after a transformation that no publication turns back.
  case transformedDifference = "difference of transformed risks or rates"
  /// Differences of means, or mean changes, in units of measurement.
  case meanDifference = "mean difference"
  /// Differences of means, or mean changes, in standard deviations.
  case standardizedDifference = "standardized mean difference"
  /// Mean over mean.
  case ratioOfMeans = "ratio of means"
  /// Ratios of standard deviations, or of coefficients of variation.
  case ratioOfVariability = "ratio of variability"
  /// The probability that one scores higher than another.
  case commonLanguage = "common language effect size"
  /// Correlations of whatever kind, Fisher's z of them included.
  case correlation = "correlation"
  /// Associations of two dichotomous variables that are no correlations of their scores.
  case association = "coefficient of association"
  /// R², the share of variance explained.
  case determination = "coefficient of determination"
  /// Events among people.
  case proportion = "proportion"
  /// Events in person-time.
  case rate = "incidence rate"
  /// Means in units of measurement.
  case mean = "mean"
  /// Means in standard deviations.
  case standardizedMean = "standardized mean"
  /// Standard deviations, or coefficients of variation.
  case variability = "variability"
  /// Cronbach's α.
  case reliability = "coefficient alpha"
  /// Departure from Hardy–Weinberg equilibrium.
  case heterozygosity = "excess heterozygosity"
  /// Whatever the rows state.
  case asGiven = "effect as given"
}

/// What a measure asks of its data: measures that share a question and their data are often taken for each other.
public enum EffectQuestion: String, CaseIterable, Hashable, Sendable {
  /// How the risks of two groups differ.
  case risks
  /// How risks in matched pairs, or on two occasions, differ.
  case pairedRisks
  /// The same from the margins of the paired table.
  case pairedMargins
  /// How the incidence rates of two groups differ.
  case rates
  /// How two dichotomous variables go together.
  case association
  /// How far apart the quantities lie that a table has cut in two.
  case differenceBehindTable
  /// Which odds ratio two groups of scores would have, if cut in two.
  case oddsBehindMeans
  /// How the means of two groups differ.
  case means
  /// How the spread of two groups differs.
  case spreads
  /// Which of two groups scores higher, from their means.
  case superiority
  /// The same as a publication states it.
  case statedSuperiority
  /// Which of two occasions scores higher.
  case superiorityOfChange
  /// How a group's mean changes.
  case change
  /// How a group's spread changes.
  case changeOfSpread
  /// How two quantities go together.
  case correlation
  /// How a quantity goes together with membership in one of two groups.
  case groupCorrelation
  /// How a predictor and an outcome go together beside other predictors.
  case partialCorrelation
  /// How much of an outcome's variance predictors explain.
  case determination
  /// How large a share of a group has the event.
  case proportion
  /// How often a group has events.
  case rate
  /// How high a group scores.
  case mean
  /// How much a group's scores spread.
  case spread
  /// How well items measure one thing.
  case reliability
  /// How far genotypes depart from equilibrium.
  case heterozygosity
  /// None: rows state effects.
  case asGiven
}

/// Options that move only some measures' numbers.
public enum EffectChoice: String, CaseIterable, Hashable, Sendable {
  /// ``EffectOptions/correct``: the estimate has a correction for small-sample bias that can be left out.
  case correct
  /// ``EffectOptions/ratioCorrection``.
  case ratioCorrection
  /// ``FormulaChoices/hedgesFactor``.
  case hedgesFactor
  /// ``FormulaChoices/heteroscedasticVariance``.
  case heteroscedasticVariance
  /// ``FormulaChoices/partialCorrelationVariance``.
  case partialCorrelationVariance
  /// ``FormulaChoices/riskRatioAddition``.
  case riskRatioAddition
  /// ``FormulaChoices/differenceAddition``.
  case differenceAddition
}

extension Measure {
  /// The measures that an option moves, in the order of ``allCases``.
  package static func moved(by choice: EffectChoice) -> [Measure] {
    allCases.filter { $0.definition.choices.contains(choice) }
  }

  /// Measures that are often taken for this one: those that answer its questions, question by question, each with the
  /// measures first that answer nothing else before; none for effects as given.
  package var relatives: [Measure] {
    var seen: Set<Measure> = [self]
    return definition.questions.filter { $0 != .asGiven }.flatMap { question in
      let members = Measure.allCases.filter { $0.definition.questions.contains(question) }
      return members.filter { $0.definition.questions.first == question }
        + members.filter { $0.definition.questions.first != question }
    }.filter { seen.insert($0).inserted }
  }
}
