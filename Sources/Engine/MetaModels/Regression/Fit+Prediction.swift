import EffectMeasures
import LinearAlgebra
import StudyRecords

extension Fit {
  /// Predictions at moderator values.
  ///
  /// x′b with x the design's row at the values, made with the levels, means, knots and polynomials of the fit. The
  /// standard error is √(x′Cx); confidence limits use the fit's test. Prediction limits are x′b ± q √(se² + τ²) with
  /// the fit's prediction-interval method, for `test` as metafor's `predict` has them. A value outside the
  /// observed range of a numeric moderator is marked and noted.
  ///
  /// Source: Raudenbush (2009), in Cooper, Hedges & Valentine, The Handbook of Research Synthesis, ch. 16; Riley,
  /// Higgins & Deeks (2011), doi:10.1136/bmj.d549.
  /// - Parameters:
  ///   - values: A value for each moderator of the formula; `[[:]]` for a common mean.
  ///   - level: Level of the intervals in percent, the fit's when `nil`.
  ///   - method: How prediction intervals are made, as in the fit when `nil`.
  /// - Throws: ``PredictionError`` for moderators without value, unknown names and levels, texts where numbers are
  ///   needed, and values that need a coefficient the data do not identify.
  public func predict(
    at values: [ModeratorValues], level: Double? = nil, method: PredictionIntervalMethod? = nil
  ) throws(PredictionError) -> Predictions {
    let predictor = try Predictor(self, level: level, method: method)
    var result = predictor.empty
    for (number, point) in zip(1..., values) {
      let (x, point) = try design.row(at: point, number: number)
      var prediction = predictor.prediction(at: x)
      prediction.moderators = point
      for moderator in design.recipe?.formula.columns ?? [] {
        guard let observed = design.recipe?.observed[moderator], let value = point[moderator]?.number,
          !observed.range.contains(value)
        else { continue }
        prediction.extrapolated.append(moderator)
        result.notes.append(
          Note(
            .extrapolated, column: moderator,
            [
              "prediction": .count(number), "moderator": .text(moderator), "value": .number(value),
              "lower": .number(observed.range.lower), "upper": .number(observed.range.upper),
            ]))
      }
      result.rows.append(prediction)
    }
    return result
  }

  /// Predictions at the rows of a table, which has a column for each moderator of the formula; others do not matter.
  /// - Throws: as ``predict(at:level:method:)-([ModeratorValues],_,_)``, and for a missing column.
  public func predict(
    at table: StudyTable, level: Double? = nil, method: PredictionIntervalMethod? = nil
  ) throws(PredictionError) -> Predictions {
    try predict(at: design.values(in: table), level: level, method: method)
  }

  /// Predictions from rows of the design: one column for each coefficient, the intercept's included.
  /// - Throws: ``PredictionError/columnCount(columns:terms:)`` and
  ///   ``PredictionError/unusableDesignValue(row:term:value:)``.
  public func predict(
    x rows: Matrix, level: Double? = nil, method: PredictionIntervalMethod? = nil
  ) throws(PredictionError) -> Predictions {
    guard rows.columns == p else { throw .columnCount(columns: rows.columns, terms: design.terms) }
    let predictor = try Predictor(self, level: level, method: method)
    var result = predictor.empty
    for i in 0..<rows.rows {
      let x = (0..<p).map { rows[i, $0] }
      for (value, term) in zip(x, design.terms) where !value.isFinite {
        throw .unusableDesignValue(row: i + 1, term: term, value: value)
      }
      result.rows.append(predictor.prediction(at: x))
    }
    return result
  }
}

/// What all predictions of a fit share.
struct Predictor {
  let fit: Fit
  let level: Double
  let method: PredictionIntervalMethod
  private let inference: CoefficientInference

  init(_ fit: Fit, level: Double?, method: PredictionIntervalMethod?) throws(PredictionError) {
    let level = level ?? fit.settings.level
    guard level > 0, level < 100 else { throw .unusableLevel(level) }
    self.fit = fit
    self.level = level
    self.method = method ?? fit.settings.predictionInterval
    inference = CoefficientInference(degreesOfFreedom: fit.degreesOfFreedom, level: level)
  }

  /// No predictions yet.
  var empty: Predictions { Predictions(rows: [], level: level, method: method, notes: []) }

