import MetaAnalysis

/// Which changes of an analysis make its printed numbers come out.
public struct Explanation: Sendable {
  /// How the search ended.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// Every number holds as it is.
    case holds
    /// Changes were found under which every number holds.
    case explained
    /// No changes that were tried make every number hold.
    case unexplained
  }

  /// Changes with what they make of the numbers.
  public struct Solution: Hashable, Sendable {
    /// The changes; none depends on another's place.
    public var changes: [Change]
    /// The printed numbers with their verdicts under the changes.
    public var numbers: [CheckedAnalysis.Number]
    /// Other changes of the same kind that give the very same numbers on these data.
    public var equivalents: [[Change]] = []
    /// The profiles in which every convention changed has this value; the file's own where the file departs from it.
    public var profiles: [String] = []

    /// How many numbers hold.
    public var holding: Int { numbers.count { $0.verdict.kind.isAcceptedByDefault } }
  }

  /// The verdicts without any change.
  public var checked: CheckedAnalysis
  /// How the search ended.
  public var outcome: Outcome
  /// The smallest sets of changes under which every number holds, the most plausible first.
  public var solutions: [Solution]
  /// What every single convention makes of the numbers, of those that move one; in the order of ``ConventionKey``.
  public var effects: [Solution]
  /// The changes that come nearest, where none makes every number hold.
  public var closest: [Solution]
  /// How many sets of changes were tried.
  public var tried: Int
  /// Whether every set of the size at which the search ended was tried.
  public var isExhaustive: Bool
  /// How the data differ from the bundled data set of the same columns, one sentence a study.
  public var findings: [String] = []
}

/// How far a search for an explanation goes.
public struct ExplanationSearch: Hashable, Sendable {
  /// The most changes made together, 1 to 3.
  public var most: Int
  /// The most sets of changes that are tried.
  public var budget: Int
  /// The kinds of change that are tried.
  public var families: Set<ChangeFamily>
  /// How many threads share the work; the result does not depend on it.
  public var threads: Int
  /// Whether single numbers are tried of which so many are possible that some fit by chance.
  var guesses = true

  /// A search; by default of up to three changes and 30,000 sets.
  public init(
    most: Int = 3, budget: Int = 30_000, families: Set<ChangeFamily> = Set(ChangeFamily.allCases),
    threads: Int = 1
  ) {
    self.families = families
    self.most = min(max(most, 1), 3)
    self.budget = max(budget, 1)
    self.threads = max(threads, 1)
  }

  /// Whether it tries all that another tries.
  func covers(_ other: ExplanationSearch) -> Bool {
    most >= other.most && budget >= other.budget && families.isSuperset(of: other.families)
  }
}
