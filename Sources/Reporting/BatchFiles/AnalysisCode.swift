import MetaBatch
import StudyFiles

/// How an analysis of a file ended: fitted by the engine, or not read.
package struct AnalysisCode: Hashable, Sendable {
  /// The number in NumPy tables: the engine's own below 32, faults of a row from there on.
  package let number: UInt8

  package init(number: UInt8) { self.number = number }
  package init(_ status: BatchStatus) { number = status.rawValue }
  package init(_ fault: RowFault) { number = fault.rawValue }

  /// Every code, the engine's first.
  package static let all: [AnalysisCode] =
    BatchStatus.allCases.map { AnalysisCode($0) } + RowFault.allCases.map { AnalysisCode($0) }

  /// The stable code in texts.
  package var code: String {
    BatchStatus(rawValue: number)?.code ?? RowFault(rawValue: number)?.code ?? "\(number)"
  }

  /// One sentence for people.
  package var sentence: String {
    BatchStatus(rawValue: number)?.sentence ?? RowFault(rawValue: number)?.sentence ?? ""
  }

  /// Whether the analysis has numbers.
  package var hasNumbers: Bool { BatchStatus(rawValue: number)?.hasNumbers ?? false }
}
