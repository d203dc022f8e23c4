import MetaAnalysis
import Plotting

extension SubgroupReport {
  /// What a person reads: the studies by group with each group's pooled effect and the overall one, the groups beside
  /// one another, the test between them, model and notes.
  ///
  /// - Parameters:
  ///   - details: Also every note.
  ///   - decimals: The decimals of estimates; without it as many as the standard errors warrant.
  public func report(details: Bool = false, decimals: Int? = nil) -> Report {
    var blocks = result.notes.foremostBlock
    if let leading = leadingFit {
      let layout = FitLayout(fit: leading, decimals: decimals)
      blocks += [studies(layout), groups(layout)]
    }
    blocks += difference + overallHeterogeneity + (result.overall?.tableTests ?? []) + [model]
    blocks += result.notes.block(limit: details ? .max : 10)
    return Report(title: title, blocks: blocks)
  }

  private var interval: String { "\(numberText(settings.level))% CI" }
  private var isBetaBinomial: Bool { result.methodCode == BetaBinomialModel.code }

  private var title: String {
    let studies = result.k == 1 ? "1 estimate" : "\(result.k) estimates"
    let groups = result.subgroups.count == 1 ? "1 group" : "\(result.subgroups.count) groups"
    let model = isBetaBinomial ? "beta-binomial" : settings.modelName
    let measure = result.measure.map { ": \($0.definition.name)" } ?? ""
    return
      "\(model.prefix(1).uppercased())\(model.dropFirst()) subgroup analysis of \(studies) in \(groups) of \(result.column)\(measure)"
  }

  // MARK: Studies by group

  private func studies(_ layout: FitLayout) -> Report.Block {
    var columns = layout.columns(interval: interval)
    if layout.showsWeights, result.weightsAreOverall {
      columns.insert(.init("In group"), at: 4)
    } else if layout.showsWeights {
      columns[3] = .init("In group")
    }
    let isNatural = layout.scale.natural != nil
    let blank = [ReportTable.Cell](repeating: .empty, count: columns.count - 1)
    var rows: [[ReportTable.Cell]] = []
    for subgroup in result.subgroups {
      rows.append([.text(subgroup.name)] + blank)
      for (position, study) in subgroup.studies.enumerated() {
        rows.append(
          [.text("  " + (study.study ?? "row \(study.row)"))]
            + cells(
              layout, study.yi, study.interval, weight: study.weightPercent,
              share: subgroup.ownWeights[position],
              isNatural ? subgroup.effects.backTransform(at: position) : nil))
      }
      guard let effect = subgroup.fit?.coefficients.first else {
        rows.append([.text("  no effect")] + blank)
        continue
      }
      rows.append(
        [.text("  pooled effect (\(subgroup.k == 1 ? "1 study" : "k = \(subgroup.k)"))")]
          + cells(
            layout, effect.estimate, effect.interval, weight: subgroup.weightPercent, share: 100,
            isNatural ? subgroup.effects.backTransform : nil))
    }
    return .table(ReportTable(columns: columns, rows: rows, summaryRows: overallRows(layout)))
  }

  /// The cells of an effect, with its share of the group's effect where the weights are those of the overall one.
  private func cells(
    _ layout: FitLayout, _ estimate: Double?, _ interval: Interval?, weight: Double?, share: Double?,
    _ transform: BackTransform?
  ) -> [ReportTable.Cell] {
    var cells = layout.cells(estimate, interval, weight: weight, transform)
    if layout.showsWeights, result.weightsAreOverall {
      cells.insert(share.map { .text(NumberText.fixed($0, decimals: 1) + "%") } ?? .empty, at: 3)
    }
    return cells
  }

  private func overallRows(_ layout: FitLayout) -> [[ReportTable.Cell]] {
    guard let overall = result.overall, let effect = overall.coefficients.first else { return [] }
    let transform = overall.backTransformed?.transform
    var rows = [
      [.text("All studies")]
        + cells(layout, effect.estimate, effect.interval, weight: 100, share: nil, transform)
    ]
    if let prediction = overall.predictionInterval {
      rows.append(
        [.text("Prediction interval")]
          + cells(layout, nil, prediction.interval, weight: nil, share: nil, transform))
    }
    return rows
  }

  // MARK: Groups beside one another

  private func groups(_ layout: FitLayout) -> Report.Block {
    let isT = result.subgroups.contains { $0.fit?.coefficients.first?.degreesOfFreedom != nil }
    let isRandom = settings.heterogeneity.isRandom
    let hasPrediction = result.subgroups.contains { $0.fit?.predictionInterval != nil }
    var columns = [
      ReportTable.Column("Subgroup", .left), .init("k"), .init(layout.scale.natural ?? layout.scale.analysis),
      .init(interval), .init(isT ? "t" : "z"),
    ]
    if isT { columns.append(.init("df")) }
    columns.append(.init("p"))
    if hasPrediction { columns.append(.init("\(numberText(settings.level))% PI")) }
    if isRandom { columns.append(.init("τ²")) }
    columns +=
      isBetaBinomial
      ? [.init("ρ"), .init("χ² (ρ)"), .init("p (ρ)")] : [.init("I²"), .init("Q"), .init("df"), .init("p (Q)")]
    let rounding = layout.scale.natural == nil ? layout.study.analysis : layout.study.natural
    let largest = result.subgroups.compactMap { $0.fit?.heterogeneity.tau2 }.max()
    let tau2 = Rounding(significant: 3, of: largest, minimum: 3)
    let rows = result.subgroups.map { subgroup -> [ReportTable.Cell] in
      let fit = subgroup.fit
      let effect = fit?.coefficients.first
      let back = fit?.backTransformed
      var cells: [ReportTable.Cell] = [
        .text(subgroup.name), .text(String(subgroup.k)),
        rounding.cell(back == nil ? effect?.estimate : back?.estimate),
        rounding.cell(back == nil ? effect?.interval : back?.interval),
        effect?.statistic.map { .text(NumberText.fixed($0, decimals: 2)) } ?? .empty,
      ]
      if isT { cells.append(effect?.degreesOfFreedom.map { .text(numberText($0)) } ?? .empty) }
      cells.append(effect?.pValue.map { .text(NumberText.pValueText($0)) } ?? .empty)
      if hasPrediction {
        cells.append(rounding.cell(back?.predictionInterval ?? fit?.predictionInterval?.interval))
      }
      return cells + heterogeneity(of: subgroup, isRandom: isRandom, tau2: tau2)
    }
    return .table(ReportTable(heading: "Subgroups", columns: columns, rows: rows))
  }

