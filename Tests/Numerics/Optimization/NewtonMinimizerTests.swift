import LinearAlgebra
import Optimization
import RealModule
import Testing
import _TestSupport

@Suite("Newton minimizer")
struct NewtonMinimizerTests {
  @Test("ends at the minimum of standard problems", arguments: TestFunction.all)
  func standardProblems(_ problem: TestFunction) {
    let result = NewtonMinimizer().minimize(from: problem.start, problem.f)
    #expect(result.summary.ending == .stationary, "\(problem.name): \(result.summary)")
    #expect(result.summary.iterations < 120)
    for (x, expected) in zip(result.x, problem.minimum) {
      expectClose(x, expected, relative: problem.accuracy, absolute: problem.accuracy, problem.name)
    }
    #expect(abs(result.value - problem.value) < 1e-12)
  }

  @Test("starts far away and at other places end there too")
  func otherStarts() {
    for start in [[100.0, -100], [0, 0], [-50, 3000], [1, 1]] {
      let result = NewtonMinimizer().minimize(from: start, TestFunction.rosenbrock.f)
      expectClose(result.x[0], 1, relative: 1e-10, "from \(start)")
      expectClose(result.x[1], 1, relative: 1e-10, "from \(start)")
    }
  }

  @Test("the parameter is right to the accuracy of the gradient, not to the root of rounding")
  func digits() {
    // A large constant drowns the last half of the objective's digits.
    let result = NewtonMinimizer().minimize(from: [5.0]) { x, g, h in
      let d = x[0] - 1.234567890123
      g[0] = Double.sinh(d)
      h[0, 0] = Double.cosh(d)
      return 1e6 + Double.cosh(d)
    }
    expectClose(result.x[0], 1.234567890123, relative: 1e-15)
  }

  @Test("a saddle point is left")
  func saddle() {
    // x⁴/4 − x²/2 + y²: a saddle at the origin, minima at (±1, 0).
    let result = NewtonMinimizer().minimize(from: [0, 0.5]) { x, g, h in
      g = [x[0] * x[0] * x[0] - x[0], 2 * x[1]]
      h.elements = [3 * x[0] * x[0] - 1, 0, 0, 2]
      return 0.25 * x[0] * x[0] * x[0] * x[0] - 0.5 * x[0] * x[0] + x[1] * x[1]
    }
    expectClose(abs(result.x[0]), 1, relative: 1e-10)
    expectClose(result.x[1], 0, absolute: 1e-10)
  }

  @Test("places where the objective is not finite are stepped back from")
  func notFinite() {
    // x − 3 log x, undefined left of 0 and, here, beyond 10.
    let result = NewtonMinimizer().minimize(from: [9.5]) { x, g, h in
      g[0] = 1 - 3 / x[0]
      h[0, 0] = 3 / (x[0] * x[0])
      return x[0] > 0 && x[0] < 10 ? x[0] - 3 * Double.log(x[0]) : .nan
    }
    expectClose(result.x[0], 3, relative: 1e-12)
  }

  @Test("flat and undefined objectives end the search at once")
  func flat() {
    let flat = NewtonMinimizer().minimize(from: [1, 2]) { _, g, h in
      g = [0, 0]
      return 7
    }
    #expect(flat.summary.ending == .stationary)
    #expect(flat.x == [1, 2])
    let undefined = NewtonMinimizer().minimize(from: [1]) { _, _, _ in .nan }
    #expect(undefined.summary.ending == .undefined)
    #expect(undefined.summary.gradient == nil)
  }

  @Test("a flat stretch is crossed, a fall without end is called unbounded")
  func unbounded() {
    let tail = NewtonMinimizer().minimize(from: [-20]) { x, g, h in
      let e = Double.exp(x[0])
      g[0] = e * (x[0] - 1)
      h[0, 0] = e * x[0]
      return e * (x[0] - 2)
    }
    expectClose(tail.x[0], 1, relative: 1e-10)
    let line = NewtonMinimizer().minimize(from: [0]) { x, g, h in
      g[0] = -1
      h[0, 0] = 0
      return -x[0]
    }
    #expect(line.summary.ending == .unbounded || line.summary.ending == .exhausted)
  }

