import MetaAnalysis

extension DoseReport {
  /// The result under the schema `tutti.dose/1`.
  ///
  /// A confidence set is `{"shape","lower","upper"}`: `bounded`, `below`, `above`, `everything` and `empty` have the ends
  /// of the set, infinite where open, null for `empty`; `outside` has the ends of the gap. Shares run 0–1.
  public var json: JSONValue {
    let analysis = result.analysis
    return .object([
      "schema": "tutti.dose/1", "engine": Engine.json, "input": input.json, "model": model,
      "k": .integer(result.k),
      "dose": .object([
        "column": .text(analysis.dose), "lowest": .number(result.observed.lower),
        "highest": .number(result.observed.upper), "distinct": .integer(result.distinctDoses),
        "held_at_mean": .list(result.heldTerms.map { .text($0) }),
      ]),
      "targets": .list(
        analysis.targets.map { target in
          .object([
            "effect": .number(target.effect), "natural": .number(result.backTransform(target.effect)),
            "direction": .text(target.direction.rawValue),
          ])
        }),
      "baseline": result.baseline.json,
      "best": .text(result.best.shape.rawValue),
      "models": .list(result.models.map(\.json)),
      "notes": result.notes.json,
    ])
  }

  private var model: JSONValue {
    let settings = result.analysis.settings
    return .object([
      "method": .text(settings.heterogeneity.code), "test": .text(settings.test.rawValue),
      "level": .number(settings.level), "measure": .text(result.measure?.code),
      "moderators": .text(result.analysis.adjustment), "profile": .text(profile),
      "weighting": .text(settings.weighting.code), "knots": .integer(result.analysis.knots),
      "samples": .integer(result.analysis.samples), "seed": .text(String(result.analysis.seed)),
      "options": options.json,
    ])
  }
}

extension DoseModel {
  fileprivate var json: JSONValue {
    .object([
      "model": .text(shape.rawValue), "formula": .text(fit.formula),
      "coefficients": .list(fit.coefficients.map(\.json)),
      "tau2": .number(fit.heterogeneity.tau2), "r2": .number(fit.heterogeneity.r2),
      "comparison": comparison.json, "needed": .list(needed.map(\.json)),
    ])
  }
}

extension DoseComparison {
  fileprivate var json: JSONValue {
    .object([
      "p": .integer(p), "tau2": .number(tau2), "log_likelihood": .number(logLikelihood), "aic": .number(aic),
      "aicc": .number(aicc), "bic": .number(bic), "delta_aicc": .number(deltaAICc),
      "akaike_weight": .number(weight), "lr_statistic": .number(test?.statistic), "lr_df": .integer(test?.df1),
      "lr_p_value": .number(test?.pValue),
    ])
  }
}

extension DoseNeeded {
  fileprivate var json: JSONValue {
    .object([
      "target": .number(target.effect), "reach": .text(reach.rawValue), "dose": .number(dose),
      "ci_method": .text(method), "ci": confidence.json, "fieller": fieller.json,
      "profile_likelihood": profile.json,
      "bootstrap": bootstrap.map { bootstrap in
        .object([
          "samples": .integer(bootstrap.samples), "never_reached": .number(bootstrap.neverReached),
          "at_lowest": .number(bootstrap.atLowest),
        ])
      } ?? .null,
    ])
  }
}

extension DoseSet? {
  fileprivate var json: JSONValue {
    guard let self else { return .null }
    return .object([
      "shape": .text(self.shape), "lower": .number(self.ends?.lower), "upper": .number(self.ends?.upper),
    ])
  }
}
