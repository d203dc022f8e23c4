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
    switch key {
    case .tau2 where !isRandom: return "the model has one common effect and no τ²"
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

extension NoteKind {
  /// A convention that is stated changes nothing.
  public static let conventionUnused = NoteKind(
    "convention.unused", .warning, "the convention '{convention}' changes nothing here: {reason}")
}
