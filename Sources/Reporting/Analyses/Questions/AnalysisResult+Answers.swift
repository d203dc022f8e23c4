import MetaAnalysis

/// The numbers of answers under the names that analysis files use.
extension AnalysisResult {
  /// A number of a hypothesis about the coefficients, or of several tested together.
  func ofContrast(_ texts: [String], _ quantity: Quantity) throws -> Located {
    let fit = try singleFit(for: .contrast)
    let hypotheses = try texts.flatMap { try fit.hypotheses($0) }
    let tests = try fit.test(contrasts: hypotheses)
    switch quantity {
    case .qm, .qmDF, .qmDF2, .qmP: return Located(number: tests.joint?.number(quantity))
    default: break
    }
    guard hypotheses.count == 1, let test = tests.rows.first else {
      throw QuestionError.severalHypotheses(text: texts.joined(separator: ", "), count: hypotheses.count)
    }
    func adjusted() throws -> ContrastTest {
      guard let adjustment = analysis.questions.adjustment else {
        throw QuestionError.notAsked(
          quantity: quantity.rawValue, key: QuestionKey.adjust.rawValue,
          example: MultiplicityAdjustment.holm.rawValue)
      }
      let family = try analysis.questions.contrasts.flatMap { try fit.hypotheses($0) }
      let own = hypotheses[0]
      guard
        let position = family.firstIndex(where: {
          $0.coefficients == own.coefficients && $0.value == own.value
        })
      else { throw QuestionError.notInFamily(hypothesis: texts[0]) }
      return try fit.test(contrasts: family, adjustment: adjustment).rows[position]
    }
    let number: Double? =
      switch quantity {
      case .estimate: test.estimate
      case .se: test.standardError
      case .ciLower: test.interval?.lower
      case .ciUpper: test.interval?.upper
      case .statistic: test.statistic
      case .df: test.degreesOfFreedom
      case .p: test.pValue
      case .pAdjusted: try adjusted().adjustedPValue
      case .simultaneousLower: try adjusted().simultaneousInterval?.lower
      case .simultaneousUpper: try adjusted().simultaneousInterval?.upper
      default: nil
      }
    return Located(number: number, transform: fit.backTransform)
  }

  /// A number of the model that another formula gives, or of the test of this model against it.
  func ofComparison(_ formula: String, _ quantity: Quantity) throws -> Located {
    let rows = try comparison(with: [formula]).rows
    // The fit's own model stands after the other one, but for a model without moderators.
    let isFirst = (try singleFit(for: .compare)).formula != nil
    guard rows.count == 2 else { return Located() }
    let other = rows[isFirst ? 0 : 1]
    let test = rows[1].test
    let number: Double? =
      switch quantity {
      case .lrt: test?.statistic
      case .lrtDF: (test?.degreesOfFreedom).map(Double.init)
      case .lrtP: test?.pValue
      case .r2: test?.r2
      case .logLikelihood: other.likelihood.logLikelihood
      case .deviance: other.likelihood.deviance
      case .aic: other.likelihood.aic
      case .bic: other.likelihood.bic
      case .aicc: other.likelihood.aicc
      case .tau2: other.tau2
      case .tau: max(0, other.tau2).squareRoot()
      case .q: other.q
      case .k: Double(other.k)
      default: nil
      }
    return Located(number: number)
  }

  /// A number of a factor's adjusted mean.
  func ofAdjustedMean(_ values: ModeratorValues, _ quantity: Quantity) throws -> Located {
    guard values.values.count == 1, let (factor, level) = values.values.first else {
      throw QuestionError.levelNeeded
    }
    let means = try adjustedMeans(of: factor)
    guard let row = means.rows.first(where: { $0.level == level.description }) else {
      throw QuestionError.unknownLevel(level.description, factor: factor, levels: means.rows.map(\.level))
    }
    if quantity == .k { return Located(number: Double(row.k)) }
    return Located(number: row.prediction?.number(quantity), transform: effects.backTransform)
  }

  /// A number of a term: its tests given all others, its variance inflation, its permutation p; `nil` for those of its
  /// coefficient.
  func ofWholeTerm(_ name: String, _ quantity: Quantity) throws -> Located? {
    func isNamed(_ text: String) -> Bool {
      text.filter { !$0.isWhitespace } == name.filter { !$0.isWhitespace }
    }
    switch quantity {
    case .qm, .qmDF, .qmDF2, .qmP, .lrt, .lrtDF, .lrtP:
      let tests = try termTests()
      guard let test = tests.first(where: { isNamed($0.term.label) }) else {
        throw QuestionError.unknownTerm(name, known: tests.map(\.term.label))
      }
      switch quantity {
      case .lrt: return Located(number: test.likelihoodRatio?.statistic)
      case .lrtDF: return Located(number: (test.likelihoodRatio?.degreesOfFreedom).map(Double.init))
      case .lrtP: return Located(number: test.likelihoodRatio?.pValue)
      default: return Located(number: test.wald?.number(quantity))
      }
    case .vif, .vifRoot:
      guard let inflation = try inflation() else { return Located() }
      let factors = inflation.terms + inflation.coefficients
      guard let factor = factors.first(where: { isNamed($0.term) }) else {
        throw QuestionError.unknownTerm(name, known: inflation.terms.map(\.term))
      }
      return Located(number: quantity == .vif ? factor.factor : factor.root)
    case .permutationP:
      let test = try permutation()
      guard let result = test.coefficients.first(where: { isNamed($0.term ?? "") }) else {
        throw QuestionError.unknownTerm(name, known: test.coefficients.compactMap(\.term))
      }
      return Located(number: result.pValue)
    default: return nil
    }
  }

  /// The permutation p of the model: of all moderators, or of the only coefficient.
  func permutationOfModel() throws -> Located {
    let test = try permutation()
    return Located(number: test.moderatorTest?.pValue ?? test.coefficients.first?.pValue)
  }
}

extension OmnibusTest {
  /// A number of the test, under the names of the test of moderators.
  fileprivate func number(_ quantity: Quantity) -> Double? {
    switch quantity {
    case .qm: statistic
    case .qmDF: Double(df1)
    case .qmDF2: df2.map { Double($0) }
    case .qmP: pValue
    default: nil
    }
  }
}

extension Prediction {
  /// A number of the prediction.
  func number(_ quantity: Quantity) -> Double? {
    switch quantity {
    case .estimate: estimate
    case .se: standardError
    case .ciLower: interval?.lower
    case .ciUpper: interval?.upper
    case .piLower: predictionInterval?.interval.lower
    case .piUpper: predictionInterval?.interval.upper
    default: nil
    }
  }
}
