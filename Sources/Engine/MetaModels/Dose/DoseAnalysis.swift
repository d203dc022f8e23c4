import EffectMeasures
import StudyRecords

/// How much is enough: which dose reaches which mean effect, by meta-regression on the dose.
///
/// Each form of the curve (linear, logarithmic, quadratic, restricted cubic spline) is fitted twice on the same rows: by
/// maximum likelihood, so that information criteria compare forms, and by the estimator of the settings, from which
/// everything else is reported. The dose needed is where the fitted mean reaches the target, further moderators at
/// the means of the rows used.
///
/// For lines (in the dose or its logarithm) the confidence set is Fieller's, with the quantile of the settings' test:
/// the normal one, or t with k − p degrees of freedom. It holds the doses at which the target lies inside the line's
/// confidence band and may be unbounded; see ``DoseSet``. For quadratics and splines, the first crossing inside the
/// observed range is found, and its interval comes from a parametric bootstrap.
///
/// What the interval means: it concerns the dose at which the *average of studies* reaches the target. It compares
/// studies that gave different doses to different people; it says nothing on what more sessions would do for one
/// person (Thompson & Higgins 2002, doi:10.1002/sim.1187), and it is not an interval for the dose at which a single
/// new study reaches the target, which would be wider.
public struct DoseAnalysis: Hashable, Sendable {
  /// The column of the data with the doses: numbers in any unit.
  public var dose: String
  /// The effects to be reached.
  public var targets: [DoseTarget]
  /// The forms of the curve, each at most once.
  public var shapes: [DoseShape] = DoseShape.allCases
  /// The knots of the spline, 3 to 7, at Harrell's quantiles of the doses.
  public var knots = 3
  /// Further moderators as a formula, held at their means; `nil` for none.
  public var adjustment: String?
  /// How the models are fitted, tested and given intervals.
  public var settings: ModelSettings
  /// Bootstrap samples for each curve without closed form; 0 for none.
  public var samples = 1999
  /// Where the random numbers start; each curve starts there anew.
  public var seed: UInt64 = 1
  /// Whether Fieller's sets are accompanied by those of the profile likelihood.
  public var profilesLikelihood = true

  /// An analysis of a column of doses.
  public init(dose: String, targets: [DoseTarget], settings: ModelSettings = .init()) {
    self.dose = dose
    self.targets = targets
    self.settings = settings
  }

  /// Fits the models and finds the doses.
  /// - Throws: ``DoseError`` and ``StudyTableError`` for requests that do not fit the data, ``FormulaError`` for the
  ///   further moderators, ``ModelError`` as for ``PoolingModel/fit(_:design:)``. A model that the data do not carry
  ///   is left out with a note, unless none is left.
  public func analyze(_ effects: EffectSizes) throws -> DoseResult {
    try DoseRun(self, effects).result()
  }
}

/// An analysis in progress.
private struct DoseRun {
  let analysis: DoseAnalysis
  let effects: EffectSizes
  let table: StudyTable
  /// Doses, one for each row of the data.
  let doses: [Double?]

  init(_ analysis: DoseAnalysis, _ effects: EffectSizes) throws {
    guard !analysis.targets.isEmpty else { throw DoseError.unusableTarget(nil) }
    for target in analysis.targets where !target.effect.isFinite {
      throw DoseError.unusableTarget(target.effect)
    }
    guard !analysis.shapes.isEmpty else { throw DoseError.noShapes }
    guard (0...1_000_000).contains(analysis.samples) else { throw DoseError.unusableSamples(analysis.samples) }
    guard let table = effects.table else { throw DoseError.noTable(column: analysis.dose) }
    guard let column = table[analysis.dose] else {
      throw StudyTableError.unknownColumn(
        table: table.name, column: analysis.dose, role: "dose", available: table.columns.map(\.name))
    }
    guard let numbers = column.numbers else {
      let row = column.texts.firstIndex { $0.map { parseNumber($0) == nil } ?? false } ?? 0
      throw StudyTableError.notANumber(
        table: table.name, column: column.name, row: row + 1, study: effects.rows[row].study,
        value: column.texts[row] ?? "")
    }
    (self.analysis, self.effects, self.table, doses) = (analysis, effects, table, numbers)
  }

