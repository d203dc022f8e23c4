import ArgumentParser
import MetaAnalysis

/// Whether and how data are looked through for typing mistakes.
struct LintArguments: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: "Look for typing mistakes in the data; 'tutti lint --list' says for which.")
  var lint = true

  @Flag(help: "Refuse data in which the lint finds something, with exit status 65.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Scores are whole numbers: how many items each is the mean of, 1 for single items and sums.",
      valueName: "count"))
  var items: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Lowest and highest possible score.", valueName: "lowest,highest"))
  var scoreRange: String?

  /// What the lint is told.
  func options(level: Double) throws(UsageError) -> LintOptions {
    var options = LintOptions(level: level)
    if let items {
      guard let count = Int(items), count >= 1 else {
        throw .malformed(option: "--items", value: items, form: "a whole number from 1", example: "1")
      }
      options.items = count
    }
    if let scoreRange {
      let ends = scoreRange.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
      guard ends.count == 2, let lower = ends[0], let upper = ends[1], lower < upper, (upper - lower).isFinite
      else {
        throw .malformed(
          option: "--score-range", value: scoreRange, form: "the lowest and the highest score", example: "0,63")
      }
      options.scale = Interval(lower, upper)
    }
    return options
  }

  /// The findings as notes, none with `--no-lint`.
  /// - Throws: ``LintError`` when there are some and `--strict` is given.
  func notes(on effects: EffectSizes, of data: StudyData, level: Double) throws -> [Note] {
    let options = try options(level: level)
    guard lint else {
      if strict { throw UsageError.conflict("--no-lint", "--strict") }
      return []
    }
    let lint = Lint(options: options)
    if strict {
      // What the effect sizes say themselves counts too, as in 'tutti lint'.
      let findings = try lint.findings(in: data.table, columns: data.mapping, effects: effects)
      guard let first = findings.first else { return [] }
      throw LintError.findings(
        table: data.table.name, count: findings.count, first: first.note.sentence)
    }
    return try lint.notes(on: effects, of: data.table, columns: data.mapping)
  }
}
