import MetaAnalysis

/// Moderator values as the command line writes them: `sessions=5,10,20; qualified=yes`.
///
/// Semicolons separate moderators, commas their values; quotes, single or double, hold either.
struct ModeratorGrid {
  /// Every combination, the last moderator varying fastest.
  let points: [ModeratorValues]

  /// - Throws: ``UsageError/malformed(option:value:form:example:)``, and ``UsageError/tooManyValues(option:value:reason:)``
  ///   beyond 100,000 combinations.
  init(parsing text: String) throws(UsageError) {
    let malformed = UsageError.malformed(
      option: "--predict", value: text,
      form: "moderator=value,… separated by semicolons, or the name of a file",
      example: "'sessions=5,10,20; qualified=yes'")
    var columns: [(column: String, values: [DesignRecipe.Value])] = []
    var count = 1
    for part in ModeratorGrid.split(text, at: ";") where !part.allSatisfy(\.isWhitespace) {
      let sides = ModeratorGrid.split(part, at: "=")
      guard sides.count == 2 else { throw malformed }
      let name = ModeratorGrid.unquoted(sides[0])
      let values = ModeratorGrid.split(sides[1], at: ",").map(ModeratorGrid.unquoted)
      guard !name.isEmpty, values.allSatisfy({ !$0.isEmpty }), !columns.contains(where: { $0.column == name })
      else { throw malformed }
      columns.append((name, values.map { .text($0) }))
      count = count.multipliedReportingOverflow(by: values.count).partialValue
      guard (1...100_000).contains(count) else {
        throw .tooManyValues(
          option: "--predict", value: text, reason: "they make more than 100000 combinations")
      }
    }
    guard !columns.isEmpty else { throw malformed }
    points = ModeratorValues.grid(columns)
  }

  /// The parts between separators outside quotes.
  private static func split(_ text: String, at separator: Character) -> [String] {
    var (parts, quote) = ([""], Character?.none)
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"",
        parts[parts.count - 1].allSatisfy(\.isWhitespace)
      {
        quote = character
      }
      if character == separator, quote == nil {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  /// The text without blanks around it and without one pair of quotes.
  private static func unquoted(_ text: String) -> String {
    let trimmed = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    guard let first = trimmed.first, first == "'" || first == "\"", trimmed.count > 1, trimmed.last == first
    else {
      return trimmed
    }
    return String(trimmed.dropFirst().dropLast())
  }
}
