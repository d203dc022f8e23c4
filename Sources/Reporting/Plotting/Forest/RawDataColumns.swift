import MetaAnalysis

/// The raw data of the studies as columns: what a reader needs to check an effect, headed by the group it belongs to.
struct RawDataColumns {
  /// A column with its numbers.
  struct Column {
    var heading: String
    var group: String?
    var values: [Double?]
    /// Whether a total makes sense: of people and events, not of means.
    var isCount: Bool
    /// Shared by all columns of the same heading.
    var decimals = 0

    /// The numbers as text of equal decimals; empty where missing.
    var texts: [String] { values.map(text) }

    /// The sum over some rows as text; empty for columns that are not counts, and where a row has no number, as when
    /// studies report in different forms: the sum would be that of some.
    func total(over rows: [Int]) -> String {
      let addends = rows.compactMap { values[$0] }
      return isCount && !addends.isEmpty && addends.count == rows.count ? text(addends.reduce(0, +)) : ""
    }

    /// The fewest decimals, at most two, that show every number as it is.
    var neededDecimals: Int {
      let known = values.compactMap(\.self)
      return (0...1).first { places in
        let unit = [1.0, 10][places]
        return known.allSatisfy { ($0 * unit - ($0 * unit).rounded()).magnitude < 1e-9 * max(1, $0.magnitude) }
      } ?? 2
    }

    private func text(_ value: Double?) -> String {
      guard let value, value.isFinite else { return "" }
      if value.magnitude >= 1e9 { return NumberText.significant(value, digits: 4, minus: .typographic) }
      let text = NumberText.fixed(value, decimals: decimals, minus: .typographic)
      return isCount ? NumberText.grouped(text) : text
    }
  }

  private let inputs: [Role: [Double?]]
  private let treatment: String
  private let control: String

  /// The columns of the first layout whose roles are all there; none when no layout fits.
  static func columns(of effects: EffectSizes, treatment: String, control: String) -> [Column] {
    let inputs = Dictionary(effects.inputs.map { ($0.role, $0.values) }) { first, _ in first }
    let columns = RawDataColumns(inputs: inputs, treatment: treatment, control: control).columns
    return columns.map { column in
      var column = column
      column.decimals = columns.filter { $0.heading == column.heading }.map(\.neededDecimals).max() ?? 0
      return column
    }
  }

  private var columns: [Column] {
    if has(.ai, .ci), let first = sum(.n1i, or: .ai, .bi), let second = sum(.n2i, or: .ci, .di) {
      return group(treatment, events(.ai), ("Total", first)) + group(control, events(.ci), ("Total", second))
    }
    if has(.x1i, .t1i, .x2i, .t2i) {
      return group(treatment, events(.x1i), time(.t1i)) + group(control, events(.x2i), time(.t2i))
    }
    if has(.m1i, .m2i, .n1i, .n2i) {
      return means(.m1i, .sd1i, .n1i, treatment) + means(.m2i, .sd2i, .n2i, control)
    }
    if has(.m1i, .m2i, .ni) {
      return plain(("Mean 1", .m1i), ("Mean 2", .m2i), ("SD 1", .sd1i), ("SD 2", .sd2i), ("r", .ri), ("n", .ni))
    }
    if has(.ai, .mi, .ni) { return plain(("Alpha", .ai), ("Items", .mi), ("n", .ni)) }
    if has(.ri, .ni) { return plain(("r", .ri), ("n", .ni)) }
    if has(.xi), let total = sum(.ni, or: .xi, .mi) {
      return [count("Events", inputs[.xi] ?? []), count("Total", total)]
    }
    if has(.xi, .ti) { return plain(("Events", .xi), ("Person-time", .ti)) }
    if has(.mi, .sdi, .ni) { return plain(("Mean", .mi), ("SD", .sdi), ("n", .ni)) }
    if has(.n1i, .n2i) {
      return group(treatment, ("n", inputs[.n1i] ?? [])) + group(control, ("n", inputs[.n2i] ?? []))
    }
    return plain(("n", .ni))
  }

  private func has(_ roles: Role...) -> Bool { roles.allSatisfy { inputs[$0] != nil } }

  /// A column of totals, or where a total is missing the sum of the two parts.
  private func sum(_ total: Role, or first: Role, _ second: Role) -> [Double?]? {
    guard inputs[total] != nil || has(first, second) else { return nil }
    let rows = inputs.values.map(\.count).max() ?? 0
    return (0..<rows).map { row in
      if let known = inputs[total]?[row] { return known }
      guard let a = inputs[first]?[row], let b = inputs[second]?[row] else { return nil }
      return a + b
    }
  }

  private func events(_ role: Role) -> (String, [Double?]) { ("Events", inputs[role] ?? []) }
  private func time(_ role: Role) -> (String, [Double?]) { ("Person-time", inputs[role] ?? []) }

  private func group(_ name: String, _ parts: (String, [Double?])...) -> [Column] {
    parts.map { Column(heading: $0.0, group: name, values: $0.1, isCount: true) }
  }

  private func means(_ mean: Role, _ sd: Role, _ n: Role, _ name: String) -> [Column] {
    plain(("Mean", mean), ("SD", sd), ("n", n)).map { column in
      var column = column
      column.group = name
      return column
    }
  }

  /// Columns of single roles; those not in the data are left out.
  private func plain(_ parts: (String, Role)...) -> [Column] {
    parts.compactMap { heading, role in
      inputs[role].map {
        Column(heading: heading, values: $0, isCount: [.ni, .n1i, .n2i, .xi, .ti].contains(role))
      }
    }
  }

  private func count(_ heading: String, _ values: [Double?]) -> Column {
    Column(heading: heading, values: values, isCount: true)
  }
}
