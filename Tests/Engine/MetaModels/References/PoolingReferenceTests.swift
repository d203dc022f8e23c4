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
    #expect(PoolingReferenceTests.exact.count == 1091)
  }

  @Test("Published data agree with metafor", arguments: real)
  func publishedData(_ reference: PoolingCase) throws { try hold(reference) }

  @Test("Edge cases agree with metafor", arguments: edge)
  func edgeCases(_ reference: PoolingCase) throws { try hold(reference) }

  @Test("Exact values hold", arguments: exact)
  func exactValues(_ reference: PoolingCase) throws {
    if try refusesAsExpected(reference) { return }
    var comparison = PoolingComparison(
      reference, tolerance: .exact(reference), hasExactGeneralizedQ: true)
    try comparison.compareAll()
    #expect(comparison.faults.isEmpty, "\(comparison.faults.joined(separator: "\n"))")
  }

  @Test("EB, DLIT and SJIT find the root of PM", arguments: exact.filter { $0.id == "PM.z" })
  func oneRoot(_ reference: PoolingCase) throws {
    for method in [Tau2Method.eb, .dlit, .sjit] {
      var comparison = PoolingComparison(
        reference.with(method), tolerance: .exact(reference), hasExactGeneralizedQ: true)
      try comparison.compareAll()
      #expect(comparison.faults.isEmpty, "\(method): \(comparison.faults.joined(separator: "\n"))")
    }
  }

  @Test("Every divergence still exists", arguments: PoolingDivergence.all)
  func divergences(_ divergence: PoolingDivergence) throws {
    let covered = (PoolingReferenceTests.real + PoolingReferenceTests.edge).filter(divergence.covers)
    #expect(!covered.isEmpty)
    var differing = 0
    for reference in covered {
      switch divergence.conduct {
      case .answers: _ = try reference.settings.fit(reference.effects, design: reference.design)
      case .refuses:
        #expect(throws: ModelError.self) {
          try reference.settings.fit(reference.effects, design: reference.design)
        }
      case .differs(let names):
        let faults = try faults(of: reference)
        differing += faults.count { fault in names.contains { fault.hasPrefix($0) } }
      }
    }
    if case .differs = divergence.conduct { #expect(differing > 0) }
  }

  /// Holds a case against metafor, known divergences left out.
  private func hold(_ reference: PoolingCase) throws {
    let known = PoolingDivergence.all.filter { $0.covers(reference) }
    var excused: [String] = []
    for divergence in known {
      guard case .differs(let names) = divergence.conduct else { return }
      excused += names
    }
    if try refusesAsExpected(reference) { return }
    let faults = try faults(of: reference).filter { fault in !excused.contains { fault.hasPrefix($0) } }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  private func faults(of reference: PoolingCase) throws -> [String] {
    let tolerance = PoolingTolerance.metafor(reference, typicalVariance: reference.expect["vt"].number)
    var comparison = PoolingComparison(reference, tolerance: tolerance, hasExactGeneralizedQ: false)
    try comparison.compareAll()
    return comparison.faults
  }

  private func refusesAsExpected(_ reference: PoolingCase) throws -> Bool {
    guard let refusal = reference.expect["error"].text else { return false }
    #expect(throws: ModelError.self, "the reference refuses: \(refusal)") {
      try reference.settings.fit(reference.effects, design: reference.design)
    }
    return true
  }
}
