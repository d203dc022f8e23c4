import EffectMeasures
import FoundationEssentials
import StudyRecords
import Testing
import _TestSupport

/// Back-transformations as functions and as data.
struct BackTransformTests {
  static let all: [BackTransform] = [
    .identity, .exponential, .hyperbolicTangent, .squaredHyperbolicTangent, .logistic, .normal, .arcsineSquared,
    .freemanTukeyProportion(n: 17.5), .square, .freemanTukeyRate(t: 31), .hakstianWhalen, .bonett,
  ]

  @Test(arguments: all) func rises(transform: BackTransform) {
    var last = -Double.infinity
    let range = transform.analysisRange
    for step in -200...200 {
      let x = Double(step) / 40
      guard range.contains(x) else { continue }
      let y = transform(x)
      #expect(y.isFinite && y >= last, "\(transform.code) at \(x)")
      last = y
    }
  }

  @Test(arguments: all) func isUndone(transform: BackTransform) {
    for x in [0.03, 0.2, 0.4, 0.77] {
      let natural = transform(x)
      guard natural > 0 else { continue }
      expectClose(transform.analysisValue(natural), x, relative: 1e-11, "\(transform.code)")
    }
  }

  @Test(arguments: all) func roundTripsThroughJSON(transform: BackTransform) throws {
    let data = try JSONEncoder().encode(transform)
    #expect(try JSONDecoder().decode(BackTransform.self, from: data) == transform)
  }

  @Test func endsOfTheScales() {
    #expect(BackTransform.logistic(.infinity) == 1 && BackTransform.logistic(-.infinity) == 0)
    #expect(BackTransform.hyperbolicTangent(.infinity) == 1)
    #expect(BackTransform.exponential(-.infinity) == 0)
    #expect(BackTransform.arcsineSquared(2) == 1 && BackTransform.arcsineSquared(-1) == 0)
    #expect(BackTransform.freemanTukeyProportion(n: 20)(0.01) == 0)
    #expect(BackTransform.freemanTukeyProportion(n: 20)(1.6) == 1)
  }

  @Test func freemanTukeyUndoesItself() throws {
    // With its own sample size, every study's double arcsine turns back into its own proportion.
    for (x, n) in [(0.0, 5.0), (1, 5), (5, 5), (3, 1000), (999, 1000), (7, 23)] {
      let table = try StudyTable(
        name: "data.csv", columns: [.init(name: "xi", numbers: [x]), .init(name: "ni", numbers: [n])])
      let effects = try table.effects(.doubleArcsineProportion)
      #expect(effects.backTransform == .freemanTukeyProportion(n: n))
      expectClose(effects.rows[0].yi.map { effects.backTransform($0) }, x / n, relative: 1e-11, "\(x) of \(n)")
    }
  }

  @Test func harmonicMeanSkipsRowsWithoutEffect() throws {
    let table = try StudyTable(
      name: "data.csv",
      columns: [.init(name: "xi", numbers: [16, 10, nil, 9]), .init(name: "ni", numbers: [17, 12, 40, 8])])
    guard case .freemanTukeyProportion(let n) = try table.effects(.doubleArcsineProportion).backTransform else {
      Issue.record("not a Freeman–Tukey scale")
      return
    }
    expectClose(n, 2 / (1 / 17.0 + 1 / 12.0))
  }
}
