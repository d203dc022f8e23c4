import MetaAnalysis

extension CheckedAnalysis.Number {
  /// What the number is: `estimate of latitude`, `ci_lower (group random)`.
  package var label: String {
    var text = quantity.rawValue
    switch expectation.target {
    case .model: break
    case .term(let term): text += " of \(term)"
    case .subgroup(let group): text += " of group \(group)"
    case .study(let study): text += " of \(study)"
    case .row(let row): text += " of row \(row)"
    case .at(let values): text += " at \(values.text)"
    case .prediction(let number): text += " of prediction \(number)"
    case .contrast(let hypotheses): text += " of \(hypotheses.joined(separator: " and "))"
    case .comparison(let formula): text += " beside \(formula)"
    case .dose(let target, let model):
      if let target { text += " for \(numberText(target))" }
      text += " by the \(model?.rawValue ?? "best") model"
    case .adjustedMean(let values): text += " of the mean at \(values.text)"
    }
    if expectation.scale != .analysis { text += ", \(expectation.scale.rawValue)" }
    if let study = expectation.without { text += ", without \(study)" }
    if !expectation.settings.isEmpty {
      text += ", with \(expectation.settings.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
    }
    return text
  }
}

extension ModeratorValues {
  /// `ablat = 33.46, alloc = random`, by column.
  package var text: String {
    values.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
      .map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
  }
}
