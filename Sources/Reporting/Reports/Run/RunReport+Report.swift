import Analyses
import MetaAnalysis
import Plotting

extension RunReport {
  /// What a person reads: the source, the verdicts, the result as `tutti fit` prints it, further tables, how it was made.
  public var report: Report {
    let own = pooled.report(details: false, decimals: nil)
    var blocks: [Report.Block] = []
    if let source = analysis.source { blocks.append(.facts(heading: "Published in", source.facts)) }
    if let note = analysis.note { blocks.append(.items(heading: "Remark", [note])) }
    if let checked {
      let check = CheckReport(entries: [.init(file: "Printed numbers", outcome: .checked(checked))])
      blocks += check.report(details: true).blocks
    }
    blocks += own.blocks.filter { !$0.isNotes }
    if let doseReport { blocks += doseReport.report().blocks.filter { !$0.isNotes } }
    for (heading, steps) in [
      ("Without each study in turn", leaveOneOut), ("As studies are added", cumulative),
      ("With other choices", sensitivity),
    ] where !steps.isEmpty { blocks.append(StepTable(steps).block(heading: heading)) }
    blocks.append(.items(heading: "Methods", [methods]))
    blocks += notes.block().map(\.inFile)
    return Report(title: analysis.title ?? own.title, blocks: blocks)
  }

  /// How the analysis was made, as a methods section would say it.
  public var methods: String {
    let (fit, choices) = (
      result.fit ?? result.subgroups?.subgroups.lazy.compactMap(\.fit).first, result.choices
    )
    var sentences: [String] = []
    let k = result.subgroups?.k ?? fit?.k ?? 0
    let rows = prepared.data.table.rowCount
    let what =
      result.effects.measure.map { "Effect sizes: \($0.definition.name), \($0.code)" }
      ?? "Effect sizes as given"
    sentences.append("\(what); \(k) of \(rows) rows of \(prepared.data.name) are used")
    if let filter = analysis.rows { sentences[0] += " (rows: \(filter.text))" }
    if let mixed = fit?.mixedModel {
      sentences.append(
        "The counts are modelled by a generalized linear mixed model (\(mixed.model.form.rawValue), \(mixed.model.form.name))"
      )
    } else if let settings = choices.settings {
      sentences.append("True effects are \(settings.effectsSentence); weights: \(settings.weightsSentence)")
    }
    if let request = analysis.subgroups {
      sentences.append(
        "Studies are split by \(request.by), with \(request.tau2 == .common ? "one τ² for all groups" : "a τ² for each group")"
      )
    }
    if let formula = analysis.moderators { sentences.append("Moderators: \(formula)") }
    if let fit {
      let level = NumberText.significant(fit.settings.level, digits: 6)
      sentences.append("Tests and \(level)% intervals: \(fit.test.name)")
      if let interval = fit.heterogeneity.tau2IntervalMethod {
        sentences.append("Interval of τ²: \(interval.name)")
      }
    }
    let overrides = ConventionKey.allCases.compactMap { key in
      analysis.overrides[key].map { "\(key.rawValue): \($0)" }
    }
    sentences.append(
      "Conventions are those of \(analysis.profile)"
        + (overrides.isEmpty ? "" : " but for \(overrides.joined(separator: ", "))"))
    sentences.append("Computed with \(Engine.name) \(Engine.version)")
    return sentences.map { $0 + "." }.joined(separator: " ")
  }
}

extension Publication {
  /// What is known of it, line by line.
  fileprivate var facts: [Report.Fact] {
    let facts = [("Reference", citation), ("DOI", doi), ("Where", place), ("Address", url)]
    return facts.compactMap { label, text in text.map { Report.Fact(label, $0) } }
  }
}

extension Report.Block {
  /// The block beside which lies a `fit.json` with everything.
  fileprivate var inFile: Report.Block {
    guard case .items(let heading, let items) = self else { return self }
    return .items(heading: heading, items.map { $0.replacing("--format json lists", with: "fit.json lists") })
  }

  /// Whether it holds the notes, which come last.
  fileprivate var isNotes: Bool { if case .items("Notes", _) = self { true } else { false } }
}
