/// What is wrong with one analysis of a file, so that it has a code instead of numbers.
///
/// The raw values do not change; they stand in `.npy` files beside the engine's own, which are below 32.
package enum RowFault: UInt8, CaseIterable, Hashable, Sendable {
  /// More or fewer cells than columns.
  case cellCount = 32
  /// A cell among the numbers is text.
  case notANumber = 33
  /// A quote is not closed, or text follows it.
  case brokenQuote = 34
  /// The rows of the analysis do not stand where the order of the names puts them.
  case unsorted = 35
  /// Rows of the analysis came before, and were taken for all of it.
  case repeated = 36

  /// The stable code, as in output files.
  package var code: String {
    switch self {
    case .cellCount: "row.cells"
    case .notANumber: "cell.not-a-number"
    case .brokenQuote: "row.quote"
    case .unsorted: "row.unsorted"
    case .repeated: "row.repeated"
    }
  }

  /// One sentence for people.
  package var sentence: String {
    switch self {
    case .cellCount: "the row has more or fewer cells than the header"
    case .notANumber:
      "a cell that should hold a number holds text; leave missing cells empty or write NA, and decimals with a point where "
        + "commas separate cells"
    case .brokenQuote: "a quote is not closed, or text follows it; write a quote within a cell twice"
    case .unsorted:
      "the analysis does not stand where the order of the names puts it; sort the file by its names, or say --grouped when "
        + "the rows of an analysis stand together in another order"
    case .repeated:
      "rows of the analysis came before and have a result of their own; put all rows of an analysis together, or sort the "
        + "file by its names"
    }
  }
}
