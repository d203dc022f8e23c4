import MetaAnalysis
import Plotting

extension FitReport {
  /// What a person reads: the studies with their weights, the pooled effect on the analysis scale and on the natural
  /// one, heterogeneity, prediction interval, model and notes.
  ///
  /// - Parameters:
  ///   - details: Also the likelihood, the covariance of the coefficients, how the search ended, and every note.
  ///   - decimals: The decimals of estimates; without it as many as the standard errors warrant.
  public func report(details: Bool = false, decimals: Int? = nil) -> Report {
    let layout = FitLayout(fit: fit, decimals: decimals)
    var blocks = fit.notes.foremostBlock + [studies(layout)]
    blocks += isPooled ? [pooled(layout)] : [coefficients(layout)] + moderatorTest
    if fit.betaBinomial == nil { blocks.append(heterogeneity) }
    blocks += fit.tableTests
    if let block = predictionInterval(layout) { blocks.append(block) }
    for section in sections { blocks += section.blocks(details: details, decimals: decimals) }
    blocks.append(model)
    if details { blocks += likelihood + covariance + search }
    blocks += notes.block(limit: details ? .max : 10)
    return Report(title: title, blocks: blocks)
  }

  /// Whether the model has an intercept and nothing else.
  private var isPooled: Bool { fit.design.terms == ["intercept"] }

  private var interval: String { "\(numberText(fit.settings.level))% CI" }

  private var title: String {
    let studies = fit.k == 1 ? "1 study" : "\(fit.k) studies"
    let model =
      fit.betaBinomial != nil ? "beta-binomial" : fit.scale == nil ? fit.settings.modelName : "location–scale"
    let kind = isPooled ? "meta-analysis" : "meta-regression"
    let measure = fit.measure.map { ": \($0.definition.name)" } ?? ""
    return "\(model.prefix(1).uppercased())\(model.dropFirst()) \(kind) of \(studies)\(measure)"
  }

  // MARK: Studies

  private func studies(_ layout: FitLayout) -> Report.Block {
    let columns = layout.columns(interval: interval)
    let pooledTransform = fit.backTransformed?.transform
    let isPerStudy = pooledTransform != effects.measure?.definition.backTransform
    let rows = fit.studies.enumerated().map { position, study in
      let transform = pooledTransform.map { isPerStudy ? effects.backTransform(at: position) : $0 }
      return [.text(study.study ?? "row \(study.row)")]
        + layout.cells(study.yi, study.interval, weight: study.weightPercent, transform)
    }
    var summary: [[ReportTable.Cell]] = []
    if isPooled, let pooled = fit.coefficients.first {
      let total = fit.studies.compactMap(\.weightPercent).isEmpty ? nil : 100.0
      summary.append(
        [.text("Pooled effect")]
          + layout.cells(pooled.estimate, pooled.interval, weight: total, pooledTransform))
      if let prediction = fit.predictionInterval {
        summary.append(
          [.text("Prediction interval")]
            + layout.cells(nil, prediction.interval, weight: nil, pooledTransform))
      }
    }
    return .table(ReportTable(columns: columns, rows: rows, summaryRows: summary))
  }

  // MARK: Coefficients

  private func pooled(_ layout: FitLayout) -> Report.Block {
    guard let coefficient = fit.coefficients.first else {
      return .facts(heading: "Pooled effect", [.init(layout.scale.analysis, "not estimable")])
    }
    let rounding = layout.pooled
    var facts = [
      Report.Fact(
        layout.scale.analysis,
        joined(
          rounding.analysis.text(coefficient.estimate),
          coefficient.interval.map { "\(interval) \(rounding.analysis.text($0))" },
          "SE \(rounding.analysis.text(coefficient.standardError))"))
    ]
    if let natural = layout.scale.natural, let back = fit.backTransformed {
      facts.append(
        .init(
          natural,
          joined(
            back.estimate.map(rounding.natural.text) ?? "too large",
            back.interval.map { "\(interval) \(rounding.natural.text($0))" }
          )))
    }
    if let statistic = coefficient.statistic {
      let symbol = coefficient.degreesOfFreedom.map { "t(\(numberText($0)))" } ?? "z"
      facts.append(
        .init(
          "Test",
          joined(
            "\(symbol) = \(NumberText.fixed(statistic, decimals: 2))",
            coefficient.pValue.map { NumberText.pValueStatement($0) }, fit.test.name)))
    }
    return .facts(heading: "Pooled effect", facts)
  }

