import Analyses
import MetaAnalysis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension CheckReport {
  /// Checks analysis files, several at once; the result does not depend on how many.
  /// - Parameters:
  ///   - files: Their paths, `-` for standard input.
  ///   - accepted: The verdicts that count as passed.
  ///   - explains: Whether to look for what may explain numbers that do not hold.
  ///   - threads: How many files are checked at once.
  ///   - standardInput: What stands in for `-`.
  public init(
    checking files: [String], accepting accepted: Set<Verdict.Kind> = Verdict.Kind.accepted,
    explains: Bool = true,
    threads: Int = 1, standardInput: [UInt8] = []
  ) {
    let entries = Chunks.map(files, threads: threads) { file in
      Entry(file: file, explains: explains, standardInput: file == "-" ? standardInput : nil)
    }
    self.init(entries: entries, accepted: accepted)
  }
}

extension CheckReport.Entry {
  /// A file with its numbers judged, or with what went wrong.
  init(file: String, explains: Bool, standardInput: [UInt8]?) {
    do {
      let analysis =
        try standardInput.map { try Analysis(yaml: $0, path: "standard input") } ?? Analysis(file: file)
      let prepared = try PreparedAnalysis(analysis)
      try analysis.requireExpectations()
      self.init(
        file: file, outcome: .checked(try prepared.check(explains: explains)))
    } catch let error as any AnalysisError {
      self.init(file: file, outcome: .failed(error))
    } catch {
      self.init(
        file: file,
        outcome: .failed(AnalysisFileError.unusable(file: file, place: .start, reason: "\(error)")))
    }
  }
}

/// How many processors are at hand.
public var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
