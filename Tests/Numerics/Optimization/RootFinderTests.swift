import Optimization
import Testing
import _TestSupport

@Suite("Root finder")
struct RootFinderTests {
  /// Functions with one root each, their derivative, bracket and root.
  struct Problem: CustomTestStringConvertible, Sendable {
    let name: String
    let low: Double
    let high: Double
    let root: Double
    let f: @Sendable (Double) -> RootFinder.Slope
    var testDescription: String { name }
  }

  static let problems: [Problem] = [
    Problem(name: "a line", low: -1, high: 5, root: 1.5) { .init(value: 2 * $0 - 3, derivative: 2) },
    Problem(name: "a cube root's steep start", low: 0, high: 1e12, root: 8) {
      .init(value: $0 - 8, derivative: 1)
    },
    Problem(name: "a hyperbola over 24 orders of magnitude", low: 0, high: 1e12, root: 1e-12) {
      .init(value: 1 / ($0 + 1e-12) - 5e11, derivative: -1 / (($0 + 1e-12) * ($0 + 1e-12)))
    },
    Problem(name: "a cubic with a flat spot", low: -2, high: 3, root: 1) {
      .init(value: ($0 - 1) * ($0 - 1) * ($0 - 1), derivative: 3 * ($0 - 1) * ($0 - 1))
    },
    Problem(name: "a wrong derivative", low: 0, high: 10, root: 2) {
      .init(value: $0 * $0 - 4, derivative: -1)
    },
    Problem(name: "a derivative of zero", low: 0, high: 10, root: 3) { .init(value: $0 - 3, derivative: 0) },
  ]

  @Test("Newton inside a bracket ends at the root", arguments: problems)
  func newton(_ problem: Problem) {
    let root = RootFinder.newton(from: problem.low, to: problem.high, problem.f)
    // The cubic's triple root is conditioned to the cube root of rounding.
    expectClose(root.x, problem.root, relative: problem.name.contains("flat") ? 1e-5 : 1e-14, problem.name)
    #expect(root.iterations < 250)
  }

  @Test("Interpolation without derivative ends at the root", arguments: problems)
  func bracketed(_ problem: Problem) {
    let root = RootFinder.bracketed(from: problem.low, to: problem.high) { problem.f($0).value }
    expectClose(root.x, problem.root, relative: problem.name.contains("flat") ? 1e-5 : 1e-14, problem.name)
    #expect(root.iterations < 250)
  }

  @Test("Ends of equal sign give the better end")
  func equalSigns() {
    #expect(RootFinder.newton(from: 1, to: 2) { .init(value: $0, derivative: 1) }.x == 1)
    #expect(RootFinder.bracketed(from: 1, to: 2) { -$0 }.x == 1)
  }

  @Test("A root at an end is found at once")
  func rootAtEnd() {
    #expect(RootFinder.newton(from: 0, to: 2) { .init(value: $0, derivative: 1) }.x == 0)
    #expect(RootFinder.bracketed(from: -1, to: 0) { $0 }.x == 0)
  }
}
