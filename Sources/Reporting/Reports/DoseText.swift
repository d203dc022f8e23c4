import MetaAnalysis
import Plotting

extension DoseReport {
  /// What a person reads: the models compared, the dose each needs for each target, the answers in words by the model
  /// with the smallest AICc, how to read them, and the notes.
  ///
  /// - Parameters:
  ///   - details: Also the coefficients of every model and the profile-likelihood sets, and every note.
  ///   - decimals: The decimals of doses and targets; without it three significant digits.
  public func report(details: Bool = false, decimals: Int? = nil) -> Report {
    var blocks =
      result.notes.foremostBlock + [data, comparison, needed(details: details, decimals: decimals), words]
    if details { blocks.append(coefficients) }
    blocks.append(.items(heading: "How to read this", DoseWording.caveats))
    blocks += result.notes.block(limit: details ? .max : 10)
    let measure = result.measure.map { ": \($0.definition.name)" } ?? ""
    return Report(title: "Dose–response meta-regression of \(result.k) estimates\(measure)", blocks: blocks)
  }

  private var wording: DoseWording { DoseWording(result) }
  private var interval: String { "\(numberText(result.analysis.settings.level))% CI" }

  private var data: Report.Block {
    let settings = result.analysis.settings
    var facts = [
      Report.Fact("Data", "\(input.name), \(result.k) of \(input.rows) rows"),
      .init(
        "Dose",
        "\(result.analysis.dose): \(DoseWording.dose(result.observed.lower)) to "
          + "\(DoseWording.dose(result.observed.upper)), \(result.distinctDoses) different values"),
    ]
    if let targets { facts.append(.init("Targets", targets)) }
    if !result.heldTerms.isEmpty {
      facts.append(.init("Held at means", result.heldTerms.joined(separator: ", ")))
    }
    facts.append(.init("Effects", settings.heterogeneity.sentence))
    if let test = result.models.first?.fit.test {
      facts.append(.init("Test", "\(test.rawValue): \(test.name)"))
    }
    if let profile { facts.append(.init("Profile", profile)) }
    return .facts(heading: nil, facts)
  }

  /// `risk ratio 0.8 (log risk ratio −0.223), 0.5 (−0.693)`, `nil` where both scales are one.
  private var targets: String? {
    guard result.backTransform != .identity, let definition = result.measure?.definition else { return nil }
    let texts = result.analysis.targets.enumerated().map { position, target in
      let effect = NumberText.significant(target.effect, digits: 3)
      return position == 0
        ? "\(definition.naturalName) \(wording.effect(target.effect)) (\(definition.name) \(effect))"
        : "\(wording.effect(target.effect)) (\(effect))"
    }
    return texts.joined(separator: ", ")
  }

  // MARK: Models

  private var comparison: Report.Block {
    let columns = [
      ReportTable.Column("Model", .left), .init("Formula", .left), .init("AICc"), .init("Δ AICc"),
      .init("Weight"), .init("Dose, p"), .init("R²"), .init("τ²"),
    ]
    let tau2 = Rounding(
      significant: 3, of: lowerMedian(result.models.map(\.fit.heterogeneity.tau2)), minimum: 3)
    func row(_ name: String, _ formula: String, _ comparison: DoseComparison, _ fit: Fit?) -> [ReportTable.Cell]
    {
      [
        .text(name), .text(formula), .text(NumberText.fixed(comparison.aicc, decimals: 2)),
        .text(NumberText.fixed(comparison.deltaAICc, decimals: 2)),
        .text(NumberText.fixed(comparison.weight, decimals: 2)),
        comparison.test.map { .text(NumberText.pValueText($0.pValue)) } ?? .empty,
        fit?.heterogeneity.r2.map { .text(NumberText.fixed($0, decimals: 1) + "%") } ?? .empty,
        fit.map { tau2.cell($0.heterogeneity.tau2) } ?? .empty,
      ]
    }
    let rows = result.models.map { model in
      row(DoseWording.name(model.shape), model.fit.formula ?? "", model.comparison, model.fit)
    }
    return .table(
      ReportTable(
        heading:
          "Models (AICc, weight and p by maximum likelihood; R² and τ² by \(result.analysis.settings.heterogeneity.code))",
        columns: columns, rows: rows, summaryRows: [row("no dose", "", result.baseline, nil)]))
  }

