import MetaAnalysis

/// The verdicts on the printed numbers of an analysis.
public struct CheckedAnalysis: Sendable {
  /// A printed number with its verdict.
  public struct Number: Hashable, Sendable {
    /// The expectation it belongs to.
    public var expectation: Expectation
    /// What it is: of an interval one of its ends.
    public var quantity: Quantity
    /// The number as printed.
    public var printed: PrintedNumber
    /// What should have been printed, for a declared misprint.
    public var correct: PrintedNumber?
    /// How printed numbers are cut to their digits.
    public var rounding = OutputRounding.nearest
    /// How the computed number stands to it.
    public var verdict: Verdict
    /// Why there is no computed number, or what is odd about the verdict.
    public var reason: String?
    /// What may explain a number that does not hold.
    public var hints: [String] = []
    /// Why the number is another measure's than the analysis's, by the name printed before it; such a number never holds.
    var measureConflict: String?
  }

  /// The analysis.
  public let analysis: Analysis
  /// Every printed number in the order of the file.
  public var numbers: [Number]
  /// What the analysis gives; `nil` when no part of it could be run.
  public let result: AnalysisResult?
  /// What was noticed that may explain numbers that do not hold: rows left out, findings of the lint.
  public var notes: [Note]

  /// Whether every number's verdict is accepted.
  public func holds(accepting accepted: Set<Verdict.Kind> = Verdict.Kind.accepted) -> Bool {
    numbers.allSatisfy { accepted.contains($0.verdict.kind) }
  }
}

extension Analysis {
  /// An analysis without printed numbers has nothing to check or to explain.
  /// - Throws: ``AnalysisFileError/unusable(file:place:reason:)``.
  package func requireExpectations() throws(AnalysisFileError) {
    guard expectations.isEmpty else { return }
    throw .unusable(
      file: file.path, place: places["expect"] ?? .start,
      reason: "it states no printed numbers, so there is nothing to check; list them under 'expect'")
  }
}

extension Verdict.Kind {
  /// The verdicts that a check accepts unless told otherwise.
  public static var accepted: Set<Verdict.Kind> { Set(allCases.filter(\.isAcceptedByDefault)) }
}

extension PreparedAnalysis {
  /// Compares every printed number with the computed one.
  /// - Parameter explains: Whether to look for what may explain numbers that do not hold.
  /// - Throws: what the analysis throws when its own model cannot be run.
  public func check(explains: Bool = true) throws -> CheckedAnalysis {
    var checked = try verdicts()
    if explains, !checked.holds() { try addHints(to: &checked, after: nil) }
    return checked
  }

  /// The check with what may explain single numbers, after a search that found nothing for all of them.
  func check(after run: ExplanationRun) throws -> CheckedAnalysis {
    var checked = try verdicts()
    try addHints(to: &checked, after: run)
    return checked
  }

  private func verdicts() throws -> CheckedAnalysis {
    var runs = VariantRuns(self)
    let result = try runs.result(settings: [], without: nil, at: .start)
    var numbers: [CheckedAnalysis.Number] = []
    for expectation in analysis.expectations {
      let outcome = Result {
        try runs.result(settings: expectation.settings, without: expectation.without, at: expectation.place)
      }
      for (quantity, printed, correct) in expectation.numbers {
        var number = CheckedAnalysis.Number(
          expectation: expectation, quantity: quantity, printed: printed, correct: correct,
          verdict: Verdict(.undefined, computed: nil))
        do {
          let result = try outcome.get()
          let value = try result.value(of: quantity, at: expectation.target, scale: expectation.scale)
          number.rounding = result.choices.conventions.outputRounding
          number.measureConflict = number.conflict(with: result.analysis.measure)
          number.judge(value)
          if value == nil { number.reason = "the model does not define it" }
        } catch let error as AnalysisFileError {
          if case .unusable(_, _, let reason) = error {
            number.reason = reason
          } else {
            number.reason = error.description
          }
        } catch let error as any AnalysisError {
          number.reason = error.description
        }
        numbers.append(number)
      }
    }
    let idle = result.notes.filter { $0.kind == .conventionUnused || $0.kind == .settingUnused }
    return CheckedAnalysis(analysis: analysis, numbers: numbers, result: result, notes: idle)
  }
}

