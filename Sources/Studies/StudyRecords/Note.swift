/// Something the user should know that is not an error: a row left out, a correction applied, a bound reached.
///
/// A note is data. Programs read `kind.code` and the fields; the sentence is made from the kind's template only
/// when somebody asks for it, so that every output says the same.
public struct Note: Hashable, Sendable {
  /// A detail that fills a placeholder of the template.
  public enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
    case count(Int)
  }

  /// What happened.
  public var kind: NoteKind
  /// The row of the data it concerns, counted from 1 without the header; `nil` when it concerns all of them.
  public var row: Int?
  /// The label of the study it concerns.
  public var study: String?
  /// The column it concerns, as the file names it.
  public var column: String?
  /// Further details in the order of the template.
  public var details: [Detail]

  /// A named detail.
  public struct Detail: Hashable, Sendable {
    /// The placeholder it fills.
    public var name: String
    /// Its value.
    public var value: Value

    /// A named detail.
    public init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// A note of the given kind; `details` fill the template's placeholders.
  public init(
    _ kind: NoteKind, row: Int? = nil, study: String? = nil, column: String? = nil,
    _ details: KeyValuePairs<String, Value> = [:]
  ) {
    self.kind = kind
    self.row = row
    self.study = study
    self.column = column
    self.details = details.map { Detail(name: $0.key, value: $0.value) }
  }

  /// The note as one English sentence.
  public var sentence: String {
    var place: [String] = []
    if let row { place.append("row \(row)") }
    if let study { place.append(study) }
    guard let first = place.first else { return message }
    return onOneLine(place.count == 1 ? "\(first): \(message)" : "\(first) (\(place[1])): \(message)")
  }

  /// The sentence without its place: the template with its placeholders filled; one without a value stays as it is.
  public var message: String {
    var text = ""
    var rest = kind.template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let placeholder = rest[rest.index(after: open)..<close]
      let detail = details.first { $0.name == placeholder }?.value.description
      text += detail ?? (placeholder == "column" ? column : nil) ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return onOneLine(text + rest)
  }
}

extension Note.Value: CustomStringConvertible {
  /// The value as the sentence shows it: numbers to five significant digits.
  public var description: String {
    switch self {
    case .text(let text): text
    case .count(let count): String(count)
    case .number(let number): shortDescription(number)
    }
  }
}

/// A kind of note: a stable code for programs and the sentence's template for people.
public struct NoteKind: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, Codable {
    case information, warning
  }

  /// Stable, dotted, lower case: `study.dropped`, `tau2.truncated`.
  public let code: String
  /// How much it matters.
  public let severity: Severity
  /// The sentence, with `{placeholders}` for the note's details and `{column}`.
  public let template: String
  /// Whether people must read it before the numbers: reports put it above their tables.
  public let comesFirst: Bool

  /// A kind of note. Declare one as a static member of `NoteKind`, in the file that raises it.
  public init(_ code: String, _ severity: Severity, _ template: String, comesFirst: Bool = false) {
    self.code = code
    self.severity = severity
    self.template = template
    self.comesFirst = comesFirst
  }
}
