import StudyRecords

/// The columns of words that steer rows: formats, measures and variance types.
struct RowCodes {
  let formats, measures, vtypes: [String?]?
  private let names: [Role: String]

  /// No codes at all.
  static let none = RowCodes()

  private init() { (formats, measures, vtypes, names) = (nil, nil, nil, [:]) }

  /// The columns that play these roles: those mapped, and those that bear a role's name and hold at least one of its
  /// codes, so that a column which only happens to be called `measure` is left alone.
  init(_ table: StudyTable, _ mapping: ColumnMapping) throws(StudyTableError) {
    var names: [Role: String] = [:]
    func column(_ role: Role, known: (String) -> Bool) throws(StudyTableError) -> [String?]? {
      guard let column = try table.column(for: role, in: mapping) else { return nil }
      guard mapping[role] != nil || column.texts.contains(where: { $0.map(known) ?? false }) else { return nil }
      names[role] = column.name
      return column.texts
    }
    formats = try column(.format) { StudyFormat(rawValue: $0.lowercased()) != nil }
    measures = try column(.measure) { Measure(writtenAs: $0) != nil }
    vtypes = try column(.vtype) { VarianceType(rawValue: $0) != nil }
    self.names = names
  }

  /// Whether there is any.
  var isEmpty: Bool { formats == nil && measures == nil && vtypes == nil }

  /// The positions of the rows that name a format.
  func positions(of format: StudyFormat) -> [Int] {
    (formats ?? []).indices.filter { formats?[$0]?.lowercased() == format.rawValue }
  }

  /// What a row asks for.
  struct Request: Hashable {
    var format: StudyFormat?
    var measure: Measure?
    var vtype: VarianceType?
  }

  /// What the row at a position asks for, or a note on a word that is not a code.
  func request(at position: Int, study: String?) -> Result<Request, Unknown> {
    var request = Request()
    func unknown(_ role: Role, _ value: String, _ what: String, _ known: [String]) -> Unknown {
      Unknown(
        note: .unknownCode(
          value, what: what, known: known, row: position + 1, study: study, column: names[role]))
    }
    if let text = formats?[position] {
      guard let format = StudyFormat(rawValue: text.lowercased()) else {
        return .failure(unknown(.format, text, "format", StudyFormat.allCases.map(\.rawValue)))
      }
      request.format = format
    }
    if let text = measures?[position] {
      guard let measure = Measure(writtenAs: text) else {
        return .failure(unknown(.measure, text, "measure", Measure.allCases.map(\.code)))
      }
      request.measure = measure
    }
    if let text = vtypes?[position] {
      guard let vtype = VarianceType(rawValue: text) else {
        return .failure(unknown(.vtype, text, "variance type", VarianceType.allCases.map(\.rawValue)))
      }
      request.vtype = vtype
    }
    return .success(request)
  }

  /// A word that is not a code.
  struct Unknown: Error {
    let note: Note
  }
}
