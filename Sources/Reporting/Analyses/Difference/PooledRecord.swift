import MetaAnalysis

/// What is kept of a pooled result to be compared with another: read from `tutti fit --format json`, or made from a fit.
public struct PooledRecord: Hashable, Sendable {
  /// One study.
  public struct Study: Hashable, Sendable {
    /// Its label; of a study without one its row.
    public var name: String
    /// The estimate, `nil` when it has none.
    public var yi: Double?
    /// Its sampling variance.
    public var vi: Double?
    /// Its share of the pooled estimate in percent, `nil` when it was left out.
    public var weightPercent: Double?
  }

  /// What the result is called: its file.
  public var name: String
  /// The code of the measure.
  public var measure: String?
  /// The code of the model or estimator.
  public var method: String
  /// The test's code.
  public var test: String
  /// The level of the intervals in percent.
  public var level: Double
  /// The numbers by name, in the order of ``quantities``.
  public var numbers: [PooledQuantity: Double]
  /// The studies in the order of the data.
  public var studies: [Study]

  /// The value of no effect on the analysis scale.
  public var nullValue: Double { measure.flatMap { Measure(code: $0) }?.definition.nullValue ?? 0 }

  /// What the confidence interval says of no effect; `nil` without an interval.
  public var conclusion: Multiverse.Conclusion? {
    guard let lower = numbers[.ciLower], let upper = numbers[.ciUpper] else { return nil }
    return lower > nullValue ? .above : upper < nullValue ? .below : .inconclusive
  }
}

/// The numbers of a pooled result that are compared.
public enum PooledQuantity: String, CaseIterable, Hashable, Sendable {
  case estimate, se
  case ciLower = "ci_lower"
  case ciUpper = "ci_upper"
  case pValue = "p_value"
  case predictionLower = "pi_lower"
  case predictionUpper = "pi_upper"
  case tau2, i2, q, k

  /// The number in words.
  public var title: String {
    switch self {
    case .estimate: "estimate"
    case .se: "standard error"
    case .ciLower: "lower limit"
    case .ciUpper: "upper limit"
    case .pValue: "p value"
    case .predictionLower: "lower prediction limit"
    case .predictionUpper: "upper prediction limit"
    case .tau2: "τ²"
    case .i2: "I² (%)"
    case .q: "Q"
    case .k: "studies"
    }
  }
}

extension PooledRecord {
  /// What is kept of a fit of one pooled effect.
  public init(_ fit: Fit, name: String) {
    let coefficient = fit.coefficients.first
    var numbers: [PooledQuantity: Double] = [:]
    numbers[.estimate] = coefficient?.estimate
    numbers[.se] = coefficient?.standardError
    numbers[.ciLower] = coefficient?.interval?.lower
    numbers[.ciUpper] = coefficient?.interval?.upper
    numbers[.pValue] = coefficient?.pValue
    numbers[.predictionLower] = fit.predictionInterval?.interval.lower
    numbers[.predictionUpper] = fit.predictionInterval?.interval.upper
    // A beta-binomial model has neither τ² nor Q.
    if fit.betaBinomial == nil {
      numbers[.tau2] = fit.heterogeneity.tau2
      numbers[.i2] = fit.heterogeneity.i2
      numbers[.q] = fit.heterogeneity.q
    }
    numbers[.k] = Double(fit.k)
    self.init(
      name: name, measure: fit.measure?.code, method: fit.settings.methodCode, test: fit.test.rawValue,
      level: fit.settings.level, numbers: numbers,
      studies: fit.studies.map {
        Study(name: $0.study ?? "row \($0.row)", yi: $0.yi, vi: $0.vi, weightPercent: $0.weightPercent)
      })
  }