/// The runs that expectations ask for, each made once.
struct VariantRuns {
  private struct Key: Hashable {
    var settings: [AnalysisSetting]
    var without: String?
  }

  private let prepared: PreparedAnalysis
  private var known: [Key: AnalysisResult] = [:]

  init(_ prepared: PreparedAnalysis) { self.prepared = prepared }

  mutating func result(
    settings: [AnalysisSetting], without: String?, at place: FilePlace
  ) throws -> AnalysisResult {
    let key = Key(settings: settings, without: without)
    if let result = known[key] { return result }
    let omitted = try without.map { study throws(AnalysisFileError) in
      try prepared.positions(of: study, at: place)
    }
    let result = try prepared.result(changing: settings, omitting: omitted ?? [])
    known[key] = result
    return result
  }
}

extension CheckedAnalysis.Number {
  /// Takes the verdict on a computed number, with the expectation's tolerance or misprint.
  mutating func judge(_ computed: Double?) {
    verdict = self.verdict(on: computed)
    if let measureConflict { reason = measureConflict }
    if let correct, isDeclaredMisprint(correct), verdict.kind == .differs,
      asRead(printed).verdict(of: computed, rounding: rounding).kind == .holds
    {
      reason = "the printed number holds: it is no misprint"
    }
  }

  /// The verdict on a computed number, with the expectation's tolerance or misprint.
  func verdict(on computed: Double?) -> Verdict {
    let own = asRead(printed).verdict(of: computed, rounding: rounding)
    if measureConflict != nil, own.kind != .undefined {
      // How far off it is says nothing where it is near by chance.
      return own.kind == .differs ? own : Verdict(.differs, computed: computed)
    }
    if let correct, isDeclaredMisprint(correct) {
      guard own.kind != .undefined else { return own }
      if own.kind == .holds {
        var refused = own
        refused.kind = .differs
        return refused
      }
      var verdict = asRead(correct).verdict(of: computed, rounding: rounding)
      if verdict.kind == .holds || verdict.kind == .truncated { verdict.kind = .misprint }
      return verdict
    }
    if let tolerance = expectation.tolerance, own.kind != .holds, own.kind != .undefined,
      let difference = own.difference, difference.magnitude <= tolerance.absolute * (1 + 1e-9)
    {
      var tolerated = own
      tolerated.kind = .withinTolerance
      return tolerated
    }
    return own
  }

  /// What is wrong with the name of a measure before the printed number, `nil` for nothing.
  fileprivate func conflict(with measure: Measure?) -> String? {
    guard quantity.isEffect, let named = printed.measure, !named.suits(measure), let measure else { return nil }
    return
      "it is printed as \(named.words), but the analysis computes \(measure.code) (\(measure.definition.name)); "
      + "state 'measure: \(named.usual.code)', or print the number without a name"
  }

  /// Whether the number declared correct is another than the printed one; of an interval one end may be right.
  private func isDeclaredMisprint(_ correct: PrintedNumber) -> Bool {
    correct.value != printed.value || correct.decimals != printed.decimals
  }

  /// The number with its percent sign taken for what it means on the expectation's scale.
  public func asRead(_ number: PrintedNumber) -> PrintedNumber {
    let isExpected =
      expectation.scale == .fraction ? false : quantity.isPercentage || expectation.scale.isPercentage
    return number.isPercent && !isExpected ? number.hundredth : number
  }
}

extension PrintedNumber {
  /// The number in percent as a fraction of one.
  var hundredth: PrintedNumber {
    PrintedNumber(self, value: value / 100, decimals: decimals + 2, isPercent: false)
  }
}