  /// The prediction at a row of the design.
  func prediction(at x: [Double]) -> Prediction {
    var estimate = 0.0
    for (value, coefficient) in zip(x, fit.coefficients) { estimate += value * coefficient.estimate }
    let plain = fit.plainVariance(along: x)
    let error = (plain * (fit.varianceFactor ?? 1)).squareRoot()
    let model = fit.settings.heterogeneity
    // A location–scale model has a τ² for each study, none for new ones.
    let isRandom = model.isRandom && fit.k > 1 && fit.scale == nil
    let interval = Interval(center: estimate, halfWidth: inference.quantile * error)
    let prediction =
      isRandom
      ? PredictionInterval(
        method, estimate: estimate, se: error, plainSE: plain.squareRoot(), tau2: fit.heterogeneity.tau2,
        df: fit.degreesOfFreedom, residualDF: fit.k - fit.p, estimatesTau2: model.estimatesTau2, level: level)
      : nil
    let transform = fit.backTransform
    return Prediction(
      moderators: nil, estimate: estimate, standardError: error, degreesOfFreedom: fit.degreesOfFreedom,
      interval: interval, predictionInterval: prediction,
      backTransformed: transform == .identity
        ? nil
        : BackTransformed(
          transform: transform, estimate: transform.finite(estimate),
          interval: interval.mapped { transform($0) },
          predictionInterval: prediction?.interval.mapped { transform($0) }), extrapolated: [])
  }
}

extension Fit {
  /// The degrees of freedom of the test in use, `nil` for the normal.
  var degreesOfFreedom: Double? { test.usesT ? Double(k - p) : nil }

  /// x′Cx with C the covariance of the coefficients before any variance factor, as a square length.
  func plainVariance(along x: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<covarianceRoot.rows {
      var element = 0.0
      for j in 0..<covarianceRoot.columns { element += covarianceRoot[i, j] * x[j] }
      sum += element * element
    }
    return sum
  }
}

extension FittedDesign {
  /// The row of the columns that stayed, at moderator values, and the values as they were understood.
  func row(
    at values: ModeratorValues, number: Int
  ) throws(PredictionError) -> (row: [Double], values: ModeratorValues) {
    guard let recipe else {
      guard terms == [Design.intercept] else { throw .noRecipe }
      for name in values.values.keys.sorted() {
        throw .unknownModerator(row: number, name: name, moderators: [])
      }
      return ([1], [:])
    }
    let values = try recipe.resolved(values, number: number)
    let full = try recipe.completeRow(values, number: number)
    if let term = unidentifiedTerm(of: full) { throw .notEstimable(row: number, term: term) }
    return (restricted(full), values)
  }

  /// The moderators' values in the rows of a table.
  func values(in table: StudyTable) throws(PredictionError) -> [ModeratorValues] {
    guard let recipe else {
      guard terms == [Design.intercept] else { throw .noRecipe }
      return (0..<table.rowCount).map { _ in [:] }
    }
    let names = recipe.formula.columns
    for name in names where table[name] == nil {
      throw .missingColumn(table: table.name, moderator: name, available: table.columns.map(\.name))
    }
    return (0..<table.rowCount).map { row in
      var values: ModeratorValues = [:]
      for name in names {
        let text = table[name]?.texts[row]
        // A level that spells a number is one however the new column reads.
        if let text, recipe.levels[name]?.contains(text) == true, recipe.observed[name] == nil {
          values[name] = .text(text)
        } else {
          values[name] = table.value(of: name, row: row)
        }
      }
      return values
    }
  }
}

extension DesignRecipe {
  /// The values of the formula's moderators, each a number or a level that the fit knows.
  func resolved(_ values: ModeratorValues, number: Int) throws(PredictionError) -> ModeratorValues {
    let moderators = formula.columns
    for name in values.values.keys.sorted() where !moderators.contains(name) {
      throw .unknownModerator(row: number, name: name, moderators: moderators)
    }
    var resolved: ModeratorValues = [:]
    for name in moderators {
      guard var value = values[name] else {
        throw .missingValue(row: number, moderator: name, levels: levels[name])
      }
      let isLevel = levels[name]?.contains(value.level) == true
      if case .text(let text) = value, observed[name] != nil || !isLevel, let parsed = parseNumber(text) {
        value = .number(parsed)
      }
      if let levels = levels[name], !levels.contains(value.level) {
        throw .unknownLevel(row: number, moderator: name, value: value.level, levels: levels)
      }
      if observed[name] != nil, value.number?.isFinite != true {
        throw .notANumber(row: number, moderator: name, value: value.level)
      }
      resolved[name] = value
    }
    return resolved
  }

  /// The full row of the design at resolved values.
  func completeRow(_ values: ModeratorValues, number: Int) throws(PredictionError) -> [Double] {
    try zip(columns, row { values[$0] }).map { column, value throws(PredictionError) in
      guard let value, value.isFinite else { throw .undefinedTerm(row: number, term: column.term) }
      return value
    }
  }
}
