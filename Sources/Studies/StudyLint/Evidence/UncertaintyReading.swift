import RealModule
import StudyRecords

/// Whether a column of variances holds a variance, or a column of standard errors a standard error, at one row.
enum UncertaintyReading {
  /// What is typed fits the rest of the row.
  case fits
  /// The other reading fits and the typed one does not; the sentence says what to.
  case other(evidence: String)
  /// Neither fits.
  case neither
  /// There is nothing to hold it against.
  case unknown

  /// The reading of `role`, `vi` or `sei`, at every row.
  static func all(of data: LintData, for role: Role) -> [UncertaintyReading] {
    guard let column = data[role] else { return [] }
    let perPerson = PerPerson(data, role: role)
    return (0..<data.count).map { row in
      guard let value = column.values[row], value > 0 else { return .unknown }
      let fromInterval = againstInterval(data, row, role)
      if case .unknown = fromInterval { return perPerson.reading(at: row) }
      return fromInterval
    }
  }

  private static func againstInterval(_ data: LintData, _ row: Int, _ role: Role) -> UncertaintyReading {
    guard let stated = StatedInterval(data, at: row), stated.isOrdered, stated.isSymmetric(on: .natural),
      let typed = data[role]?.range(row), let value = data[role, row]
    else { return .unknown }
    let errors = stated.standardErrors(level: data.options.level)
    let root = { (x: Double) in max(0, x).squareRoot() }
    let asError = typed
    let asVariance = typed.mapped(by: root)
    let (usual, unusual) = role == .vi ? (asVariance, asError) : (asError, asVariance)
    if usual.overlaps(errors) { return .fits }
    guard unusual.overlaps(errors) else { return .neither }
    let middle = (stated.upper - stated.lower) / 2
    return .other(
      evidence:
        "\(role.rawValue) is \(numberText(value)), where an interval from \(numberText(stated.lower)) to "
        + "\(numberText(stated.upper)), \(shortDescription(middle)) on either side, has a standard error of "
        + "\(shortDescription(errors.lower)) to \(shortDescription(errors.upper))")
  }
}

/// Variances times sample sizes, which studies of one kind have much in common.
private struct PerPerson {
  let role: Role
  let values: [Double?]
  let sizes: [Double?]
  let typed: OtherStudies
  private let logs: [Double?]

  init(_ data: LintData, role: Role) {
    self.role = role
    values = data[role]?.values ?? []
    sizes = (0..<data.count).map { row in
      if let n = data.numbers(.n1i, .n2i, at: row), n[0] > 0, n[1] > 0 { return n[0] * n[1] / (n[0] + n[1]) }
      return data[.ni, row].flatMap { $0 > 0 ? $0 : nil }
    }
    logs = zip(values, sizes).map { value, n in
      guard let value, value > 0, let n else { return nil }
      return .log(role == .vi ? value : value * value) + .log(n)
    }
    typed = OtherStudies(logs)
  }

  func reading(at row: Int) -> UncertaintyReading {
    guard let log = logs[row], let value = values[row], let n = sizes[row] else { return .unknown }
    let others = typed.summary(without: row)
    guard others.count >= 5 else { return .unknown }
    // Information per person is never known better than to a factor of about 1.2.
    let scale = (others.scale * others.scale + 0.03).squareRoot()
    let other = Double.log(role == .vi ? value * value : value) + .log(n)
    guard (log - others.center).magnitude > max(5 * scale, .log(4)) else { return .fits }
    guard (other - others.center).magnitude <= 2 * scale else { return .unknown }
    let named = role == .vi ? "variance" : "squared standard error"
    return .other(
      evidence:
        "the \(named) times the sample size is \(shortDescription(.exp(log))), where the \(others.count) other studies have a "
        + "median of \(shortDescription(.exp(others.center)))")
  }
}

extension Interval {
  /// Whether two intervals have a number in common.
  func overlaps(_ other: Interval) -> Bool { lower <= other.upper && other.lower <= upper }
}
