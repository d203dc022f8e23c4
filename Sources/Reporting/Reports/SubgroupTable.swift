import MetaAnalysis

extension SubgroupReport {
  /// Studies and pooled effects as one table: `entry` says whether a line is a study, a subgroup or all studies.
  public var csv: String {
    let header = [
      "subgroup", "entry", "row", "study", "k", "estimate", "se", "ci_lower", "ci_upper", "weight_percent",
      "subgroup_weight_percent", "tau2",
      "i2", "q", "q_df", "q_p_value",
    ]
    var writer = CSVWriter()
    for name in header { writer.append(text: name) }
    writer.endRow()
    for subgroup in result.subgroups {
      for (study, share) in zip(subgroup.studies, subgroup.ownWeights) {
        append(study, subgroup: subgroup.label, share: share, to: &writer)
      }
      append(
        subgroup.fit, named: subgroup.label, entry: "subgroup", k: subgroup.k, weight: subgroup.weightPercent,
        share: subgroup.fit == nil ? nil : 100, showsHeterogeneity: subgroup.k > 1 || result.commonModel != nil,
        to: &writer)
    }
    let grouped = Set(result.subgroups.flatMap { $0.studies.map(\.row) })
    for study in result.studies where !grouped.contains(study.row) {
      append(study, subgroup: nil, share: nil, to: &writer)
    }
    if let overall = result.overall {
      append(
        overall, named: nil, entry: "overall", k: overall.k, weight: 100, share: nil, showsHeterogeneity: true,
        to: &writer)
    }
    return writer.text
  }

  private func append(_ study: FittedStudy, subgroup: String?, share: Double?, to writer: inout CSVWriter) {
    writer.append(text: subgroup)
    writer.append(text: "study")
    writer.append(text: String(study.row))
    writer.append(text: study.study)
    writer.append(text: nil)
    let numbers = [
      study.yi, study.vi?.squareRoot(), study.interval?.lower, study.interval?.upper, study.weightPercent,
      share,
    ]
    for number in numbers + [nil, nil, nil, nil, nil] { writer.append(number: number) }
    writer.endRow()
  }

  private func append(
    _ fit: Fit?, named label: String?, entry: String, k: Int, weight: Double?, share: Double?,
    showsHeterogeneity: Bool, to writer: inout CSVWriter
  ) {
    writer.append(text: label)
    writer.append(text: entry)
    writer.append(text: nil)
    writer.append(text: nil)
    writer.append(text: String(k))
    let effect = fit?.coefficients.first
    let heterogeneity = showsHeterogeneity ? fit?.heterogeneity : nil
    let numbers = [
      effect?.estimate, effect?.standardError, effect?.interval?.lower, effect?.interval?.upper, weight, share,
      heterogeneity?.tau2, heterogeneity?.i2, heterogeneity?.q,
      heterogeneity.map { Double($0.qDegreesOfFreedom) }, heterogeneity?.qPValue,
    ]
    for number in numbers { writer.append(number: number) }
    writer.endRow()
  }
}
