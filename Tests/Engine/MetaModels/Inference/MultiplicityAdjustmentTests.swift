import MetaModels
import Testing
import _TestSupport

@Suite("Adjustment for multiplicity")
struct MultiplicityAdjustmentTests {
  /// Values of `p.adjust` of R 4.2.2; `nil` is NA, which does not count.
  static let cases: [(String, [Double?], [Double?])] = [
    ("bonferroni", [0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.1, 0.15, 0.2, 0.25]),
    ("holm", [0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.08, 0.09, 0.09, 0.09]),
    ("hochberg", [0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.05, 0.05, 0.05, 0.05]),
    ("hommel", [0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.05, 0.05, 0.05, 0.05]),
    ("BH", [0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.05, 0.05, 0.05, 0.05]),
    (
      "BY", [0.01, 0.02, 0.03, 0.04, 0.05],
      [0.114166666666667, 0.114166666666667, 0.114166666666667, 0.114166666666667, 0.114166666666667]
    ),
    (
      "bonferroni", [1e-03, 1e-02, 1e-02, 2e-01, nil, 9e-01, 4e-02, 4e-04],
      [0.007, 0.07, 0.07, 1, nil, 1, 0.28, 0.0028]
    ),
    (
      "holm", [1e-03, 1e-02, 1e-02, 2e-01, nil, 9e-01, 4e-02, 4e-04],
      [0.006, 0.05, 0.05, 0.4, nil, 0.9, 0.12, 0.0028]
    ),
    (
      "hochberg", [1e-03, 1e-02, 1e-02, 2e-01, nil, 9e-01, 4e-02, 4e-04],
      [0.006, 0.04, 0.04, 0.4, nil, 0.9, 0.12, 0.0028]
    ),
    (
      "hommel", [1e-03, 1e-02, 1e-02, 2e-01, nil, 9e-01, 4e-02, 4e-04],
      [0.006, 0.04, 0.04, 0.4, nil, 0.9, 0.12, 0.0028]
    ),
    (
      "BH", [1e-03, 1e-02, 1e-02, 2e-01, nil, 9e-01, 4e-02, 4e-04],
      [0.0035, 0.0175, 0.0175, 0.233333333333333, nil, 0.9, 0.056, 0.0028]
    ),
    (
      "BY", [1e-03, 1e-02, 1e-02, 2e-01, nil, 9e-01, 4e-02, 4e-04],
      [0.009075, 0.045375, 0.045375, 0.605, nil, 1, 0.1452, 0.00726]
    ),
    ("bonferroni", [0.3], [0.3]),
    ("holm", [0.3], [0.3]),
    ("hochberg", [0.3], [0.3]),
    ("hommel", [0.3], [0.3]),
    ("BH", [0.3], [0.3]),
    ("BY", [0.3], [0.3]),
    (
      "bonferroni", [0.6, 0.04, 0.04, 0.035, 0.5, 0.02, 0.9, 0.021, 0.7, 0.03],
      [1, 0.4, 0.4, 0.35, 1, 0.2, 1, 0.21, 1, 0.3]
    ),
    (
      "holm", [0.6, 0.04, 0.04, 0.035, 0.5, 0.02, 0.9, 0.021, 0.7, 0.03],
      [1, 0.245, 0.245, 0.245, 1, 0.2, 1, 0.2, 1, 0.24]
    ),
    (
      "hochberg", [0.6, 0.04, 0.04, 0.035, 0.5, 0.02, 0.9, 0.021, 0.7, 0.03],
      [0.9, 0.2, 0.2, 0.2, 0.9, 0.189, 0.9, 0.189, 0.9, 0.2]
    ),
    (
      "hommel", [0.6, 0.04, 0.04, 0.035, 0.5, 0.02, 0.9, 0.021, 0.7, 0.03],
      [0.9, 0.2, 0.2, 0.175, 0.9, 0.12, 0.9, 0.12, 0.9, 0.15]
    ),
    (
      "BH", [0.6, 0.04, 0.04, 0.035, 0.5, 0.02, 0.9, 0.021, 0.7, 0.03],
      [
        0.75, 0.0666666666666667, 0.0666666666666667, 0.0666666666666667, 0.7142857142857143,
        0.0666666666666667, 0.9, 0.0666666666666667, 0.7777777777777778, 0.0666666666666667,
      ]
    ),
    (
      "BY", [0.6, 0.04, 0.04, 0.035, 0.5, 0.02, 0.9, 0.021, 0.7, 0.03],
      [
        1, 0.19526455026455, 0.19526455026455, 0.19526455026455, 1, 0.19526455026455, 1, 0.19526455026455, 1,
        0.19526455026455,
      ]
    ),
  ]

  @Test("Adjusted p values are R's", arguments: cases)
  func reference(_ code: String, _ pValues: [Double?], _ expected: [Double?]) throws {
    let adjustment = try #require(MultiplicityAdjustment(rawValue: code))
    for (value, wanted) in zip(adjustment.adjusted(pValues), expected) {
      // Sums and products of a few numbers; 15 digits stored.
      expectClose(value, wanted, relative: 1e-13)
    }
  }

  @Test("No adjustment lowers a p value or changes the order", arguments: MultiplicityAdjustment.allCases)
  func laws(_ adjustment: MultiplicityAdjustment) throws {
    var generator = SeededGenerator(seed: 4)
    for size in [0, 1, 2, 3, 20] {
      let pValues = (0..<size).map { _ in generator.uniform() * generator.uniform() }
      let adjusted = adjustment.adjusted(pValues).compactMap(\.self)
      #expect(adjusted.count == size)
      for i in pValues.indices {
        #expect(adjusted[i] >= pValues[i] && adjusted[i] <= 1)
        for j in pValues.indices where pValues[i] < pValues[j] { #expect(adjusted[i] <= adjusted[j]) }
      }
      let bonferroni = MultiplicityAdjustment.bonferroni.adjusted(pValues).compactMap(\.self)
      if ![.by].contains(adjustment) {
        #expect(zip(adjusted, bonferroni).allSatisfy { $0 <= $1 * (1 + 1e-15) })
      }
    }
    #expect(adjustment == .none || !adjustment.sources.isEmpty)
  }
}
