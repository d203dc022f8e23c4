import StudyRecords

/// An effect measure, identified by the literature's code: `SMD`, `OR`, `ZCOR`, …
///
/// Measures are declared in families, one file each; ``allCases`` is their concatenation. Everything a user can ask
/// about a measure (its name, inputs, formula, source, back-transformation) comes from its ``definition``.
public struct Measure: Hashable, Sendable {
  /// The formulas and their description.
  public let definition: any EffectMeasure

  /// The literature's code, for example `SMD`.
  public var code: String { definition.code }

  /// A measure from its definition.
  public init(_ definition: any EffectMeasure) { self.definition = definition }

  /// The measure of that code, or `nil`.
  public init?(code: String) {
    guard let match = Measure.byCode[code] else { return nil }
    self = match
  }

  /// The measure of that code.
  /// - Throws: ``EffectError/unknownMeasure(code:)``, which suggests the nearest code.
  public init(named code: String) throws(EffectError) {
    guard let match = Measure.byCode[code] else { throw .unknownMeasure(code: code) }
    self = match
  }

  /// The measure of a code as a cell of a file spells it, in small letters too, or `nil`.
  package init?(writtenAs cell: String) {
    guard let match = Measure(code: cell) ?? Measure(code: cell.uppercased()) else { return nil }
    self = match
  }

  /// Measures are equal when their codes are.
  public static func == (a: Measure, b: Measure) -> Bool { a.code == b.code }

  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension Measure: Codable {
  /// Decodes the code.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let code = try container.decode(String.self)
    guard let measure = Measure(code: code) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(code)' is not a measure")
    }
    self = measure
  }

  /// Encodes the code.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}

extension Measure: CaseIterable {
  /// Every measure, family by family.
  public static let allCases: [Measure] = families.flatMap { $0.map(Measure.init) }

  private static let byCode = Dictionary(allCases.map { ($0.code, $0) }) { first, _ in first }

  private static let families: [[any EffectMeasure]] = [
    RiskContrast.allCases, TableAssociation.allCases, PairedRisk.allCases, RateContrast.allCases,
    MeanDifference.allCases, StandardizedMeanDifference.allCases, StandardizedMeanChange.allCases,
    MeanAssociation.allCases, ScaleBridge.allCases, CommonLanguage.allCases, RatioOfMeans.allCases,
    Variability.allCases, Correlation.allCases, PartialCorrelation.allCases,
    Determination.allCases, Proportion.allCases, SingleRate.allCases, SingleMean.allCases,
    Reliability.allCases, Heterozygosity.allCases, GenericEffect.allCases,
  ]
}
