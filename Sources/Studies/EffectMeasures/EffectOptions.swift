/// The choices that move effect sizes; every field has the default of `metafor`'s `escalc` and of this engine.
public struct EffectOptions: Hashable, Codable, Sendable {
  /// The kind of sampling variance; `nil` for the measure's own default.
  public var vtype: VarianceType?
  /// What is added to counts; `nil` for the measure's own default (½, or 0 where zeros do no harm).
  public var add: Double?
  /// Which studies it is added to.
  public var to: ZeroCellRule
  /// Whether studies without events, or with nothing but events, in both groups are left out.
  public var dropDoubleZero: Bool
  /// Whether small-sample bias of the estimate is corrected, in measures with such a correction.
  public var correct: Bool
  /// The edition of the correction of ROM, ROMC, CVR and CVRC, when there is one.
  public var ratioCorrection: RatioCorrection
  /// How formulas are read on which tools differ.
  public var formulas: FormulaChoices
  /// The level in percent of confidence intervals that are given as input.
  public var level: Double
  /// How means and standard deviations are had from medians with quartiles or range.
  public var medians: QuantileMethod
  /// The correlation of measurements before and after that is taken where a row states none; `nil` for none.
  public var prePostCorrelation: Double?
  /// Corrections for how studies were designed.
  public var design: DesignAdjustments

  /// The choices that move effect sizes.
  public init(
    vtype: VarianceType? = nil, add: Double? = nil, to: ZeroCellRule = .only0, dropDoubleZero: Bool = false,
    correct: Bool = true, ratioCorrection: RatioCorrection = .secondOrder, formulas: FormulaChoices = .init(),
    level: Double = 95, medians: QuantileMethod = .luoWanShi, prePostCorrelation: Double? = nil,
    design: DesignAdjustments = .init()
  ) {
    self.vtype = vtype
    self.add = add
    self.to = to
    self.dropDoubleZero = dropDoubleZero
    self.correct = correct
    self.ratioCorrection = ratioCorrection
    self.formulas = formulas
    self.level = level
    self.medians = medians
    self.prePostCorrelation = prePostCorrelation
    self.design = design
  }
}

/// The edition of the bias correction of log ratios of means and of coefficients of variation.
public enum RatioCorrection: String, CaseIterable, Hashable, Codable, Sendable {
  /// Second-order terms in the coefficients of variation (Lajeunesse 2015; Senior et al. 2020): `metafor` from 5.0 on.
  case secondOrder = "second-order"
  /// CVR for the bias of its standard deviations alone (Nakagawa et al. 2015), ROM, ROMC and CVRC not at all:
  /// `metafor` before 5.0 and `meta`.
  case deviations
}

/// The studies whose counts get a small addition, because of zeros or whether or not they have any.
public enum ZeroCellRule: String, CaseIterable, Hashable, Codable, Sendable {
  /// Studies with a zero.
  case only0
  /// All studies.
  case all
  /// All studies if any has a zero.
  case if0all
  /// No study.
  case none

  /// Why something was added, as the notes on it say.
  func reason(forOne isOne: Bool) -> String {
    switch self {
    case .only0, .none: isOne ? "because of a zero" : "because of zeros"
    case .if0all: "because there are zeros among them"
    case .all: "whether or not they have zeros"
    }
  }
}

/// The kind of sampling variance, by the literature's codes; what each means for a measure is in its details.
public enum VarianceType: String, CaseIterable, Hashable, Codable, Sendable {
  /// The usual large-sample variance.
  case largeSample = "LS"
  /// A second edition of the large-sample variance.
  case largeSample2 = "LS2"
  /// A third edition of the large-sample variance.
  case largeSample3 = "LS3"
  /// The large-sample variance with N − 3.94 in the place of N, as RevMan computes it.
  case reviewManager = "RM"
  /// An unbiased estimate of the variance.
  case unbiased = "UB"
  /// The large-sample variance at the average estimate of all studies.
  case average = "AV"
  /// A second edition of the variance at the average estimate.
  case average2 = "AV2"
  /// The variance at an average over studies and groups, the groups taken as equally variable.
  case averageHomoscedastic = "AVHO"
  /// Groups taken as equally variable.
  case homoscedastic = "HO"
  /// The variance under the null hypothesis.
  case null = "H0"
  /// Stratified sampling: the group sizes are fixed.
  case stratified = "ST"
  /// Cross-sectional sampling: only the total is fixed.
  case crossSectional = "CS"
  /// The largest variance that is compatible with the data.
  case maximum = "MAX"
}

extension EffectConventions {
  /// Whether the second-order terms of log ratios are applied.
  var correctsSecondOrder: Bool { correct && ratioCorrection == .secondOrder }

  /// Hedges' factor with m degrees of freedom in the form chosen.
  func hedgesFactor(_ m: Double) -> HedgesFactor { HedgesFactor(m, formulas.hedgesFactor) }
}

/// ``EffectOptions`` with every default filled in for one measure: what a formula gets to see.
public struct EffectConventions: Hashable, Sendable {
  /// The kind of sampling variance.
  public var vtype: VarianceType
  /// What is added to counts.
  public var add: Double
  /// Which studies it is added to.
  public var to: ZeroCellRule
  /// Whether studies without information on a ratio are left out.
  public var dropDoubleZero: Bool
  /// Whether small-sample bias is corrected.
  public var correct: Bool
  /// The edition of the correction of log ratios.
  public var ratioCorrection: RatioCorrection
  /// How formulas are read on which tools differ.
  public var formulas: FormulaChoices
  /// The level in percent of confidence intervals that are given as input.
  public var level: Double

  /// The conventions that follow from options for a measure.
  /// - Throws: ``EffectError`` for a variance type that the measure does not offer, a negative addition, and a level
  ///   outside 0–100.
  public init(_ options: EffectOptions, for measure: any EffectMeasure) throws(EffectError) {
    let offered = measure.varianceTypes
    guard let vtype = options.vtype ?? offered.first, offered.contains(vtype) else {
      throw .varianceTypeNotOffered(
        measure: measure.code, type: options.vtype?.rawValue ?? "", offered: offered.map(\.rawValue))
    }
    let add = options.add ?? measure.details.zeroCellAddition ?? 0
    guard add >= 0, add.isFinite else {
      throw .optionOutOfRange(option: "add", value: add, allowed: "a number that is not negative")
    }
    guard options.level > 0, options.level < 100 else {
      throw .optionOutOfRange(option: "level", value: options.level, allowed: "a percentage between 0 and 100")
    }
    self.vtype = vtype
    self.add = add
    to = options.to
    dropDoubleZero = options.dropDoubleZero
    correct = options.correct
    ratioCorrection = options.ratioCorrection
    formulas = options.formulas
    level = options.level
  }
}
