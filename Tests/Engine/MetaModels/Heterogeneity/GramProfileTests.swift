import LinearAlgebra
import Testing
import _TestSupport

@testable import MetaModels

@Suite("Large regressions")
struct GramProfileTests {
  /// 2,400 invented studies, 7 moderators of which two are nearly the same, variances over a factor of 500.
  static let problem: Tau2Problem? = {
    var generator = SeededGenerator(seed: 20)
    let k = 2400
    let first = (0..<k).map { _ in generator.uniform() }
    var columns = [[Double](repeating: 1, count: k), first, first.map { $0 + 1e-3 * generator.uniform() }]
    for _ in 0..<5 { columns.append((0..<k).map { _ in generator.uniform() - 0.3 }) }
    let vi = (0..<k).map { _ in 0.01 + 5 * generator.uniform() * generator.uniform() * generator.uniform() }
    let yi = (0..<k).map { i in first[i] + 2 * generator.uniform() * (0.2 + vi[i]).squareRoot() }
    return try? Tau2Problem(yi: yi, vi: vi, design: Matrix(columns: columns, rows: k))
  }()

  @Test("One pass gives what orthogonalizing gives", arguments: [0, 1e-3, 0.05, 0.4, 3, 100, 1e6])
  func agreement(_ t: Double) throws {
    let problem = try #require(GramProfileTests.problem)
    var gram = try #require(GramProfile(problem))
    var profile = Tau2Profile(problem)
    #expect(gram.covers(t))
    let point = gram.point(t, problem)
    let (fast, slow) = (try #require(point), profile.regression(t))
    // Weights over three decades: at most three digits of sixteen.
    for (name, a, b) in [
      ("q", fast.q, slow.q), ("slope", fast.qSlope, slow.qSlope), ("curve", fast.qCurve, slow.qCurve),
      ("trace", fast.trace, slow.trace), ("trace square", fast.traceSquare, slow.traceSquare),
      ("weight", fast.weight, slow.weight), ("weight square", fast.weightSquare, slow.weightSquare),
    ] { expectClose(a, b, relative: 1e-11, name) }
    expectClose(fast.logInformation, slow.logInformation, relative: 1e-11, absolute: 1e-11)
    let form = profile.quadraticForm(t)
    expectClose(form.q, slow.q, relative: 1e-11)
    expectClose(form.qSlope, slow.qSlope, relative: 1e-11)
    expectClose(form.weight, slow.weight, relative: 1e-11)
  }

  @Test("Weights far apart and small problems are left to orthogonalization")
  func limits() throws {
    let problem = try #require(GramProfileTests.problem)
    let vi = problem.vi.enumerated().map { $0 == 7 ? 1e-6 : $1 }
    let spread = try Tau2Problem(yi: problem.yi, vi: vi, design: problem.design)
    #expect(GramProfile(spread)?.covers(0) == false)
    let small = try Tau2Problem(
      yi: Array(problem.yi.prefix(50)), vi: Array(problem.vi.prefix(50)),
      design: problem.design.selecting(rows: Array(0..<50)))
    #expect(GramProfile(small) == nil)
  }

  @Test(
    "Every estimator agrees with itself on the studies in another order",
    arguments: [Tau2Method.reml, .ml, .pm, .dl])
  func order(_ method: Tau2Method) throws {
    let problem = try #require(GramProfileTests.problem)
    let reversed = Array((0..<problem.k).reversed())
    let other = try Tau2Problem(
      yi: reversed.map { problem.yi[$0] }, vi: reversed.map { problem.vi[$0] },
      design: problem.design.selecting(rows: reversed))
    let (a, b) = (try method.estimator().estimate(problem), try method.estimator().estimate(other))
    expectClose(a.tau2, b.tau2, relative: 1e-10)
    #expect(a.tau2 > 0)
  }
}
