import Distributions
import EffectMeasures
import LinearAlgebra
import RealModule
import StudyRecords

/// A form of the curve fitted to the data.
struct FittedShape {
  let shape: DoseShape
  let design: Design
  let fit: Fit
  let rows: UsableRows
  let basis: DoseBasis

  init(
    _ analysis: DoseAnalysis, _ effects: EffectSizes, _ shape: DoseShape, _ design: Design
  ) throws {
    self.shape = shape
    self.design = design
    fit = try analysis.settings.fit(effects, design: design)
    rows = try UsableRows(effects, design: design, weighting: analysis.settings.weighting)
    guard let recipe = design.recipe else { throw ModelError.unusableDesign }
    basis = DoseBasis(rows, recipe: recipe, dose: analysis.dose)
    let wanted = shape.termCount(knots: analysis.knots)
    guard basis.doseTerms == wanted else {
      throw DoseError.tooFewDoses(shape: shape, distinct: basis.doseTerms + 1, needed: wanted + 1)
    }
  }
}

/// Finds the doses a fitted form of the curve needs, with confidence sets and notes.
struct DoseFinder {
  let analysis: DoseAnalysis
  let model: FittedShape
  let observed: Interval
  /// To the scale on which people read targets.
  let transform: BackTransform

  /// One entry for each target.
  func needed() throws(ModelError) -> ([DoseNeeded], [Note]) {
    var notes: [Note] = []
    let terms = max(1, model.basis.doseTerms)
    if model.fit.k < 10 * terms {
      notes.append(
        Note(
          .doseFewStudies,
          [
            "k": .count(model.fit.k), "count": .count(terms), "terms": .text(counted(terms, "dose term")),
            "model": .text(model.shape.rawValue),
          ]))
    }
    if let p = slopePValue, p > 1 - analysis.settings.level / 100 {
      notes.append(Note(.doseSlope, ["model": .text(model.shape.rawValue), "p": .number(p)]))
    }
    let problem = try Tau2Problem(yi: model.rows.yi, vi: model.rows.vi, design: model.rows.design)
    let needed =
      if model.shape.isLine, let line = model.basis.line(model.fit) {
        lines(line, problem)
      } else {
        curves(problem, &notes)
      }
    return (needed, notes + needed.compactMap(note))
  }

  /// What must be said of a target: that its dose is an extrapolation, or that no observed dose, or already the lowest,
  /// reaches it. Targets are on the scale that people read.
  private func note(_ need: DoseNeeded) -> Note? {
    let target = Note.Value.number(transform(need.target.effect))
    let shape = Note.Value.text(model.shape.rawValue)
    let (lower, upper) = (Note.Value.number(observed.lower), Note.Value.number(observed.upper))
    let outside = need.dose.flatMap { isPossible($0) && !observed.contains($0) ? $0 : nil }
    switch need.reach {
    case .within: return nil
    case .notReached:
      return Note(.doseNotReached, ["target": target, "model": shape, "lower": lower, "upper": upper])
    case .beyond, .atLowest:
      if let outside {
        return Note(
          .doseExtrapolated,
          ["target": target, "model": shape, "dose": .number(outside), "lower": lower, "upper": upper])
      }
      // An effect that falls with the dose has its end inside the range.
      if let dose = need.dose, dose > observed.lower { return nil }
      return Note(.doseAtLowest, ["target": target, "model": shape, "lower": lower])
    }
  }

  /// The p value of the only dose term, `nil` for curves with several.
  private var slopePValue: Double? {
    guard model.basis.doseTerms == 1 else { return nil }
    return model.fit.coefficients[model.basis.positions[0]].pValue
  }

  // MARK: Lines

  private func lines(_ line: EstimatedLine, _ problem: Tau2Problem) -> [DoseNeeded] {
    let slope = model.basis.positions[0]
    let quantile = CoefficientInference(
      degreesOfFreedom: model.fit.coefficients[slope].degreesOfFreedom, level: analysis.settings.level
    ).quantile
    let profile = likelihoodProfile(problem)
    return analysis.targets.map { target in
      let set = line.fiellerSet(reaching: target.effect, quantile: quantile)
      let profileSet = profile?.set(reaching: target.effect, line: line, level: analysis.settings.level)
      let dose = line.crossing(target.effect).map { model.shape.dose($0) }.flatMap { isNear($0) ? $0 : nil }
      let shown = set.mapped { model.shape.dose($0) }
      return DoseNeeded(
        target: target, reach: reach(target, line, dose), dose: dose, confidence: possible(shown),
        fieller: shown, profile: profileSet.map { possible($0.mapped { model.shape.dose($0) }) }, bootstrap: nil
      )
    }
  }

  /// Whether a dose is within 10⁹ times the observed ones: farther out the slope is nothing but rounding error.
  private func isNear(_ dose: Double) -> Bool {
    let size = max(abs(observed.lower), abs(observed.upper))
    guard dose.isFinite, abs(dose) <= 1e9 * size else { return false }
    return model.shape != .logarithmic || dose >= 1e-9 * observed.lower
  }

