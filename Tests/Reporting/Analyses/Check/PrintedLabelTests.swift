import MetaAnalysis
import Testing

@testable import Analyses

@Suite struct PrintedLabelTests {
  /// Texts as papers print them: value, decimals, label, and a quantity that they may stand for.
  static let texts: [(String, Double, Int, PrintedLabel, Quantity)] = [
    ("p < 0.001", 0.001, 3, .p, .p), ("P<0.001", 0.001, 3, .p, .qP), ("p = .03", 0.03, 2, .p, .qmP),
    ("P=0·03", 0.03, 2, .p, .p), ("p-value: 0.04", 0.04, 2, .p, .p), ("p ≤ 0.05", 0.05, 2, .p, .p),
    ("I2 = 54%", 54, 0, .i2, .i2), ("I² = 54.2 %", 54.2, 1, .i2, .i2), ("I^2: 0%", 0, 0, .i2, .i2),
    ("τ² = 0.12", 0.12, 2, .tau2, .tau2), ("tau2=0.12", 0.12, 2, .tau2, .tau2),
    ("Tau^2 0.12", 0.12, 2, .tau2, .tau2),
    ("τ = 0.35", 0.35, 2, .tau, .tau), ("Q = 152.2", 152.2, 1, .q, .q),
    ("χ² = 1,234.5", 1234.5, 1, .q, .qBetween),
    ("Chi2 = 12.1", 12.1, 1, .q, .q), ("df = 12", 12, 0, .df, .qDF), ("k = 13", 13, 0, .k, .k),
    ("OR 0.49", 0.49, 2, .estimate, .estimate), ("Hedges' g = −0.5", -0.5, 1, .estimate, .estimate),
    ("SE=0.12", 0.12, 2, .se, .se), ("z = -3.97", -3.97, 2, .statistic, .statistic),
    ("R² = 75.6%", 75.6, 1, .r2, .r2),
  ]

  @Test(arguments: texts.indices)
  func namesBeforeNumbersAreRead(index: Int) throws {
    let (text, value, decimals, label, quantity) = Self.texts[index]
    let printed = try PrintedNumber(text)
    #expect(printed.value == value, "\(text)")
    #expect(printed.decimals == decimals, "\(text)")
    #expect(printed.label == label, "\(text)")
    #expect(label.names(quantity), "\(text)")
    #expect(printed.text == text)
  }

  @Test func boundsStayAfterNames() throws {
    #expect(try PrintedNumber("p < 0.001").bound == .below)
    #expect(try PrintedNumber("P > .99").bound == .above)
    #expect(try PrintedNumber("p ≤ 0.05").bound == .atMost)
    #expect(try PrintedNumber("p = <0.01").bound == .below)
    #expect(try PrintedNumber("p = .03").bound == nil)
  }

  @Test func measuresAreNamed() throws {
    for (text, measure) in [
      ("OR 0.49", PrintedMeasure.oddsRatio), ("Odds ratio: 0.49", .oddsRatio), ("aOR = 0.49", .oddsRatio),
      ("RR=0·49", .riskRatio), ("IRR 0.49", .rateRatio), ("HR 0.49", .hazardRatio),
      ("Hedges' g = −0.5", .standardizedMeanDifference), ("SMD -0.5", .standardizedMeanDifference),
      ("WMD 3", .meanDifference), ("r = .30", .correlation),
    ] {
      #expect(try PrintedNumber(text).measure == measure, "\(text)")
      #expect(try PrintedNumber(text).label == .estimate, "\(text)")
    }
    for text in ["ES 0.49", "b = 0.4", "estimate 3", "p = .03", "I² = 54%", "0.49"] {
      #expect(try PrintedNumber(text).measure == nil, "\(text)")
    }
    #expect(try PrintedInterval.ends(of: "OR 0.34 to 0.70").allSatisfy { $0.measure == .oddsRatio })
    #expect(try PrintedInterval.ends(of: "95% CI 0.34 to 0.70").allSatisfy { $0.measure == nil })
  }

  /// The measures that publications call so; effects as given, and the measure to state, are among them.
  @Test(arguments: [
    (PrintedMeasure.oddsRatio, "OR PETO MPOR MPORC MPPETO MPORM D2OR D2ORN D2ORL"),
    (.riskRatio, "RR MPRR IRR HR"), (.rateRatio, "IRR"), (.hazardRatio, "HR"),
    (.riskDifference, "RD MPRD IRD HD"), (.rateDifference, "IRD"), (.meanDifference, "MD MC"),
    (
      .standardizedMeanDifference,
      "SMD SMDH SMD1 SMD1H SMCC SMCR SMCRH SMCRP SMCRPH PBIT OR2D OR2DN OR2DL SMN"
    ),
    (.correlation, "PHI ZPHI RTET ZTET RPB ZPB RBIS ZBIS COR UCOR ZCOR PCOR ZPCOR SPCOR ZSPCOR"),
  ])
  func namesAllowMeasures(name: PrintedMeasure, codes: String) {
    let listed = codes.split(separator: " ").compactMap { Measure(code: String($0)) }
    let suited = Measure.allCases.filter { $0 != .generic && name.suits($0) }
    #expect(listed.count == codes.split(separator: " ").count && Set(listed).isSubset(of: suited))
    // A measure that joins them is of one kind with them.
    #expect(Set(suited.map(\.definition.kind)) == Set(listed.map(\.definition.kind)))
    #expect(name.suits(nil) && name.suits(.generic) && name.suits(name.usual))
  }

  @Test func namesOfOneMeasureAreNotThoseOfAnother() {
    #expect(!PrintedMeasure.oddsRatio.suits(.riskRatio) && PrintedMeasure.riskRatio.suits(Measure(code: "IRR")))
  }

  @Test func powersOfTenStandAlone() throws {
    for text in ["<10^-5", "p < 10⁻⁵", "1e-5", "<10^−5"] {
      #expect(try PrintedNumber(text).value == 1e-5, "\(text)")
    }
    #expect(try PrintedNumber("10").value == 10)
    #expect(try PrintedNumber("10.5").value == 10.5)
  }

  @Test func marksOfSignificanceAreLeft() throws {
    #expect(try PrintedNumber("0.45***").value == 0.45)
    #expect(try PrintedNumber("−0.51 *").value == -0.51)
    #expect(try PrintedNumber("54%†").isPercent)
  }

  @Test func otherNamesAreRefused() {
    #expect(throws: PrintedNumberError.unknownLabel(text: "foo = 3", label: "foo")) {
      try PrintedNumber("foo = 3")
    }
    #expect(throws: PrintedNumberError.self) { try PrintedNumber("p") }
    #expect(throws: PrintedNumberError.self) { try PrintedNumber("p = ") }
    #expect(throws: PrintedNumberError.self) { try PrintedNumber("I2 p 3") }
  }

  @Test func everyLabelNamesSomething() {
    for label in PrintedLabel.allCases { #expect(Quantity.allCases.contains(where: label.names), "\(label)") }
    #expect(!PrintedLabel.i2.names(.tau2) && !PrintedLabel.p.names(.estimate))
  }
}
