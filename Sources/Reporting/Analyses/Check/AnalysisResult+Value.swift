import Distributions
import MetaAnalysis

/// Why a result has no number that a publication prints.
public enum QuantityError: AnalysisError, Hashable {
  /// The model has no such coefficient.
  case unknownTerm(String, known: [String])
  /// There is no such group.
  case unknownSubgroup(String, known: [String])
  /// No row used bears that name or number.
  case unknownStudy(String, known: [String])
  /// No row used has that number.
  case unknownRow(Int, of: Int)
  /// The name stands at several rows.
  case ambiguousStudy(String, rows: [Int])
  /// A model with several coefficients has no single effect.
  case termNeeded(known: [String])
  /// A group could not be pooled.
  case emptySubgroup(String)

  /// The request is at fault.
  public var kind: ErrorKind { .data }

  /// One sentence: what is missing and what exists.
  public var description: String {
    func guess(_ name: String, _ known: [String]) -> String {
      nearestName(to: name, in: known).map { "; did you mean '\($0)'?" }
        ?? ((1..<20).contains(known.count) ? "; there are \(known.joined(separator: ", "))" : "")
    }
    return switch self {
    case .unknownTerm(let name, let known): "the model has no term '\(name)'\(guess(name, known))"
    case .unknownSubgroup(let name, let known): "there is no group '\(name)'\(guess(name, known))"
    case .unknownStudy(let name, let known): "no study used is called '\(name)'\(guess(name, known))"
    case .unknownRow(let row, let count):
      row > count
        ? "there is no row \(row); the data have \(count == 1 ? "one row" : "\(count) rows")"
        : "row \(row) is not used; see 'rows'"
    case .ambiguousStudy(let name, let rows):
      "'\(name)' stands at rows \(enumerated(rows.map(String.init))); name the row instead"
    case .termNeeded(let known):
      "the model has several coefficients; name one with 'term': \(known.joined(separator: ", "))"
    case .emptySubgroup(let name): "no study of group '\(name)' can be pooled"
    }
  }
}

extension AnalysisResult {
  /// A single number on a printed scale; `nil` where the model does not define it.
  /// - Parameters:
  ///   - quantity: A single number; of an interval one of its ends.
  ///   - target: The part of the analysis it belongs to.
  ///   - scale: The scale it is printed on.
  /// - Throws: ``QuantityError`` for parts that do not exist, and what predictions throw.
  public func value(
    of quantity: Quantity, at target: Expectation.Target = .model, scale: PrintedScale = .analysis
  ) throws -> Double? {
    let quantity = scale.turnsRound ? quantity.otherEnd : quantity
    let found: Located
    switch target {
    case .model: found = try ofModel(quantity)
    case .term(let term): found = try ofTerm(term, quantity)
    case .subgroup(let label): found = try ofSubgroup(label, quantity)
    case .study(let name): found = ofStudy(try position(named: name), quantity)
    case .row(let row): found = ofStudy(try position(row: row), quantity)
    case .at(let values): found = try ofPrediction(values, quantity)
    case .prediction(let number):
      found = try ofPrediction(analysis.predictions[min(number, analysis.predictions.count) - 1], quantity)
    case .contrast(let hypotheses): found = try ofContrast(hypotheses, quantity)
    case .comparison(let formula): found = try ofComparison(formula, quantity)
    case .adjustedMean(let values): found = try ofAdjustedMean(values, quantity)
    case .dose(let target, let model): found = try ofDose(target, model, quantity)
    }
    guard let number = found.number, !number.isNaN else { return nil }
    let isShown = quantity.isEffect || scale == .negative || scale == .fraction
    return isShown ? scale.value(number, by: found.transform) : number
  }

  /// A number on the analysis scale with the way back to the natural one.
  struct Located {
    var number: Double?
    var transform = BackTransform.identity
  }

