import StudyRecords

/// The model's mean at each level of a factor, all else equal.
///
/// Also called population marginal, least-squares or estimated marginal means. The convention: numeric moderators at
/// their mean over the rows used, each row counted once; of other factors every combination of levels, weighted
/// equally. Source: Searle, Speed & Milliken (1980), doi:10.1080/00031305.1980.10483031.
public struct AdjustedMeans: Hashable, Sendable {
  /// The mean at one level.
  public struct Row: Hashable, Sendable {
    /// The level.
    public var level: String
    /// The number of rows used that have it.
    public var k: Int
    /// The mean with its intervals; `nil` where the data do not identify it.
    public var prediction: Prediction?
  }

  /// The factor's column.
  public var factor: String
  /// One row for each level, the reference first.
  public var rows: [Row]
  /// The numeric moderators and the means they are held at, in the order of the formula.
  public var means: [Held]
  /// The other factors, averaged over their levels.
  public var averaged: [String]
  /// Level of the intervals in percent.
  public var level: Double
  /// How the prediction intervals are made.
  public var method: PredictionIntervalMethod
  /// Levels that are not identified.
  public var notes: [Note]

  /// A numeric moderator and the value it is held at.
  public struct Held: Hashable, Sendable {
    /// The moderator's column.
    public var moderator: String
    /// Its mean over the rows used.
    public var value: Double
  }
}

/// Why adjusted means cannot be had.
public enum AdjustedMeansError: AnalysisError, Hashable {
  /// The column is not a factor of the formula.
  case notAFactor(name: String, factors: [String])
  /// There are too many combinations of levels to average.
  case tooManyCombinations(count: Int, limit: Int)
  /// A prediction failed.
  case prediction(PredictionError)

  /// That of the cause.
  public var kind: ErrorKind {
    if case .prediction(let error) = self { error.kind } else { .usage }
  }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .notAFactor(let name, let factors):
      let guess = nearestName(to: name, in: factors).map { "; did you mean '\($0)'?" } ?? ""
      let list =
        factors.isEmpty
        ? "the formula has none; write factor(\(name)) to make one of a numeric column"
        : "the factors are \(factors.joined(separator: ", "))"
      return "'\(name)' is not a factor of the formula; \(list)\(guess)"
    case .tooManyCombinations(let count, let limit):
      return "the other factors have \(count) combinations of levels, more than \(limit); use fewer factors"
    case .prediction(let error): return error.description
    }
  }
}

extension NoteKind {
  /// A level's adjusted mean needs combinations that the data do not have.
  static let meanNotEstimable = NoteKind(
    "adjusted-mean.not-estimable", .warning,
    "the adjusted mean of {factor} = {level} is not identified: it needs the effect of {term}, which the data cannot "
      + "tell apart from other terms")
}

extension Fit {
  /// The most combinations of other factors' levels that are averaged.
  static let combinationLimit = 100_000

  /// The adjusted mean of each level of a factor, with confidence and prediction intervals; see ``AdjustedMeans``.
  /// - Throws: ``AdjustedMeansError`` when the column is no factor of the formula.
  public func adjustedMeans(
    of factor: String, level: Double? = nil, method: PredictionIntervalMethod? = nil
  ) throws(AdjustedMeansError) -> AdjustedMeans {
    guard let recipe = design.recipe, let levels = recipe.levels[factor] else {
      throw .notAFactor(
        name: factor, factors: design.recipe?.formula.columns.filter { design.recipe?.levels[$0] != nil } ?? [])
    }
    let predictor: Predictor
    do { predictor = try Predictor(self, level: level, method: method) } catch { throw .prediction(error) }
    let others = recipe.formula.columns.filter { $0 != factor }
    let held = others.compactMap { name in
      recipe.levels[name] == nil
        ? recipe.observed[name].map { AdjustedMeans.Held(moderator: name, value: $0.mean) } : nil
    }
    let averaged = others.filter { recipe.levels[$0] != nil }
    let count = averaged.reduce(1) {
      $0.multipliedReportingOverflow(by: recipe.levels[$1]?.count ?? 1).partialValue
    }
    guard (1...Fit.combinationLimit).contains(count) else {
      throw .tooManyCombinations(count: count, limit: Fit.combinationLimit)
    }
    let combinations = ModeratorValues.grid(
      held.map { ($0.moderator, [.number($0.value)]) }
        + averaged.map { name in (name, (recipe.levels[name] ?? []).map { .text($0) }) })
    var result = AdjustedMeans(
      factor: factor, rows: [], means: held, averaged: averaged, level: predictor.level,
      method: predictor.method,
      notes: [])
    for own in levels {
      var mean = [Double](repeating: 0, count: recipe.columns.count)
      for var point in combinations {
        point[factor] = .text(own)
        let row: [Double]
        do { row = try recipe.completeRow(recipe.resolved(point, number: 1), number: 1) } catch {
          throw .prediction(error)
        }
        for j in row.indices { mean[j] += row[j] / Double(combinations.count) }
      }
      var row = AdjustedMeans.Row(level: own, k: rowCount(factor, own), prediction: nil)
      if let term = design.unidentifiedTerm(of: mean) {
        result.notes.append(
          Note(
            .meanNotEstimable, column: factor,
            ["factor": .text(factor), "level": .text(own), "term": .text(term)]))
      } else {
        row.prediction = predictor.prediction(at: design.restricted(mean))
      }
      result.rows.append(row)
    }
    return result
  }

  /// The number of rows used at a level of a factor.
  private func rowCount(_ factor: String, _ level: String) -> Int {
    design.recipe?.counts[factor]?[level] ?? 0
  }
}