  private func isPossible(_ dose: Double) -> Bool { dose >= 0 || observed.lower < 0 }

  /// Doses are amounts: where none observed is negative, none below 0 is possible.
  private func possible(_ set: DoseSet) -> DoseSet {
    observed.lower >= 0 ? set.restricted(toAtLeast: 0) : set
  }

  private func reach(_ target: DoseTarget, _ line: EstimatedLine, _ dose: Double?) -> DoseNeeded.Reach {
    func excess(_ dose: Double) -> Double {
      target.sign * (line.mean(model.shape.position(dose)) - target.effect)
    }
    if excess(observed.lower) >= 0 { return .atLowest }
    guard let dose, target.sign * line.slope > 0 else { return .notReached }
    return dose <= observed.upper ? .within : .beyond
  }

  /// The profile likelihood, where the model has one: τ² estimated, inverse-variance weights.
  private func likelihoodProfile(_ problem: Tau2Problem) -> DoseProfileLikelihood? {
    guard analysis.profilesLikelihood, analysis.settings.heterogeneity.estimatesTau2,
      analysis.settings.weighting == .inverseVariance
    else { return nil }
    let slope = model.basis.positions[0]
    let others = model.rows.terms.indices.filter { $0 != slope && model.rows.terms[$0] != Design.intercept }
    return DoseProfileLikelihood(
      problem, x: Array(problem.design.column(slope)),
      covariates: others.map { Array(problem.design.column($0)) })
  }

  // MARK: Curves

  private func curves(_ problem: Tau2Problem, _ notes: inout [Note]) -> [DoseNeeded] {
    let crossing = DoseCrossing(model.basis, range: observed)
    let coefficients = model.fit.coefficients.map(\.estimate)
    var estimator: (any Tau2Estimator)?
    if case .estimated(let method) = analysis.settings.heterogeneity {
      estimator = method.estimator(weights: model.rows.weights)
    }
    let bootstrap = DoseBootstrap(
      problem: problem, coefficients: coefficients, tau2: model.fit.heterogeneity.tau2, estimator: estimator,
      userWeights: model.rows.weights, crossing: crossing)
    let outcomes = bootstrap.outcomes(analysis.targets, samples: analysis.samples, seed: analysis.seed)
    let failed = analysis.samples - (outcomes.first?.count ?? 0)
    if failed > 0 {
      notes.append(
        Note(
          .doseSamplesFailed,
          [
            "count": .count(failed), "samples": .count(analysis.samples), "model": .text(model.shape.rawValue),
          ]))
    }
    let least = DoseBootstrap.leastSamples(level: analysis.settings.level)
    if analysis.samples > 0, analysis.samples - failed < least {
      notes.append(
        Note(
          .doseFewSamples,
          [
            "count": .count(analysis.samples - failed),
            "samples": .text(counted(analysis.samples - failed, "sample")),
            "model": .text(model.shape.rawValue),
            "level": .number(analysis.settings.level), "least": .count(least),
          ]))
    }
    return zip(analysis.targets, outcomes).map { target, outcomes in
      let (reach, dose): (DoseNeeded.Reach, Double?) =
        switch crossing.first(target, coefficients) {
        case .atLowest: (.atLowest, nil)
        case .within(let dose): (.within, dose)
        case .never: (.notReached, nil)
        }
      let count = Double(outcomes.count)
      return DoseNeeded(
        target: target, reach: reach, dose: dose,
        confidence: DoseBootstrap.percentileSet(outcomes, level: analysis.settings.level, range: observed),
        bootstrap: outcomes.isEmpty
          ? nil
          : .init(
            samples: outcomes.count,
            neverReached: Double(outcomes.count { $0 == .never }) / count,
            atLowest: Double(outcomes.count { $0 == .atLowest }) / count))
    }
  }
}

extension DoseComparison {
  /// With its distance from the best of several models, its Akaike weight among them, and its test against the model
  /// without the dose.
  func weighed(among all: [DoseComparison], baseline: DoseComparison? = nil) -> DoseComparison {
    let least = all.map(\.aicc).min() ?? aicc
    let total = all.reduce(0) { $0 + .exp(-0.5 * ($1.aicc - least)) }
    var result = self
    result.deltaAICc = aicc - least
    result.weight = .exp(-0.5 * result.deltaAICc) / total
    if let baseline, p > baseline.p {
      let statistic = max(0, 2 * (logLikelihood - baseline.logLikelihood))
      result.test = OmnibusTest(
        statistic: statistic, df1: p - baseline.p, df2: nil,
        pValue: ChiSquared(degreesOfFreedom: Double(p - baseline.p)).upperTail(statistic),
        coefficients: Array(baseline.p..<p))
    }
    return result
  }
}