  private func coefficients(_ layout: FitLayout) -> Report.Block {
    let isT = fit.coefficients.contains { $0.degreesOfFreedom != nil }
    var columns = [
      ReportTable.Column("Coefficient", .left), .init("Estimate"), .init(interval), .init("SE"),
      .init(isT ? "t" : "z"),
    ]
    if isT { columns.append(.init("df")) }
    columns.append(.init("p"))
    let rows = fit.coefficients.map { coefficient in
      let rounding = Rounding(significant: 4, of: coefficient.standardError, minimum: 3)
      var cells: [ReportTable.Cell] = [
        .text(coefficient.term), rounding.cell(coefficient.estimate), rounding.cell(coefficient.interval),
        rounding.cell(coefficient.standardError),
        coefficient.statistic.map { .text(NumberText.fixed($0, decimals: 2)) } ?? .empty,
      ]
      if isT { cells.append(coefficient.degreesOfFreedom.map { .text(numberText($0)) } ?? .empty) }
      cells.append(coefficient.pValue.map { .text(NumberText.pValueText($0)) } ?? .empty)
      return cells
    }
    return .table(ReportTable(heading: "Coefficients", columns: columns, rows: rows))
  }

  private var moderatorTest: [Report.Block] {
    guard let test = fit.moderatorTest else { return [] }
    return [.facts(heading: "Test of moderators", [.init("All", test.sentence)])]
  }

  // MARK: Heterogeneity

  private var heterogeneity: Report.Block {
    let heterogeneity = fit.heterogeneity
    var facts: [Report.Fact] = []
    if fit.settings.heterogeneity.isRandom {
      let scale = Rounding(significant: 4, of: heterogeneity.tau2, minimum: 4)
      let method = heterogeneity.tau2IntervalMethod.map { " (\($0.name))" } ?? ""
      facts.append(
        .init(
          fit.scale == nil ? "τ²" : "τ², mean",
          joined(
            scale.text(heterogeneity.tau2),
            heterogeneity.tau2Interval.map { "\(interval) \(scale.text($0))\(method)" },
            heterogeneity.tau2StandardError.map { "SE \(scale.text($0))" },
            heterogeneity.isTruncated ? "cut at zero" : nil)))
      let root = Rounding(significant: 4, of: heterogeneity.tau, minimum: 4)
      facts.append(
        .init(
          fit.scale == nil ? "τ" : "τ at that mean",
          joined(
            root.text(heterogeneity.tau),
            heterogeneity.tau2Interval.map { "\(interval) \(root.text($0.mapped { $0.squareRoot() }))" })))
    }
    facts += fit.scale == nil ? shares : []
    facts.append(
      .init(
        "Q",
        joined(
          heterogeneity.q.map { NumberText.fixed($0, decimals: 2) } ?? "undefined",
          "df \(heterogeneity.qDegreesOfFreedom)", heterogeneity.qPValue.map { NumberText.pValueStatement($0) })
      ))
    return .facts(heading: isPooled ? "Heterogeneity" : "Residual heterogeneity", facts)
  }

  /// I², H² and R².
  private var shares: [Report.Fact] {
    let heterogeneity = fit.heterogeneity
    var facts: [Report.Fact] = []
    let basis = fit.settings.heterogeneity.isRandom && fit.settings.i2Basis == .tau2 ? "from τ²" : "from Q"
    facts.append(
      .init(
        "I²",
        joined(
          heterogeneity.i2.map(Rounding(decimals: 1, unit: "%").text) ?? "undefined",
          heterogeneity.i2Interval.map { "\(interval) \(Rounding(decimals: 1, unit: "%").text($0))" }, basis)))
    facts.append(
      .init(
        "H²",
        joined(
          heterogeneity.h2.map { NumberText.fixed($0, decimals: 2) } ?? "undefined",
          heterogeneity.h2Interval.map { "\(interval) \(Rounding(decimals: 2).text($0))" })))
    if let r2 = heterogeneity.r2 { facts.append(.init("R²", NumberText.fixed(r2, decimals: 1) + "%")) }
    return facts
  }

