import LinearAlgebra
import Testing

/// A standard problem of unconstrained minimization with its derivatives.
///
/// Source: Moré, Garbow & Hillstrom (1981, doi:10.1145/355934.355936), problem numbers in brackets.
struct TestFunction: Sendable, CustomTestStringConvertible {
  let name: String
  let start: [Double]
  let minimum: [Double]
  let value: Double
  /// How far from the minimum a search may end: singular Hessians spread rounding.
  let accuracy: Double
  let f: @Sendable (_ x: [Double], _ g: inout [Double], _ h: inout Matrix) -> Double

  var testDescription: String { name }

  static let all: [TestFunction] = [
    rosenbrock, wood, powellSingular, freudensteinRoth, beale, badlyScaled, curvedValley, chainedRosenbrock,
  ]

  static let rosenbrock = TestFunction(
    name: "Rosenbrock [1]", start: [-1.2, 1], minimum: [1, 1], value: 0, accuracy: 1e-9
  ) { x, g, h in
    let (a, b) = (x[1] - x[0] * x[0], 1 - x[0])
    g = [-400 * x[0] * a - 2 * b, 200 * a]
    h.elements = [-400 * a + 800 * x[0] * x[0] + 2, -400 * x[0], -400 * x[0], 200]
    return 100 * a * a + b * b
  }

  static let wood = TestFunction(
    name: "Wood [14]", start: [-3, -1, -3, -1], minimum: [1, 1, 1, 1], value: 0, accuracy: 1e-9
  ) { x, g, h in
    let (a, b, c, d) = (x[1] - x[0] * x[0], 1 - x[0], x[3] - x[2] * x[2], 1 - x[2])
    let (e, f) = (x[1] + x[3] - 2, x[1] - x[3])
    g = [
      -400 * x[0] * a - 2 * b, 200 * a + 20 * e + 0.2 * f, -360 * x[2] * c - 2 * d, 180 * c + 20 * e - 0.2 * f,
    ]
    for i in 0..<16 { h.elements[i] = 0 }
    h[0, 0] = -400 * a + 800 * x[0] * x[0] + 2
    (h[0, 1], h[1, 0]) = (-400 * x[0], -400 * x[0])
    h[1, 1] = 220.2
    (h[1, 3], h[3, 1]) = (19.8, 19.8)
    h[2, 2] = -360 * c + 720 * x[2] * x[2] + 2
    (h[2, 3], h[3, 2]) = (-360 * x[2], -360 * x[2])
    h[3, 3] = 200.2
    return 100 * a * a + b * b + 90 * c * c + d * d + 10 * e * e + 0.1 * f * f
  }

  // The Hessian is singular at the minimum: the fourth root of rounding is all there is.
  static let powellSingular = TestFunction(
    name: "Powell singular [13]", start: [3, -1, 0, 1], minimum: [0, 0, 0, 0], value: 0, accuracy: 1e-3
  ) { x, g, h in
    let (a, b, c, d) = (x[0] + 10 * x[1], x[2] - x[3], x[1] - 2 * x[2], x[0] - x[3])
    let (c3, d3) = (4 * c * c * c, 40 * d * d * d)
    g = [2 * a + d3, 20 * a + c3, 10 * b - 2 * c3, -10 * b - d3]
    let (c2, d2) = (12 * c * c, 120 * d * d)
    h.elements = [
      2 + d2, 20, 0, -d2, 20, 200 + c2, -2 * c2, 0, 0, -2 * c2, 10 + 4 * c2, -10, -d2, 0, -10, 10 + d2,
    ]
    return a * a + 5 * b * b + c * c * c * c + 10 * d * d * d * d
  }

