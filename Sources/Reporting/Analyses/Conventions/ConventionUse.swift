import MetaAnalysis

extension ConventionKey {
  /// What keeps the choice from moving numbers that it could be thought to move, in a sentence; `nil` for nothing.
  public var limits: String? {
    switch self {
    case .egger: "no analysis has a regression test for asymmetry yet, so the choice moves no number"
    case .convergence: "models with moderators end at the optimum whatever is chosen"
    case .outputRounding: "'check' and 'explain' read printed numbers by it; reports round to the nearest"
    default: nil
    }
  }

  /// Whether no number of any analysis hangs on the choice.
  var isIdle: Bool { self == .egger }
}

extension Analysis {
  /// A note for every convention that the file states and that can move none of its numbers.
  var idleConventions: [Note] {
    guard let conventions = try? conventions() else { return [] }
    return ConventionKey.allCases.compactMap { key in
      guard overrides[key] != nil, let reason = idleness(of: key, conventions) else { return nil }
      return Note(.conventionUnused, ["convention": .text(key.rawValue), "reason": .text(reason)])
    }
  }

  private func idleness(of key: ConventionKey, _ conventions: Conventions) -> String? {
    if key.isIdle { return key.limits }
    if !key.concerns(measure) {
      return
        "it concerns \((key.measures ?? []).joined(separator: ", ")), not \(measure?.code ?? "effects as given")"
    }
    let isRandom = conventions.model == .random
    if let reason = precedence(over: key) { return reason }
    switch key {
    case .tau2 where !isRandom, .tau2Interval where !isRandom, .tau2IntervalLeastStudies where !isRandom:
      return "the model has one common effect and no τ²"
    case .tau2Interval where modelsCounts, .tau2IntervalLeastStudies where modelsCounts:
      return "models of counts have no interval of τ²"
    case .predictionInterval where !isRandom: return "one common effect has no prediction interval"
    case .predictionInterval where model[.method] == BetaBinomialModel.code:
      return "the beta-binomial model has no prediction interval"
    case .predictionInterval where moderators != nil && !asksForPredictions:
      return "with moderators only predictions have one, and the file asks for none"
    case .i2 where !isRandom: return "one common effect has its I² from Q"
    case .i2 where modelsCounts: return "the I² of a model of counts does not hang on it"
    case .qCenter where conventions.commonPooling == .inverseVariance:
      return "the common effect is not pooled over tables"
    case .quadrature where !modelsCounts && conventions.proportionModel != .mixedModel,
      .quadrature where model[.method] == BetaBinomialModel.code,
      .quadrature where model[.quadraturePoints] != nil:
      return "no mixed model is integrated by it"
    case .test where !isRandom: return "one common effect is tested by z; 'test' under 'model' changes that"
    case .convergence where moderators != nil: return key.limits
    case .convergence where !isRandom || ![.reml, .ml].contains(conventions.tau2):
      return "only REML and ML search for τ² this way"
    case .poolingAddition where conventions.commonPooling != .mantelHaenszel,
      .riskDifferenceVariance where conventions.commonPooling != .mantelHaenszel,
      .continuityCorrection where conventions.commonPooling != .mantelHaenszel:
      return "the tables are not pooled by Mantel–Haenszel"
    default: return nil
    }
  }
}

extension Analysis {
  /// What under `model` decides in a convention's place, as a reason; `nil` for nothing.
  private func precedence(over key: ConventionKey) -> String? {
    guard let method = model[.method] else {
      return key == .test && model[.test] != nil ? "'test' under 'model' says otherwise" : nil
    }
    let isCommon = ["EE", "FE", "MH", "PETO"].contains(method)
    switch key {
    case .model, .tau2, .proportionModel: return "'method: \(method)' under 'model' decides that"
    case .commonPooling where isCommon || modelsCounts:
      return "'method: \(method)' under 'model' decides that"
    case .test where model[.test] != nil: return "'test' under 'model' says otherwise"
    default: return nil
    }
  }

  /// Whether the method names a model of counts.
  private var modelsCounts: Bool {
    model[.method] == BetaBinomialModel.code || model.choice(.method, as: MixedModelForm.self) != nil
  }

  /// Whether a prediction is asked for, or printed.
  private var asksForPredictions: Bool {
    !predictions.isEmpty || !questions.adjustedMeans.isEmpty
      || expectations.contains {
        switch $0.target {
        case .at, .adjustedMean: true
        default: false
        }
      }
  }
}

extension NoteKind {
  /// A convention that is stated changes nothing.
  public static let conventionUnused = NoteKind(
    "convention.unused", .warning, "the convention '{convention}' changes nothing here: {reason}")
}
