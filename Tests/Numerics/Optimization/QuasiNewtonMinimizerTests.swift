import LinearAlgebra
import Optimization
import RealModule
import Testing
import _TestSupport

@Suite("Quasi-Newton minimizer")
struct QuasiNewtonMinimizerTests {
  @Test("ends at the minimum of standard problems", arguments: TestFunction.all)
  func standardProblems(_ problem: TestFunction) {
    var h = Matrix(rows: problem.start.count, columns: problem.start.count)
    let result = QuasiNewtonMinimizer().minimize(from: problem.start) { x, g in problem.f(x, &g, &h) }
    #expect(
      result.summary.ending == .stationary || result.summary.ending == .stalled,
      "\(problem.name): \(result.summary)")
    #expect(result.summary.evaluations < 600, "\(result.summary)")
    for (x, expected) in zip(result.x, problem.minimum) {
      let accuracy = max(problem.accuracy, 1e-7)
      expectClose(x, expected, relative: accuracy, absolute: accuracy, problem.name)
    }
  }

  @Test("places where the objective is not finite are stepped back from")
  func notFinite() {
    let result = QuasiNewtonMinimizer().minimize(from: [9.5]) { x, g in
      g[0] = 1 - 3 / x[0]
      return x[0] > 0 && x[0] < 10 ? x[0] - 3 * Double.log(x[0]) : .nan
    }
    expectClose(result.x[0], 3, relative: 1e-9)
    let undefined = QuasiNewtonMinimizer().minimize(from: [1]) { _, _ in .infinity }
    #expect(undefined.summary.ending == .undefined)
  }

  @Test("a flat objective ends at once, a fall without end is seen")
  func flat() {
    let flat = QuasiNewtonMinimizer().minimize(from: [1, 2]) { _, g in
      g = [0, 0]
      return 7
    }
    #expect(flat.summary.ending == .stationary)
    let line = QuasiNewtonMinimizer().minimize(from: [0]) { x, g in
      g[0] = -1
      return -x[0]
    }
    #expect(line.summary.ending == .unbounded)
  }

  @Test("bounds hold, and the others are free")
  func bounds() {
    let minimizer = QuasiNewtonMinimizer(
      bounds: SimpleBounds(lower: [-.infinity, -1], upper: [0.5, .infinity]))
    var h = Matrix(rows: 2, columns: 2)
    let result = minimizer.minimize(from: [-1.2, 1]) { x, g in TestFunction.rosenbrock.f(x, &g, &h) }
    #expect(result.summary.ending == .boundary)
    #expect(result.x[0] == 0.5)
    expectClose(result.x[1], 0.25, relative: 1e-8)
    let box = QuasiNewtonMinimizer(bounds: SimpleBounds(lower: [0, 0, 0], upper: [2, 2, 2])).minimize(from: [
      2, 2, 0,
    ]) {
      x, g in
      let (a, b, c) = (x[0] - 1, x[1] + 2, x[2] - 3)
      g = [2 * a, 2 * b, 2 * c]
      return a * a + b * b + c * c
    }
    expectClose(box.x[0], 1, relative: 1e-9)
    #expect(box.x[1] == 0 && box.x[2] == 2)
  }

  @Test("a minimum on a large constant is found beyond the root of rounding")
  func digits() {
    let result = QuasiNewtonMinimizer().minimize(from: [5.0]) { x, g in
      let d = x[0] - 1.234567890123
      g[0] = Double.sinh(d)
      return 1e6 + Double.cosh(d)
    }
    expectClose(result.x[0], 1.234567890123, relative: 1e-9)
  }
}
