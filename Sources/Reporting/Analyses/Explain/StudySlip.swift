import MetaAnalysis

/// A difference in one study between the data and what was analysed for print.
public struct StudySlip: Hashable, Sendable {
  /// The row of the data, from 1.
  public var row: Int
  /// The study's label.
  public var study: String?
  /// What is different.
  public var kind: Kind

  /// What can be different.
  public enum Kind: Hashable, Sendable {
    /// The study is left out.
    case omitted
    /// The study counts twice.
    case doubled
    /// The study counts though the condition under `rows` leaves it out.
    case added
    /// Its numbers are read otherwise; those made from others are rounded to decimals, `nil` for not at all.
    case reading(DataReading, decimals: Int? = nil)
    /// Its means or estimates and their spread are in another unit: cells · factor.
    case unit(factor: Double)
    /// The cells of two columns, one of each group, change places.
    case cellsSwapped(first: String, second: String)
    /// A cell holds another number.
    case cell(role: String, column: String, from: Double, to: Double, slip: CellSlip)

    /// Whether it says which studies count and not what they hold.
    var isSelection: Bool { self == .omitted || self == .doubled || self == .added }

    /// The kind in a few characters.
    var code: String {
      switch self {
      case .omitted: "omitted"
      case .doubled: "counted twice"
      case .added: "added"
      case .reading(let reading, let decimals):
        reading.rawValue.split(separator: "-").joined(separator: " ")
          + (decimals.map { ", rounded to \($0)" } ?? "")
      case .unit(let factor): "unit \(StudySlip.words(ofFactor: factor))"
      case .cellsSwapped(let first, let second): "\(first) and \(second) swapped"
      case .cell(_, let column, let old, let new, _): "\(column) \(numberText(old)) → \(numberText(new))"
      }
    }
  }

  /// Factors between units in use side by side: thousands, centimetres, percentages, weeks, months, hours, days, inches and
  /// pounds.
  static let unitFactors: [Double] = [10, 100, 1000, 7, 12, 24, 60, 2.54, 0.45359237].flatMap { [$0, 1 / $0] }

  /// A factor in words: "× 7", "/ 7".
  fileprivate static func words(ofFactor factor: Double) -> String {
    let inverse = 1 / factor
    return factor < 1 && inverse == inverse.rounded() ? "/ \(numberText(inverse))" : "× \(numberText(factor))"
  }

  /// Whether it is common enough to be tried together with others.
  var isCommon: Bool {
    switch kind {
    case .reading(let reading, let decimals): reading.isCommon && decimals == nil
    case .unit: false
    case .cell(_, _, _, _, let slip): slip.isCommon
    case .omitted, .doubled, .added, .cellsSwapped: true
    }
  }

  /// The study as sentences name it.
  var name: String { study.map { "\($0) (row \(row))" } ?? "row \(row)" }

  /// The slip, as the end of "holds with …".
  public var description: String {
    switch kind {
    case .omitted: "\(name) left out"
    case .doubled: "\(name) counted twice"
    case .added: "\(name), which 'rows' leaves out, counted as well"
    case .reading(let reading, let decimals):
      reading.words(of: name)
        + (decimals.map { $0 == 0 ? ", rounded to whole numbers" : ", rounded to \($0) decimals" } ?? "")
    case .unit(let factor): "the numbers of \(name) in another unit (\(StudySlip.words(ofFactor: factor)))"
    case .cellsSwapped(let first, let second):
      "the cells of columns '\(first)' and '\(second)' of \(name) in each other's place"
    case .cell(_, let column, let old, let new, let slip):
      "\(numberText(new)) for \(numberText(old)) in column '\(column)' of \(name) (\(slip.words))"
    }
  }
}

extension TableEditor {
  /// Makes the slip in the table; which studies count is not the table's business.
  mutating func apply(_ slip: StudySlip) -> Bool {
    let row = slip.row - 1
    switch slip.kind {
    case .omitted, .doubled, .added: return true
    case .reading(let reading, let decimals): return apply(reading, rows: [row], decimals: decimals)
    case .unit(let factor): return changeUnit(by: factor, rows: [row])
    case .cellsSwapped(let first, let second): return swapCells(first, second, row: row)
    case .cell(let role, _, _, let new, _):
      return Role(rawValue: role).map { change($0, rows: [row]) { _, _ in new } } ?? false
    }
  }
}

extension TableEditor {
  /// The row of a slip alone; `nil` where the table has no such row.
  init?(_ slip: StudySlip, in data: AnalysisData) {
    guard (1...data.table.rowCount).contains(slip.row) else { return nil }
    self.init(data.table.selectingRows([slip.row - 1]), data.columns)
  }

  /// Makes the slip in a table of its row alone.
  mutating func applyAlone(_ slip: StudySlip) -> Bool {
    var alone = slip
    alone.row = 1
    return apply(alone)
  }
}