  private func ofModel(_ quantity: Quantity) throws -> Located {
    if let result = subgroups {
      switch quantity {
      case .qBetween: return Located(number: result.test?.statistic)
      case .qBetweenDF: return Located(number: (result.test?.df1).map(Double.init))
      case .qBetweenP: return Located(number: result.test?.pValue)
      case .qWithin: return Located(number: result.within?.q)
      case .qWithinDF: return Located(number: (result.within?.degreesOfFreedom).map(Double.init))
      case .qWithinP: return Located(number: result.within?.pValue)
      case .k: return Located(number: Double(result.k))
      default: break
      }
    }
    if quantity == .permutationP { return try permutationOfModel() }
    guard let fit else { return Located() }
    if quantity.isOfEffect, quantity != .df, fit.coefficients.count > 1 {
      throw QuantityError.termNeeded(known: fit.coefficients.map(\.term))
    }
    return Located(number: fit.number(quantity, of: fit.coefficients.first), transform: fit.backTransform)
  }

  private func ofTerm(_ term: String, _ quantity: Quantity) throws -> Located {
    if let found = try ofWholeTerm(term, quantity) { return found }
    func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    let models = [fit, subgroups?.commonModel].compactMap(\.self)
    for model in models {
      if let coefficient = model.coefficients.first(where: { bare($0.term) == bare(term) }) {
        return Located(number: model.number(quantity, of: coefficient), transform: model.backTransform)
      }
      if model.undefinedTerms.contains(where: { bare($0) == bare(term) }) { return Located() }
    }
    throw QuantityError.unknownTerm(term, known: models.flatMap { $0.coefficients.map(\.term) })
  }

  private func ofSubgroup(_ label: String, _ quantity: Quantity) throws(QuantityError) -> Located {
    let groups = subgroups?.subgroups ?? []
    guard let group = groups.first(where: { $0.label == label || $0.name == label }) else {
      throw .unknownSubgroup(label, known: groups.map(\.label))
    }
    switch quantity {
    case .weight: return Located(number: group.weightPercent)
    case .k: return Located(number: Double(group.k))
    default: break
    }
    guard let fit = group.fit else { throw .emptySubgroup(label) }
    return Located(number: fit.number(quantity, of: fit.coefficients.first), transform: fit.backTransform)
  }

  private func position(named name: String) throws(QuantityError) -> Int {
    let found = effects.rows.indices.filter { effects.rows[$0].study == name }
    if found.count > 1 { throw .ambiguousStudy(name, rows: found.map { effects.rows[$0].row }) }
    guard let position = found.first else {
      throw .unknownStudy(name, known: effects.rows.compactMap(\.study))
    }
    return position
  }

  private func position(row: Int) throws(QuantityError) -> Int {
    guard let position = effects.rows.firstIndex(where: { $0.row == row }) else {
      throw .unknownRow(row, of: effects.rows.map(\.row).max() ?? 0)
    }
    return position
  }

  private func ofStudy(_ position: Int, _ quantity: Quantity) -> Located {
    let row = effects.rows[position]
    let study = studies.first { $0.row == row.row }
    let transform = effects.backTransform(at: position)
    let z = row.yi.flatMap { yi in row.sei.flatMap { $0 > 0 ? yi / $0 : nil } }
    let number: Double? =
      switch quantity {
      case .estimate: row.yi
      case .se: row.sei
      case .vi: row.vi
      case .ciLower: study?.interval?.lower
      case .ciUpper: study?.interval?.upper
      case .statistic: z
      case .p: z.map { 2 * Normal.standard.upperTail($0.magnitude) }
      case .weight: study?.weightPercent
      case .fitted: study?.fitted
      case .residual: study?.residual
      default: nil
      }
    return Located(number: number, transform: transform)
  }

  private func ofPrediction(_ values: ModeratorValues, _ quantity: Quantity) throws -> Located {
    guard let fit, let prediction = try fit.predict(at: [values]).rows.first else { return Located() }
    return Located(number: prediction.number(quantity), transform: fit.backTransform)
  }
}

