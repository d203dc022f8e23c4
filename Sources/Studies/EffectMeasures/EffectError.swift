import StudyRecords

/// What can be wrong with a request for effect sizes.
public enum EffectError: AnalysisError, Hashable {
  /// There is no measure of that code.
  case unknownMeasure(code: String)
  /// The table lacks columns for every route of the measure; `missing` are those of the route that comes closest.
  case missingInputs(measure: String, routes: [[Role]], table: String, columns: [String], missing: [Role])
  /// The measure has no such sampling variance.
  case varianceTypeNotOffered(measure: String, type: String, offered: [String])
  /// An option's value makes no sense.
  case optionOutOfRange(option: String, value: Double, allowed: String)
  /// The table lacks the columns of a correction for design that was asked for.
  case missingDesignColumns(correction: String, roles: [Role], table: String, columns: [String])
  /// The measure has no direction that could be turned.
  case noSign(measure: String)
  /// The column of corrections that are in effect sizes holds another word.
  case unknownCorrection(table: String, row: Int, study: String?, value: String)
  /// The measure's studies have no such interval of their own.
  case intervalNotOffered(method: String, measure: String?, offered: [String])

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    switch self {
    case .missingInputs, .missingDesignColumns, .unknownCorrection: .data
    case .unknownMeasure, .varianceTypeNotOffered, .optionOutOfRange, .noSign, .intervalNotOffered: .usage
    }
  }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .unknownMeasure(let code):
      let guess = nearestName(to: code, in: Measure.allCases.map(\.code)).map { "; did you mean '\($0)'?" }
      return "'\(code)' is not a measure\(guess ?? "; 'tutti measures' lists them")"
    case .missingInputs(let measure, let routes, let table, let columns, let missing):
      let ways = routes.map { enumerated($0.map(\.rawValue)) }.joined(separator: ", or ")
      let have = columns.isEmpty ? "it has no columns" : "its columns are \(columns.joined(separator: ", "))"
      let stated = routes.contains { $0.contains(.yi) } ? "" : ", or estimates yi with vi, sei or an interval"
      let definition = Measure(code: measure)?.definition
      let natural =
        definition.map { $0.backTransform == .identity } ?? true
        ? ""
        : ", or the \(definition?.naturalName ?? "estimate") as printed, est, with its interval est_lower and est_upper"
      let logRank =
        Measure(code: measure)?.takesLogRank == true ? ", or oei and voei, O - E and V of log-rank tests" : ""
      // A column of printed ratios only lacks the ends of its interval.
      let ends = [Role.estLower, .estUpper].filter { !columns.contains($0.rawValue) }
      let needed = natural.isEmpty || ends.isEmpty || !columns.contains(Role.est.rawValue) ? missing : ends
      return
        "\(table) lacks the columns of measure \(measure), which needs \(ways)\(stated)\(natural)\(logRank); \(have); "
        + "name the column for \(enumerated(needed.map(\.rawValue))), as role=column"
    case .varianceTypeNotOffered(let measure, let type, let offered):
      return
        "measure \(measure) has no sampling variance '\(type)'; it offers \(offered.joined(separator: ", "))"
    case .optionOutOfRange(let option, let value, let allowed):
      return "option \(option) is \(plain(value)); it must be \(allowed)"
    case .missingDesignColumns(let correction, let roles, let table, let columns):
      return
        "correcting for \(correction) needs \(enumerated(roles.map(\.rawValue))); \(table) has the columns "
        + "\(columns.joined(separator: ", ")); name the column as role=column"
    case .noSign(let measure):
      return
        "effects of measure \(measure) do not point one way or the other, so that none can be turned to where lower "
        + "scores are better; leave out the correction for direction"
    case .unknownCorrection(let table, let row, let study, let value):
      let label = study.map { " (\($0))" } ?? ""
      return
        "\(table), row \(row)\(label), column '\(StudyTable.designColumn)': '\(value)' names no correction; the column "
        + "says which corrections are in yi and vi, for example 'cluster-design variance; direction'; correct it, or leave "
        + "the cell empty if none is"
    case .intervalNotOffered(let method, let measure, let offered):
      let name = measure.map { "measure \($0)" } ?? "data without a measure"
      return offered.isEmpty
        ? "studies of \(name) have no interval '\(method)', which is made from counts; use a proportion, OR, PETO, IRR "
          + "or a rate"
        : "studies of \(name) have no interval '\(method)'; they have \(offered.joined(separator: ", "))"
    }
  }
}