  // MARK: Doses

  private func needed(details: Bool, decimals: Int?) -> Report.Block {
    let hasBootstrap = result.models.contains { $0.needed.contains { $0.bootstrap != nil } }
    var columns = [
      ReportTable.Column("Target"), .init("Model", .left), .init("Dose", .left), .init(interval, .left),
      .init("Method", .left),
    ]
    if details { columns.append(.init("Profile likelihood", .left)) }
    if hasBootstrap { columns.append(.init("Never reached")) }
    var rows: [[ReportTable.Cell]] = []
    for index in result.analysis.targets.indices {
      for (position, model) in result.models.enumerated() {
        let needed = model.needed[index]
        let target = decimals.map {
          NumberText.fixed(result.backTransform(needed.target.effect), decimals: $0)
        }
        var row: [ReportTable.Cell] = [
          position == 0 ? .text(target ?? wording.effect(needed.target.effect)) : .empty,
          .text(DoseWording.name(model.shape)), .text(wording.estimate(needed)),
          .text(DoseWording.set(needed.confidence)), .text(needed.method ?? "none"),
        ]
        if details { row.append(.text(needed.profile.map { DoseWording.set($0) } ?? "")) }
        if hasBootstrap {
          row.append(
            needed.bootstrap.map { .text(NumberText.fixed(100 * $0.neverReached, decimals: 1) + "%") } ?? .empty
          )
        }
        rows.append(row)
      }
    }
    let unit = result.analysis.dose
    return .table(ReportTable(heading: "Dose needed (\(unit))", columns: columns, rows: rows))
  }

  private var words: Report.Block {
    let best = result.best
    var items: [String] = []
    if let change = best.change { items.append(sentence(change)) }
    items += best.needed.map { wording.sentence($0, of: best) }
    if !best.shape.isLine, let samples = best.needed.first?.bootstrap?.samples {
      items.append(
        "Intervals come from a parametric bootstrap of \(samples) samples with seed \(result.analysis.seed).")
    }
    let name = DoseWording.name(best.shape)
    return .items(heading: "In words, by the \(name) model (smallest AICc of those with a dose)", items)
  }

  private func sentence(_ change: DoseChange) -> String {
    let step = change.step == .unit ? "Each further unit of dose" : "Each doubling of the dose"
    let p = change.pValue.map { ", \(NumberText.pValueStatement($0))" } ?? ""
    if result.backTransform == .exponential {
      // A difference of logarithms is a factor of the ratio.
      let factor = result.backTransform(change.estimate)
      let rounding = Rounding(significant: 3, of: factor - 1, minimum: 2)
      let ends = change.interval.map { interval in
        " (\(self.interval) \(rounding.text(result.backTransform(interval.lower))) to "
          + "\(rounding.text(result.backTransform(interval.upper))))"
      }
      let name = result.measure?.definition.naturalName ?? "effect"
      return "\(step) multiplies the mean \(name) by \(rounding.text(factor))\(ends ?? "")\(p)."
    }
    let scale = result.backTransform == .identity ? "" : " on the analysis scale"
    let rounding = Rounding(significant: 3, of: change.estimate, minimum: 2)
    let ends = change.interval.map {
      " (\(interval) \(rounding.text($0.lower)) to \(rounding.text($0.upper)))"
    }
    return
      "\(step) goes with a change of \(rounding.text(change.estimate))\(ends ?? "")\(scale) in the mean effect\(p)."
  }

  private var coefficients: Report.Block {
    let columns = [
      ReportTable.Column("Model", .left), .init("Coefficient", .left), .init("Estimate"), .init(interval),
      .init("SE"), .init("p"),
    ]
    let rows = result.models.flatMap { model in
      model.fit.coefficients.enumerated().map { position, coefficient -> [ReportTable.Cell] in
        let rounding = Rounding(significant: 4, of: coefficient.standardError, minimum: 3)
        return [
          position == 0 ? .text(DoseWording.name(model.shape)) : .empty, .text(coefficient.term),
          rounding.cell(coefficient.estimate), rounding.cell(coefficient.interval),
          rounding.cell(coefficient.standardError),
          coefficient.pValue.map { .text(NumberText.pValueText($0)) } ?? .empty,
        ]
      }
    }
    return .table(ReportTable(heading: "Coefficients", columns: columns, rows: rows))
  }
}
