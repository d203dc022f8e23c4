import Analyses
import ArgumentParser
import MetaAnalysis
import Reports

/// `tutti lint`: typing mistakes in the data.
struct LintCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Look for typing mistakes in the data, before they become effect sizes.",
    discussion: """
      One line a finding: the row, the study, a code, the evidence and the likely fix. A finding is a reason to look \
      the number up, never a proof. 'effects' and 'fit' lint too and print findings as notes. Columns are found as in \
      'tutti effects'; with --measure its effect sizes are judged against one another as well.

      --list says what is looked for and what cannot be seen, --explain CODE the same of one check. Scores are taken \
      for whole numbers, and to end somewhere, only if --items and --score-range or columns items, scale_min and scale_max \
      say so.

      EXAMPLE
        tutti lint scores.csv --measure SMD --items 1 --score-range 0,63
      """)

  @Argument(
    help: ArgumentHelp(
      "CSV or TSV file with a header row; '-' is standard input, 'dataset:NAME' a bundled data set.",
      valueName: "data"))
  var data: String?

  @Flag(help: "List the checks with their limits instead.")
  var list = false

  @Option(help: ArgumentHelp("Describe one check instead.", valueName: "code"))
  var explain: String?

  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Effect sizes") var profile: ProfileArgument
  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    if let explain {
      guard let check = Lint.check(explain) else {
        throw UsageError.unknownValue(option: "--explain", value: explain, allowed: Lint.checks.map(\.code))
      }
      return try output.emit(Catalogue.check(check), on: console)
    }
    if list { return try output.emit(Catalogue.lint, on: console) }
    guard effect.lint.lint else { throw UsageError.conflict("'tutti lint'", "--no-lint") }
    guard let name = data else {
      throw UsageError.missing(option: "DATA", purpose: "to say which file to look through, or --list")
    }
    var arguments = DataArguments()
    arguments.data = name
    try output.output.refuseOverwriting(arguments)
    let report = try report(on: try arguments.load(try effect.mapping(), on: console))
    try output.emit(report, on: console)
    if effect.lint.strict, let first = report.findings.first {
      throw LintError.findings(
        table: report.input.name, count: report.findings.count, first: first.note.sentence)
    }
  }

  private func report(on data: StudyData) throws -> LintReport {
    let options = try effect.options(over: try profile.chosen().conventions, of: data)
    let lint = Lint(options: try effect.lint.options(level: options.level))
    let effects = try effects(of: data, options)
    let findings = try lint.findings(in: data.table, columns: data.mapping, effects: effects)
    // What a check says needs no second sentence.
    let said = findings.compactMap { finding in
      Lint.check(finding.note.kind.code)?.saidBy.map { (kind: $0, row: finding.note.row) }
    }
    let notes = (effects?.notes ?? []).filter { note in
      !said.contains { $0.kind == note.kind && (note.row == nil || $0.row == note.row) }
    }
    return LintReport(
      findings: findings, input: data.input, measure: effects?.measure, notes: data.table.notes + notes)
  }

  /// The effect sizes, `nil` when no measure is named and the data state no effects, and when a text stands among the
  /// numbers, which is a finding.
  private func effects(of data: StudyData, _ options: EffectOptions) throws -> EffectSizes? {
    do {
      return try effect.rawEffects(of: data, options: options)
    } catch UsageError.noMeasure {
      return nil
    } catch StudyTableError.notANumber {
      return nil
    } catch StudyTableError.mixedDecimalMarks {
      return nil
    }
  }
}
