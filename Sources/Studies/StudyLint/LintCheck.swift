import StudyRecords

/// One thing that a lint looks for in study data.
///
/// A check is a file of its own: what it is called, what a finding means, what it can and cannot see, why its
/// threshold stands where it does, and the search itself. It is silent on clean data; a finding is a reason to look the
/// number up, never a proof.
public protocol LintCheck: Sendable {
  /// Stable, dotted, lower case: the code of its notes.
  var code: String { get }
  /// What it looks for, in a few words.
  var title: String { get }
  /// When it speaks: the rule with its thresholds.
  var rule: String { get }
  /// What it cannot see, and what else may look like a finding.
  var limits: String { get }
  /// Where the rule comes from.
  var sources: [Source] { get }
  /// What a finding says, with `{placeholders}` for its details.
  var evidence: String { get }
  /// The likely way to mend it, with `{placeholders}` for its details.
  var fix: String { get }
  /// The note that effect sizes make of the same thing, which then says enough.
  var saidBy: NoteKind? { get }
  /// What it finds, in the order of the rows.
  func findings(in data: LintData) -> [LintFinding]
}

extension LintCheck {
  /// The kind of note that a finding becomes: evidence and fix in one sentence.
  public var kind: NoteKind { NoteKind(code, .warning, "\(evidence); \(fix)") }

  /// Effect sizes are mostly computed without a word from what a lint looks at.
  public var saidBy: NoteKind? { nil }

  /// Whether some notes on effect sizes say what a finding says.
  func isSaid(_ finding: LintFinding, by notes: [Note]) -> Bool {
    guard let saidBy else { return false }
    return notes.contains { $0.kind == saidBy && ($0.row == nil || $0.row == finding.note.row) }
  }

  /// A finding at a row, counted from 0.
  func finding(
    _ data: LintData, row: Int, column: Role? = nil, _ details: KeyValuePairs<String, Note.Value>
  ) -> LintFinding {
    finding(data, row: row, columnName: column.flatMap { data[$0]?.name }, details)
  }

  /// A finding at a row, counted from 0, in a column under the file's name for it.
  func finding(
    _ data: LintData, row: Int, columnName: String?, _ details: KeyValuePairs<String, Note.Value>
  ) -> LintFinding {
    func filled(_ template: String) -> String {
      Note(NoteKind(code, .warning, template), column: columnName, details).sentence
    }
    return LintFinding(
      note: Note(kind, row: row + 1, study: data.labels[row], column: columnName, details),
      evidence: filled(evidence), fix: filled(fix))
  }
}

/// What a check found at one row.
public struct LintFinding: Hashable, Sendable {
  /// The finding as a note: code, row, study, column and the numbers behind it.
  public var note: Note
  /// What speaks for a mistake, with its numbers.
  public var evidence: String
  /// The likely way to mend it.
  public var fix: String
}
