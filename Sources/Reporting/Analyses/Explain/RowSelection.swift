import MetaAnalysis

/// Another choice of rows than the condition under `rows` makes.
public struct RowSelection: Hashable, Sendable {
  /// How the choice differs.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// All rows are used.
    case all
    /// One part of the condition is left out.
    case partDropped = "part-dropped"
    /// A limit of the condition is in where it was out, or the other way round.
    case limit
    /// The rows that the condition leaves out are used.
    case opposite
    /// Only rows with one value of a column, or only those without it, are used.
    case column
  }

  /// How it differs.
  public var kind: Kind
  /// The condition as the file states it, `nil` where it has none.
  public var stated: String?
  /// The condition that holds instead, `nil` for none.
  public var condition: String?
  /// The positions from 0 of the rows used.
  public var positions: [Int]

  /// The choice, as the end of "holds with …".
  public var description: String {
    let count = "\(positions.count) \(positions.count == 1 ? "row" : "rows")"
    let old = stated.map { "'rows: \($0)'" } ?? "all rows"
    switch kind {
    case .all: return "all \(count), without \(old)"
    case .partDropped, .limit, .column: return "'rows: \(condition ?? "")' (\(count)) instead of \(old)"
    case .opposite: return "the \(count) that \(old) leaves out instead of those that it keeps"
    }
  }

  /// The choice in a few characters.
  var code: String {
    switch kind {
    case .all: "rows=all"
    case .opposite: "rows=opposite"
    case .partDropped, .limit, .column: "rows=\(condition ?? "")"
    }
  }
}

extension PreparedAnalysis {
  /// Other choices of rows than that of the condition, each of which keeps other rows.
  var otherSelections: [RowSelection] {
    guard let filter = analysis.rows, let own = positions else { return [] }
    var found: [RowSelection] = []
    func add(_ kind: RowSelection.Kind, _ condition: String?, _ positions: [Int]) {
      guard !positions.isEmpty, positions != own, !found.contains(where: { $0.positions == positions }) else {
        return
      }
      found.append(RowSelection(kind: kind, stated: filter.text, condition: condition, positions: positions))
    }
    let all = Array(0..<data.table.rowCount)
    add(.all, nil, all)
    func tryCondition(_ kind: RowSelection.Kind, _ node: RowExpression.Node) {
      let text = node.text
      guard let kept = try? RowExpression(text).condition(in: data.table) else { return }
      add(kind, text, kept.indices.filter { kept[$0] == true })
    }
    filter.root.withOnePartDropped.forEach { tryCondition(.partDropped, $0) }
    filter.root.withOneLimitMoved.forEach { tryCondition(.limit, $0) }
    let kept = Set(own)
    add(.opposite, nil, all.filter { !kept.contains($0) })
    return found
  }

  /// The rows that are left when only those with one value of a column are used, or only those without it, for every
  /// column with few values; rows that the condition leaves out stay out.
  var columnSelections: [RowSelection] {
    let own = rowsUsed
    let read = Set(Role.allCases.compactMap { data.columns[$0] } + Role.allCases.map(\.rawValue))
    var found: [RowSelection] = []
    for column in data.table.columns where !read.contains(column.name) {
      let labels = column.labels
      let levels = Set(own.compactMap { labels[$0] }).sorted {
        $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
      }
      guard (2...Self.mostLevels).contains(levels.count), 2 * levels.count <= own.count else { continue }
      for level in levels {
        for sign in [RowExpression.Operator.equal, .unequal] where sign == .equal || levels.count > 2 {
          let positions = own.filter { row in labels[row].map { ($0 == level) == (sign == .equal) } ?? false }
          guard positions.count > 1, positions != own, !found.contains(where: { $0.positions == positions })
          else { continue }
          let value: RowExpression.Node =
            column.isNumeric ? parseNumber(level).map { .number($0) } ?? .text(level) : .text(level)
          let part = RowExpression.Node.binary(
            sign, .column(column.name, position: 1), value, position: 1)
          let whole = analysis.rows.map { .binary(.and, $0.root, part, position: 1) } ?? part
          found.append(
            RowSelection(
              kind: .column, stated: analysis.rows?.text, condition: whole.text, positions: positions))
        }
      }
    }
    return found
  }

  /// The most values that a column may have for rows to be chosen by it.
  private static let mostLevels = 6

  /// The positions of the rows that the condition leaves out.
  var rowsLeftOut: [Int] {
    guard let positions else { return [] }
    let used = Set(positions)
    return (0..<data.table.rowCount).filter { !used.contains($0) }
  }
}

extension RowExpression.Node {
  /// The condition with one of the parts between `and` and `or` left out, once for each.
  var withOnePartDropped: [RowExpression.Node] {
    guard case .binary(let sign, let a, let b, let position) = self, sign == .and || sign == .or else {
      return []
    }
    return [b, a]
      + a.withOnePartDropped.map { .binary(sign, $0, b, position: position) }
      + b.withOnePartDropped.map { .binary(sign, a, $0, position: position) }
  }

  /// The condition with `<` for `<=` and so on, once for each comparison.
  var withOneLimitMoved: [RowExpression.Node] {
    switch self {
    case .binary(let sign, let a, let b, let position):
      if sign == .and || sign == .or {
        return a.withOneLimitMoved.map { .binary(sign, $0, b, position: position) }
          + b.withOneLimitMoved.map { .binary(sign, a, $0, position: position) }
      }
      let others: [RowExpression.Operator: RowExpression.Operator] = [
        .below: .atMost, .atMost: .below, .above: .atLeast, .atLeast: .above,
      ]
      return others[sign].map { [.binary($0, a, b, position: position)] } ?? []
    case .not(let inner): return inner.withOneLimitMoved.map { .not($0) }
    default: return []
    }
  }
}
