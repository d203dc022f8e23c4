extension Glossary {
  /// The members of checks and of runs of analysis files.
  static let analyses =
    [
      Entry("passes", "Whether every printed number of a check or a file is accepted"),
      Entry("accepted", "The verdicts that count as passed; of a number, whether its own does"),
      Entry("summary", "Counts over all files of a check"),
      Entry("analyses", "The analysis files checked, in order; of a summary their number"),
      Entry("analyses_passed", "Files of which every number is accepted", "count"),
      Entry("analyses_not_run", "Files that could not be read or run", "count"),
      Entry("numbers", "The printed numbers of a file with their verdicts; of a summary their number"),
      Entry("file", "The analysis file"),
      Entry("title", "What an analysis is about"),
      Entry("error", "Why a file could not be read or run"),
      Entry("line", "The line of the analysis file, counted from 1", "count"),
      Entry("quantity", "What is printed; Documentation/analysis-file.md lists the names"),
      Entry("with", "Choices in which a number's analysis differs from the file's"),
      Entry("without", "The study that is left out"),
      Entry("printed", "The number as printed"),
      Entry("computed", "The computed number on the printed scale"),
      Entry("verdict", "holds, within-tolerance, misprint, truncated, last-digit, differs or undefined"),
      Entry("difference", "Computed less printed, on the printed scale"),
      Entry("units", "The difference in units of the last printed digit"),
      Entry("hints", "What would make a number hold that does not"),
      Entry("remarks", "Reason and hints in one text"),
      Entry("where", "Page, table or figure"),
      Entry("analysis", "The analysis with its data, from which a run is repeated"),
      Entry("conventions", "Every convention in use, by key"),
      Entry("fit", "The result as tutti fit gives it"),
      Entry("leave_one_out", "The pooled result without each study in turn"),
      Entry("cumulative", "The pooled result as studies are added in the order of the data"),
      Entry("sensitivity", "The pooled result under other choices"),
      Entry("change", "What was changed: a study left out or added, or choices by key"),
      Entry("adding", "The row of the study that was added last", "count"),
      Entry("failure", "Why nothing could be pooled"),
    ] + Verdicts.entries

  private enum Verdicts {
    static let entries = [
      Entry("holds", "Numbers that round to the printed digits", "count"),
      Entry("within-tolerance", "Numbers within the tolerance declared", "count"),
      Entry("misprint", "Printed numbers that are misprints as declared", "count"),
      Entry("truncated", "Numbers whose further digits were cut off, not rounded", "count"),
      Entry("last-digit", "Numbers off by one unit of the last digit", "count"),
      Entry("differs", "Numbers that differ", "count"),
      Entry("undefined", "Printed numbers that the model does not define", "count"),
    ]
  }
}
