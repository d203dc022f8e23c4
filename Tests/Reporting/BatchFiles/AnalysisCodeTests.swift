import MetaBatch
import StudyFiles
import Testing

@testable import BatchFiles

@Suite struct AnalysisCodeTests {
  @Test("Numbers and texts are unique, and every code says what it means")
  func codes() {
    let all = AnalysisCode.all
    #expect(Set(all.map(\.number)).count == all.count)
    #expect(Set(all.map(\.code)).count == all.count)
    #expect(all.allSatisfy { !$0.sentence.isEmpty })
    #expect(BatchStatus.allCases.allSatisfy { $0.rawValue < 32 })
    #expect(RowFault.allCases.allSatisfy { $0.rawValue >= 32 })
    #expect(BatchStatus.allCases.allSatisfy { AnalysisCode($0).hasNumbers == $0.hasNumbers })
  }
}
