import StudyRecords

/// An effect measure: what it is called, what it needs, and how it is computed.
///
/// A family of measures is an enumeration whose raw values are the codes; adding a measure is one case in the
/// family's file, with its ``MeasureDetails`` and its formula.
public protocol EffectMeasure: Sendable {
  /// The literature's code, for example `SMD`.
  var code: String { get }
  /// Name, inputs, formulas, sources and scale.
  var details: MeasureDetails { get }
  /// What its number is, by the name that publications give it.
  var kind: EffectKind { get }
  /// What it asks of its data, the main question first.
  var questions: [EffectQuestion] { get }
  /// The kind of effect that conversions lead to and from; `nil`, the default, where there are none.
  var metric: EffectMetric? { get }
  /// The options that move its numbers and not every measure's; the default is none.
  var choices: Set<EffectChoice> { get }
  /// What the numbers of a role may be; the default is ``Role/usualRange``.
  func range(of role: Role) -> InputRange
  /// One effect per study, in order; an undefined number is NaN there and becomes `nil` outside.
  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect]
  /// The back-transformation for a set of studies, for scales that need to know their sizes.
  func backTransform(for studies: RawStudies) -> BackTransform
  /// The sampling variances of the two independent summaries, one a group, whose difference the estimate is; NaN where
  /// numbers are missing, `nil`, the default, for measures that are no such difference.
  func armVariances(of study: RawStudy) -> (first: Double, second: Double)?
  /// The variance of the estimate if both groups are the same people with correlation r of their summaries; `nil` where
  /// it is not known. The default takes ``armVariances(of:)``: `v₁ + v₂ − 2r √(v₁v₂)`.
  func crossoverVariance(of estimate: Double, from study: RawStudy, r: Double) -> Double?
  /// The scale on which publications make their intervals symmetric; the default is the analysis scale.
  var intervalScale: BackTransform { get }
}

extension EffectMeasure where Self: RawRepresentable, RawValue == String {
  /// The raw value.
  public var code: String { rawValue }
}

extension EffectMeasure {
  /// The name in words, for example `standardized mean difference (Hedges' g)`.
  public var name: String { details.name }
  /// The name on the scale people read, for example `odds ratio` where the analysis is of its logarithm.
  public var naturalName: String { details.naturalName ?? details.name }
  /// The routes to an effect size: each a list of roles that together suffice, the preferred one first.
  public var routes: [[Role]] { details.routes }
  /// The estimate's formula in plain text.
  public var formula: String { details.formula }
  /// The sampling variance's formula in plain text, by the measure's first variance type.
  public var varianceFormula: String { details.variances.first?.formula ?? "" }
  /// Where the formulas come from.
  public var sources: [Source] { details.sources }
  /// How the analysis scale is turned back into one that people read.
  public var backTransform: BackTransform { details.backTransform }
  /// The value on the analysis scale that means no effect, or `nil` for measures without one.
  public var nullValue: Double? { details.nullValue }
  /// Whether the effect points the other way when the scale of its scores is turned round.
  public var isDirected: Bool { details.isDirected }
  /// The variance types on offer; the first is the default.
  public var varianceTypes: [VarianceType] { details.variances.map(\.type) }
  /// Every role that some route reads, in the order of the routes.
  public var inputs: [Role] {
    var seen: [Role] = []
    for role in routes.joined() where !seen.contains(role) { seen.append(role) }
    return seen
  }

  /// What the numbers of a role may be.
  public func range(of role: Role) -> InputRange { role.usualRange }

  /// None.
  public var metric: EffectMetric? { nil }

  /// None.
  public var choices: Set<EffectChoice> { [] }

  /// None.
  public func armVariances(of study: RawStudy) -> (first: Double, second: Double)? { nil }

  /// From ``armVariances(of:)``.
  public func crossoverVariance(of estimate: Double, from study: RawStudy, r: Double) -> Double? {
    guard let (v1, v2) = armVariances(of: study) else { return nil }
    let difference = v1.squareRoot() - v2.squareRoot()
    return difference * difference + 2 * (1 - r) * (v1 * v2).squareRoot()
  }

  /// The analysis scale.
  public var intervalScale: BackTransform { details.backTransform }

  /// The back-transformation of the details, whatever the studies.
  public func backTransform(for studies: RawStudies) -> BackTransform { details.backTransform }
}

/// What a measure declares about itself.
public struct MeasureDetails: Sendable {
  /// A sampling variance on offer.
  public struct Variance: Sendable {
    /// Its code.
    public var type: VarianceType
    /// Its formula in plain text.
    public var formula: String

    /// A sampling variance on offer.
    public init(_ type: VarianceType, _ formula: String) {
      self.type = type
      self.formula = formula
    }
  }

  /// The name in words, on the analysis scale.
  public var name: String
  /// The name on the scale people read, where that is another.
  public var naturalName: String?
  /// The routes to an effect size, the preferred one first.
  public var routes: [[Role]]
  /// The estimate's formula in plain text.
  public var formula: String
  /// The sampling variances on offer, the default first.
  public var variances: [Variance]
  /// What is added to counts by default where a zero stands in the way; `nil` for measures not made of counts.
  public var zeroCellAddition: Double?
  /// Where the formulas come from.
  public var sources: [Source]
  /// How the analysis scale is turned back.
  public var backTransform: BackTransform
  /// The value that means no effect.
  public var nullValue: Double?
  /// Whether the effect points the other way when the scale of its scores is turned round: not so of one group, and not
  /// so of variability.
  public var isDirected: Bool

  /// What a measure declares about itself.
  public init(
    _ name: String, naturalName: String? = nil, routes: [[Role]], formula: String, variances: [Variance],
    zeroCellAddition: Double? = nil, sources: [Source], backTransform: BackTransform = .identity,
    nullValue: Double? = 0, isDirected: Bool = true
  ) {
    self.name = name
    self.naturalName = naturalName
    self.routes = routes
    self.formula = formula
    self.variances = variances
    self.zeroCellAddition = zeroCellAddition
    self.sources = sources
    self.backTransform = backTransform
    self.nullValue = nullValue
    self.isDirected = isDirected && nullValue != nil
  }
}
