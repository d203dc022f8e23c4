import MetaAnalysis

/// What a file asks of one model of all studies beyond its coefficients, under the names of the options of `tutti fit`.
public struct ModelQuestions: Hashable, Sendable {
  /// Linear hypotheses about the coefficients, `'a - b = 0'`, or terms of which all coefficients are tested.
  public var contrasts: [String] = []
  /// How the contrasts' p values are adjusted.
  public var adjustment: MultiplicityAdjustment?
  /// Whether each term of the formula is tested given all others.
  public var testsTerms = false
  /// Formulas of models to compare with by likelihood, the smallest first.
  public var comparedFormulas: [String] = []
  /// Whether variance inflation factors are wanted.
  public var inflation = false
  /// Factors whose adjusted means are wanted.
  public var adjustedMeans: [String] = []
  /// The permutation test, `nil` for none.
  public var permutations: PermutationSettings?

  /// Nothing.
  public init() {}

  /// Whether nothing is asked.
  public var isEmpty: Bool { self == ModelQuestions() }
}

/// The keys of ``ModelQuestions`` in a file, each at its top.
enum QuestionKey: String, CaseIterable {
  case contrast, adjust
  case testTerms = "test-terms"
  case compare, vif
  case adjustedMeans = "adjusted-means"
  case permutations, seed
  case permutationP = "permutation-p"

  /// What it says, in a sentence.
  var meaning: String {
    switch self {
    case .contrast: "linear hypotheses about the coefficients, 'a - b = 0', or terms to test as a whole"
    case .adjust: "how the contrasts' p values are adjusted for their number"
    case .testTerms: "whether each term of the formula is tested given all others"
    case .compare: "formulas of models to compare with by likelihood, the smallest first"
    case .vif: "whether variance inflation factors are wanted"
    case .adjustedMeans: "factors whose adjusted means are wanted"
    case .permutations: "a permutation test: exact, or the number of random permutations"
    case .seed: "the seed of random permutations; 1 where none is stated"
    case .permutationP: "how p is counted over random permutations"
    }
  }
}

/// Why a model does not answer a question.
public enum QuestionError: AnalysisError, Hashable {
  /// A model of counts has no sampling variances.
  case countModel(question: String, method: String)
  /// A location–scale model is compared with models that have no scale.
  case locationScale(question: String)
  /// Tables are pooled by Mantel–Haenszel or Peto, not by regression.
  case pooledTables(question: String)
  /// The model has no moderators.
  case noModerators(question: String)
  /// Subgroups are not one model.
  case subgroups(question: String)
  /// The file does not ask for what a number belongs to.
  case notAsked(quantity: String, key: String, example: String)
  /// A hypothesis that a number belongs to is not among the contrasts whose p values are adjusted together.
  case notInFamily(hypothesis: String)
  /// A term stands for several hypotheses, which have no single estimate.
  case severalHypotheses(text: String, count: Int)
  /// The model has no such term.
  case unknownTerm(String, known: [String])
  /// An adjusted mean is named by one factor and its level.
  case levelNeeded
  /// The factor has no such level.
  case unknownLevel(String, factor: String, levels: [String])

  /// The request is at fault.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    func guess(_ name: String, _ known: [String]) -> String {
      nearestName(to: name, in: known).map { "; did you mean '\($0)'?" }
        ?? (known.isEmpty ? "" : "; there are \(known.joined(separator: ", "))")
    }
    return switch self {
    case .countModel(let question, let method):
      "'\(question)' is not for a model of counts (\(method)), which has no sampling variances; leave one of the two out"
    case .locationScale(let question):
      "'\(question)' is not for a location–scale model; leave it or 'scale' under 'model' out"
    case .pooledTables(let question):
      "'\(question)' is not for tables pooled by Mantel–Haenszel or Peto; state another 'method' under 'model'"
    case .noModerators(let question):
      "'\(question)' asks about moderators, and the model has none; state their formula under 'moderators'"
    case .subgroups(let question):
      "'\(question)' belongs to one model of all studies; leave 'subgroups' out, or name the column under 'moderators'"
    case .notAsked(let quantity, let key, let example):
      "\(quantity) needs '\(key)' at the top of the file, for example '\(key): \(example)'"
    case .notInFamily(let hypothesis):
      "'\(hypothesis)' is not among the hypotheses under 'contrast', whose p values are adjusted together; add it there"
    case .severalHypotheses(let text, let count):
      "'\(text)' stands for \(count) hypotheses: their joint test is qm, qm_df and qm_p; name one for the others"
    case .unknownTerm(let name, let known): "the model has no term '\(name)'\(guess(name, known))"
    case .levelNeeded: "an adjusted mean belongs to one level of one factor: 'adjusted-mean: {factor: level}'"
    case .unknownLevel(let level, let factor, let levels):
      "'\(level)' is not a level of '\(factor)' in the rows used\(guess(level, levels))"
    }
  }
}
