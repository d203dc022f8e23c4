import MetaAnalysis

/// One change of an analysis that may explain why printed numbers do not come out.
public enum Change: Hashable, Sendable {
  /// Another convention, choice of the model, or effect measure.
  case setting(AnalysisSetting, from: String)
  /// All printed effects read on another scale than their expectations state.
  case scale(PrintedScale)
  /// The bundled data set in the place of data that differ from it.
  case data(BundledVersion)
  /// The data of all studies read otherwise.
  case reading(DataReading)
  /// The data of one study otherwise.
  case study(StudySlip)
  /// Other rows than the condition chooses.
  case rows(RowSelection)
  /// One printed number mistyped, or the ends of an interval exchanged.
  case misprint(Misprint)

  /// The family it belongs to.
  public var family: ChangeFamily {
    switch self {
    case .setting(.measure, _): .measure
    case .setting: .convention
    case .scale: .scale
    case .data: .data
    case .reading: .reading
    case .study(let slip): slip.kind.isSelection ? .selection : .transcription
    case .rows: .selection
    case .misprint: .misprint
    }
  }

  /// Whether it is common enough to be tried together with others; estimators of τ² that hardly any tool has are not, nor
  /// are measures of another kind than the one stated.
  var isCommon: Bool {
    switch self {
    case .setting(.convention(.tau2, let code), _): !Tau2Method.rare.contains(code)
    case .setting(.measure(let measure), let stated): measure.isRelative(of: stated)
    case .reading(let reading): reading.isCommon
    case .study(let slip): slip.isCommon
    case .misprint(let misprint): misprint.kind != .other
    default: true
    }
  }

  /// Whether it is likelier by itself than another tool's conventions as a whole.
  var isLikely: Bool {
    if case .rows = self { return true }
    return isCommon && family != .selection && family != .transcription
  }

  /// Whether it is a choice of the analysis and no matter of single studies.
  var isChoice: Bool { [.convention, .measure, .scale, .data].contains(family) }

  /// Whether it changes the same choice or the same study as another, so that the two do not go together.
  func excludes(_ other: Change) -> Bool {
    switch (self, other) {
    case (.setting(let a, _), .setting(let b, _)): a.key == b.key || a.isOfEstimator && b.isOfEstimator
    case (.scale, .scale): true
    case (.data, .data), (.data, .reading), (.data, .study), (.data, .rows): true
    case (.reading, .data), (.study, .data), (.rows, .data): true
    case (.reading(let a), .reading(let b)): a.topic == b.topic
    case (.study(let a), .study(let b)): a.row == b.row || (a.kind.isSelection != b.kind.isSelection)
    case (.rows, .rows): true
    case (.rows(let selection), .study(let slip)), (.study(let slip), .rows(let selection)):
      slip.kind == .added || !selection.positions.contains(slip.row - 1)
    case (.misprint(let a), .misprint(let b)): !Set(a.positions).isDisjoint(with: b.positions)
    default: false
    }
  }
}

/// The families of changes, from the most to the least plausible.
public enum ChangeFamily: String, CaseIterable, Hashable, Sendable {
  /// One convention or choice of the model.
  case convention
  /// Another effect measure of the same columns.
  case measure
  /// The scale on which effects are printed.
  case scale
  /// The bundled data set that the data differ from.
  case data
  /// One printed number mistyped, all others right.
  case misprint
  /// Which studies count.
  case selection
  /// What columns hold.
  case reading
  /// A slip in one study's numbers.
  case transcription

  /// How far from plausible, as solutions are ordered.
  var remoteness: Int {
    switch self {
    case .convention: 0
    case .measure, .scale, .data: 1
    case .misprint: 2
    case .selection: 3
    case .reading: 4
    case .transcription: 5
    }
  }
}

extension AnalysisSetting {
  /// Whether it says where τ² comes from, which several keys do.
  fileprivate var isOfEstimator: Bool {
    switch self {
    case .profile, .measure: false
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
    case .setting(.measure(let measure), let old):
      "measure \(measure.code) instead of \(old) (\(measure.definition.name))"
    case .scale(let scale): "effects printed on the scale '\(scale.rawValue)': \(scale.meaning)"
    case .data(let version): version.description
    case .reading(let reading): reading.description
    case .study(let slip): slip.description
    case .rows(let selection): selection.description
    case .misprint(let misprint): misprint.description
    }
  }

  /// The change with the word before it: "with tau2 DL instead of REML", "without Smith 1999 (row 3)".
  public var phrase: String {
    if case .study(let slip) = self, slip.kind == .omitted { return "without \(slip.name)" }
    return "with \(description)"
  }

  /// The change in a few characters, for tables: `variance-of-g=revman`.
  public var code: String {
    switch self {
    case .setting(let setting, _): "\(setting.key)=\(setting.value)"
    case .scale(let scale): "scale=\(scale.rawValue)"
    case .data(let version): "data=\(version.name)"
    case .reading(let reading): "data=\(reading.rawValue)"
    case .study(let slip): "row \(slip.row): \(slip.kind.code)"
    case .rows(let selection): selection.code
    case .misprint(let misprint): "\(misprint.name): \(misprint.printed) → \(misprint.correct)"
    }
  }
}

extension [Change] {
  /// The changes as the end of a sentence: "with tau2 DL …; and without Smith 1999 (row 3)".
  public var phrase: String { map(\.phrase).joined(separator: "; and ") }
}

extension Tau2Method {
  /// The codes of estimators that hardly any tool has.
  static let rare: Set<String> = ["GENQ", "GENQM", "DLIT", "SJIT", "PMM", "HSk"]
}
