import MetaAnalysis

/// Where the parts of an analysis stand in its file, for messages about what only the data can prove wrong; empty for
/// an analysis that comes from no file.
public struct AnalysisPlaces: Hashable, Sendable {
  private var starts: [String: FilePlace] = [:]
  private var characters: [String: [FilePlace]] = [:]

  /// No places.
  public init() {}

  /// Where a part stands: a section by its key, a member as `columns.yi`, `compute.name` or `model.weights`; `nil` where it
  /// is not known.
  public subscript(_ part: String) -> FilePlace? { starts[part] }

  /// Where a character of an expression stands, from 1; one past the end is the end.
  func place(of part: String, character: Int) -> FilePlace? {
    guard let places = characters[part], !places.isEmpty else { return starts[part] }
    return places[min(max(character, 1), places.count) - 1]
  }

  mutating func set(_ part: String, to place: FilePlace, characters places: [FilePlace] = []) {
    // A section known by its characters keeps them.
    starts[part] = place
    if !places.isEmpty { characters[part] = places }
  }
}

extension Analysis {
  /// Runs what reads a part of the analysis; what goes wrong carries the part's place in the file.
  func placing<Result>(_ part: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as AnalysisFileError {
      throw error
    } catch let error as RowExpressionError {
      throw AnalysisFileError.unusable(
        file: file.path, place: places.place(of: part, character: error.position) ?? .start,
        reason: error.description)
    } catch {
      guard let place = place(of: error, in: part) else { throw error }
      throw AnalysisFileError.unusable(file: file.path, place: place, reason: inFileWords("\(error)"))
    }
  }

  /// Runs the whole analysis; what goes wrong anywhere carries the place in the file that asks for it: the model's for
  /// what cannot be done, the data's for what is wrong with them.
  func placingRest<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as AnalysisFileError {
      throw error
    } catch let error as any AnalysisError where error.kind != .defect {
      throw placed(error)
    }
  }

  private func placed(_ error: any AnalysisError) -> AnalysisFileError {
    func first(_ parts: String...) -> FilePlace { parts.lazy.compactMap { self.places[$0] }.first ?? .start }
    let reason = inFileWords(error.description)
    if error.kind == .input {
      return .unreadableData(file: file.path, place: first("data.path", "data.csv", "data"), reason: reason)
    }
    let place =
      switch error {
      case is PredictionError: first("predict", "expect")
      case ModelError.unusableLevel: first("model.level", "model")
      case ModelError.unusableWeight: first("model.weights", "columns.weights", "data")
      case is FormulaError: first("moderators", "model.scale")
      case is SubgroupError: first("subgroups")
      default:
        error.kind == .usage
          ? first(
            "model.method", "conventions.tau2", "conventions.common-pooling", "model", "measure", "conventions")
          : first("data.path", "data.csv", "data")
      }
    return .unusable(file: file.path, place: place, reason: reason)
  }

  /// Where in the file an error's cause stands; `nil` for what the data or the model are to blame for.
  private func place(of error: any Error, in part: String) -> FilePlace? {
    switch error {
    case StudyTableError.unknownColumn(_, let column, let role?, _):
      columnPlace(of: role, column: column) ?? places[part]
    case StudyTableError.unknownColumn,
      StudyTableError.notANumber where part.hasPrefix("dose"):
      places[part]
    case StudyTableError.unknownColumn: places[part]
    case StudyTableError.columnInTwoRoles, StudyTableError.roleMappedTwice: places["columns"]
    case FormulaError.syntax(_, let position, _), FormulaError.unknownVariable(_, let position, _, _):
      places.place(of: part, character: position)
    case is FormulaError: places[part]
    case HypothesisError.syntax(_, let position, _), HypothesisError.unknownTerm(_, let position, _, _):
      places.place(of: part, character: position)
    case is HypothesisError, is ComparisonError, is AdjustedMeansError, is PermutationError,
      is DiagnosticsError,
      is QuestionError, is DoseError:
      places[part] ?? places[String(part.prefix { $0 != "." })]
    case StudyTableError.duplicateColumn: places[part]
    case is EffectError: places["measure"]
    default: nil
    }
  }

  /// Where the file names a column for a role.
  private func columnPlace(of role: String, column: String) -> FilePlace? {
    if let role = Role(rawValue: role), columns[role] == column { return places["columns.\(role.rawValue)"] }
    return role == Role.weights.rawValue ? places["model.weights"] : nil
  }
}