  private func predictionInterval(_ layout: FitLayout) -> Report.Block? {
    guard let prediction = fit.predictionInterval else { return nil }
    let distribution = prediction.degreesOfFreedom.map { "t(\(numberText($0)))" } ?? "normal"
    var facts = [
      Report.Fact(
        layout.scale.analysis,
        "\(layout.pooled.analysis.text(prediction.interval)), \(distribution), method \(prediction.method.rawValue)"
      )
    ]
    if let natural = layout.scale.natural, let interval = fit.backTransformed?.predictionInterval {
      facts.append(.init(natural, layout.pooled.natural.text(interval)))
    }
    return .facts(heading: "\(numberText(fit.settings.level))% prediction interval", facts)
  }

  // MARK: Model and details

  private var model: Report.Block {
    let settings = fit.settings
    let studies = fit.k == 1 ? "1 study" : "\(fit.k) studies"
    let rows = input.rows == fit.k ? studies : "\(studies) of \(input.rows) rows"
    var facts = [
      Report.Fact("Data", "\(input.name), \(rows)"),
      .init("Effects", fit.betaBinomial.map { $0.effectsSentence } ?? settings.effectsSentence),
      .init("Test", "\(fit.test.rawValue): \(fit.test.name)"),
    ]
    if !fit.modelsCounts { facts.insert(.init("Weights", settings.weightsSentence), at: 2) }
    if let formula = fit.formula { facts.insert(.init("Moderators", formula), at: 1) }
    if let profile { facts.append(.init("Profile", profile)) }
    return .facts(heading: "Model", facts)
  }

  private var likelihood: [Report.Block] {
    guard let likelihood = fit.likelihood else { return [] }
    let text = Rounding(decimals: 4)
    return [
      .facts(
        heading: likelihood.isRestricted ? "Restricted likelihood" : "Likelihood",
        [
          .init("log L", text.text(likelihood.logLikelihood)),
          .init("Deviance", likelihood.deviance.map(text.text) ?? "undefined"),
          .init("AIC", text.text(likelihood.aic)), .init("BIC", text.text(likelihood.bic)),
          .init("AICc", text.text(likelihood.aicc)),
        ])
    ]
  }

  private var covariance: [Report.Block] {
    guard !isPooled else { return [] }
    let terms = fit.coefficients.map(\.term)
    let rows = zip(terms, fit.covariance.rowArrays).map { term, row in
      [ReportTable.Cell.text(term)] + row.map { .text(NumberText.significant($0, digits: 5)) }
    }
    let columns = [ReportTable.Column("", .left)] + terms.map { ReportTable.Column($0) }
    return [.table(ReportTable(heading: "Covariance of the coefficients", columns: columns, rows: rows))]
  }

  private var search: [Report.Block] {
    let optimization = fit.optimization
    let value = joined(
      optimization.ending.rawValue, "\(optimization.iterations) iterations",
      "\(optimization.evaluations) evaluations",
      optimization.gradient.map { "gradient \(NumberText.significant($0, digits: 3))" },
      "local optima \(optimization.localOptima)")
    return [
      .facts(
        heading: fit.betaBinomial == nil ? "Search for τ²" : "Search for the maximum", [.init("Ended", value)])
    ]
  }

  private func joined(_ parts: String?...) -> String { parts.compactMap(\.self).joined(separator: ", ") }
}

extension Fit {
  /// The tests that come with Mantel–Haenszel pooling.
  var tableTests: [Report.Block] {
    guard let tests = stratifiedTests else { return [] }
    func fact(_ name: String, _ test: ChiSquaredTest?) -> Report.Fact? {
      test.map {
        let value = NumberText.fixed($0.statistic, decimals: 2)
        return Report.Fact(
          name,
          (["χ²(\($0.degreesOfFreedom)) = \(value)"]
            + ($0.pValue.map { [NumberText.pValueStatement($0)] } ?? []))
            .joined(separator: ", "))
      }
    }
    let facts = [
      fact("Cochran–Mantel–Haenszel", tests.cochranMantelHaenszel), fact("Breslow–Day", tests.breslowDay),
      fact("Tarone", tests.tarone),
    ].compactMap(\.self)
    return facts.isEmpty ? [] : [.facts(heading: "Tests over the tables", facts)]
  }
}
