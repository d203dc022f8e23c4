import MetaModels
import Testing
import _TestSupport

/// Every stored case of pooling, run through the public interface.
@Suite("References for pooling")
struct PoolingReferenceTests {
  static let real = (try? PoolingCase.all(in: "real")) ?? []
  static let edge = (try? PoolingCase.all(in: "edge")) ?? []
  static let exact = (try? PoolingCase.all(in: "exact")) ?? []

  @Test("All files are read")
  func counts() {
    #expect(PoolingReferenceTests.real.count == 654)
    #expect(PoolingReferenceTests.edge.count == 579)
    #expect(PoolingReferenceTests.exact.count == 0)
  }

  @Test("Published data agree with metafor", arguments: real)
  func metaforReal(_ reference: PoolingCase) throws {
    try hold(reference, .metafor(reference, typicalVariance: reference.expect["vt"].number), isExact: false)
  }

  @Test("Edge cases agree with metafor", arguments: edge)
  func metaforEdge(_ reference: PoolingCase) throws {
    try hold(reference, .metafor(reference, typicalVariance: reference.expect["vt"].number), isExact: false)
  }

  @Test("Exact values hold", arguments: exact)
  func exactly(_ reference: PoolingCase) throws {
    try hold(reference, .exact(iterative: reference.isIterative), isExact: true)
  }

  private func hold(_ reference: PoolingCase, _ tolerance: PoolingTolerance, isExact: Bool) throws {
    if let refusal = reference.expect["error"].text {
      #expect(throws: ModelError.self, "the reference refuses: \(refusal)") {
        try reference.settings.fit(reference.effects, design: reference.design)
      }
      return
    }
    var comparison = PoolingComparison(reference, tolerance: tolerance, hasExactGeneralizedQ: isExact)
    try comparison.compareAll()
    #expect(comparison.faults.isEmpty, "\(comparison.faults.joined(separator: "\n"))")
  }
}
