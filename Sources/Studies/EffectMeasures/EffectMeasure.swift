import StudyRecords

/// What every effect measure declares.
///
/// A family of measures is an enumeration whose raw values are the codes; adding a measure is one case there.
public protocol EffectMeasure: Sendable {
  /// The literature's code, for example `SMD`.
  var code: String { get }
  /// The name in words, for example `standardized mean difference (Hedges' g)`.
  var name: String { get }
  /// The routes to an effect size: each a list of roles that together suffice, the preferred one first.
  var routes: [[Role]] { get }
  /// The estimate's formula in plain text.
  var formula: String { get }
  /// The sampling variance's formula in plain text.
  var varianceFormula: String { get }
  /// Where the formulas come from.
  var sources: [Source] { get }
  /// How the analysis scale is turned back into one that people read.
  var backTransform: BackTransform { get }
  /// The value on the analysis scale that means no effect, or `nil` for measures without one.
  var nullValue: Double? { get }
}