extension Fit {
  /// A number of the model, or of one of its coefficients.
  fileprivate func number(_ quantity: Quantity, of coefficient: Coefficient?) -> Double? {
    // A beta-binomial model has ρ, and neither τ² nor Q.
    let spread = betaBinomial == nil ? heterogeneity : nil
    return switch quantity {
    case .estimate: coefficient?.estimate
    case .se: coefficient?.standardError
    case .ciLower: coefficient?.interval?.lower
    case .ciUpper: coefficient?.interval?.upper
    case .statistic: coefficient?.statistic
    case .df: coefficient?.degreesOfFreedom
    case .p: coefficient?.pValue
    case .piLower: predictionInterval?.interval.lower
    case .piUpper: predictionInterval?.interval.upper
    case .tau2: spread?.tau2
    case .tau: spread?.tau
    case .tau2SE: spread?.tau2StandardError
    case .tau2CILower: spread?.tau2Interval?.lower
    case .tau2CIUpper: spread?.tau2Interval?.upper
    case .tauCILower: (spread?.tau2Interval).map { max(0, $0.lower).squareRoot() }
    case .tauCIUpper: (spread?.tau2Interval).map { max(0, $0.upper).squareRoot() }
    case .i2: spread?.i2
    case .i2CILower: spread?.i2Interval?.lower
    case .i2CIUpper: spread?.i2Interval?.upper
    case .h2: spread?.h2
    case .h: (spread?.h2).map { max(0, $0).squareRoot() }
    case .h2CILower: spread?.h2Interval?.lower
    case .h2CIUpper: spread?.h2Interval?.upper
    case .r2: spread?.r2
    case .q: spread?.q
    case .qDF: (spread?.qDegreesOfFreedom).map(Double.init)
    case .qP: spread?.qPValue
    case .qm: moderatorTest?.statistic
    case .qmDF: (moderatorTest?.df1).map(Double.init)
    case .qmDF2: (moderatorTest?.df2).map(Double.init)
    case .qmP: moderatorTest?.pValue
    case .k: Double(k)
    case .logLikelihood: likelihood?.logLikelihood
    case .deviance: likelihood?.deviance
    case .aic: likelihood?.aic
    case .bic: likelihood?.bic
    case .aicc: likelihood?.aicc
    case .cmh: stratifiedTests?.cochranMantelHaenszel?.statistic
    case .cmhP: stratifiedTests?.cochranMantelHaenszel?.pValue
    case .tarone: stratifiedTests?.tarone?.statistic
    case .taroneP: stratifiedTests?.tarone?.pValue
    case .breslowDay: stratifiedTests?.breslowDay?.statistic
    case .breslowDayP: stratifiedTests?.breslowDay?.pValue
    case .lrt: betaBinomial?.overdispersion.statistic ?? mixedModel?.likelihoodRatio.statistic
    case .lrtP: betaBinomial.map { $0.overdispersion.pValue } ?? mixedModel?.likelihoodRatio.pValue
    case .sigma2: mixedModel?.sigma2
    case .rho: betaBinomial?.correlation
    case .rhoSE: betaBinomial?.correlationStandardError
    case .ci, .pi, .tau2CI, .tauCI, .i2CI, .h2CI, .qBetween, .qBetweenDF, .qBetweenP, .qWithin, .qWithinDF,
      .qWithinP, .weight, .vi, .fitted, .residual, .pAdjusted, .simultaneousCI, .simultaneousLower,
      .simultaneousUpper, .lrtDF, .vif, .vifRoot, .permutationP, .dose, .doseCI, .doseLower, .doseUpper,
      .akaikeWeight:
      nil
    }
  }
}

extension Quantity {
  /// The other end of an interval, for scales that turn round; itself for all else.
  var otherEnd: Quantity {
    switch self {
    case .ciLower: .ciUpper
    case .ciUpper: .ciLower
    case .piLower: .piUpper
    case .piUpper: .piLower
    case .simultaneousLower: .simultaneousUpper
    case .simultaneousUpper: .simultaneousLower
    default: self
    }
  }
}
