import StudyRecords

extension NoteKind {
  /// A cluster-randomized trial was corrected.
  public static let clusterCorrected = NoteKind(
    "design.cluster", .information,
    "cluster-randomized: {what} by the design effect {effect} = 1 + ({size} - 1) × {icc}")
  /// A cluster-randomized trial was corrected by an intracluster correlation that it does not state.
  public static let clusterAssumed = NoteKind(
    "design.cluster-assumed", .information,
    "{rows}: no intracluster correlation is stated and {icc} is taken; repeat the analysis with others (Cochrane Handbook "
      + "6.5, 23.1.4)")
  /// A cluster-randomized trial lacks what its correction needs.
  public static let clusterIncomplete = NoteKind(
    "design.cluster-incomplete", .warning, "{role} is missing, so that clustering is not corrected for")
}

/// The design effect of a cluster-randomized trial, `1 + (m − 1) ICC`, with m the average cluster size (Donner & Klar
/// 2000, Design and analysis of cluster randomization trials; Cochrane Handbook 6.5, 23.1.4).
struct DesignEffect {
  let icc, size: Double
  var value: Double { 1 + (size - 1) * icc }

  /// What happens to the row: a correction, none, or a value that cannot be.
  enum Finding {
    case none
    case incomplete(Role)
    case impossible(Role, Double, String)
    case effect(DesignEffect)
  }

  static func finding(in columns: DesignColumns, at position: Int) -> Finding {
    guard columns.rules.clusters != nil else { return .none }
    let (stated, size) = (columns.number(.icc, position), columns.number(.clusterSize, position))
    if stated.isNaN, size.isNaN { return .none }
    let icc = stated.isNaN ? columns.rules.assumedICC ?? .nan : stated
    if icc.isNaN { return .incomplete(.icc) }
    if size.isNaN { return .incomplete(.clusterSize) }
    for (role, value) in [(Role.icc, icc), (.clusterSize, size)] where !role.usualRange.contains(value) {
      return .impossible(role, value, role.usualRange.rule)
    }
    let effect = DesignEffect(icc: icc, size: size)
    return effect.value > 0
      ? .effect(effect)
      : .impossible(.icc, icc, "with clusters of \(plain(size)) its design effect is not positive")
  }

  /// The note that it was applied.
  func note(_ what: String, row: Int, study: String?) -> Note {
    Note(
      .clusterCorrected, row: row, study: study,
      ["what": .text(what), "effect": .number(value), "size": .number(size), "icc": .number(icc)])
  }
}
