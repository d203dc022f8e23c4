import MetaAnalysis
import RealModule

/// The columns of the two groups, one by one.
let groupRoles: [(Role, Role)] = [
  (.ai, .ci), (.bi, .di), (.n1i, .n2i), (.x1i, .x2i), (.t1i, .t2i), (.m1i, .m2i), (.sd1i, .sd2i),
  (.se1i, .se2i),
  (.min1i, .min2i), (.q11i, .q12i), (.med1i, .med2i), (.q31i, .q32i), (.max1i, .max2i),
]

/// A table whose columns are read otherwise; each step gives `false` when it does not apply.
struct TableEditor {
  private(set) var table: StudyTable
  private(set) var columns: ColumnMapping

  init(_ table: StudyTable, _ columns: ColumnMapping) {
    self.table = table
    self.columns = columns
  }

  /// The column that plays a role, if it holds numbers.
  func column(_ role: Role) -> StudyTable.Column? {
    let name = columns[role] ?? role.rawValue
    return table[name].flatMap { $0.isNumeric ? $0 : nil }
  }

  /// Replaces the cells of a role's column in some rows.
  mutating func change(_ role: Role, rows: [Int]? = nil, _ change: (Int, Double) -> Double?) -> Bool {
    guard let column = column(role), var numbers = column.numbers else { return false }
    var isChanged = false
    for row in rows ?? Array(numbers.indices) {
      guard row < numbers.count, let old = numbers[row] else { continue }
      guard let new = change(row, old), new.isFinite else { return false }
      if new != old { isChanged = true }
      numbers[row] = new
    }
    guard isChanged else { return false }
    table = table.replacing(StudyTable.Column(name: column.name, numbers: numbers))
    return true
  }

  /// Reads all studies otherwise, or those of some rows.
  /// - Parameter decimals: To how many decimals numbers are rounded that are made from others, `nil` for none.
  mutating func apply(_ reading: DataReading, rows: [Int]? = nil, decimals: Int? = nil) -> Bool {
    func rounded(_ x: Double) -> Double { decimals.map { rounding(x, to: $0) } ?? x }
    let common = Double.log(10)
    switch reading {
    case .groupsSwapped: return rows.map { swapGroups(rows: $0) } ?? swapGroups()
    case .signsTurned: return turnSigns(rows: rows)
    case .deviationsAreErrors: return scaleDeviations(rows: rows) { rounded($0 * $1.squareRoot()) }
    case .errorsAreDeviations: return scaleDeviations(rows: rows) { rounded($0 / $1.squareRoot()) }
    case .deviationsAreVariances: return changeDeviations(rows: rows) { $0.squareRoot() }
    case .variancesForDeviations: return changeDeviations(rows: rows) { $0 * $0 }
    case .variancesAreErrors: return column(.yi) != nil && change(.vi, rows: rows) { $1 * $1 }
    case .errorsForVariances:
      return column(.yi) != nil && change(.vi, rows: rows) { $1 >= 0 ? $1.squareRoot() : nil }
    case .errorsAreVariances:
      return column(.yi) != nil && change(.sei, rows: rows) { $1 >= 0 ? $1.squareRoot() : nil }
    case .variancesForErrors: return column(.yi) != nil && change(.sei, rows: rows) { $1 * $1 }
    case .variancesAreWeights: return column(.yi) != nil && change(.vi, rows: rows) { $1 > 0 ? 1 / $1 : nil }
    case .ratios: return change(.yi, rows: rows) { $1 > 0 ? Double.log($1) : nil }
    case .ratiosForLogarithms: return change(.yi, rows: rows) { Double.exp($1) }
    case .commonLogarithms: return scaleEstimates(by: common, withErrors: true, rows: rows)
    case .commonForNatural: return scaleEstimates(by: 1 / common, withErrors: true, rows: rows)
    case .commonEstimates: return scaleEstimates(by: common, withErrors: false, rows: rows)
    case .commonForNaturalEstimates: return scaleEstimates(by: 1 / common, withErrors: false, rows: rows)
    case .eventsAreNonEvents: return swapEvents(rows: rows)
    case .sizesAreNonEvents: return changeSizes(rows: rows) { $0 + $1 }
    case .nonEventsForSizes: return changeSizes(rows: rows) { $0 - $1 }
    case .sizesAreTotals:
      return change(.n1i, rows: rows) { $1 / 2 } && change(.n2i, rows: rows) { $1 / 2 }
    case .totalsForSizes:
      guard let first = column(.n1i)?.numbers, let second = column(.n2i)?.numbers else { return false }
      func total(_ row: Int, _ old: Double) -> Double? {
        first[row].flatMap { a in second[row].map { a + $0 } } ?? old
      }
      return change(.n1i, rows: rows, total) && change(.n2i, rows: rows, total)
    case .correlationsAreZ: return change(.ri, rows: rows) { Double.tanh($1) }
    case .zForCorrelations: return change(.ri, rows: rows) { $1.magnitude < 1 ? Double.atanh($1) : nil }
    case .correlationsAreSquares: return change(.ri, rows: rows) { $1 >= 0 ? $1.squareRoot() : nil }
    case .squaresForCorrelations: return change(.ri, rows: rows) { $1 * $1 }
    case .oneDecimal: return round(to: 1, rows: rows)
    case .twoDecimals: return round(to: 2, rows: rows)
    case .threeDecimals: return round(to: 3, rows: rows)
    }
  }

