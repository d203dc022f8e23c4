import StudyRecords

// Corrections in words, as effect sizes that are written to a file name them.

extension DesignAdjustments {
  /// The corrections in words, named as the command line names them: `cluster-design variance; direction`; `nil` for
  /// none.
  public var words: String? {
    var parts: [String] = []
    if let clusters { parts.append("cluster-design \(clusters.rawValue)") }
    if let assumedICC { parts.append("icc \(numberText(assumedICC))") }
    if crossover { parts.append("crossover") }
    if let assumedCorrelation { parts.append("crossover-correlation \(numberText(assumedCorrelation))") }
    if let sharedControl { parts.append("shared-control \(sharedControl.rawValue)") }
    if direction { parts.append("direction") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// The corrections that ``words`` name; `nil` where a word is none.
  public init?(words: String) {
    self.init()
    for part in words.lowercased().split(separator: ";") {
      let terms = part.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let name = terms.first else { continue }
      let value = terms.count == 2 ? terms[1] : nil
      switch (name, terms.count) {
      case ("cluster-design", 2):
        guard let rule = value.flatMap(ClusterRule.init) else { return nil }
        clusters = rule
      case ("icc", 2):
        guard let icc = value.flatMap({ parseNumber($0) }), InputRange.intraclusterCorrelation.contains(icc)
        else { return nil }
        assumedICC = icc
      case ("crossover", 1): crossover = true
      case ("crossover-correlation", 2):
        guard let r = value.flatMap({ parseNumber($0) }), abs(r) <= 1 else { return nil }
        assumedCorrelation = r
      case ("shared-control", 2):
        guard let rule = value.flatMap(SharedControlRule.init) else { return nil }
        sharedControl = rule
      case ("direction", 1): direction = true
      default: return nil
      }
    }
  }

  /// These corrections and others; `nil` where the two make one and the same correction in different ways.
  func joined(with other: DesignAdjustments) -> DesignAdjustments? {
    func same<Rule: Equatable>(_ a: Rule?, _ b: Rule?) -> Bool { a == nil || b == nil || a == b }
    guard same(clusters, other.clusters), same(sharedControl, other.sharedControl),
      same(assumedICC, other.assumedICC), same(assumedCorrelation, other.assumedCorrelation)
    else { return nil }
    return DesignAdjustments(
      clusters: clusters ?? other.clusters, assumedICC: assumedICC ?? other.assumedICC,
      crossover: crossover || other.crossover,
      assumedCorrelation: assumedCorrelation ?? other.assumedCorrelation,
      sharedControl: sharedControl ?? other.sharedControl, direction: direction || other.direction)
  }

  /// The corrections among these that others make too, in whichever way.
  func overlap(with other: DesignAdjustments) -> DesignAdjustments {
    DesignAdjustments(
      clusters: other.clusters == nil ? nil : clusters, crossover: crossover && other.crossover,
      sharedControl: other.sharedControl == nil ? nil : sharedControl, direction: direction && other.direction)
  }

  /// The corrections among these that others do not make in any way.
  func without(_ other: DesignAdjustments) -> DesignAdjustments {
    DesignAdjustments(
      clusters: other.clusters == nil ? clusters : nil, assumedICC: other.clusters == nil ? assumedICC : nil,
      crossover: crossover && !other.crossover,
      assumedCorrelation: other.crossover ? nil : assumedCorrelation,
      sharedControl: other.sharedControl == nil ? sharedControl : nil, direction: direction && !other.direction)
  }
}
