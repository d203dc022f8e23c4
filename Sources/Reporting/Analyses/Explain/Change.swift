import MetaAnalysis

/// One change of an analysis that may explain why printed numbers do not come out.
public enum Change: Hashable, Sendable {
  /// Another convention or choice of the model.
  case setting(AnalysisSetting, from: String)
  /// All printed effects read on another scale than their expectations state.
  case scale(PrintedScale)
  /// The data of all studies read otherwise.
  case reading(DataReading)
  /// The data of one study otherwise.
  case study(StudySlip)
  /// Other rows than the condition chooses.
  case rows(RowSelection)
  /// One printed number mistyped.
  case misprint(Misprint)

  /// The family it belongs to.
  public var family: ChangeFamily {
    switch self {
    case .setting: .convention
    case .scale: .scale
    case .reading: .reading
    case .study(let slip): slip.kind.isSelection ? .selection : .transcription
    case .rows: .selection
    case .misprint: .misprint
    }
  }

  /// Whether it is common enough to be tried together with others; estimators of τ² that hardly any tool has are not.
  var isCommon: Bool {
    switch self {
    case .setting(.convention(.tau2, let code), _):
      !Tau2Method.rare.contains(code)
    case .misprint(let misprint): misprint.kind != .other
    default: true
    }
  }

  /// Whether it is likelier by itself than another tool's conventions as a whole.
  var isLikely: Bool {
    if case .rows = self { return true }
    return isCommon && family != .selection && family != .transcription
  }

  /// Whether it changes the same choice or the same study as another, so that the two do not go together.
  func excludes(_ other: Change) -> Bool {
    switch (self, other) {
    case (.setting(let a, _), .setting(let b, _)): a.key == b.key || a.isOfEstimator && b.isOfEstimator
    case (.scale, .scale): true
    case (.reading(let a), .reading(let b)): a.topic == b.topic
    case (.study(let a), .study(let b)): a.row == b.row || (a.kind.isSelection != b.kind.isSelection)
    case (.rows, .rows): true
    case (.rows, .study(let slip)), (.study(let slip), .rows): slip.kind == .added
    case (.misprint(let a), .misprint(let b)): a.position == b.position
    default: false
    }
  }
}

/// The families of changes, from the most to the least plausible.
public enum ChangeFamily: String, CaseIterable, Hashable, Sendable {
  /// One convention or choice of the model.
  case convention
  /// The scale on which effects are printed.
  case scale
  /// One printed number mistyped, all others right.
  case misprint
  /// Which studies count.
  case selection
  /// What columns hold.
  case reading
  /// A slip in one study's numbers.
  case transcription
}

extension AnalysisSetting {
  /// Whether it says where τ² comes from, which several keys do.
  fileprivate var isOfEstimator: Bool {
    switch self {
    case .profile: false
    case .convention(let key, _): [.model, .tau2, .commonPooling].contains(key)
    case .model(let key, _): key == .method
    }
  }
}

extension Change: CustomStringConvertible {
  /// The change in words, as the end of "holds with …".
  public var description: String {
    switch self {
    case .setting(.profile(let name), let old): "profile \(name) instead of \(old)"
    case .setting(.convention(let key, let value), let old):
      "\(key.rawValue) \(value) instead of \(old) (\(key.title): \(key.label(of: value)))"
    case .setting(.model(let key, let value), let old): "\(key.rawValue) \(value) instead of \(old)"
    case .scale(let scale): "effects printed on the scale '\(scale.rawValue)': \(scale.meaning)"
    case .reading(let reading): reading.description
    case .study(let slip): slip.description
    case .rows(let selection): selection.description
    case .misprint(let misprint): misprint.description
    }
  }

  /// The change in a few characters, for tables: `variance-of-g=revman`.
  public var code: String {
    switch self {
    case .setting(let setting, _): "\(setting.key)=\(setting.value)"
    case .scale(let scale): "scale=\(scale.rawValue)"
    case .reading(let reading): "data=\(reading.rawValue)"
    case .study(let slip): "row \(slip.row): \(slip.kind.code)"
    case .rows(let selection): selection.code
    case .misprint(let misprint): "\(misprint.name): \(misprint.printed) → \(misprint.correct)"
    }
  }
}

extension Tau2Method {
  /// The codes of estimators that hardly any tool has.
  static let rare: Set<String> = ["GENQ", "GENQM", "DLIT", "SJIT", "PMM", "HSk"]
}
