import Analyses
import MetaAnalysis
import Plotting

/// The verdicts on the printed numbers of one or many analyses, from which every form of `tutti check` is made.
public struct CheckReport: Sendable {
  /// One analysis file.
  public struct Entry: Sendable {
    /// What became of it.
    public enum Outcome: Sendable {
      /// Its numbers were judged.
      case checked(CheckedAnalysis)
      /// It could not be read or run.
      case failed(any AnalysisError)
    }

    /// The file's path as given.
    public var file: String
    /// What became of it.
    public var outcome: Outcome

    /// A file with its outcome.
    public init(file: String, outcome: Outcome) {
      self.file = file
      self.outcome = outcome
    }

    /// The verdicts, `nil` when it could not be run.
    public var checked: CheckedAnalysis? { if case .checked(let checked) = outcome { checked } else { nil } }
    /// What went wrong, `nil` when it was run.
    public var error: (any AnalysisError)? { if case .failed(let error) = outcome { error } else { nil } }
  }

  /// The files in order.
  public var entries: [Entry]
  /// The verdicts that count as passed.
  public var accepted: Set<Verdict.Kind>

  /// A report on files.
  public init(entries: [Entry], accepted: Set<Verdict.Kind> = Verdict.Kind.accepted) {
    self.entries = entries
    self.accepted = accepted
  }

  /// How many printed numbers got each verdict.
  public var counts: [Verdict.Kind: Int] {
    var counts: [Verdict.Kind: Int] = [:]
    for entry in entries {
      for number in entry.checked?.numbers ?? [] { counts[number.verdict.kind, default: 0] += 1 }
    }
    return counts
  }

  /// How many printed numbers were judged.
  public var numberCount: Int { counts.values.reduce(0, +) }

  /// Whether a number passes.
  public func accepts(_ number: CheckedAnalysis.Number) -> Bool { accepted.contains(number.verdict.kind) }

  /// Whether a file was run and all its numbers pass.
  public func passes(_ entry: Entry) -> Bool { entry.checked?.numbers.allSatisfy(accepts) ?? false }

  /// Whether every file passes.
  public var passes: Bool { entries.allSatisfy { passes($0) } }

  /// The worst error of the files that could not be run, input before data; `nil` when all were.
  public var error: (any AnalysisError)? {
    let errors = entries.compactMap(\.error)
    return errors.first { $0.kind == .input } ?? errors.first
  }

  /// One line on all files: `131 of 133 analyses hold; 512 numbers: 498 hold, 12 truncated, 2 differ`.
  public var summary: String {
    let passed = entries.count { passes($0) }
    let failed = entries.count { $0.error != nil }
    var text =
      entries.count == 1
      ? (failed == 1
        ? "the analysis could not be run" : passed == 1 ? "the analysis holds" : "the analysis does not hold")
      : "\(passed) of \(entries.count) analyses hold"
    if failed > 0, entries.count > 1 { text += ", \(failed) could not be run" }
    let parts = Verdict.Kind.allCases.compactMap { kind in counts[kind].map { "\($0) \(kind.counted($0))" } }
    text += "; \(numberCount) printed number\(numberCount == 1 ? "" : "s")"
    return parts.isEmpty ? text : "\(text): \(parts.joined(separator: ", "))"
  }
}

extension Verdict.Kind {
  /// The verdict after a count.
  fileprivate func counted(_ count: Int) -> String {
    switch self {
    case .holds: count == 1 ? "holds" : "hold"
    case .differs: count == 1 ? "differs" : "differ"
    default: words
    }
  }
}

extension CheckedAnalysis.Number {
  /// The computed number with two digits more than printed, empty when undefined.
  var computedText: String {
    guard let computed = verdict.computed else { return "" }
    let reference = correct ?? printed
    if reference.decimals == 0, computed == computed.rounded() { return numberText(computed) }
    let decimals = asRead(reference).decimals + 2
    guard decimals <= 12, computed.magnitude < 1e12 else { return NumberText.significant(computed, digits: 6) }
    return NumberText.fixed(computed, decimals: decimals)
  }

  /// How far off it is: `-3.99 (399 units)`.
  var differenceText: String {
    guard let difference = verdict.difference, verdict.kind != .holds, verdict.kind != .misprint else {
      return ""
    }
    let units = verdict.units.map { NumberText.significant($0.magnitude, digits: 3) } ?? ""
    return "\(NumberText.significant(difference, digits: 3)) (\(units) \(units == "1" ? "unit" : "units"))"
  }

  /// Everything that there is to say beside the numbers.
  var remarks: [String] {
    var remarks = reason.map { [$0] } ?? []
    if let misprint = expectation.misprint, verdict.kind == .misprint {
      remarks.append("correct is \(correct?.text ?? ""): \(misprint.reason)")
    }
    if let tolerance = expectation.tolerance, verdict.kind == .withinTolerance {
      remarks.append(tolerance.reason)
    }
    return remarks + hints
  }

  /// The verdict in one sentence, for messages.
  var sentence: String { ([statement] + remarks).joined(separator: "; ") }

  /// The number and its verdict, without remarks.
  var statement: String {
    let place = expectation.source.map { " (\($0))" } ?? ""
    var text = "\(label)\(place): printed \(printed.text)"
    if let correct, correct != printed { text += ", declared a misprint of \(correct.text)" }
    text += verdict.computed == nil ? "" : ", computed \(computedText)"
    text += ": \(verdict.kind.words)"
    if !differenceText.isEmpty { text += " by \(differenceText)" }
    return text
  }
}
