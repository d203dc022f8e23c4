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

  /// Reads all studies otherwise.
  mutating func apply(_ reading: DataReading) -> Bool {
    switch reading {
    case .groupsSwapped: return swapGroups()
    case .signsTurned: return turnSigns()
    case .deviationsAreErrors: return scaleDeviations { $0 * $1.squareRoot() }
    case .errorsAreDeviations: return scaleDeviations { $0 / $1.squareRoot() }
    case .variancesAreErrors: return column(.yi) != nil && change(.vi) { $1 * $1 }
    case .errorsAreVariances: return column(.yi) != nil && change(.sei) { $1 >= 0 ? $1.squareRoot() : nil }
    case .ratios: return change(.yi) { $1 > 0 ? Double.log($1) : nil }
    case .eventsAreNonEvents: return swapEvents(rows: nil)
    }
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

  /// Exchanges the groups' cells in one row.
  mutating func swapGroups(row: Int) -> Bool {
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
