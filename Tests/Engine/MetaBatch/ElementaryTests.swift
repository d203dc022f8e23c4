import CBatchKernels
import Distributions
import MetaBatch
import RealModule
import Testing
import _TestSupport

/// The kernels' elementary functions against the room Distributions, body and tails.
@Suite("Elementary functions of the kernels")
struct ElementaryTests {
  private func values(
    _ function: Int32, _ x: [Double], nu: [Double]? = nil, _ set: InstructionSet
  ) -> [Double] {
    var result = [Double](repeating: 0, count: x.count)
    let nu = nu ?? [Double](repeating: 1, count: x.count)
    let length = Int(TUTTI_ROW_LENGTH)
    var rows = [Double](repeating: 0, count: x.count * length)
    rows.withUnsafeMutableBufferPointer { rows in
      guard let base = rows.baseAddress else { return }
      let pointers = nu.indices.map { i -> UnsafePointer<Double>? in
        tutti_student_row(nu[i], StudentT(degreesOfFreedom: nu[i]).density(0), base + i * length)
        return UnsafePointer(base + i * length)
      }
      tutti_elementary(set.code, function, x, nu, pointers, x.count, &result)
    }
    return result
  }

  @Test("Exponential and logarithm", arguments: InstructionSet.available)
  func exponential(_ set: InstructionSet) {
    let x = (-7400...7000).map { Double($0) / 10 + 0.0123 }
    for (x, y) in zip(x, values(TUTTI_EXPONENTIAL, x, set)) where x > -708 {
      expectClose(y, .exp(x), relative: 4e-16, "exp \(x)")
    }
    #expect(values(TUTTI_EXPONENTIAL, [-.infinity, -800, -740, 0], set) == [0, 0, .exp(-740), 1])
    let w = (-320...300).map { Double.pow(10, Double($0) / 1 + 0.37) }
    for (w, y) in zip(w, values(TUTTI_LOG_ONE_PLUS, w, set)) {
      expectClose(y, .log(onePlus: w), relative: 5e-16, "log1p \(w)")
    }
  }

  // Both sides are good to 2e-13 down to 1e-300 (see the room), so that 1e-12 is a bound for their difference.
  @Test("Normal, t and chi-squared tails", arguments: InstructionSet.available)
  func tails(_ set: InstructionSet) {
    let z = (0...370).map { Double($0) / 10 + 0.003 }
    for (z, p) in zip(z, values(TUTTI_NORMAL_TAILS, z, set)) {
      expectClose(p, 2 * Normal.standard.upperTail(z), relative: 1e-14, "normal \(z)")
    }
    for degrees in [1.0, 2, 3, 4, 7, 19, 28, 29, 30, 31, 49, 50, 333, 5000] as [Double] {
      let student = StudentT(degreesOfFreedom: degrees)
      let t = (-30...60).map { Double.pow(10, Double($0) / 10) }
      let alike = [Double](repeating: degrees, count: t.count)
      for (t, p) in zip(t, values(TUTTI_STUDENT_TAILS, t, nu: alike, set)) where p > 1e-300 {
        expectClose(p, 2 * student.upperTail(t), relative: 1e-12, "t(\(degrees)) \(t)")
      }
      let chi = ChiSquared(degreesOfFreedom: degrees)
      let q = (-20...50).map { Double.pow(10, Double($0) / 10) }
      let same = [Double](repeating: degrees, count: q.count)
      for (q, p) in zip(q, values(TUTTI_CHI_SQUARED_TAIL, q, nu: same, set)) where p > 1e-300 || p == 0 {
        expectClose(p, chi.upperTail(q), relative: 1e-12, absolute: 1e-300, "chi-squared(\(degrees)) \(q)")
      }
    }
  }

  @Test("Lanes of different degrees of freedom", arguments: InstructionSet.available)
  func mixed(_ set: InstructionSet) {
    let nu = (1...64).map { Double($0 * 7 % 53 + 1) }
    let t = (1...64).map { Double($0) / 8 }
    for (i, p) in values(TUTTI_STUDENT_TAILS, t, nu: nu, set).enumerated() {
      expectClose(p, 2 * StudentT(degreesOfFreedom: nu[i]).upperTail(t[i]), relative: 1e-13)
    }
    for (i, p) in values(TUTTI_CHI_SQUARED_TAIL, t.map { 12 * $0 }, nu: nu, set).enumerated() {
      expectClose(p, ChiSquared(degreesOfFreedom: nu[i]).upperTail(12 * t[i]), relative: 1e-13)
    }
  }
}
