import Optimization
import RealModule
import Testing
import _TestSupport

@Suite("Quadrature")
struct QuadratureTests {
  @Test("nodes and weights against 60-digit arithmetic")
  func references() throws {
    let file = try Reference.file("optimization/quadrature.json")
    for rule in file["rules"].list {
      let n = Int(try #require(rule["n"].number))
      let name = try #require(rule["rule"].text)
      let quadrature = name == "hermite" ? Quadrature.gaussHermite(n) : .gaussLegendre(n)
      #expect(quadrature.nodes.count == n)
      for (i, (node, weight)) in zip(rule["nodes"].numbers, rule["weights"].numbers).enumerated() {
        // A node's rounding moves log w by 4x (Hermite) or 1/(1 − x) (Legendre) times as much.
        expectClose(
          quadrature.nodes[n / 2 + i], node, relative: 1e-15, absolute: 4e-16, "\(name) \(n) node \(i)")
        expectClose(
          quadrature.weights[n / 2 + i], weight, relative: n <= 40 ? 3e-14 : 3e-13, "\(name) \(n) weight \(i)")
        let mirror = n - 1 - (n / 2 + i)
        #expect(quadrature.nodes[mirror] == -quadrature.nodes[n / 2 + i])
        #expect(quadrature.weights[mirror] == quadrature.weights[n / 2 + i])
      }
    }
  }

  @Test("polynomials up to degree 2n − 1 are integrated exactly")
  func polynomials() {
    let rule = Quadrature.standardNormal(8)
    // E Z¹⁴ = 13!! = 135135.
    expectClose(rule.integral { Double.pow($0, 14) }, 135135, relative: 1e-13)
    expectClose(rule.integral { _ in 1 }, 1, relative: 1e-15)
    expectClose(Quadrature.gaussLegendre(5).integral { Double.pow($0, 8) }, 2.0 / 9, relative: 1e-14)
  }

  @Test("few nodes stand for long sums of polynomials and of smooth terms")
  func sums() {
    for (count, n) in [(9, 4), (16, 8), (1024, 8)] {
      let rule = Quadrature.sum(of: count, nodes: n)
      #expect(rule.nodes.count == n && rule.weights.allSatisfy { $0 > 0 })
      let half = 0.5 * Double(count - 1)
      for power in [0, 2, 2 * n - 2] {
        let plain = (0..<count).reduce(0) { $0 + Double.pow((Double($1) - half) / half, power) }
        expectClose(rule.integral { Double.pow($0 / half, power) }, plain, relative: 1e-12, "\(count) \(power)")
      }
    }
    // log(j + a) for j = 64 … 95.
    let rule = Quadrature.sum(of: 32, nodes: 8)
    let plain = (64..<96).reduce(0) { $0 + Double.log(Double($1) + 0.25) }
    expectClose(rule.integral { Double.log($0 + 79.5 + 0.25) }, plain, relative: 1e-14)
  }

  @Test("a rule moves to other intervals")
  func mapped() {
    let rule = Quadrature.gaussLegendre(20).mapped(from: 0, to: .pi)
    expectClose(rule.integral(Double.sin), 2, relative: 1e-14)
  }

  @Test("the largest rule holds together")
  func largest() {
    for rule in [Quadrature.gaussHermite(Quadrature.mostNodes), .gaussLegendre(Quadrature.mostNodes)] {
      #expect(zip(rule.nodes, rule.nodes.dropFirst()).allSatisfy { $0 < $1 })
      #expect(rule.weights.allSatisfy { $0 > 0 })
    }
  }
}
