import Analyses
import ArgumentParser
import BatchFiles
import MetaAnalysis
import MetaBatch
import StudyFiles

/// `tutti batch`: many meta-analyses from one file.
struct BatchCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Pool the effect sizes of many analyses, one result a row.",
    discussion: """
      PANEL is CSV or TSV, plain or compressed by gzip; '-' is standard input. Wide: a row is an analysis with its name \
      (id) and two columns for each study, y1,se1,y2,se2,… (or v1, yi_NAME, vi_NAME, sei_NAME). Long: a row is a \
      study in an analysis, with the columns id, yi and vi or sei, sorted by id. Instead of PANEL, --yi with --vi or \
      --sei takes NumPy arrays of analyses × studies. Empty cells, NA and NaN are missing.

      Each analysis becomes a row with id, k, estimate, se, statistic, p_value, ci_lower, ci_upper, tau2, i2, q, \
      q_p_value, pi_lower, pi_upper and status, in the order of the input. A row that cannot be used has the reason in \
      status; the number of each status is printed to standard error. Where no row has a result the exit status is 65, \
      but 0 with --no-header, since a part of a file may hold nothing else. The same input gives the same bytes for any \
      number of threads.

      EXAMPLE
        tutti batch panel.csv.gz --method DL --test z -o results.csv
        tutti batch --yi y.npy --vi v.npy -o results.npy
        tutti batch - --no-header --columns id,y1,se1,y2,se2 < part.csv
      """)

  @Argument(help: ArgumentHelp("CSV or TSV file, perhaps with .gz; '-' is standard input.", valueName: "panel"))
  var panel: String?

  @OptionGroup(title: "Panel") var input: PanelArguments
  @OptionGroup(title: "Model") var model: BatchModelArguments
  @OptionGroup(title: "Model") var profile: ProfileArgument
  @OptionGroup var output: BatchOutputArguments

  func run(on console: any Console) throws {
    let run = try BatchRun(
      try model.model(over: profile.chosen().conventions), format: try output.chosenFormat(),
      threads: try output.threadCount())
    let inputs = [panel, input.yi, input.vi, input.sei].compactMap(\.self)
    if let path = output.path, path != "-", inputs.contains(where: { isSameFile($0, path) }) {
      throw UsageError.overwritesInput(path: path)
    }
    if let arrays = try input.arrays(besides: panel) {
      return try self.run(run, arrays, writesHeader: true, rows: arrays.analyses, unit: "row", on: console)
        .requireResults(from: input.yi ?? "the arrays")
    }
    let text = try input.text(panel, on: console)
    let writesHeader = !input.noHeader || output.isTable
    let tally = try self.run(run, text, writesHeader: writesHeader, rows: nil, unit: "line", on: console)
    if !output.quiet {
      for remark in text.remarks { console.writeError("tutti: \(remark)\n") }
    }
    if !input.noHeader { try tally.requireResults(from: text.name) }
  }

  /// Runs and writes; the number of rows is needed before the end only where the output cannot be written anew.
  private func run(
    _ run: BatchRun, _ source: some PanelSource, writesHeader: Bool, rows: Int?, unit: String,
    on console: any Console
  ) throws -> BatchTally {
    let target = try output.target(on: console)
    if output.isTable, rows == nil, !target.canRewriteStart {
      throw UsageError.missing(
        option: "--output FILE",
        purpose: "for a NumPy table of a text, whose number of rows is not known before its end")
    }
    let progress = ProgressBar(console, beside: target)
    defer { progress.clear() }
    do {
      if writesHeader { try target.write(run.header(hasIDs: source.hasIDs, rows: rows ?? 0)) }
      let tally = try run.run(
        source, write: { try target.write($0) },
        progress: { share, analyses in progress.show(share, BatchTally.text(analyses: analyses)) })
      if output.isTable, rows == nil {
        try target.rewriteStart(run.header(hasIDs: source.hasIDs, rows: tally.analyses))
      }
      try target.finish()
      progress.clear()
      if !output.quiet {
        for line in tally.summary(unit: unit) { console.writeError("tutti: \(line)\n") }
      }
      return tally
    } catch {
      target.abandon()
      throw error
    }
  }
}
