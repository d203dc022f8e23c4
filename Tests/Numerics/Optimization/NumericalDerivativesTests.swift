import LinearAlgebra
import Optimization
import RealModule
import Testing
import _TestSupport

@Suite("Numerical derivatives")
struct NumericalDerivativesTests {
  @Test("derivatives of elementary functions to eleven digits, within the error stated")
  func elementary() throws {
    let cases: [(Double, Double?, (Double) -> Double, Double)] = [
      (1.3, nil, { Double.exp($0) }, Double.exp(1.3)),
      (0.7, nil, { Double.sin($0) }, Double.cos(0.7)),
      (1e-4, 2e-5, { Double.log($0) }, 1e4),
      (2000, nil, { 1 / $0 }, -1 / 4e6),
    ]
    for (x, step, f, expected) in cases {
      let estimate = try #require(NumericalDerivatives.derivative(at: x, step: step, f))
      expectClose(estimate.value, expected, relative: 1e-11, "at \(x)")
      #expect(abs(estimate.value - expected) <= 2 * estimate.error + 1e-13 * abs(expected))
    }
  }

  @Test("a step out of the domain is shortened, an undefined place gives nothing")
  func domain() throws {
    let estimate = try #require(NumericalDerivatives.derivative(at: 1e-3) { $0 > 0 ? Double.log($0) : .nan })
    expectClose(estimate.value, 1000, relative: 1e-9)
    #expect(NumericalDerivatives.derivative(at: 1) { _ in .nan } == nil)
  }

  @Test("gradient and Hessian of standard problems", arguments: TestFunction.all.prefix(5))
  func hessians(_ problem: TestFunction) throws {
    let n = problem.start.count
    let x = problem.start.map { $0 + 0.3 }
    var (g, h) = ([Double](repeating: 0, count: n), Matrix(rows: n, columns: n))
    _ = problem.f(x, &g, &h)
    func f(_ x: [Double]) -> Double {
      var (g, h) = ([Double](repeating: 0, count: n), Matrix(rows: n, columns: n))
      return problem.f(x, &g, &h)
    }
    let size = h.elements.map(abs).max() ?? 1
    let gradient = try #require(NumericalDerivatives.gradient(at: x, f))
    for i in 0..<n { expectClose(gradient[i].value, g[i], relative: 1e-10, absolute: 1e-10 * size) }
    let fromValues = try #require(NumericalDerivatives.hessian(at: x, f))
    let fromGradient = try #require(
      NumericalDerivatives.hessian(at: x) { x, g in
        var h = Matrix(rows: n, columns: n)
        _ = problem.f(x, &g, &h)
      })
    for i in h.elements.indices {
      // Second differences lose twice the digits.
      expectClose(fromValues.elements[i], h.elements[i], relative: 1e-8, absolute: 1e-8 * size, problem.name)
      expectClose(
        fromGradient.elements[i], h.elements[i], relative: 1e-10, absolute: 1e-10 * size, problem.name)
    }
  }
}
