import Testing

@testable import Analyses

@Suite struct StudySlipTests {
  static let moves: [(Double, [Double])] = [
    (0.093, [0.93, 0.0093]), (9.3, [93, 0.93]), (0.57, [5.7, 0.057]), (12, [120]), (30, [300, 3]),
    (-1.1, [-11, -0.11]), (2e-7, [2e-6, 2e-8]), (0, []),
  ]

  @Test(arguments: moves)
  func decimalPointsAreMovedInTheDigits(_ number: Double, _ others: [Double]) {
    #expect(StudySlip.CellSlip.decimalPoint.results(of: number) == others)
  }

  @Test func studiesLeftOutAreNamed() {
    let slip = StudySlip(row: 3, study: "Rosenthal et al. 1960", kind: .omitted)
    #expect(Change.study(slip).phrase == "without Rosenthal et al. 1960 (row 3)")
    #expect(
      [Change.setting(.model(.level, "90"), from: "95"), .study(slip)].phrase
        == "with level 90 instead of 95; and without Rosenthal et al. 1960 (row 3)")
  }
}
