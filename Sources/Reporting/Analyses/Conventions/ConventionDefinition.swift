import MetaAnalysis

/// All that is known of a choice; keys, values, reading and writing come from here.
struct ConventionDefinition: Sendable {
  let title: String
  let sentence: String
  let moves: [AffectedQuantity]
  /// Codes of measures, `nil` for all.
  let measures: [String]?
  let values: [ConventionValue]
  var acceptsNumbers = false
  let read: @Sendable (Conventions) -> String
  /// Whether the code was understood.
  let write: @Sendable (inout Conventions, String) -> Bool

  /// A choice among the codes of an enumeration, each with its meaning; codes not listed are not on offer.
  static func choice<Value: RawRepresentable<String> & Sendable>(
    _ path: any WritableKeyPath<Conventions, Value> & Sendable, _ title: String, _ sentence: String,
    moves: [AffectedQuantity], measures: [String]? = nil, _ values: [(Value, String)]
  ) -> ConventionDefinition {
    let offered = values.map { ConventionValue(code: $0.0.rawValue, label: $0.1) }
    let codes = offered.map(\.code)
    return ConventionDefinition(
      title: title, sentence: sentence, moves: moves, measures: measures, values: offered,
      read: { $0[keyPath: path].rawValue },
      write: { conventions, code in
        guard codes.contains(code), let value = Value(rawValue: code) else { return false }
        conventions[keyPath: path] = value
        return true
      })
  }

  /// A number within a range; some values are listed.
  static func number(
    _ path: any WritableKeyPath<Conventions, Double> & Sendable, _ title: String, _ sentence: String,
    moves: [AffectedQuantity], measures: [String]? = nil, in range: ClosedRange<Double>,
    _ values: [(Double, String)]
  ) -> ConventionDefinition {
    ConventionDefinition(
      title: title, sentence: sentence, moves: moves, measures: measures,
      values: values.map { ConventionValue(code: numberText($0.0), label: $0.1) }, acceptsNumbers: true,
      read: { numberText($0[keyPath: path]) },
      write: { conventions, code in
        guard let number = parseNumber(code), range.contains(number) else { return false }
        conventions[keyPath: path] = number
        return true
      })
  }

  /// A whole number within a range, or `none`.
  static func count(
    _ path: any WritableKeyPath<Conventions, Int?> & Sendable, _ title: String, _ sentence: String,
    moves: [AffectedQuantity], measures: [String]? = nil, in range: ClosedRange<Int>,
    _ values: [(Int?, String)]
  ) -> ConventionDefinition {
    ConventionDefinition(
      title: title, sentence: sentence, moves: moves, measures: measures,
      values: values.map { ConventionValue(code: $0.0.map(String.init) ?? "none", label: $0.1) },
      acceptsNumbers: true, read: { $0[keyPath: path].map(String.init) ?? "none" },
      write: { conventions, code in
        let number = Int(code)
        guard code == "none" || number.map(range.contains) == true else { return false }
        conventions[keyPath: path] = number
        return true
      })
  }
}

extension ConventionKey {
  /// What is known of the choice.
  var definition: ConventionDefinition {
    switch self {
    case .model: .model
    case .hedgesJ: .hedgesJ
    case .varianceOfG: .varianceOfG
    case .heteroscedasticVariance: .heteroscedasticVariance
    case .partialCorrelationVariance: .partialCorrelationVariance
    case .ratioCorrection: .ratioCorrection
    case .zeroCellAddition: .zeroCellAddition
    case .zeroCellRule: .zeroCellRule
    case .riskRatioAddition: .riskRatioAddition
    case .differenceAddition: .differenceAddition
    case .doubleZeros: .doubleZeros
    case .commonPooling: .commonPooling
    case .poolingAddition: .poolingAddition
    case .riskDifferenceVariance: .riskDifferenceVariance
    case .continuityCorrection: .continuityCorrection
    case .tau2: .tau2
    case .test: .test
    case .qCenter: .qCenter
    case .i2: .i2
    case .tau2Interval: .tau2Interval
    case .tau2IntervalLeastStudies: .tau2IntervalLeastStudies
    case .predictionInterval: .predictionInterval
    case .proportionModel: .proportionModel
    case .quadrature: .quadrature
    case .convergence: .convergence
    case .egger: .egger
    case .inputRounding: .inputRounding
    case .outputRounding: .outputRounding
    }
  }
}