  @Test("bounds hold, and the others are free")
  func bounds() {
    // Rosenbrock with x₀ ≤ 0.5: the best is (0.5, 0.25).
    var minimizer = NewtonMinimizer(bounds: SimpleBounds(lower: [-.infinity, -1], upper: [0.5, .infinity]))
    let result = minimizer.minimize(from: [-1.2, 1], TestFunction.rosenbrock.f)
    #expect(result.summary.ending == .boundary)
    #expect(result.x[0] == 0.5)
    expectClose(result.x[1], 0.25, relative: 1e-12)
    #expect(result.isHeld == [true, false])
    // Wood's problem below 1 has a local minimum on x₁ = 1: the others' derivatives vanish, that one points outwards.
    minimizer = NewtonMinimizer(
      bounds: SimpleBounds(lower: [Double](repeating: -5, count: 4), upper: [Double](repeating: 1, count: 4)))
    let wood = minimizer.minimize(from: [-3, -1, -3, -1], TestFunction.wood.f)
    #expect(wood.summary.ending == .boundary)
    #expect(wood.x[1] == 1 && wood.gradient[1] < 0)
    for i in [0, 2, 3] { #expect(abs(wood.gradient[i]) < 1e-11) }
    // A convex quadratic whose unbounded minimum (1, −2, 3) lies outside: min at (1, 0, 2) by hand.
    minimizer = NewtonMinimizer(bounds: SimpleBounds(lower: [0, 0, 0], upper: [2, 2, 2]))
    let box = minimizer.minimize(from: [2, 2, 0]) { x, g, h in
      let (a, b, c) = (x[0] - 1, x[1] + 2, x[2] - 3)
      g = [2 * a, 2 * b, 2 * c]
      h.elements = [2, 0, 0, 0, 2, 0, 0, 0, 2]
      return a * a + b * b + c * c
    }
    #expect(box.x == [1, 0, 2])
  }

  @Test("nothing depends on the units of the variables")
  func scaling() {
    let factors = [1e-7, 1e5]
    let result = NewtonMinimizer().minimize(from: [-1.2 / 1e-7, 1 / 1e5]) { x, g, h in
      let inner = [x[0] * factors[0], x[1] * factors[1]]
      let value = TestFunction.rosenbrock.f(inner, &g, &h)
      for j in 0..<2 {
        g[j] *= factors[j]
        for i in 0..<2 { h[i, j] *= factors[i] * factors[j] }
      }
      return value
    }
    expectClose(result.x[0], 1e7, relative: 1e-10)
    expectClose(result.x[1], 1e-5, relative: 1e-10)
  }

  @Test("an error of the objective comes through")
  func errors() {
    struct Refusal: Error {}
    #expect(throws: Refusal.self) {
      _ = try NewtonMinimizer().minimize(from: [0]) { (_, _, _) throws(Refusal) in throw Refusal() }
    }
  }

  @Test("the best of several minima is the lowest, counted once each")
  func best() throws {
    let minima = [-4.0, -1, 0.9, 3].map { start in
      // (x² − 1)² + 0.2 x: minima near −1 (lower) and near 1.
      NewtonMinimizer().minimize(from: [start]) { x, g, h in
        let a = x[0] * x[0] - 1
        g[0] = 4 * x[0] * a + 0.2
        h[0, 0] = 12 * x[0] * x[0] - 4
        return a * a + 0.2 * x[0]
      }
    }
    let best = try #require(Minimum.best(of: minima))
    #expect(best.x[0] < -1)
    #expect(best.summary.localOptima == 2)
  }
}