  /// Reads a result, or runs an analysis file.
  /// - Throws: ``DifferenceError`` for JSON that is no result; what reading and running an analysis throws.
  public init(file: String, bytes: [UInt8]) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DifferenceError.unreadable(file: file, reason: "it is not UTF-8 text")
    }
    let root: YAMLNode?
    do throws(AnalysisFileIssue) {
      var parser = YAMLParser(text)
      root = try parser.document()
    } catch {
      throw DifferenceError.unreadable(file: file, reason: "line \(error.place.line): \(error.message)")
    }
    guard let root, let schema = root["schema"]?.text else {
      throw DifferenceError.unreadable(file: file, reason: "it has no 'schema'")
    }
    if schema == Analysis.schema {
      let result = try PreparedAnalysis(try Analysis(yaml: text, path: file)).result()
      guard let fit = result.fit else {
        throw DifferenceError.unreadable(
          file: file, reason: "its analysis gives no pooled effect of all studies")
      }
      self.init(fit, name: file)
      return
    }
    switch schema {
    case "tutti.fit/1": try self.init(fit: root, name: file)
    case "tutti.run/1":
      guard let fit = root["fit"] else {
        throw DifferenceError.unreadable(file: file, reason: Self.noSingleEffect)
      }
      try self.init(fit: fit, name: file)
    default:
      throw DifferenceError.unreadable(
        file: file,
        reason:
          "its schema is '\(schema)'; results of 'tutti fit --format json' have tutti.fit/1, those of 'tutti run' tutti.run/1"
      )
    }
  }

  private static let noSingleEffect =
    "it has no single pooled effect; a model with moderators or subgroups has none to compare"

  private init(fit root: YAMLNode, name: String) throws(DifferenceError) {
    guard let coefficients = root["coefficients"]?.elements, let first = coefficients.first,
      let studies = root["studies"]?.elements
    else { throw .unreadable(file: name, reason: "it has no coefficients and studies") }
    guard coefficients.count == 1, root["model"]?["moderators"]?.text == nil else {
      throw .unreadable(file: name, reason: Self.noSingleEffect)
    }
    var numbers: [PooledQuantity: Double] = [:]
    let places: [(PooledQuantity, YAMLNode?)] = [
      (.estimate, first["estimate"]), (.se, first["se"]), (.ciLower, first["ci_lower"]),
      (.ciUpper, first["ci_upper"]), (.pValue, first["p_value"]),
      (.predictionLower, root["prediction_interval"]?["lower"]),
      (.predictionUpper, root["prediction_interval"]?["upper"]), (.tau2, root["heterogeneity"]?["tau2"]),
      (.i2, root["heterogeneity"]?["i2"]), (.q, root["heterogeneity"]?["q"]), (.k, root["k"]),
    ]
    for (quantity, node) in places { numbers[quantity] = node?.number }
    let model = root["model"]
    self.init(
      name: name, measure: model?["measure"]?.text, method: model?["method"]?.text ?? "",
      test: model?["test"]?.text ?? "", level: model?["level"]?.number ?? 95, numbers: numbers,
      studies: studies.enumerated().map { position, study in
        Study(
          name: study["study"]?.text ?? "row \(study["row"]?.text ?? String(position + 1))",
          yi: study["yi"]?.number, vi: study["vi"]?.number, weightPercent: study["weight_percent"]?.number)
      })
  }
}

extension YAMLNode {
  /// The value of a key of a mapping.
  fileprivate subscript(_ key: String) -> YAMLNode? {
    guard case .mapping(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The elements of a list.
  fileprivate var elements: [YAMLNode] { if case .list(let elements) = content { elements } else { [] } }

  /// A scalar that is not null.
  fileprivate var text: String? {
    guard case .scalar(let text, _) = content, !isNull else { return nil }
    return text
  }

  /// A scalar as a number; `inf` and `-inf` are infinite.
  fileprivate var number: Double? { text.flatMap { parseNumber($0) } }
}

/// Why two results cannot be compared.
public enum DifferenceError: AnalysisError, Hashable {
  /// A file is no result.
  case unreadable(file: String, reason: String)
  /// The results are of different measures.
  case differentMeasures(String, String)
  /// A threshold that cannot be read.
  case threshold(text: String)

  /// Whether the files or the request are at fault.
  public var kind: ErrorKind { if case .unreadable = self { .data } else { .usage } }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file) is no result to compare: \(reason)"
    case .differentMeasures(let a, let b): "the results are of different measures, \(a) and \(b)"
    case .threshold(let text):
      "'\(text)' is no threshold\(Self.fault(of: text)); write conclusion, or a quantity and how far it may move, for "
        + "example estimate=0.05 (quantities: \(Self.names.joined(separator: ", ")))"
    }
  }

  private static let names = PooledQuantity.allCases.map(\.rawValue) + ["weight"]

  /// What is wrong with a threshold, where it can be told.
  private static func fault(of text: String) -> String {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if names.contains(sides[0]) {
      return sides.count == 1 || sides[1].isEmpty
        ? ": it does not say how far \(sides[0]) may move"
        : ": '\(sides[1])' is no number from 0, in the quantity's own unit"
    }
    return nearestName(to: sides[0], in: names + ["conclusion"]).map { " (did you mean '\($0)'?)" } ?? ""
  }
}
