import StudyRecords

/// A linear hypothesis about the coefficients: l′β = r.
public struct LinearHypothesis: Hashable, Sendable {
  /// The hypothesis in words, as it was written or made from its numbers.
  public var text: String
  /// l, one number for each coefficient.
  public var coefficients: [Double]
  /// r.
  public var value: Double

  /// A hypothesis from its numbers.
  public init(coefficients: [Double], value: Double = 0, text: String) {
    self.text = text
    self.coefficients = coefficients
    self.value = value
  }
}

/// The test of one linear hypothesis.
public struct ContrastTest: Hashable, Sendable {
  /// What was tested.
  public var hypothesis: LinearHypothesis
  /// l′b on the analysis scale, whatever the right side.
  public var estimate: Double
  /// √(l′Cl).
  public var standardError: Double
  /// (l′b − r)/se; `nil` when the standard error is 0.
  public var statistic: Double?
  /// Degrees of freedom of the t distribution, `nil` for the normal.
  public var degreesOfFreedom: Double?
  /// Two-sided p value.
  public var pValue: Double?
  /// The p value adjusted for the number of hypotheses tested together.
  public var adjustedPValue: Double?
  /// The confidence interval of l′β at the fit's level, not adjusted.
  public var interval: Interval?
  /// The interval that holds at the fit's level together with those of the other hypotheses; with
  /// ``MultiplicityAdjustment/bonferroni`` and ``MultiplicityAdjustment/singleStep`` only.
  public var simultaneousInterval: Interval?
}

/// Several linear hypotheses tested one by one and together.
public struct ContrastTests: Hashable, Sendable {
  /// One test for each hypothesis.
  public var rows: [ContrastTest]
  /// How the p values are adjusted.
  public var adjustment: MultiplicityAdjustment
  /// How far an adjusted p value may be off because it was found by quasi-Monte-Carlo integration, as a bound that holds
  /// 99 times in 100; with ``MultiplicityAdjustment/singleStep`` only.
  public var adjustmentError: Double?
  /// The joint Wald test of all hypotheses; `nil` where they contradict each other or a variance is 0. Hypotheses that
  /// follow from the others do not count in its degrees of freedom.
  public var joint: OmnibusTest?
  /// Dependent hypotheses.
  public var notes: [Note]
}

extension NoteKind {
  /// Some hypotheses follow from others.
  static let dependentContrasts = NoteKind(
    "contrasts.dependent", .information,
    "{rank} of the {count} hypotheses are independent; the joint test has {rank} degrees of freedom")
  /// Some hypotheses cannot hold together.
  static let contradictingContrasts = NoteKind(
    "contrasts.contradictory", .warning,
    "the hypotheses contradict each other, so that there is no joint test")
}