  // From the usual start the search ends in the local minimum 48.98…; from this one in the global one.
  static let freudensteinRoth = TestFunction(
    name: "Freudenstein and Roth [2]", start: [6, 5], minimum: [5, 4], value: 0, accuracy: 1e-9
  ) { x, g, h in
    let a = -13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1]
    let b = -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]
    let (da, db) = (10 * x[1] - 3 * x[1] * x[1] - 2, 3 * x[1] * x[1] + 2 * x[1] - 14)
    let (dda, ddb) = (10 - 6 * x[1], 6 * x[1] + 2)
    g = [2 * (a + b), 2 * (a * da + b * db)]
    h.elements = [4, 2 * (da + db), 2 * (da + db), 2 * (da * da + a * dda + db * db + b * ddb)]
    return a * a + b * b
  }

  static let beale = TestFunction(
    name: "Beale [5]", start: [1, 1], minimum: [3, 0.5], value: 0, accuracy: 1e-9
  ) { x, g, h in
    let targets = [1.5, 2.25, 2.625]
    var value = 0.0
    (g[0], g[1]) = (0, 0)
    for i in 0..<4 { h.elements[i] = 0 }
    for i in 1...3 {
      var (power, slope, curve) = (x[1], 1.0, 0.0)
      for j in 1..<max(i, 1) {
        curve = Double((j + 1) * j) * (j == 1 ? 1 : x[1])
        slope = Double(j + 1) * (j == 1 ? x[1] : x[1] * x[1])
        power *= x[1]
      }
      let r = targets[i - 1] - x[0] * (1 - power)
      value += r * r
      let (d0, d1) = (power - 1, x[0] * slope)
      g[0] += 2 * r * d0
      g[1] += 2 * r * d1
      h[0, 0] += 2 * d0 * d0
      h[0, 1] += 2 * (d0 * d1 + r * slope)
      h[1, 1] += 2 * (d1 * d1 + r * x[0] * curve)
    }
    h[1, 0] = h[0, 1]
    return value
  }

  static let badlyScaled = TestFunction(
    name: "Brown badly scaled [4]", start: [1, 1], minimum: [1e6, 2e-6], value: 0, accuracy: 1e-9
  ) { x, g, h in
    let (a, b, c) = (x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2)
    g = [2 * a + 2 * c * x[1], 2 * b + 2 * c * x[0]]
    let mixed = 2 * c + 2 * x[0] * x[1]
    h.elements = [2 + 2 * x[1] * x[1], mixed, mixed, 2 + 2 * x[0] * x[0]]
    return a * a + b * b + c * c
  }

  /// A quartic valley: x₀² + 100 (x₁ − x₀²)⁴ + (x₂ + x₀)², singular at its minimum.
  static let curvedValley = TestFunction(
    name: "curved valley", start: [2, -1, 1], minimum: [0, 0, 0], value: 0, accuracy: 1e-3
  ) { x, g, h in
    let (a, b) = (x[1] - x[0] * x[0], x[2] + x[0])
    let (a3, a2) = (400 * a * a * a, 1200 * a * a)
    g = [2 * x[0] - 2 * x[0] * a3 + 2 * b, a3, 2 * b]
    h.elements = [
      4 - 2 * a3 + 4 * x[0] * x[0] * a2, -2 * x[0] * a2, 2, -2 * x[0] * a2, a2, 0, 2, 0, 2,
    ]
    return x[0] * x[0] + 100 * a * a * a * a + b * b
  }

  static let chainedRosenbrock: TestFunction = {
    let n = 20
    return TestFunction(
      name: "extended Rosenbrock [21], 20 variables",
      start: (0..<n).map { $0 % 2 == 0 ? -1.2 : 1 }, minimum: [Double](repeating: 1, count: n), value: 0,
      accuracy: 1e-9
    ) { x, g, h in
      for i in h.elements.indices { h.elements[i] = 0 }
      var value = 0.0
      for i in stride(from: 0, to: n, by: 2) {
        let (a, b) = (x[i + 1] - x[i] * x[i], 1 - x[i])
        g[i] = -400 * x[i] * a - 2 * b
        g[i + 1] = 200 * a
        h[i, i] = -400 * a + 800 * x[i] * x[i] + 2
        (h[i, i + 1], h[i + 1, i]) = (-400 * x[i], -400 * x[i])
        h[i + 1, i + 1] = 200
        value += 100 * a * a + b * b
      }
      return value
    }
  }()
}
