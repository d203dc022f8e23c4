import MetaAnalysis

/// Which doses a file asks for, under the names of the options of `tutti dose`.
public struct DoseRequest: Hashable, Sendable {
  /// The column with the doses.
  public var column: String
  /// The effects to reach, on the scale that people read unless ``isOnAnalysisScale``.
  public var targets: [Double]
  /// Whether the targets are on the analysis scale.
  public var isOnAnalysisScale = false
  /// Which effects are better; `nil` where the sign of a target says so.
  public var benefit: Benefit?
  /// The forms of the curve, empty for all.
  public var models: [DoseShape] = []
  /// Knots of the spline, `nil` for the usual number.
  public var knots: Int?
  /// Further moderators, held at their means.
  public var moderators: String?
  /// Bootstrap samples for curves, `nil` for the usual number.
  public var samples: Int?
  /// Where the bootstrap's random numbers start, `nil` for the usual seed.
  public var seed: UInt64?

  /// Which effects are better.
  public enum Benefit: String, CaseIterable, Hashable, Sendable {
    case lower, higher

    var direction: DoseTarget.Direction { self == .lower ? .atMost : .atLeast }
  }

  /// Doses of a column for some effects.
  public init(column: String, targets: [Double]) {
    self.column = column
    self.targets = targets
  }

  /// The analysis of effect sizes by the settings of a regression.
  /// - Throws: ``DoseError/unusableTarget(_:)`` for a target that the scale does not have.
  func analysis(of effects: EffectSizes, _ settings: ModelSettings) throws -> DoseAnalysis {
    let transform = isOnAnalysisScale ? BackTransform.identity : effects.backTransform
    let targets = try targets.map {
      try DoseTarget(natural: $0, transform: transform, better: benefit?.direction)
    }
    var analysis = DoseAnalysis(dose: column, targets: targets, settings: settings)
    analysis.settings.tau2Interval = nil
    if !models.isEmpty { analysis.shapes = DoseShape.allCases.filter(models.contains) }
    if let knots { analysis.knots = knots }
    if let samples { analysis.samples = samples }
    if let seed { analysis.seed = seed }
    analysis.adjustment = moderators
    return analysis
  }
}

extension AnalysisResult {
  /// The doses that the file asks for; `nil` where it asks for none.
  /// - Throws: ``AnalysisFileError`` at the request.
  public func doseAnswer() throws -> DoseResult? {
    guard let request = analysis.dose else { return nil }
    return try analysis.placingRest { try analysis.placing("dose.column") { try doseResult(request) } }
  }

  private func doseResult(_ request: DoseRequest) throws -> DoseResult {
    switch choices.model {
    case .effects(let settings):
      if settings.isStratified { throw QuestionError.pooledTables(question: "dose") }
    case .counts(let model): throw QuestionError.countModel(question: "dose", method: model.code)
    case .locationScale: throw QuestionError.locationScale(question: "dose")
    }
    return try doses.value(request) {
      let settings = analysis.modelSettings(choices.conventions, isCommonMean: false)
      return try request.analysis(of: effects, settings).analyze(effects)
    }
  }

  /// A number of a model of the dose, the best one where none is named.
  func ofDose(_ target: Double?, _ shape: DoseShape?, _ quantity: Quantity) throws -> Located {
    guard let request = analysis.dose else {
      throw QuestionError.notAsked(
        quantity: quantity.rawValue, key: "dose", example: "{column: …, targets: […]}")
    }
    let result = try doseResult(request)
    let found = shape.map { shape in result.models.first { $0.shape == shape } } ?? result.best
    guard let model = found else {
      throw QuestionError.unknownTerm(shape?.rawValue ?? "", known: result.models.map(\.shape.rawValue))
    }
    let needed = target.flatMap { request.targets.firstIndex(of: $0) }.map { model.needed[$0] }
    // The ends of a gap are no interval.
    let ends: Interval? = if case .outside? = needed?.confidence { nil } else { needed?.confidence?.ends }
    let comparison = model.comparison
    let number: Double? =
      switch quantity {
      case .dose: needed?.dose
      case .doseLower: ends?.lower
      case .doseUpper: ends?.upper
      case .akaikeWeight: comparison.weight
      case .aic: comparison.aic
      case .aicc: comparison.aicc
      case .bic: comparison.bic
      case .logLikelihood: comparison.logLikelihood
      case .lrt: comparison.test?.statistic
      case .lrtDF: (comparison.test?.df1).map(Double.init)
      case .lrtP: comparison.test?.pValue
      case .tau2: model.fit.heterogeneity.tau2
      case .r2: model.fit.heterogeneity.r2
      default: nil
      }
    return Located(number: number)
  }
}

extension CheckedAnalysis.Number {
  /// Whether the number rests on permutations or bootstrap samples, which take their time.
  var isResampled: Bool {
    if case .dose = expectation.target { return true }
    return quantity == .permutationP
  }
}
