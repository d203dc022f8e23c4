import EffectMeasures
import StudyRecords

/// The result of a subgroup analysis: one fit a group, the overall fit, and the test between groups.
public struct SubgroupResult: Hashable, Sendable {
  /// Every choice that moved a number.
  public var analysis: SubgroupAnalysis
  /// The measure of the effect sizes, if named.
  public var measure: Measure?
  /// The column that names the groups.
  public var column: String
  /// The groups in order.
  public var subgroups: [Subgroup]
  /// All studies together, whatever their group; `nil` where no overall effect is given.
  public var overall: Fit?
  /// The model with the groups as a factor, its first group the reference; only with a common τ².
  public var commonModel: Fit?
  /// The test between groups; `nil` for a single group, and where studies in several groups make it invalid.
  public var test: SubgroupTest?
  /// Heterogeneity within groups; `nil` where a variance is zero, every group has one study, or there is no ``test``
  /// because studies occur in several groups.
  public var within: WithinGroupTest?
  /// The labels of studies that occur in several groups, in order of appearance.
  public var sharedStudies: [String]
  /// Whether the weights of ``Subgroup/studies`` are shares of the overall effect, as review software shows them where there
  /// is one, or of each group's own.
  public var weightsAreOverall: Bool { overall != nil }
  /// The number of effect sizes used in all groups together.
  public var k: Int
  /// One entry per row of the data, in order: as the overall fit sees it or, without one, that of its group.
  public var studies: [FittedStudy]
  /// What was noticed, from reading the data to the last group; notes of one group name it.
  public var notes: [Note]

  /// The fit that stands for the others in headings: the overall one, or that of the first group that has one.
  public var leadingFit: Fit? { overall ?? subgroups.lazy.compactMap(\.fit).first }

  /// The code of the model: that of the settings, or of the model of the counts.
  public var methodCode: String { analysis.counts?.code ?? analysis.settings.methodCode }
}

/// One group of a subgroup analysis.
public struct Subgroup: Hashable, Sendable {
  /// The group's label in the data.
  public var label: String
  /// The group's name in reports: its label, for a numeric column with the column's name.
  public var name: String
  /// Its pooled effect and heterogeneity; `nil` when no study of the group can be used.
  ///
  /// With a common τ² that value counts as given, and coefficient and prediction interval are those of the common model.
  public var fit: Fit?
  /// The effect sizes of the group, with the notes on its rows.
  public var effects: EffectSizes
  /// The group's rows in order as its own fit sees them, but with their shares of the overall effect where there is one.
  public var studies: [FittedStudy]
  /// The sum of the studies' shares of the overall effect, or 100 without one; `nil` when no study can be used.
  public var weightPercent: Double?
  /// The studies' shares of the group's own effect in percent, in the order of ``studies``: those that make the group's
  /// diamond; `nil` where a study is not used.
  public var ownWeights: [Double?] { fit?.studies.map(\.weightPercent) ?? studies.map { _ in nil } }
  /// Whether τ² was estimated from the group alone: not for one study and not for a common τ².
  public var estimatesTau2: Bool

  /// Why a model of the counts has no fit for the group, though it has studies.
  public var failure: MixedModelError?

  /// The number of effect sizes used.
  public var k: Int { fit?.k ?? 0 }
}

/// The test whether the groups' effects differ.
public struct SubgroupTest: Hashable, Sendable, Codable {
  /// What is compared.
  public enum Basis: String, CaseIterable, Hashable, Sendable, Codable {
    /// Q between the groups' pooled effects by their standard errors, Σ wᵍ(θᵍ − θ̄)² with wᵍ = 1/SEᵍ² and θ̄ their
    /// weighted mean: χ²(G − 1), whatever test the groups use.
    case estimates
    /// The omnibus test of the factor in the common model: χ²(G − 1), or F(G − 1, k − G) for t and Knapp–Hartung.
    case model
  }

  /// χ² (Q between), or F where ``df2`` is given.
  public var statistic: Double
  /// Numerator degrees of freedom: groups less one.
  public var df1: Int
  /// Denominator degrees of freedom, `nil` for χ².
  public var df2: Int?
  /// The upper tail probability.
  public var pValue: Double
  /// What is compared.
  public var basis: Basis
}

/// Heterogeneity within groups: the sum of their Cochran's Q. With equal effects Q total = Q within + Q between.
public struct WithinGroupTest: Hashable, Sendable, Codable {
  /// Σ Qᵍ.
  public var q: Double
  /// k − G.
  public var degreesOfFreedom: Int
  /// The upper tail probability of χ².
  public var pValue: Double
}
