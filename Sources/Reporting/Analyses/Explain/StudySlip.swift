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
    /// Its estimate has the other sign.
    case signTurned
    /// Its groups change places.
    case groupsSwapped
    /// The cells of two columns, one of each group, change places.
    case cellsSwapped(first: String, second: String)
    /// Its standard deviations are standard errors: sd = cell · √n.
    case deviationsAreErrors
    /// Its events are non-events.
    case eventsAreNonEvents
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
      case .signTurned: "sign turned"
      case .groupsSwapped: "groups swapped"
      case .cellsSwapped(let first, let second): "\(first) and \(second) swapped"
      case .deviationsAreErrors: "sd is se"
      case .eventsAreNonEvents: "events are non-events"
      case .cell(_, let column, let old, let new, _): "\(column) \(numberText(old)) → \(numberText(new))"
      }
    }
  }

  /// How a number can be mistyped.
  public enum CellSlip: String, CaseIterable, Hashable, Sendable {
    /// Its sign is missing or too much.
    case sign = "sign"
    /// Its decimal point stands one place off.
    case decimalPoint = "decimal-point"
    /// Two neighbouring digits have changed places.
    case transposedDigits = "transposed-digits"
  }

  /// The study as sentences name it.
  var name: String { study.map { "\($0) (row \(row))" } ?? "row \(row)" }

  /// The slip, as the end of "holds with …".
  public var description: String {
    switch kind {
    case .omitted: "\(name) left out"
    case .doubled: "\(name) counted twice"
    case .added: "\(name), which 'rows' leaves out, counted as well"
    case .signTurned: "the sign of \(name) turned"
    case .groupsSwapped: "the groups of \(name) in each other's place"
    case .cellsSwapped(let first, let second):
      "the cells of columns '\(first)' and '\(second)' of \(name) in each other's place"
    case .deviationsAreErrors: "the standard deviations of \(name) read as standard errors"
    case .eventsAreNonEvents: "events and non-events of \(name) in each other's place"
    case .cell(_, let column, let old, let new, let slip):
      "\(numberText(new)) for \(numberText(old)) in column '\(column)' of \(name) (\(slip.words))"
    }
  }
}

extension StudySlip.CellSlip {
  /// The slip in words.
  var words: String {
    switch self {
    case .sign: "the sign"
    case .decimalPoint: "the decimal point one place off"
    case .transposedDigits: "two digits transposed"
    }
  }

  /// The numbers that a number becomes by this slip, as they would be written.
  func results(of number: Double) -> [Double] {
    switch self {
    case .sign: return number == 0 ? [] : [-number]
    case .decimalPoint:
      guard number != 0 else { return [] }
      // A count stays a whole number.
      let staysPossible = !isWhole(number) || isWhole(number / 10)
      // By its digits, since 0.093 · 10 is no 0.93 in binary.
      let text = numberText(number)
      func shifted(_ places: Int) -> Double? {
        let parts = text.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        return parts.first.flatMap { parseNumber("\($0)e\(exponent + places)") }
      }
      return [shifted(1), staysPossible ? shifted(-1) : nil].compactMap(\.self).filter(\.isFinite)
    case .transposedDigits:
      var digits = Array(numberText(number))
      guard !digits.contains("e"), digits.count <= 12 else { return [] }
      var results: [Double] = []
      let places = digits.indices.filter { digits[$0].isNumber }
      for (first, second) in zip(places, places.dropFirst()) where digits[first] != digits[second] {
        digits.swapAt(first, second)
        if let value = parseNumber(String(digits)), value != number { results.append(value) }
        digits.swapAt(first, second)
      }
      return results
    }
  }

  private func isWhole(_ number: Double) -> Bool { number == number.rounded() }
}

extension TableEditor {
  /// Makes the slip in the table; which studies count is not the table's business.
  mutating func apply(_ slip: StudySlip) -> Bool {
    let row = slip.row - 1
    switch slip.kind {
    case .omitted, .doubled, .added: return true
    case .signTurned: return turnSigns(rows: [row])
    case .groupsSwapped: return swapGroups(row: row)
    case .cellsSwapped(let first, let second): return swapCells(first, second, row: row)
    case .deviationsAreErrors: return scaleDeviations(rows: [row]) { $0 * $1.squareRoot() }
    case .eventsAreNonEvents: return swapEvents(rows: [row])
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
