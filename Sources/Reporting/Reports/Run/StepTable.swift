import Analyses
import MetaAnalysis
import Plotting

/// Pooled results under changes, as a table: leave-one-out, cumulative, sensitivity.
struct StepTable {
  let steps: [AnalysisStep]

  init(_ steps: [AnalysisStep]) { self.steps = steps }

  /// The keys of the choices that vary, none where studies do.
  private var keys: [String] {
    guard case .settings(let settings)? = steps.first?.change else { return [] }
    return settings.map(\.key)
  }

  private func labels(_ step: AnalysisStep) -> [String?] {
    switch step.change {
    case .settings(let settings): settings.map(\.value)
    case .without(let row, let study), .adding(let row, let study): [String(row), study]
    }
  }

  /// The table with full precision.
  var csv: String {
    var writer = CSVWriter()
    let labelNames = keys.isEmpty ? ["row", "study"] : keys
    for name in labelNames + [
      "k", "estimate", "se", "ci_lower", "ci_upper", "p_value", "tau2", "i2", "q", "q_p_value", "failure",
    ] { writer.append(text: name) }
    writer.endRow()
    for step in steps {
      for label in labels(step) { writer.append(text: label) }
      writer.append(text: step.k.map(String.init))
      let numbers = [
        step.coefficient?.estimate, step.coefficient?.standardError, step.coefficient?.interval?.lower,
        step.coefficient?.interval?.upper, step.coefficient?.pValue, step.heterogeneity?.tau2,
        step.heterogeneity?.i2,
        step.heterogeneity?.q, step.heterogeneity?.qPValue,
      ]
      for number in numbers { writer.append(number: number) }
      writer.append(text: step.failure)
      writer.endRow()
    }
    return writer.text
  }

  /// The table as people read it, effects on the natural scale where there is one.
  func block(heading: String) -> Report.Block {
    let transform = steps.first { $0.coefficient != nil }?.transform ?? .identity
    let shown = steps.compactMap { $0.coefficient.map { transform($0.estimate) } }
    let errors = steps.compactMap { $0.coefficient?.standardError }
    let effect = Rounding(
      significant: transform == .identity ? 3 : 4,
      of: transform == .identity ? lowerMedian(errors) : lowerMedian(shown.map(\.magnitude)),
      minimum: 2)
    var tau2 = Rounding(
      significant: 3, of: lowerMedian(steps.compactMap { $0.heterogeneity?.tau2 }), minimum: 2)
    tau2.startsAtZero = true
    let first =
      keys.isEmpty
      ? [ReportTable.Column("Row"), ReportTable.Column("Study", .left)]
      : keys.map { ReportTable.Column($0, .left) }
    let rows = steps.map { step -> [ReportTable.Cell] in
      let labels = labels(step).map { ReportTable.Cell.text($0 ?? "") }
      guard let coefficient = step.coefficient else {
        return labels + [.empty, .text(step.failure ?? ""), .empty, .empty, .empty, .empty]
      }
      return labels + [
        .text(step.k.map(String.init) ?? ""), effect.cell(transform(coefficient.estimate)),
        effect.cell(coefficient.interval?.mapped { transform($0) }),
        coefficient.pValue.map { .text(NumberText.pValueText($0)) } ?? .empty,
        tau2.cell(step.heterogeneity?.tau2),
        step.heterogeneity?.i2.map { .text(NumberText.fixed($0, decimals: 1) + "%") } ?? .empty,
      ]
    }
    return .table(
      ReportTable(
        heading: heading,
        columns: first + [
          .init("k"), .init("Effect"), .init("Interval"), .init("p"), .init("τ²"), .init("I²"),
        ], rows: rows))
  }
}

extension AnalysisStep {
  /// The change and the pooled result.
  var json: JSONValue {
    let label: JSONValue =
      switch change {
      case .without(let row, let study): .object(["without": .integer(row), "study": .text(study)])
      case .adding(let row, let study): .object(["adding": .integer(row), "study": .text(study)])
      case .settings(let settings):
        .object(settings.map { JSONValue.Member(key: $0.key, value: .text($0.value as String)) })
      }
    return .object([
      "change": label, "k": .integer(k), "estimate": .number(coefficient?.estimate),
      "se": .number(coefficient?.standardError), "ci_lower": .number(coefficient?.interval?.lower),
      "ci_upper": .number(coefficient?.interval?.upper), "p_value": .number(coefficient?.pValue),
      "tau2": .number(heterogeneity?.tau2), "i2": .number(heterogeneity?.i2), "q": .number(heterogeneity?.q),
      "q_p_value": .number(heterogeneity?.qPValue), "failure": .text(failure),
    ])
  }
}
