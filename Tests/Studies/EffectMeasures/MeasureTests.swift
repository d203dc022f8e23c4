import EffectMeasures
import StudyRecords
import Testing

/// What every measure declares about itself.
struct MeasureTests {
  @Test func codesAreUniqueAndRoundTrip() {
    let codes = Measure.allCases.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { Measure(code: $0)?.code == $0 })
    #expect(Measure(code: "smd") == nil)
  }

  @Test(arguments: Measure.allCases.map(\.code)) func declaresEverything(code: String) throws {
    let definition = try Measure(named: code).definition
    #expect(!definition.name.isEmpty && !definition.formula.isEmpty && !definition.varianceFormula.isEmpty)
    #expect(!definition.sources.isEmpty)
    #expect(!definition.routes.isEmpty && definition.routes.allSatisfy { !$0.isEmpty })
    #expect(Set(definition.varianceTypes).count == definition.varianceTypes.count)
    #expect(
      definition.varianceTypes.allSatisfy { type in
        !definition.details.variances.filter { $0.type == type }[0].formula.isEmpty
      })
    // What is analysed on another scale is called by another name there.
    if definition.backTransform != .identity { #expect(definition.naturalName != definition.name, "\(code)") }
    if let null = definition.nullValue { #expect(null.isFinite) }
  }

  /// The measures of `metafor`'s escalc, with hazards and effects as given.
  static let field: [String] =
    ("RR OR RD AS PETO PHI ZPHI YUQ YUY RTET ZTET PBIT OR2D OR2DN OR2DL MPRD MPRR MPOR MPORC MPPETO MPORM IRR IRD IRSD "
    + "MD SMD SMDH SMD1 SMD1H ROM CVR VR RPB ZPB RBIS ZBIS D2OR D2ORN D2ORL CLES CLESN AUC AUCN COR UCOR ZCOR PCOR ZPCOR "
    + "SPCOR ZSPCOR R2 ZR2 R2F ZR2F PR PLN PLO PRZ PAS PFT IR IRLN IRS IRFT MN SMN MNLN CVLN SDLN MC SMCC SMCR SMCRH SMCRP "
    + "SMCRPH CLESCN AUCCN ROMC CVRC VRC ARAW AHW ABT REH HR HD GEN").split(separator: " ").map(String.init)

  @Test func everyMeasureOfTheFieldIsThere() {
    #expect(Self.field.filter { Measure(code: $0) == nil } == [])
  }
}
