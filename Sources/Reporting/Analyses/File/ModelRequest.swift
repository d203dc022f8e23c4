import MetaAnalysis

/// What an analysis file may say about the model beyond its conventions, by key.
public enum ModelKey: String, CaseIterable, Hashable, Sendable {
  case method, test, level
  case givenTau2 = "given-tau2"
  case weights, unweighted
  case equalEffects = "equal-effects"
  case quadraturePoints = "quadrature-points"
  case scale, link
  case vtype, correct, medians
  case prePostCorrelation = "pre-post-correlation"
  case dataLevel = "data-level"
  case clusterDesign = "cluster-design"
  case assumedICC = "icc"
  case crossover
  case crossoverCorrelation = "crossover-correlation"
  case sharedControl = "shared-control"
  case direction

  /// What it says, in a sentence.
  public var meaning: String {
    switch self {
    case .method: "EE, FE, MH, PETO, an estimator of τ², or a model of counts"
    case .test: "test and interval of the coefficients"
    case .level: "level of all intervals in percent"
    case .givenTau2: "take this τ² instead of estimating it"
    case .weights: "column with the weights of the studies"
    case .unweighted: "weight all studies alike"
    case .equalEffects: "leave out τ² in a mixed model of counts"
    case .quadraturePoints: "nodes for each random effect of a mixed model of counts"
    case .scale: "formula of moderators of τ² (location–scale model)"
    case .link: "how they give τ²"
    case .vtype: "kind of sampling variance"
    case .correct: "whether the small-sample bias of the estimate is corrected"
    case .medians: "how means are had from medians"
    case .prePostCorrelation: "correlation of measurements before and after where a row states none"
    case .dataLevel: "level of confidence intervals given in the data, in percent"
    case .clusterDesign: "correction of cluster-randomized trials"
    case .assumedICC: "intracluster correlation of cluster-randomized trials that state none"
    case .crossover: "give crossover trials a paired variance"
    case .crossoverCorrelation: "correlation of crossover trials that state none"
    case .sharedControl: "what is done about shared control groups"
    case .direction: "turn the sign of effects for which lower is better"
    }
  }

  /// What a value may be.
  public var form: SettingForm {
    switch self {
    case .method:
      .code(
        HeterogeneityModel.codes + ["MH", "PETO"] + MixedModelForm.allCases.map(\.rawValue) + [
          BetaBinomialModel.code
        ])
    case .test: .code(CoefficientTest.allCases.map(\.rawValue))
    case .level, .dataLevel: .percent
    case .givenTau2: .number(0, 1e150)
    case .crossoverCorrelation, .prePostCorrelation, .assumedICC: .number(-1, 1)
    case .weights, .scale: .text
    case .unweighted, .equalEffects, .correct, .crossover, .direction: .flag
    case .quadraturePoints: .count(1, QuadraturePoints.most)
    case .link: .code(ScaleLink.allCases.map(\.rawValue))
    case .vtype: .code(VarianceType.allCases.map(\.rawValue))
    case .medians: .code(QuantileMethod.allCases.map(\.rawValue))
    case .clusterDesign: .code(DesignAdjustments.ClusterRule.allCases.map(\.rawValue))
    case .sharedControl: .code(DesignAdjustments.SharedControlRule.allCases.map(\.rawValue))
    }
  }
}

/// What the value of a setting may be.
public enum SettingForm: Hashable, Sendable {
  /// One of these codes.
  case code([String])
  /// A number from the first to the second.
  case number(Double, Double)
  /// A whole number from the first to the second.
  case count(Int, Int)
  /// A level in percent, between 1 and 100.
  case percent
  /// `true` or `false`.
  case flag
  /// A text that is not empty.
  case text

  /// What is wrong with a value, `nil` when nothing is.
  func fault(of value: String) -> String? {
    switch self {
    case .code(let codes):
      guard !codes.contains(value) else { return nil }
      let guess = nearestName(to: value, in: codes).map { "did you mean '\($0)'?" }
      return guess ?? "it takes \(codes.joined(separator: ", "))"
    case .number(let lower, let upper):
      guard let number = parseNumber(value), (lower...upper).contains(number) else {
        return "it takes a number from \(numberText(lower)) to \(numberText(upper))"
      }
      return nil
    case .count(let lower, let upper):
      return Int(value).map((lower...upper).contains) == true
        ? nil : "it takes a whole number from \(lower) to \(upper)"
    case .percent:
      let bare = value.hasSuffix("%") ? String(value.dropLast()) : value
      guard let number = parseNumber(bare), number > 0, number < 100 else {
        return "it takes a percentage between 1 and 100, for example 95"
      }
      if number < 1 { return "it takes a percentage; write \(numberText((number * 1e8).rounded() / 1e6))" }
      return bare == value ? nil : "it takes a number without a percent sign; write \(bare)"
    case .flag: return ["true", "false"].contains(value.lowercased()) ? nil : "it takes true or false"
    case .text: return value.isEmpty ? "it takes a text" : nil
    }
  }
}

