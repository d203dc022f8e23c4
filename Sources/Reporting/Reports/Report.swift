import StudyRecords

/// What a person reads: blocks in order, rounded once, so that text and Markdown cannot disagree.
public struct Report: Hashable, Sendable {
  /// One line that says what was done.
  public var title: String
  /// What follows, in order.
  public var blocks: [Block]

  /// A part of a report.
  public enum Block: Hashable, Sendable {
    /// A table, optionally under a heading.
    case table(ReportTable)
    /// Labelled facts under a heading.
    case facts(heading: String?, [Fact])
    /// Sentences under a heading, one an item.
    case items(heading: String, [String])
  }

  /// A label and what there is to say about it.
  public struct Fact: Hashable, Sendable {
    /// What is described.
    public var label: String
    /// The description, rounded and complete.
    public var value: String

    /// A fact.
    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  /// A report from its parts.
  public init(title: String, blocks: [Block]) {
    self.title = title
    self.blocks = blocks
  }
}

/// A table of rounded cells.
public struct ReportTable: Hashable, Sendable {
  /// Where a column's cells stand.
  public enum Alignment: Hashable, Sendable {
    case left, right
  }

  /// A column's heading and alignment.
  public struct Column: Hashable, Sendable {
    /// The heading.
    public var heading: String
    /// Where its cells stand; numbers of equal decimals stand right.
    public var alignment: Alignment
    /// Whether plain text leaves it out, since its cells would not fit on a line.
    public var isWide: Bool
    /// What plain text does where the rows would be longer than a line.
    public var fit: Fit

    /// How a column makes room.
    public enum Fit: Hashable, Sendable {
      /// It stays as it is.
      case rigid
      /// Its cells go on below.
      case wraps
      /// Its cells become notes under their rows.
      case yields
    }

    /// A column.
    public init(
      _ heading: String, _ alignment: Alignment = .right, isWide: Bool = false, fit: Fit = .rigid
    ) {
      self.heading = heading
      self.alignment = alignment
      self.isWide = isWide
      self.fit = fit
    }
  }

  /// One cell.
  public enum Cell: Hashable, Sendable {
    case empty
    case text(String)
    /// The two ends of an interval, each right-aligned in its own sub-column.
    case interval(String, String)
  }

  /// What the table is called, if anything.
  public var heading: String?
  /// The columns.
  public var columns: [Column]
  /// The rows, a cell for each column.
  public var rows: [[Cell]]
  /// Summary rows, set off from the rows above.
  public var summaryRows: [[Cell]]
  /// What there is to say on each row beside its cells, shown below it; empty for tables without.
  public var rowNotes: [[String]]

  /// A table from its parts.
  public init(
    heading: String? = nil, columns: [Column], rows: [[Cell]], summaryRows: [[Cell]] = [],
    rowNotes: [[String]] = []
  ) {
    self.heading = heading
    self.columns = columns
    self.rows = rows
    self.summaryRows = summaryRows
    self.rowNotes = rowNotes
  }

  /// All cells as text, the ends of each column's intervals padded to one width where `aligned`.
  func texts(aligned: Bool) -> [[String]] {
    let all = rows + summaryRows
    var widths = [(lower: Int, upper: Int)](repeating: (0, 0), count: columns.count)
    if aligned {
      for row in all {
        for (position, cell) in row.enumerated() {
          guard case .interval(let lower, let upper) = cell else { continue }
          widths[position].lower = max(widths[position].lower, displayWidth(lower))
          widths[position].upper = max(widths[position].upper, displayWidth(upper))
        }
      }
    }
    return all.map { row in
      row.enumerated().map { position, cell in
        switch cell {
        case .empty: ""
        case .text(let text): onOneLine(text)
        case .interval(let lower, let upper):
          "[\(padded(lower, to: widths[position].lower, alignment: .right)), "
            + "\(padded(upper, to: widths[position].upper, alignment: .right))]"
        }
      }
    }
  }
}

/// A result that people and programs can read.
public protocol Reportable {
  /// The result for people; `details` adds what few need, `decimals` replaces the warranted precision.
  func report(details: Bool, decimals: Int?) -> Report
  /// The result for programs.
  var json: JSONValue { get }
  /// The result as a CSV table of full precision, its first line the header.
  var csv: String { get }
  /// What text and JSON say beside the numbers, for which a CSV table has no place.
  var notes: [Note] { get }
}

extension Reportable {
  /// Nothing.
  public var notes: [Note] { [] }
}
