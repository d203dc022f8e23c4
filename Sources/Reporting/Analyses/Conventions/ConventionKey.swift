import MetaAnalysis

/// The names of the choices of ``Conventions``: what overrides in analysis files, the command line, searches and the
/// documentation call them.
public enum ConventionKey: String, CaseIterable, Hashable, Sendable, Codable {
  case model
  case hedgesJ = "hedges-j"
  case varianceOfG = "variance-of-g"
  case heteroscedasticVariance = "heteroscedastic-variance"
  case partialCorrelationVariance = "partial-correlation-variance"
  case ratioCorrection = "ratio-correction"
  case zeroCellAddition = "zero-cell-addition"
  case zeroCellRule = "zero-cell-rule"
  case riskRatioAddition = "risk-ratio-addition"
  case differenceAddition = "difference-addition"
  case doubleZeros = "double-zeros"
  case commonPooling = "common-pooling"
  case poolingAddition = "pooling-addition"
  case riskDifferenceVariance = "risk-difference-variance"
  case continuityCorrection = "continuity-correction"
  case tau2
  case test
  case qCenter = "q-center"
  case i2
  case tau2Interval = "tau2-interval"
  case tau2IntervalLeastStudies = "tau2-interval-least-studies"
  case predictionInterval = "prediction-interval"
  case proportionModel = "proportion-model"
  case quadrature
  case convergence
  case egger
  case inputRounding = "input-rounding"
  case outputRounding = "output-rounding"
}

extension ConventionKey {
  /// What is chosen, in two or three words.
  public var title: String { definition.title }
  /// What is chosen, in a sentence.
  public var sentence: String { definition.sentence }
  /// The values on offer, in order; further numbers are possible where ``acceptsNumbers``.
  public var values: [ConventionValue] { definition.values }
  /// Whether other numbers than those listed may stand as the value.
  public var acceptsNumbers: Bool { definition.acceptsNumbers }
  /// What the choice can move.
  public var quantities: [AffectedQuantity] { definition.moves }
  /// The codes of the measures it can move, `nil` for all.
  public var measures: [String]? { definition.measures }

  /// Whether the choice can move a result of that measure; `nil` is a measure not named.
  public func concerns(_ measure: Measure?) -> Bool {
    guard let measures else { return true }
    return measure.map { measures.contains($0.code) } ?? false
  }

  /// The key of that name.
  /// - Throws: ``ConventionError/unknownKey(name:)``, which suggests the nearest one.
  public init(named name: String) throws(ConventionError) {
    guard let key = ConventionKey(rawValue: name) else { throw .unknownKey(name: name) }
    self = key
  }
}

/// A value of a choice: the code that files and results use, and what it means.
public struct ConventionValue: Hashable, Sendable, Codable {
  /// The code.
  public let code: String
  /// What it means, in a few words or as a formula.
  public let label: String
}

/// What a choice can move.
public enum AffectedQuantity: String, CaseIterable, Hashable, Sendable, Codable {
  /// The studies' estimates.
  case effects
  /// Their sampling variances.
  case variances
  /// Which studies count.
  case studies
  /// Shares of the pooled estimate.
  case weights
  /// The pooled estimate.
  case estimate
  /// Its standard error and confidence interval.
  case interval
  /// Its test and p value.
  case test
  case tau2
  case tau2Interval = "tau2-interval"
  case i2
  case i2Interval = "i2-interval"
  case q
  case predictionInterval = "prediction-interval"
  /// The regression test for small-study effects.
  case egger
  /// Tests over the tables.
  case tableTests = "table-tests"
  /// How numbers are printed.
  case printing
}

extension Conventions {
  /// The code of a choice's value.
  public func value(of key: ConventionKey) -> String { key.definition.read(self) }

  /// The conventions with one choice changed.
  /// - Throws: ``ConventionError/unknownValue(key:value:)``, which lists the values.
  public func setting(_ key: ConventionKey, to code: String) throws(ConventionError) -> Conventions {
    var copy = self
    guard key.definition.write(&copy, code) else { throw .unknownValue(key: key, value: code) }
    return copy
  }

  /// The choices in which these conventions differ from others, in the order of ``ConventionKey``.
  public func differences(from other: Conventions) -> [ConventionDifference] {
    ConventionKey.allCases.compactMap { key in
      let (new, old) = (value(of: key), other.value(of: key))
      return new == old ? nil : ConventionDifference(key: key, from: old, to: new)
    }
  }
}

/// A choice in which two conventions differ.
public struct ConventionDifference: Hashable, Sendable, Codable {
  /// The choice.
  public let key: ConventionKey
  /// The code in the first.
  public let from: String
  /// The code in the second.
  public let to: String
}

/// What can be wrong with an override of a convention.
public enum ConventionError: AnalysisError, Hashable {
  /// No choice is called that.
  case unknownKey(name: String)
  /// The choice has no such value.
  case unknownValue(key: ConventionKey, value: String)

  /// The request is at fault.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and what exists.
  public var description: String {
    switch self {
    case .unknownKey(let name):
      let names = ConventionKey.allCases.map(\.rawValue)
      let guess = nearestName(to: name, in: names).map { "; did you mean '\($0)'?" } ?? ""
      return "there is no convention '\(name)'; the conventions are \(names.joined(separator: ", "))\(guess)"
    case .unknownValue(let key, let value):
      let codes = key.values.map(\.code)
      let guess = nearestName(to: value, in: codes).map { "; did you mean '\($0)'?" } ?? ""
      let numbers = key.acceptsNumbers ? " or another number" : ""
      return
        "the convention '\(key.rawValue)' has no value '\(value)'; it takes \(codes.joined(separator: ", "))"
        + "\(numbers)\(guess)"
    }
  }
}
