import RealModule
import Distributions
import EffectMeasures
import StudyLint
import StudyRecords
import Testing
import _TestSupport

/// SYNTHETIC reviews without a mistake: how often the lint speaks, and how often it sees a standard error typed as a
/// standard deviation.
@Suite struct SimulatedReviewTests {
  /// 300 reviews of 3 to 30 trials with 5 to 150 people a group, heterogeneity up to τ = 0.5, printed to two decimals:
  /// nothing is found.
  @Test func silentOnHonestReviews() throws {
    var random = SeededGenerator(seed: 20261)
    var sentences: [String] = []
    for _ in 0..<300 {
      let k = 3 + Int(28 * random.uniform())
      let review = Review(
        studies: k, mean: 0.5 * random.normal(), tau: 0.5 * random.uniform(),
        sizes: { 5 * (30.0).power($0.uniform()) },
        &random)
      sentences += try review.findings().map(\.note.sentence)
    }
    #expect(sentences == [])
  }

  /// How often the lint sees one row with standard errors among ten; the shares are those of the documentation.
  @Test(arguments: [
    (0.2, 25.0, 0.08...0.18), (0.5, 25, 0.25...0.4), (0.5, 100, 0.8...0.92), (1.0, 25, 0.65...0.8),
  ])
  func power(effect: Double, n: Double, expected: ClosedRange<Double>) throws {
    var random = SeededGenerator(seed: 7)
    var seen = 0
    for _ in 0..<100 {
      var review = Review(studies: 10, mean: effect, tau: 0.15, sizes: { _ in n }, &random)
      review.rows[0].typeStandardErrors()
      let rows = try review.findings().filter { $0.note.kind.code == "smd.implausible" }.map(\.note.row)
      #expect(rows.allSatisfy { $0 == 1 })
      seen += rows.isEmpty ? 0 : 1
    }
    #expect(expected.contains(Double(seen) / 100), "\(seen)")
  }
}

private struct Review {
  struct Row {
    var n1, m1, sd1, n2, m2, sd2: Double

    mutating func typeStandardErrors() { (sd1, sd2) = (sd1 / n1.squareRoot(), sd2 / n2.squareRoot()) }
  }

  var rows: [Row] = []

  init(
    studies: Int, mean: Double, tau: Double, sizes: (inout SeededGenerator) -> Double,
    _ random: inout SeededGenerator
  ) {
    for _ in 0..<studies {
      let (n1, n2) = (sizes(&random).rounded(), sizes(&random).rounded())
      let unit = 0.5 * (100.0).power(random.uniform())
      let level = unit * (1 + 6 * random.uniform())
      let delta = mean + tau * random.normal()
      func sd(_ n: Double) -> Double {
        // The logarithm of a standard deviation is nearly normal.
        unit * (0.5.squareRoot() * random.normal() / (n - 1).squareRoot()).exponential
      }
      rows.append(
        Row(
          n1: n1, m1: level + unit * (delta + random.normal() / n1.squareRoot()), sd1: sd(n1), n2: n2,
          m2: level + unit * random.normal() / n2.squareRoot(), sd2: sd(n2)))
    }
  }

  func findings() throws -> [LintFinding] {
    func column(_ name: String, _ value: KeyPath<Row, Double>) -> StudyTable.Column {
      StudyTable.Column(name: name, numbers: rows.map { (100 * $0[keyPath: value]).rounded() / 100 })
    }
    let table = try StudyTable(
      name: "SYNTHETIC",
      columns: [
        column("n1i", \.n1), column("m1i", \.m1), column("sd1i", \.sd1), column("n2i", \.n2),
        column("m2i", \.m2),
        column("sd2i", \.sd2),
      ])
    return try Lint().findings(in: table, effects: try table.effects(.hedgesG))
  }
}

extension SeededGenerator {
  fileprivate mutating func normal() -> Double { Normal.standard.quantile(lowerTail: uniform()) }
}

extension Double {
  fileprivate func power(_ exponent: Double) -> Double { .exp(exponent * .log(self)) }
  fileprivate var exponential: Double { .exp(self) }
}
