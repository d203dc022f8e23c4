import Testing

@testable import Analyses

@Suite struct PrintedIntervalTests {
  static let texts: [(String, Double, Double)] = [
    ("0.30 to 0.90", 0.3, 0.9), ("95% CI 0.3 to 0.9", 0.3, 0.9), ("95% CI: 0.34–0.70", 0.34, 0.7),
    ("(0.34, 0.70)", 0.34, 0.7), ("[0.34; 0.70]", 0.34, 0.7), ("95% CI [−1.07, −0.36]", -1.07, -0.36),
    ("(95% CI 0·34 to 0·70)", 0.34, 0.7), ("-1.07 to -0.36", -1.07, -0.36), ("-1.07--0.36", -1.07, -0.36),
    ("−1.07 – −0.36", -1.07, -0.36), ("0.34 - 0.70", 0.34, 0.7), ("0.3,0.9", 0.3, 0.9),
    ("1,234 to 2,345", 1234, 2345), ("1,234, 2,345", 1234, 2345), ("13% to 36%", 13, 36), ("13–36%", 13, 36),
    ("CI = 0.3 to 0.9", 0.3, 0.9), ("90%CI 0.3..0.9", 0.3, 0.9), ("0.3 to ∞", 0.3, .infinity),
    ("99% confidence interval, 0.2 to 1.1", 0.2, 1.1), ("from 0.3 to 0.9", 0.3, 0.9),
    ("between 13% and 36%", 13, 36), ("CI 95% 0.3-0.9", 0.3, 0.9), ("CI95: 0.3 to 0.9", 0.3, 0.9),
    ("95 % CI 0.3 to 0.9", 0.3, 0.9), ("OR 95% CI 0.3 to 0.9", 0.3, 0.9), ("OR (95% CI) 0.3 to 0.9", 0.3, 0.9),
    ("OR (95% CI: 0.3 to 0.9)", 0.3, 0.9), ("95% CI 13% to 36%", 13, 36),
    ("95% CI for OR: 0.3 to 0.9", 0.3, 0.9), ("0.3 ... 0.9", 0.3, 0.9), ("95% CrI [0.3; 0.9]", 0.3, 0.9),
  ]

  @Test(arguments: texts.indices)
  func intervalsInOneTextAreRead(index: Int) throws {
    let (text, lower, upper) = Self.texts[index]
    let ends = try PrintedInterval.ends(of: text)
    #expect(ends.map(\.value) == [lower, upper], "\(text)")
    #expect(ends[0].isPercent == ends[1].isPercent)
  }

  @Test func digitsAreKept() throws {
    #expect(try PrintedInterval.ends(of: "0.30 to 0.9").map(\.decimals) == [2, 1])
    #expect(try PrintedInterval.ends(of: "95% CI 0.340–0.70").map(\.text) == ["0.340", "0.70"])
  }

  @Test(arguments: [
    "0.5", "0.3 0.9", "0.3 to", "0.3 to 0.5 to 0.9", "1,234", "-0.3 -0.1", "0.49 (0.34 to 0.70)", "",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(throws: PrintedNumberError.notAnInterval(text: text)) { try PrintedInterval.ends(of: text) }
  }

  @Test func namesOfIntervalsCarryLevelAndMeasure() throws {
    for (text, level, measure) in [
      ("95% CI 0.3 to 0.9", 95.0, PrintedMeasure?.none), ("CI 90% 0.3 to 0.9", 90, nil),
      ("OR (99% CI) 0.3 to 0.9", 99, .oddsRatio), ("99.5% CI for RR: 0.3 to 0.9", 99.5, .riskRatio),
      ("from 13% to 36%", nil, nil), ("HR 0.3 to 0.9", nil, .hazardRatio),
    ] as [(String, Double?, PrintedMeasure?)] {
      #expect(PrintedInterval.level(of: text) == level, "\(text)")
      #expect(try PrintedInterval.ends(of: text).map(\.measure) == [measure, measure], "\(text)")
    }
  }

  @Test func decimalCommasAreNamed() {
    #expect(throws: PrintedNumberError.decimalComma(text: "0,575; 0,675")) {
      try PrintedInterval.ends(of: "0,575; 0,675")
    }
    #expect(throws: PrintedNumberError.notAnInterval(text: "0.5/0.7")) {
      try PrintedInterval.ends(of: "0.5/0.7")
    }
  }

  @Test func filesTakeThem() throws {
    func expectations(_ expect: String) throws -> [[PrintedNumber]] {
      try Analysis(
        yaml: "schema: tutti.analysis/1\ndata: {dataset: bcg}\nmeasure: RR\nexpect: [\(expect)]", path: "a.yml"
      ).expectations.map(\.printed)
    }
    let found = try expectations(
      #"{quantity: ci, scale: natural, printed: "95% CI 0.34 to 0.70"}, {quantity: q_p, printed: "P<0.001"}"#)
    #expect(found[0].map(\.value) == [0.34, 0.7])
    #expect(found[1][0].bound == .below)
    #expect { try expectations(#"{quantity: tau2, printed: "I2 = 54%"}"#) } throws: {
      "\($0)".contains("names another quantity than tau2")
    }
    #expect(throws: Never.self) {
      try expectations(#"{quantity: ci, printed: "90% CI 0.36 to 0.66", with: {level: 90}}"#)
    }
    #expect { try expectations(#"{quantity: ci, printed: "90% CI 0.36 to 0.66"}"#) } throws: {
      "\($0)".contains("the printed interval is at 90%, the computed one at 95%")
    }
    #expect {
      try expectations(#"{quantity: ci, printed: "99% CI 0.36 to 0.66", with: {method: DL}}"#)
    } throws: {
      "\($0)".contains("the printed interval is at 99%, the computed one at 95%")
    }
    #expect { try expectations(#"{quantity: ci, printed: "0.5"}"#) } throws: {
      "\($0)".contains("is not an interval")
    }
  }
}
