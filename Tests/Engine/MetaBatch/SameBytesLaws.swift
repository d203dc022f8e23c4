import MetaBatch
import MetaModels
import Testing
import _TestSupport

/// What may not change a byte.
@Suite("Laws: the same bytes")
struct SameBytesLaws {
  /// All bits of all columns.
  static func bits(_ results: BatchResults) -> [UInt64] {
    BatchColumn.allCases.flatMap { column in
      results[column].withUnsafeBufferPointer { $0.map { $0.isNaN ? UInt64.max : $0.bitPattern } }
    } + results.k.map { UInt64($0) } + results.status.map { UInt64($0.rawValue) }
  }

  @Test("Instruction sets, threads, layouts and neighbours do not matter", arguments: BatchMethod.allCases)
  func bytes(_ method: BatchMethod) throws {
    for (studies, analyses) in [(6, 203), (21, 37)] {
      var source = RandomPanels(seed: 77)
      let (yi, vi) = source.panel(analyses: analyses, studies: studies)
      let panel = try Panel(yi: yi, vi: vi, analyses: analyses, studies: studies)
      func column(_ numbers: [Double]) -> [Double] {
        (0..<studies).flatMap { j in (0..<analyses).map { numbers[$0 * studies + j] } }
      }
      let columns = try Panel(
        yi: column(yi), vi: column(vi), analyses: analyses, studies: studies, layout: .studyMajor)
      for test in [CoefficientTest.z, .knha] {
        let model = BatchModel(method: method, test: test)
        let expected = SameBytesLaws.bits(try BatchEngine(model, instructionSet: .baseline).fit(panel))
        for set in InstructionSet.available {
          for threads in [1, 3] {
            let engine = try BatchEngine(model, threads: threads, instructionSet: set)
            #expect(SameBytesLaws.bits(engine.fit(panel)) == expected, "\(method) \(test) \(set) \(threads)")
            #expect(SameBytesLaws.bits(engine.fit(columns)) == expected, "\(method) \(test) \(set) columns")
          }
        }
        // The last analyses alone, so that each has other neighbours in its vector.
        let tail = try Panel(
          yi: Array(yi.suffix(5 * studies)), vi: Array(vi.suffix(5 * studies)), analyses: 5, studies: studies)
        let (alone, whole) = (
          try BatchEngine(model).fit(tail), try BatchEngine(model).fit(panel)
        )
        for n in 0..<5 { #expect(alone[n] == whole[analyses - 5 + n]) }
      }
    }
  }
}
