import MetaAnalysis

/// A part of a fit's report that was asked for beyond the fit itself: predictions, contrasts, subgroups, ….
///
/// ``FitReport`` shows sections in order: in the text before the model, in the JSON as members of their own before the
/// notes. A section holds a result; it renders and computes nothing.
public protocol FitSection: Sendable {
  /// The name of its member in the JSON.
  var key: String { get }
  /// That member's value.
  var json: JSONValue { get }
  /// The blocks a person reads; `details` adds what few need, `decimals` replaces the warranted precision.
  func blocks(details: Bool, decimals: Int?) -> [Report.Block]
  /// Its table for `--format csv`, the first line the header; `nil` where there is none.
  var csv: String? { get }
  /// What was noticed; shown after the fit's own notes.
  var notes: [Note] { get }
}

extension FitSection {
  /// No table.
  public var csv: String? { nil }
  /// Nothing.
  public var notes: [Note] { [] }
}

extension FitReport {
  /// The notes of the fit and of its sections.
  public var notes: [Note] { fit.notes + sections.flatMap(\.notes) }
}
