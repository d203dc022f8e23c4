import MetaAnalysis
import Plotting

/// The studies' own intervals in a table of effect sizes.
struct IntervalColumns {
  private let intervals: StudyIntervals
  private let name: String
  private let rounding: Rounding

  init(_ intervals: StudyIntervals, _ measure: Measure?, decimals: Int?) {
    self.intervals = intervals
    let definition = measure?.definition
    let words = definition?.naturalName ?? definition?.name ?? "estimate"
    name = words.prefix(1).uppercased() + words.dropFirst()
    let estimates = intervals.rows.compactMap { $0?.naturalEstimate }.filter { $0.isFinite && $0 > 0 }
    var rounding =
      decimals.map { Rounding(decimals: $0) }
      ?? Rounding(significant: 3, of: lowerMedian(estimates), minimum: 2)
    rounding.startsAtZero = true
    self.rounding = rounding
  }

  private var level: String { "\(numberText(intervals.level))%" }

  /// The natural scale's estimate and its interval.
  var columns: [ReportTable.Column] { [.init(name), .init("\(level) CI")] }

  func cells(at position: Int) -> [ReportTable.Cell] {
    guard let interval = intervals.rows[position] else { return [.empty, .empty] }
    return [rounding.cell(interval.naturalEstimate), rounding.cell(interval.natural)]
  }

  /// How the intervals were made.
  var method: Report.Block {
    .facts(
      heading: "Intervals from the studies' counts",
      [
        .init("Method", "\(intervals.name), \(level)"),
        .init("Source", intervals.sources.map(\.citation).joined(separator: "; ")),
      ])
  }
}

extension StudyIntervals {
  /// `{"method","name","level"}`.
  var json: JSONValue {
    .object(["method": .text(method.rawValue), "name": .text(name), "level": .number(level)])
  }

  /// The members that a row has beside its effect size.
  func members(at position: Int) -> [JSONValue.Member] {
    let interval = rows[position]
    let members: KeyValuePairs<String, JSONValue> = [
      "ci_lower": .number(interval?.analysis.lower), "ci_upper": .number(interval?.analysis.upper),
      "natural_estimate": .number(interval?.naturalEstimate),
      "natural_ci_lower": .number(interval?.natural.lower),
      "natural_ci_upper": .number(interval?.natural.upper),
    ]
    return members.map { JSONValue.Member(key: $0.key, value: $0.value) }
  }
}
