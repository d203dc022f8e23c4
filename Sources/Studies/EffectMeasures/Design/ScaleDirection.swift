import StudyRecords

extension NoteKind {
  /// An effect was turned round because lower scores are better.
  public static let directionTurned = NoteKind(
    "design.direction", .information, "{what}, since direction says '{value}'")
  /// The direction of a row's scale is not stated.
  public static let directionMissing = NoteKind(
    "design.direction-missing", .warning, "direction is missing; the effect stays as it is")
}

/// Which way a scale points.
///
/// An effect is turned round its measure's value of no effect θ₀ on the analysis scale, `2θ₀ − y`: differences,
/// correlations and logarithms of ratios change their sign, a probability of superiority p becomes 1 − p. The sampling
/// variance stays.
enum ScaleDirection: Hashable {
  /// Higher scores are better: the effect stays.
  case higher
  /// Lower scores are better: the effect is turned.
  case lower

  /// The words that a `direction` column may hold.
  static let codes = ["higher", "lower", "1", "-1"]

  init?(_ word: String) {
    switch word.lowercased() {
    case "higher", "1", "+1", "1.0": self = .higher
    case "lower", "-1", "−1", "-1.0": self = .lower
    default: return nil
    }
  }
}

extension EffectMeasure {
  /// An effect on the scale turned round; `nil` for measures without a direction.
  func turned(_ y: Double) -> Double? {
    guard isDirected, let null = nullValue else { return nil }
    return y == null ? null : 2 * null - y
  }

  /// Whether it compares the counts of two groups, so that exchanging them turns it.
  var comparesCounts: Bool { routes.contains(TwoByTwo.eventsAndSizes) || routes.contains(PersonTime.route) }

  /// What turning does, in words.
  var turning: String { nullValue == 0 ? "sign turned" : "turned to 1 - p" }
}

extension Role {
  /// The same count of the other group; a role itself where it is no count of a group.
  var ofOtherGroup: Role {
    let pairs: [(Role, Role)] = [(.ai, .ci), (.bi, .di), (.n1i, .n2i), (.x1i, .x2i), (.t1i, .t2i)]
    for (first, second) in pairs {
      if self == first { return second }
      if self == second { return first }
    }
    return self
  }
}
