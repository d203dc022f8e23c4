import StudyRecords

extension NoteKind {
  /// A comparison that was combined with others of the same control group, in whose row the effect stands.
  public static let comparisonElsewhere = NoteKind(
    "design.comparison-combined", .information,
    "shares control group '{control}': its first group is part of the effect in row {into}")
  /// The comparisons of one control group were combined.
  public static let comparisonsCombined = NoteKind(
    "design.comparisons-combined", .information,
    "the first groups of {rows}, which share control group '{control}', were combined into one (Cochrane Handbook 6.5, 23.3.4 "
      + "and table 6.5.a)")
}

/// Comparisons with one control group as a single comparison: their first groups combined, the control group once.
struct CombinedComparisons {
  /// What the single comparison reads.
  let inputs: [Role: Double]

  /// `nil` unless all comparisons are of means, of counts, or of rates, reported alike.
  init?(_ comparisons: [[Role: Double]]) {
    guard let control = comparisons.first, comparisons.allSatisfy({ Set($0.keys) == Set(control.keys) }) else {
      return nil
    }
    var inputs = control
    func values(_ role: Role) -> [Double] { comparisons.map { $0[role] ?? .nan } }
    let roles = Set(control.keys)
    if roles == Set(GroupMeans.route) {
      let arms = comparisons.map {
        ArmSummary(n: $0[.n1i] ?? .nan, mean: $0[.m1i] ?? .nan, sd: $0[.sd1i] ?? .nan)
      }
      guard let group = ArmSummary(combining: arms) else { return nil }
      (inputs[.m1i], inputs[.sd1i], inputs[.n1i]) = (group.mean, group.sd, group.n)
    } else if (TwoByTwo.routes + [PersonTime.route]).contains(where: { Set($0).isSubset(of: roles) }),
      !roles.contains(.mi)
    {
      for role in [Role.ai, .bi, .n1i, .x1i, .t1i] where roles.contains(role) {
        inputs[role] = values(role).reduce(0, +)
      }
    } else {
      return nil
    }
    guard inputs.values.allSatisfy({ !$0.isNaN }) else { return nil }
    self.inputs = inputs
  }
}