/// How the studies are pooled, as far as conventions do not say.
public struct ModelRequest: Hashable, Sendable {
  /// The values as files write them, each of its key's form.
  public private(set) var values: [ModelKey: String] = [:]

  /// Nothing beyond the conventions.
  public init() {}

  /// The value of a key as files write it, `nil` where nothing is said.
  public subscript(_ key: ModelKey) -> String? { values[key] }

  /// Sets a value, or takes it back with `nil`.
  /// - Throws: ``AnalysisSettingError`` for a value that the key does not take.
  public mutating func set(_ key: ModelKey, to value: String?) throws(AnalysisSettingError) {
    if let value, let fault = key.form.fault(of: value) {
      throw .unusableValue(key: key.rawValue, value: value, fault: fault)
    }
    values[key] = key.form == .flag ? value?.lowercased() : value
  }

  func number(_ key: ModelKey) -> Double? { values[key].flatMap { parseNumber($0) } }
  func flag(_ key: ModelKey) -> Bool? { values[key].map { $0 == "true" } }
  func choice<Choice: RawRepresentable<String>>(_ key: ModelKey, as type: Choice.Type) -> Choice? {
    values[key].flatMap(Choice.init)
  }
}

/// One choice of an analysis: a key with its value, as files write them.
public enum AnalysisSetting: Hashable, Sendable {
  /// All conventions of a profile.
  case profile(String)
  /// One convention.
  case convention(ConventionKey, String)
  /// One choice of the model.
  case model(ModelKey, String)
  /// Another effect measure; no file varies it.
  case measure(Measure)

  /// The choice that a key and a value name; `method`, `test` and what else the model takes comes before a convention of
  /// that name.
  /// - Throws: ``AnalysisSettingError`` for unknown keys and values.
  public init(_ key: String, _ value: String) throws(AnalysisSettingError) {
    if key == "profile" {
      do { self = .profile(try Profile.named(value).name) } catch {
        throw .unusableValue(key: key, value: value, fault: error.description)
      }
    } else if let key = ModelKey(rawValue: key) {
      var probe = ModelRequest()
      try probe.set(key, to: value)
      self = .model(key, value)
    } else if let key = ConventionKey(rawValue: key) {
      do { _ = try Conventions().setting(key, to: value) } catch {
        throw .unusableValue(key: key.rawValue, value: value, fault: error.description)
      }
      self = .convention(key, value)
    } else {
      throw .unknownKey(key: key)
    }
  }

  /// The key.
  public var key: String {
    switch self {
    case .profile: "profile"
    case .convention(let key, _): key.rawValue
    case .model(let key, _): key.rawValue
    case .measure: "measure"
    }
  }

  /// The value.
  public var value: String {
    switch self {
    case .profile(let name): name
    case .convention(_, let value), .model(_, let value): value
    case .measure(let measure): measure.code
    }
  }
}

/// What can be wrong with one choice of an analysis.
public enum AnalysisSettingError: AnalysisError, Hashable {
  /// There is no such choice.
  case unknownKey(key: String)
  /// The choice does not take that value.
  case unusableValue(key: String, value: String, fault: String)

  /// The request is at fault.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and what exists.
  public var description: String {
    switch self {
    case .unknownKey(let key):
      let names = ["profile"] + ModelKey.allCases.map(\.rawValue) + ConventionKey.allCases.map(\.rawValue)
      let guess = nearestName(to: key, in: names).map { "; did you mean '\($0)'?" } ?? ""
      return
        "there is no choice '\(key)'\(guess.isEmpty ? "; the choices are \(names.joined(separator: ", "))" : guess)"
    case .unusableValue(let key, let value, let fault): return "\(key) cannot be '\(value)': \(fault)"
    }
  }
}

extension Analysis {
  /// The analysis with some choices changed, later ones over earlier ones.
  ///
  /// A profile replaces all conventions; a method takes back the conventions `model`, `tau2` and `common-pooling` and a
  /// given τ², and the other way round. Another measure takes back a kind of variance that it does not have.
  public func changing(_ settings: [AnalysisSetting]) -> Analysis {
    var copy = self
    for setting in settings {
      switch setting {
      case .profile(let name): (copy.profile, copy.overrides) = (name, [:])
      case .convention(let key, let value):
        copy.overrides[key] = value
        if [.model, .tau2, .commonPooling].contains(key) { copy.model.forget(.method) }
        if [.model, .tau2].contains(key) { copy.model.forget(.givenTau2) }
        if key == .test { copy.model.forget(.test) }
      case .model(let key, let value):
        try? copy.model.set(key, to: value)
        if key == .method {
          copy.model.forget(.givenTau2)
          for key in [ConventionKey.model, .tau2, .commonPooling] { copy.overrides[key] = nil }
        }
      case .measure(let measure):
        copy.measure = measure
        let type = copy.model.choice(.vtype, as: VarianceType.self)
        if let type, !measure.definition.varianceTypes.contains(type) { copy.model.forget(.vtype) }
      }
    }
    return copy
  }
}

extension ModelRequest {
  /// Takes a value back.
  mutating func forget(_ key: ModelKey) { values[key] = nil }
}