  /// Multiplies estimates, and what states their errors.
  mutating func scaleEstimates(by factor: Double, withErrors: Bool, rows: [Int]?) -> Bool {
    guard change(.yi, rows: rows, { $1 * factor }) else { return false }
    guard withErrors else { return true }
    _ = change(.vi, rows: rows) { $1 * factor * factor }
    for role in [Role.sei, .ciLower, .ciUpper] { _ = change(role, rows: rows) { $1 * factor } }
    return true
  }

  /// Sizes of groups from themselves and the events.
  private mutating func changeSizes(rows: [Int]?, _ size: (Double, Double) -> Double) -> Bool {
    var isChanged = false
    for (role, events) in [(Role.n1i, Role.ai), (.n2i, .ci), (.ni, .xi)] {
      guard let events = column(events)?.numbers else { continue }
      isChanged = change(role, rows: rows) { row, old in events[row].map { size(old, $0) } ?? old } || isChanged
    }
    return isChanged
  }

  /// Rounds every column that holds studies' own numbers.
  private mutating func round(to decimals: Int, rows: [Int]?) -> Bool {
    var isChanged = false
    for role in Role.allCases where role.holdsData {
      isChanged = change(role, rows: rows) { _, old in rounding(old, to: decimals) } || isChanged
    }
    return isChanged
  }

  /// Multiplies means, standard deviations, estimates and their errors: numbers in another unit.
  mutating func changeUnit(by factor: Double, rows: [Int]) -> Bool {
    if column(.yi) != nil { return scaleEstimates(by: factor, withErrors: true, rows: rows) }
    var isChanged = false
    for role in [Role.m1i, .m2i, .mi, .sd1i, .sd2i, .sdi, .se1i, .se2i] {
      isChanged = change(role, rows: rows) { $1 * factor } || isChanged
    }
    return isChanged
  }

  /// Exchanges the roles of the groups' columns.
  mutating func swapGroups() -> Bool {
    var isChanged = false
    for (first, second) in groupRoles {
      guard let a = column(first), let b = column(second) else { continue }
      (columns[first], columns[second]) = (b.name, a.name)
      isChanged = true
    }
    return isChanged
  }

  /// Exchanges the groups' cells in some rows.
  private mutating func swapGroups(rows: [Int]) -> Bool {
    var isChanged = false
    for row in rows { isChanged = swapGroups(row: row) || isChanged }
    return isChanged
  }

  /// Exchanges the groups' cells in one row.
  private mutating func swapGroups(row: Int) -> Bool {
    var isChanged = false
    for (first, second) in groupRoles {
      guard let a = column(first)?.numbers?[row], let b = column(second)?.numbers?[row], a != b else {
        continue
      }
      isChanged = change(first, rows: [row]) { _, _ in b } || isChanged
      isChanged = change(second, rows: [row]) { _, _ in a } || isChanged
    }
    return isChanged
  }

  /// Exchanges the cells of two columns in one row.
  mutating func swapCells(_ first: String, _ second: String, row: Int) -> Bool {
    guard let roles = groupRoles.first(where: { column($0.0)?.name == first && column($0.1)?.name == second }),
      let a = column(roles.0)?.numbers?[row], let b = column(roles.1)?.numbers?[row], a != b
    else { return false }
    return change(roles.0, rows: [row]) { _, _ in b } && change(roles.1, rows: [row]) { _, _ in a }
  }

  /// Turns the sign of what states an effect.
  mutating func turnSigns(rows: [Int]? = nil) -> Bool {
    for role in [Role.yi, .ri, .gi, .mdi] where column(role) != nil { return change(role, rows: rows) { -$1 } }
    return false
  }

  /// Standard deviations by the number of people, in both groups or in one.
  mutating func scaleDeviations(rows: [Int]? = nil, _ scaled: (Double, Double) -> Double) -> Bool {
    var isChanged = false
    for (deviation, size) in [(Role.sd1i, Role.n1i), (.sd2i, .n2i), (.sdi, .ni)] {
      guard let sizes = column(size)?.numbers else { continue }
      isChanged =
        change(deviation, rows: rows) { row, old in sizes[row].flatMap { $0 > 0 ? scaled(old, $0) : old } }
        || isChanged
    }
    return isChanged
  }

  /// Standard deviations by themselves, in both groups or in one.
  private mutating func changeDeviations(rows: [Int]?, _ changed: (Double) -> Double) -> Bool {
    var isChanged = false
    for role in [Role.sd1i, .sd2i, .sdi] {
      isChanged = change(role, rows: rows) { $1 >= 0 ? changed($1) : nil } || isChanged
    }
    return isChanged
  }

  /// Exchanges events and non-events: the cells where both stand, else n − events.
  mutating func swapEvents(rows: [Int]?) -> Bool {
    var isChanged = false
    for (events, others, size) in [(Role.ai, Role.bi, Role.n1i), (.ci, .di, .n2i), (.xi, .mi, .ni)] {
      if let a = column(events)?.numbers, let b = column(others)?.numbers {
        isChanged = change(events, rows: rows) { row, old in b[row] ?? old } || isChanged
        isChanged = change(others, rows: rows) { row, old in a[row] ?? old } || isChanged
      } else if let sizes = column(size)?.numbers {
        isChanged = change(events, rows: rows) { row, old in sizes[row].map { $0 - old } ?? old } || isChanged
      }
    }
    return isChanged
  }
}

/// A number rounded to decimals, halves away from zero.
private func rounding(_ number: Double, to decimals: Int) -> Double {
  var unit = 1.0
  for _ in 0..<decimals { unit *= 10 }
  return (number * unit).rounded() / unit
}
