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
    /// How the computed number stands to it.
    public var verdict: Verdict
    /// Why there is no computed number, or what is odd about the verdict.
    public var reason: String?
    /// What may explain a number that does not hold.
    public var hints: [String] = []
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

extension Verdict.Kind {
  /// The verdicts that a check accepts unless told otherwise.
  public static var accepted: Set<Verdict.Kind> { Set(allCases.filter(\.isAcceptedByDefault)) }
}

extension PreparedAnalysis {
  /// Compares every printed number with the computed one.
  /// - Parameter explains: Whether to look for what may explain numbers that do not hold.
  /// - Throws: what the analysis throws when its own model cannot be run.
  public func check(explains: Bool = true) throws -> CheckedAnalysis {
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
          let value = try outcome.get().value(of: quantity, at: expectation.target, scale: expectation.scale)
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
    var checked = CheckedAnalysis(analysis: analysis, numbers: numbers, result: result, notes: [])
    if explains, !checked.holds() { try addHints(to: &checked) }
    return checked
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
  /// The verdict on a computed number, with the expectation's tolerance or misprint.
  mutating func judge(_ computed: Double?) {
    let own = asRead(printed).verdict(of: computed)
    verdict = own
    if let correct, correct.value != printed.value || correct.decimals != printed.decimals {
      guard own.kind != .undefined else { return }
      if own.kind == .holds {
        verdict.kind = .differs
        reason = "the printed number holds: it is no misprint"
        return
      }
      verdict = asRead(correct).verdict(of: computed)
      if verdict.kind == .holds || verdict.kind == .truncated { verdict.kind = .misprint }
    } else if let tolerance = expectation.tolerance, own.kind != .holds, own.kind != .undefined,
      let difference = own.difference, difference.magnitude <= tolerance.absolute * (1 + 1e-9)
    {
      verdict.kind = .withinTolerance
    }
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
    PrintedNumber(text: text, value: value / 100, decimals: decimals + 2, bound: bound, isPercent: false)
  }

  private init(text: String, value: Double, decimals: Int, bound: Bound?, isPercent: Bool) {
    self.text = text
    self.value = value
    self.decimals = decimals
    self.bound = bound
    self.isPercent = isPercent
  }
}
