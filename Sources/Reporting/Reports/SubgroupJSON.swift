import MetaAnalysis

extension SubgroupReport {
  /// The result under the schema `tutti.fit/1`: the overall fit, empty where none is given, and the subgroups.
  public var json: JSONValue {
    let members: KeyValuePairs<String, JSONValue> = [
      "schema": "tutti.fit/1", "engine": Engine.json, "input": input.json, "model": model,
      "k": .integer(result.k),
    ]
    let groups: KeyValuePairs<String, JSONValue> = [
      "subgroups": .list(result.subgroups.map(json)), "subgroup_test": result.test?.json ?? JSONValue.null,
      "within_groups": result.within?.json ?? JSONValue.null, "common_model": commonModel,
      "shared_studies": JSONValue.list(result.sharedStudies.map { JSONValue.text($0 as String) }),
      "notes": result.notes.json,
    ]
    return .object(
      members.map { JSONValue.Member(key: $0.key, value: $0.value) } + overall
        + groups.map { JSONValue.Member(key: $0.key, value: $0.value) })
  }

  /// The members of the overall fit, empty where none is given; the studies are those of all groups.
  private var overall: [JSONValue.Member] {
    let fit = result.overall
    let rows = fit?.covariance.rowArrays ?? []
    let covariance = rows.map { row in JSONValue.list(row.map { JSONValue.number($0 as Double) }) }
    let members: KeyValuePairs<String, JSONValue> = [
      "p": .integer(fit?.p), "coefficients": .list((fit?.coefficients ?? []).map(\.json)),
      "covariance": .list(covariance), "heterogeneity": fit?.heterogeneityJSON ?? JSONValue.null,
      "moderator_test": .null, "prediction_interval": fit?.predictionInterval?.json ?? JSONValue.null,
      "likelihood": fit?.likelihood?.json ?? JSONValue.null,
      "back_transformed": fit?.backTransformed?.json ?? JSONValue.null, "studies": .list(studies),
      "optimization": fit?.optimization.json ?? JSONValue.null,
    ]
    return members.map { JSONValue.Member(key: $0.key, value: $0.value) }
      + (fit?.stratifiedTests?.members ?? [])
      + (fit?.countSections.map { .init(key: $0.key, value: $0.json) } ?? [])
  }

  private var model: JSONValue {
    let choices: KeyValuePairs<String, JSONValue> = [
      "by": .text(result.column), "subgroup_tau2": .text(result.analysis.tau2.rawValue),
      "group_order": .text(result.analysis.order.rawValue), "overall": .text(result.analysis.overall.rawValue),
      "weight_basis": .text(result.weightsAreOverall ? "overall" : "subgroup"),
    ]
    return .object(
      settings.json(
        measure: result.measure, formula: nil, profile: profile, options: options, method: result.methodCode,
        modelsCounts: result.analysis.counts != nil)
        + choices.map { JSONValue.Member(key: $0.key, value: $0.value) })
  }

  /// The studies of the data in order, each with its group.
  private var studies: [JSONValue] {
    var groups: [Int: String] = [:]
    var shares: [Int: Double] = [:]
    for subgroup in result.subgroups {
      for (study, share) in zip(subgroup.studies, subgroup.ownWeights) {
        groups[study.row] = subgroup.label
        shares[study.row] = share
      }
    }
    return result.studies.map { study in
      guard case .object(let members) = study.json else { return study.json }
      return .object(
        members + [
          JSONValue.Member(key: "subgroup", value: .text(groups[study.row])),
          JSONValue.Member(key: "subgroup_weight_percent", value: .number(shares[study.row])),
        ])
    }
  }

  private func json(_ subgroup: Subgroup) -> JSONValue {
    let (fit, effect) = (subgroup.fit, subgroup.fit?.coefficients.first)
    let isPooled = subgroup.k > 1 || result.commonModel != nil
    let members: KeyValuePairs<String, JSONValue> = [
      "subgroup": .text(subgroup.label), "k": .integer(subgroup.k), "estimate": .number(effect?.estimate),
      "se": .number(effect?.standardError), "statistic": .number(effect?.statistic),
      "df": .number(effect?.degreesOfFreedom), "p_value": .number(effect?.pValue),
      "ci_lower": .number(effect?.interval?.lower), "ci_upper": .number(effect?.interval?.upper),
      "weight_percent": .number(subgroup.weightPercent),
      "heterogeneity": isPooled ? fit?.heterogeneityJSON ?? JSONValue.null : JSONValue.null,
      "prediction_interval": fit?.predictionInterval?.json ?? JSONValue.null,
      "back_transformed": fit?.backTransformed?.json ?? JSONValue.null,
    ]
    return .object(
      members.map { JSONValue.Member(key: $0.key, value: $0.value) }
        + (fit?.countSections ?? []).map { JSONValue.Member(key: $0.key, value: $0.json) })
  }

  private var commonModel: JSONValue {
    guard let model = result.commonModel else { return .null }
    return .object([
      "moderators": .text(model.formula), "p": .integer(model.p),
      "coefficients": .list(model.coefficients.map(\.json)),
      "heterogeneity": model.heterogeneity.json,
      "likelihood": model.likelihood?.json ?? JSONValue.null,
      "optimization": model.optimization.json,
    ])
  }
}

extension SubgroupTest {
  fileprivate var json: JSONValue {
    .object([
      "statistic": .number(statistic), "df1": .integer(df1), "df2": .integer(df2), "p_value": .number(pValue),
      "basis": .text(basis.rawValue),
    ])
  }
}

extension WithinGroupTest {
  fileprivate var json: JSONValue {
    .object(["q": .number(q), "q_df": .integer(degreesOfFreedom), "q_p_value": .number(pValue)])
  }
}