  func result() throws -> DoseResult {
    let adjustment = try adjustmentTerms()
    let baseDesign = try design(adjustment.isEmpty ? "1" : adjustment)
    var notes: [Note] = []
    var fitted: [FittedShape] = []
    var failure: (any Error)?
    for shape in analysis.shapes {
      do {
        fitted.append(try fit(shape, adjustment))
      } catch DoseError.nonPositiveDose(_, let row, let count) where analysis.shapes.count > 1 {
        notes.append(
          Note(
            .doseNotPositive,
            [
              "count": .count(count), "first": .count(row),
              "rows": .text(rowsWithoutLogarithm(count, first: row)),
            ]))
      } catch let error as any AnalysisError where analysis.shapes.count > 1 {
        failure = failure ?? error
        notes.append(
          Note(.doseModelLeftOut, ["model": .text(shape.rawValue), "reason": .text(error.description)]))
      }
    }
    guard let first = fitted.first else {
      throw failure ?? DoseError.noShapes
    }
    // Every model uses the rows that have an effect, a dose and the further moderators.
    let used = first.rows.positions
    let observedDoses = used.compactMap { doses[$0] }
    guard let lowest = observedDoses.min(), let highest = observedDoses.max(), lowest < highest else {
      throw DoseError.tooFewDoses(shape: first.shape, distinct: 1, needed: 2)
    }
    let observed = Interval(lowest, highest)
    let baseline = try likelihood(masked(baseDesign, to: used))
    var comparisons = try fitted.map { try likelihood($0.design) }
    let all = [baseline] + comparisons
    comparisons = comparisons.map { $0.weighed(among: all, baseline: baseline) }
    let delta = comparisons.map(\.deltaAICc).min() ?? 0
    if delta > 0 { notes.append(Note(.doseBaselineBest, ["delta": .number(delta)])) }
    var models: [DoseModel] = []
    for (model, comparison) in zip(fitted, comparisons) {
      let finder = DoseFinder(
        analysis: analysis, model: model, observed: observed, transform: effects.backTransform)
      let (needed, found) = try finder.needed()
      notes += found
      models.append(
        DoseModel(
          shape: model.shape, fit: model.fit, comparison: comparison, needed: needed, basis: model.basis))
    }
    let shared = first.fit.notes
    return DoseResult(
      analysis: analysis, measure: effects.measure, backTransform: effects.backTransform, k: first.fit.k,
      observed: observed, distinctDoses: Set(observedDoses).count,
      heldTerms: first.rows.terms.enumerated().filter {
        !first.basis.positions.contains($0.offset) && $0.element != Design.intercept
      }.map(\.element), baseline: baseline.weighed(among: all), models: models,
      studies: zip(effects.rows, doses).map { DoseStudy(row: $0.row, study: $0.study, dose: $1) },
      notes: shared + notes)
  }

  /// The further moderators without their tilde, empty without any.
  private func adjustmentTerms() throws -> String {
    guard let text = analysis.adjustment else { return "" }
    let formula = try Formula(text)
    guard !formula.columns.contains(analysis.dose) else {
      throw DoseError.unusableAdjustment(
        formula: text, problem: "they name the dose '\(analysis.dose)'; leave it out, the models add it")
    }
    guard formula.hasIntercept else {
      throw DoseError.unusableAdjustment(
        formula: text, problem: "they take away the intercept, which every dose model has; leave it in")
    }
    var terms = text[...]
    while let first = terms.first, first == "~" || first.isWhitespace { terms.removeFirst() }
    return String(terms)
  }

  private func design(_ terms: String) throws -> Design {
    try Formula("~ \(terms)").design(for: table, eligible: effects.rows.map(\.isUsable))
  }

  /// A design with values only in some rows.
  private func masked(_ design: Design, to rows: [Int]) -> Design {
    var design = design
    let kept = Set(rows)
    for column in design.columns.indices {
      for row in design.columns[column].values.indices where !kept.contains(row) {
        design.columns[column].values[row] = nil
      }
    }
    return design
  }

  private func fit(_ shape: DoseShape, _ adjustment: String) throws -> FittedShape {
    let name =
      analysis.dose.contains { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }
        || analysis.dose.first?.isNumber == true ? "`\(analysis.dose)`" : analysis.dose
    let terms = shape.terms(dose: name, knots: analysis.knots)
    if shape == .logarithmic { try requirePositive(name, adjustment) }
    return try FittedShape(analysis, effects, shape, design(join(terms, adjustment)))
  }

  private func join(_ terms: String, _ adjustment: String) -> String {
    adjustment.isEmpty ? terms : "\(terms) + \(adjustment)"
  }

  /// Refuses doses without logarithm in rows that the other models use.
  private func requirePositive(_ name: String, _ adjustment: String) throws {
    let design = try design(join(name, adjustment))
    let rows = effects.rows.indices.filter { row in
      effects.rows[row].isUsable && design.missingTerm(row: row) == nil && (doses[row] ?? 1) <= 0
    }
    guard let first = rows.first else { return }
    throw DoseError.nonPositiveDose(column: analysis.dose, row: effects.rows[first].row, count: rows.count)
  }

  /// The comparison by maximum likelihood, τ² fixed or 0 where the settings say so.
  private func likelihood(_ design: Design) throws -> DoseComparison {
    var settings = analysis.settings
    if settings.heterogeneity.estimatesTau2 { settings.heterogeneity = .estimated(.ml) }
    settings.tau2Interval = nil
    let fit = try settings.fit(effects, design: design)
    guard let likelihood = fit.likelihood else { throw ModelError.unboundedLikelihood(method: "ML") }
    return DoseComparison(
      p: fit.p, tau2: fit.heterogeneity.tau2, logLikelihood: likelihood.logLikelihood, aic: likelihood.aic,
      aicc: likelihood.aicc, bic: likelihood.bic, deltaAICc: 0, weight: 0)
  }
}
