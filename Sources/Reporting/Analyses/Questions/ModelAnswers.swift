import MetaAnalysis
import Synchronization

/// What a model answers to ``ModelQuestions``.
public struct ModelAnswers: Sendable {
  /// The contrasts, `nil` where none are asked for.
  public var contrasts: ContrastTests?
  /// The test of each term.
  public var termTests: [TermTest] = []
  /// The models compared, `nil` where none are asked for.
  public var comparison: ModelComparison?
  /// Variance inflation factors.
  public var inflation: VarianceInflation?
  /// Adjusted means, one entry a factor.
  public var adjustedMeans: [AdjustedMeans] = []
  /// The permutation test.
  public var permutation: PermutationTest?
}

extension Fit {
  /// The fit's model beside those of other formulas, unless it is among them.
  ///
  /// The models stand in the order given, the fit's own last; a model without moderators before a single other one.
  /// - Throws: as ``PoolingModel/compare(_:moderators:)``.
  public func comparison(with formulas: [String], _ effects: EffectSizes) throws -> ModelComparison {
    func bare(_ formula: String) -> String { String(formula.filter { !$0.isWhitespace && $0 != "~" }) }
    var formulas = formulas
    if let own = formula {
      if !formulas.contains(where: { bare($0) == bare(own) }) { formulas.append(own) }
    } else if formulas.count == 1, bare(formulas[0]) != "1" {
      formulas.insert("~ 1", at: 0)
    }
    return try settings.compare(effects, moderators: formulas)
  }
}

/// Answers that take their time, each computed once.
final class Once<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Key: Result<Value, any Error>]>([:])

  func value(_ key: Key, _ make: () throws -> Value) throws -> Value {
    try known.withLock { known in
      if let found = known[key] { return found }
      let made = Result { try make() }
      known[key] = made
      return made
    }.get()
  }
}

extension AnalysisResult {
  /// The answers to what the file asks; nothing where it asks nothing.
  /// - Throws: ``AnalysisFileError`` at the question, and what the engine throws.
  public func answers() throws -> ModelAnswers {
    let questions = analysis.questions
    var answers = ModelAnswers()
    guard !questions.isEmpty else { return answers }
    func placing<Answer>(_ key: QuestionKey, _ number: Int? = nil, _ body: () throws -> Answer) throws -> Answer
    {
      try analysis.placingRest {
        try analysis.placing(number.map { "\(key.rawValue).\($0)" } ?? key.rawValue, body)
      }
    }
    if !questions.contrasts.isEmpty {
      let fit = try placing(.contrast) { try singleFit(for: .contrast) }
      var hypotheses: [LinearHypothesis] = []
      for (number, text) in zip(1..., questions.contrasts) {
        hypotheses += try placing(.contrast, number) { try fit.hypotheses(text) }
      }
      let all = hypotheses
      answers.contrasts = try placing(.contrast) {
        try fit.test(contrasts: all, adjustment: questions.adjustment ?? .none)
      }
    }
    if questions.testsTerms { answers.termTests = try placing(.testTerms) { try termTests() } }
    if !questions.comparedFormulas.isEmpty {
      answers.comparison = try placing(.compare) {
        do { return try comparison(with: questions.comparedFormulas) } catch let error as FormulaError {
          let number = questions.comparedFormulas.firstIndex(of: error.formulaText).map { $0 + 1 }
          return try placing(.compare, number) { throw error }
        }
      }
    }
    if questions.inflation { answers.inflation = try placing(.vif) { try inflation() } }
    for (number, factor) in zip(1..., questions.adjustedMeans) {
      answers.adjustedMeans.append(try placing(.adjustedMeans, number) { try adjustedMeans(of: factor) })
    }
    if questions.permutations != nil { answers.permutation = try placing(.permutations) { try permutation() } }
    return answers
  }

  /// The one model that answers a question.
  func singleFit(for question: QuestionKey) throws(QuestionError) -> Fit {
    guard case .fit(let fit) = pooled else { throw .subgroups(question: question.rawValue) }
    switch question {
    case .testTerms, .vif, .adjustedMeans:
      if fit.design.modelTerms.isEmpty { throw .noModerators(question: question.rawValue) }
    default: break
    }
    if case .counts(let model) = choices.model {
      switch question {
      case .testTerms, .compare, .vif, .permutations, .seed, .permutationP:
        throw .countModel(question: question.rawValue, method: model.code)
      case .contrast, .adjust, .adjustedMeans: break
      }
    }
    if question == .compare, fit.scale != nil { throw .locationScale(question: question.rawValue) }
    return fit
  }

  func termTests() throws -> [TermTest] { try singleFit(for: .testTerms).termTests() }

  func inflation() throws -> VarianceInflation? { try singleFit(for: .vif).varianceInflation() }

  func adjustedMeans(of factor: String) throws -> AdjustedMeans {
    try singleFit(for: .adjustedMeans).adjustedMeans(of: factor)
  }

  func comparison(with formulas: [String]) throws -> ModelComparison {
    let fit = try singleFit(for: .compare)
    return try comparisons.value(formulas) { try fit.comparison(with: formulas, effects) }
  }

  func permutation() throws -> PermutationTest {
    guard let settings = analysis.questions.permutations else {
      throw QuestionError.notAsked(
        quantity: Quantity.permutationP.rawValue, key: "permutations", example: "exact")
    }
    let fit = try singleFit(for: .permutations)
    return try permutations.value(settings) { try PermutationTest(fit, settings) }
  }
}

extension FormulaError {
  /// The formula it is about.
  fileprivate var formulaText: String {
    switch self {
    case .syntax(let formula, _, _), .unknownVariable(let formula, _, _, _),
      .notNumeric(let formula, _, _, _), .unusable(let formula, _, _):
      formula
    }
  }
}
