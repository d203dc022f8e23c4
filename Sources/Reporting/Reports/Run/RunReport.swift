import Analyses
import MetaAnalysis
import Plotting

/// Everything that an analysis file asks for, run once; from it come all files of `tutti run`.
public struct RunReport: Sendable {
  /// The analysis with its data.
  public let prepared: PreparedAnalysis
  /// The result.
  public let result: AnalysisResult
  /// What the model answers to the file's questions.
  public let answers: ModelAnswers
  /// The doses needed, where asked for.
  public let dose: DoseResult?
  /// The verdicts on the printed numbers; `nil` without any.
  public let checked: CheckedAnalysis?
  /// The result without each study in turn, where asked for.
  public let leaveOneOut: [AnalysisStep]
  /// The result as studies are added, where asked for.
  public let cumulative: [AnalysisStep]
  /// The result under other choices, where asked for.
  public let sensitivity: [AnalysisStep]

  /// Runs an analysis.
  /// - Throws: what reading the data, effect sizes, formulas and models throw.
  public init(_ analysis: Analysis) throws {
    let prepared = try PreparedAnalysis(analysis)
    let result = try prepared.result(lint: true).inFileWords
    self.prepared = prepared
    self.result = result
    answers = try result.answers()
    dose = try result.doseAnswer()
    checked = analysis.expectations.isEmpty ? nil : try prepared.check()
    leaveOneOut = analysis.diagnostics.contains(.leaveOneOut) ? prepared.leaveOneOut(result) : []
    cumulative = analysis.diagnostics.contains(.cumulative) ? prepared.cumulative(result) : []
    sensitivity = prepared.sensitivity()
  }

  /// The analysis.
  public var analysis: Analysis { prepared.analysis }

  /// What was noticed, the answers' notes included.
  public var notes: [Note] {
    guard case .fit(let fit) = result.pooled else { return result.notes }
    let own = result.notes + answeredSections(of: fit).flatMap(\.notes)
    return own + (dose?.notes ?? []).filter { !own.contains($0) }
  }

  /// The predictions and answers asked for, in the order in which `tutti fit` shows them.
  private func answeredSections(of fit: Fit) -> [any FitSection] {
    guard result.subgroups == nil else { return [] }
    var sections: [any FitSection] = []
    if let predictions = result.predictions { sections.append(PredictionSection(predictions, of: fit)) }
    if let contrasts = answers.contrasts { sections.append(ContrastSection(contrasts, of: fit)) }
    if !answers.termTests.isEmpty { sections.append(TermTestSection(answers.termTests)) }
    if let comparison = answers.comparison { sections.append(ComparisonSection(comparison)) }
    if let inflation = answers.inflation { sections.append(InflationSection(inflation)) }
    if !answers.adjustedMeans.isEmpty { sections.append(AdjustedMeansSection(answers.adjustedMeans, of: fit)) }
    if let permutation = answers.permutation { sections.append(PermutationSection(permutation)) }
    return sections
  }

  /// The doses needed as `tutti dose` reports them.
  var doseReport: DoseReport? {
    dose.map {
      DoseReport(result: $0, input: input, options: result.choices.options, profile: analysis.profile)
    }
  }

  var input: InputSummary {
    InputSummary(name: prepared.data.name, sha256: prepared.data.sha256, rows: prepared.data.table.rowCount)
  }

  /// The model or the groups as `tutti fit` reports them.
  var pooled: any Reportable {
    switch result.pooled {
    case .fit(let fit):
      var report = FitReport(
        fit: fit, effects: result.effects, input: input, options: result.choices.options,
        profile: analysis.profile)
      report.sections += ScaleSection(fit).map { [$0] } ?? []
      report.sections += fit.countSections
      report.sections += answeredSections(of: fit)
      return report
    case .subgroups(let groups):
      return SubgroupReport(
        result: groups, input: input, options: result.choices.options, profile: analysis.profile)
    }
  }

