import MetaAnalysis

extension FitReport {
  /// The result under the schema `tutti.fit/1`.
  public var json: JSONValue {
    let members: KeyValuePairs<String, JSONValue> = [
      "schema": "tutti.fit/1", "engine": Engine.json, "input": input.json, "model": model,
      "k": .integer(fit.k), "p": .integer(fit.p),
      "coefficients": .list(fit.coefficients.map(\.json) + fit.undefinedTerms.map(Coefficient.undefinedJSON)),
      "covariance": .list(fit.covariance.rowArrays.map { .list($0.map { .number($0 as Double) }) }),
      "heterogeneity": fit.heterogeneityJSON,
      "moderator_test": fit.moderatorTest?.json ?? .null,
    ]
    let further: KeyValuePairs<String, JSONValue> = [
      "prediction_interval": fit.predictionInterval?.json ?? .null,
      "likelihood": fit.likelihood?.json ?? .null,
      "back_transformed": fit.backTransformed?.json ?? .null,
      "studies": .list(fit.studies.map(\.json)),
      "optimization": fit.optimization.json,
    ]
    return .object(
      members.map { JSONValue.Member(key: $0.key, value: $0.value) } + (fit.stratifiedTests?.members ?? [])
        + further.map { JSONValue.Member(key: $0.key, value: $0.value) }
        + sections.map { JSONValue.Member(key: $0.key, value: $0.json) }
        + [JSONValue.Member(key: "notes", value: notes.json)])
  }

  private var model: JSONValue {
    .object(
      fit.settings.json(
        measure: fit.measure, formula: fit.formula, profile: profile, options: options,
        method: fit.methodCode, modelsCounts: fit.modelsCounts))
  }
}

extension ModelSettings {
  /// The members of `model`: every choice that led to a result.
  func json(
    measure: Measure?, formula: String?, profile: String?, options: EffectOptions,
    method: String? = nil, modelsCounts: Bool = false
  ) -> [JSONValue.Member] {
    var given: Double?
    if case .fixed(let tau2) = heterogeneity { given = tau2 }
    let members: KeyValuePairs<String, JSONValue> = [
      "method": .text(method ?? methodCode), "test": .text(test.rawValue),
      "level": .number(level), "measure": .text(measure?.code), "moderators": .text(formula),
      "profile": .text(profile), "tau2": .number(given),
      "weighting": .text(modelsCounts ? nil : weighting.code), "i2": .text(i2Basis.rawValue),
      "tau2_ci": .text(tau2Interval?.rawValue), "prediction_interval": .text(predictionInterval.rawValue),
      "options": options.json, "pooling": pooling.json,
    ]
    return members.map { JSONValue.Member(key: $0.key, value: $0.value) }
  }
}

extension Coefficient {
  /// A coefficient on which the data say nothing.
  fileprivate static func undefinedJSON(_ term: String) -> JSONValue {
    .object([
      "term": .text(term), "estimate": .null, "se": .null, "statistic": .null, "df": .null, "p_value": .null,
      "ci_lower": .null, "ci_upper": .null,
    ])
  }

  var json: JSONValue {
    .object([
      "term": .text(term), "estimate": .number(estimate), "se": .number(standardError),
      "statistic": .number(statistic), "df": .number(degreesOfFreedom), "p_value": .number(pValue),
      "ci_lower": .number(interval?.lower), "ci_upper": .number(interval?.upper),
    ])
  }
}

extension Fit {
  /// The members of heterogeneity, all null where the model has no such numbers.
  var heterogeneityJSON: JSONValue {
    guard betaBinomial != nil, case .object(let members) = heterogeneity.json else { return heterogeneity.json }
    return .object(members.map { JSONValue.Member(key: $0.key, value: .null) })
  }

  /// What a model of the counts adds to its report.
  public var countSections: [any FitSection] {
    (mixedModel.map { [MixedModelSection($0)] } ?? []) + (betaBinomial.map { [BetaBinomialSection($0)] } ?? [])
  }
}

extension Heterogeneity {
  var json: JSONValue {
    .object([
      "tau2": .number(tau2), "tau2_se": .number(tau2StandardError),
      "tau2_ci_lower": .number(tau2Interval?.lower), "tau2_ci_upper": .number(tau2Interval?.upper),
      "tau2_ci_method": .text(tau2IntervalMethod?.rawValue), "tau2_truncated": .flag(isTruncated),
      "i2": .number(i2), "i2_ci_lower": .number(i2Interval?.lower), "i2_ci_upper": .number(i2Interval?.upper),
      "h2": .number(h2), "h2_ci_lower": .number(h2Interval?.lower), "h2_ci_upper": .number(h2Interval?.upper),
      "r2": .number(r2), "q": .number(q), "q_df": .integer(qDegreesOfFreedom), "q_p_value": .number(qPValue),
    ])
  }
}

extension OmnibusTest {
  var json: JSONValue {
    .object([
      "statistic": .number(statistic), "df1": .integer(df1), "df2": .integer(df2), "p_value": .number(pValue),
    ])
  }
}

extension PredictionInterval {
  var json: JSONValue {
    .object([
      "lower": .number(interval.lower), "upper": .number(interval.upper), "method": .text(method.rawValue),
      "df": .number(degreesOfFreedom),
    ])
  }
}

extension Likelihood {
  var json: JSONValue {
    .object([
      "log_likelihood": .number(logLikelihood), "deviance": .number(deviance), "aic": .number(aic),
      "bic": .number(bic), "aicc": .number(aicc), "restricted": .flag(isRestricted),
    ])
  }
}

extension BackTransformed {
  var json: JSONValue {
    .object([
      "scale": .text(transform.code), "estimate": .number(estimate),
      "ci_lower": .number(interval?.lower), "ci_upper": .number(interval?.upper),
      "pi_lower": .number(predictionInterval?.lower), "pi_upper": .number(predictionInterval?.upper),
    ])
  }
}

extension FittedStudy {
  var json: JSONValue {
    .object([
      "row": .integer(row), "study": .text(study), "yi": .number(yi), "vi": .number(vi),
      "ci_lower": .number(interval?.lower), "ci_upper": .number(interval?.upper),
      "weight_percent": .number(weightPercent), "fitted": .number(fitted), "residual": .number(residual),
      "leverage": .number(leverage),
    ])
  }
}

extension OptimizationSummary {
  var json: JSONValue {
    .object([
      "ending": .text(ending.rawValue), "iterations": .integer(iterations),
      "evaluations": .integer(evaluations),
      "gradient": .number(gradient), "local_optima": .integer(localOptima),
    ])
  }
}

extension StratifiedTests {
  /// One member a test, `null` where it is not defined.
  var members: [JSONValue.Member] {
    [
      .init(key: "cochran_mantel_haenszel", value: cochranMantelHaenszel?.json ?? .null),
      .init(key: "tarone", value: tarone?.json ?? .null),
      .init(key: "breslow_day", value: breslowDay?.json ?? .null),
    ]
  }
}

extension ChiSquaredTest {
  fileprivate var json: JSONValue {
    .object(["statistic": .number(statistic), "df": .integer(degreesOfFreedom), "p_value": .number(pValue)])
  }
}

extension Pooling {
  fileprivate var json: JSONValue {
    switch self {
    case .inverseVariance: .text(code)
    case .mantelHaenszel(let choices), .peto(let choices):
      .object([
        "method": .text(code), "add": .number(choices.add), "to": .text(choices.to.rawValue),
        "continuity_correction": .flag(choices.correctsContinuity),
        "rd_variance": .text(choices.riskDifferenceVariance.rawValue),
      ])
    }
  }
}
