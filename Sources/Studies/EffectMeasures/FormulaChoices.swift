/// Readings of formulas on which tools differ; the defaults are those of this engine and of `metafor` 5.1.
public struct FormulaChoices: Hashable, Codable, Sendable {
  /// Hedges' factor J of standardized differences, changes and means.
  public var hedgesFactor = HedgesFactorForm.exact
  /// The variances of SMDH, SMCRH and SMD1H.
  public var heteroscedasticVariance = HeteroscedasticVariance.current
  /// The variances of PCOR and ZPCOR.
  public var partialCorrelationVariance = PartialCorrelationVariance.current
  /// What an addition for zero cells does to the group sizes of a risk ratio.
  public var riskRatioAddition = RiskRatioAddition.cells
  /// Whether an addition for zero cells moves differences and raw proportions, or their variance alone.
  public var differenceAddition = DifferenceAddition.estimate
  /// Whether studies with nothing but events in both groups are left out; `nil` for as those without events.
  public var dropAllEvents: Bool?

  /// The default readings.
  public init() {}
}

/// Forms of Hedges' small-sample factor J with m degrees of freedom.
public enum HedgesFactorForm: String, CaseIterable, Hashable, Codable, Sendable {
  /// Γ(m/2)/(√(m/2) Γ((m − 1)/2)) (Hedges 1981, doi:10.3102/10769986006002107, eq. 6e).
  case exact
  /// 1 − 3/(4m − 1), the approximation given there.
  case approximate
}

/// Editions of the variances of standardized differences with unequal variances.
public enum HeteroscedasticVariance: String, CaseIterable, Hashable, Codable, Sendable {
  /// The formulas of the measures' details: `metafor` 4.6 and later.
  case current
  /// SMDH and SMCRH multiplied by J², SMD1H with n1, n2 and n2 in the place of n − 1: `metafor` 3.8.
  case metafor3 = "metafor-3"
}

/// Editions of the variances of partial correlations.
public enum PartialCorrelationVariance: String, CaseIterable, Hashable, Codable, Sendable {
  /// (1 − r²)²/(n − m) and 1/(n − m − 2): `metafor` 4.6 and later.
  case current
  /// (1 − r²)²/(n − m − 1) and 1/(n − m − 1): `metafor` 3.8.
  case metafor3 = "metafor-3"
}

/// What an addition x to the cells does to the group sizes of a risk ratio.
public enum RiskRatioAddition: String, CaseIterable, Hashable, Codable, Sendable {
  /// Both cells of a group grow: (a + x)/(n + 2x).
  case cells
  /// The group grows as its events do: (a + x)/(n + x) (Pettigrew, Gart & Thomas 1986, doi:10.1093/biomet/73.2.425);
  /// `meta`'s default.
  case events
}

/// What an addition to the cells does to differences and raw proportions (RD, IRD, PR).
public enum DifferenceAddition: String, CaseIterable, Hashable, Codable, Sendable {
  /// It enters the estimate and its variance.
  case estimate
  /// It enters the variance alone.
  case variance
}