  /// The result under the schema `tutti.run/1`; `tutti run` repeats the analysis from it alone, with the same bytes.
  public var json: JSONValue {
    let conventions = result.choices.conventions
    var members: KeyValuePairs<String, JSONValue> {
      [
        "schema": "tutti.run/1", "engine": Engine.json, "analysis": prepared.json,
        "conventions": .object(
          ConventionKey.allCases.map {
            JSONValue.Member(key: $0.rawValue, value: .text(conventions.value(of: $0) as String))
          }),
        "fit": pooled.json, "dose": doseReport?.json ?? .null,
        "leave_one_out": .list(leaveOneOut.map(\.json)), "cumulative": .list(cumulative.map(\.json)),
        "sensitivity": .list(sensitivity.map(\.json)),
        "checks": .list(
          (checked?.numbers ?? []).map {
            $0.json(isAccepted: $0.verdict.kind.isAcceptedByDefault, hasPlace: false)
          }),
      ]
    }
    return .object(members.map { JSONValue.Member(key: $0.key, value: $0.value) })
  }
}

extension RunReport {
  /// A file of the result.
  public struct File: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its text.
    public let text: String
  }

  /// Every file of the result: `report.md`, `report.txt`, `fit.json`, tables as CSV, plots as SVG.
  public func files() -> [File] {
    var files = [
      File(name: "report.md", text: report.markdown), File(name: "report.txt", text: report.text),
      File(name: "fit.json", text: json.formatted), File(name: "effects.csv", text: effects.csv),
      File(name: "studies.csv", text: studiesTable),
    ]
    for section in result.fit.map(answeredSections) ?? [] {
      guard let csv = section.csv else { continue }
      files.append(File(name: section.key.replacing("_", with: "-") + ".csv", text: csv))
    }
    if let doseReport { files.append(File(name: "dose.csv", text: doseReport.csv)) }
    for (name, steps) in [
      ("leave-one-out", leaveOneOut), ("cumulative", cumulative), ("sensitivity", sensitivity),
    ] where !steps.isEmpty {
      files.append(File(name: "\(name).csv", text: StepTable(steps).csv))
    }
    if let checked {
      let check = CheckReport(entries: [.init(file: analysis.file.name, outcome: .checked(checked))])
      files.append(File(name: "check.csv", text: check.csv(hasPlaces: false)))
    }
    if let dose { files.append(File(name: "dose.svg", text: DosePlot(dose).scene().svg())) }
    return files + plots
  }

  /// Every study with its effect size, weight and residual.
  private var studiesTable: String {
    switch result.pooled {
    case .fit(let fit):
      FitReport(fit: fit, effects: result.effects, input: input, options: result.choices.options).csv
    case .subgroups: pooled.csv
    }
  }

  private var effects: EffectsReport {
    let table = prepared.positions.map { prepared.table.selectingRows($0) } ?? prepared.table
    return EffectsReport(
      effects: result.effects, table: table, input: input, options: result.choices.options,
      profile: analysis.profile)
  }

  /// The forest plot, and of a model with moderators a bubble plot of each.
  private var plots: [File] {
    var options = ForestPlotOptions()
    options.title = analysis.title
    if analysis.plot.groups.count == 2 {
      (options.treatment, options.control) = (analysis.plot.groups[0], analysis.plot.groups[1])
    }
    if analysis.plot.favours.count == 2 {
      options.leftLabel = "Favours \(analysis.plot.favours[0])"
      options.rightLabel = "Favours \(analysis.plot.favours[1])"
    }
    switch result.pooled {
    case .subgroups(let groups):
      let plot = SubgroupForestPlot(result: groups, effects: result.effects, options: options)
      return [File(name: "forest.svg", text: plot.scene().svg())]
    case .fit(let fit):
      let plot = ForestPlot(fit: fit, effects: result.effects, options: options)
      var files = [File(name: "forest.svg", text: plot.scene().svg())]
      let moderators = fit.design.recipe?.formula.columns ?? []
      for (number, moderator) in moderators.enumerated() where fit.mixedModel == nil && fit.scale == nil {
        guard let scene = try? BubblePlot(fit: fit, effects: result.effects, moderator: moderator).scene()
        else { continue }
        let name = moderators.count == 1 ? "bubble.svg" : "bubble-\(number + 1).svg"
        files.append(File(name: name, text: scene.svg()))
      }
      return files
    }
  }
}