  private func heterogeneity(
    of subgroup: Subgroup, isRandom: Bool, tau2 rounding: Rounding
  ) -> [ReportTable.Cell] {
    if isBetaBinomial {
      guard let own = subgroup.fit?.betaBinomial else { return [.empty, .empty, .empty] }
      return [
        .text(NumberText.fixed(own.correlation, decimals: 3)),
        .text(NumberText.fixed(own.overdispersion.statistic, decimals: 2)),
        own.overdispersion.pValue.map { .text(NumberText.pValueText($0)) } ?? .empty,
      ]
    }
    guard let own = subgroup.fit?.heterogeneity, subgroup.k > 1 || result.commonModel != nil else {
      return [ReportTable.Cell](repeating: .empty, count: isRandom ? 5 : 4)
    }
    let tau2: [ReportTable.Cell] = isRandom ? [rounding.cell(own.tau2)] : []
    let isTested = own.qDegreesOfFreedom > 0
    return tau2 + [
      own.i2.flatMap { isTested ? .text(NumberText.fixed($0, decimals: 1) + "%") : nil } ?? .empty,
      own.q.flatMap { isTested ? .text(NumberText.fixed($0, decimals: 2)) : nil } ?? .empty,
      isTested ? .text(String(own.qDegreesOfFreedom)) : .empty,
      own.qPValue.flatMap { isTested ? .text(NumberText.pValueText($0)) : nil } ?? .empty,
    ]
  }

  // MARK: Difference, heterogeneity, model

  private var difference: [Report.Block] {
    var facts: [Report.Fact] = []
    if let test = result.test {
      let symbol = test.df2.map { "F(\(test.df1), \($0))" } ?? "χ²(\(test.df1))"
      let basis = test.basis == .model ? "group as a factor in one model" : "Q between the pooled effects"
      facts.append(
        .init(
          "Between groups",
          "\(symbol) = \(NumberText.fixed(test.statistic, decimals: 2)), \(NumberText.pValueStatement(test.pValue)), \(basis)"
        ))
    }
    if let within = result.within {
      facts.append(
        .init(
          "Within groups",
          "Q = \(NumberText.fixed(within.q, decimals: 2)), df \(within.degreesOfFreedom), \(NumberText.pValueStatement(within.pValue))"
        ))
    }
    if let r2 = result.commonModel?.heterogeneity.r2 {
      facts.append(.init("R²", NumberText.fixed(r2, decimals: 1) + "% of τ² lies between groups"))
    }
    return facts.isEmpty ? [] : [.facts(heading: "Differences between subgroups", facts)]
  }

  private var overallHeterogeneity: [Report.Block] {
    func summary(_ own: Heterogeneity) -> String {
      let tau2 = Rounding(significant: 4, of: own.tau2, minimum: 4)
      let parts = [
        settings.heterogeneity.isRandom ? "τ² = \(tau2.text(own.tau2))" : nil,
        own.tau2Interval.map { "\(interval) \(tau2.text($0))" },
        own.i2.map { "I² = \(NumberText.fixed($0, decimals: 1))%" },
        own.q.map { "Q = \(NumberText.fixed($0, decimals: 2))" }, "df \(own.qDegreesOfFreedom)",
        own.qPValue.map { NumberText.pValueStatement($0) },
      ]
      return parts.compactMap(\.self).joined(separator: ", ")
    }
    var facts: [Report.Fact] = []
    if let overall = result.overall {
      facts.append(
        .init("All studies", overall.betaBinomial.map { $0.heterogeneity } ?? summary(overall.heterogeneity)))
    }
    if let model = result.commonModel {
      facts.append(.init("Within groups, common", summary(model.heterogeneity)))
    }
    return facts.isEmpty ? [] : [.facts(heading: "Heterogeneity", facts)]
  }

  private var effectsSentence: String {
    switch result.analysis.counts {
    case .mixed(let model): "\(settings.effectsSentence); \(model.form.rawValue): \(model.form.name)"
    case .betaBinomial: leadingFit?.betaBinomial?.effectsSentence ?? settings.effectsSentence
    case nil: settings.effectsSentence
    }
  }

  private var model: Report.Block {
    let rows = input.rows == result.k ? "\(result.k) rows" : "\(result.k) of \(input.rows) rows"
    let tau2 = result.analysis.tau2 == .common ? "one for all groups" : "each group its own"
    var facts = [
      Report.Fact("Data", "\(input.name), \(rows)"), .init("Groups", result.column),
      .init("Effects", effectsSentence), .init("Weights", settings.weightsSentence),
      .init("Test", "\(settings.test.rawValue): \(settings.test.name)"),
    ]
    if result.analysis.counts != nil { facts.removeAll { $0.label == "Weights" } }
    if settings.heterogeneity.isRandom { facts.insert(.init("τ² of groups", tau2), at: 3) }
    if let profile { facts.append(.init("Profile", profile)) }
    return .facts(heading: "Model", facts)
  }
}
