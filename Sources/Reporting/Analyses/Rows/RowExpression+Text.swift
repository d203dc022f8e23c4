import MetaAnalysis

extension RowExpression.Node {
  /// The expression in its own notation, with the parentheses it needs.
  var text: String { text(above: 0) }

  /// How tightly it binds: or 1, and 2, not 3, comparisons 4, sums 5, products 6, signs 7, powers 8, atoms 9.
  private var strength: Int {
    switch self {
    case .number(let number): number < 0 ? 7 : 9
    case .text, .column, .call: 9
    case .negative: 7
    case .not: 3
    case .among: 4
    case .binary(let sign, _, _, _): sign.strength
    }
  }

  private func text(above level: Int) -> String {
    let own = strength
    let bare: String
    switch self {
    case .number(let number): bare = numberText(number)
    case .text(let text): bare = text.contains("\"") ? "'\(text)'" : "\"\(text)\""
    case .column(let name, _):
      let isPlain =
        name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
      bare = isPlain && !["and", "or", "not", "in"].contains(name) ? name : "`\(name)`"
    case .negative(let inner): bare = "-\(inner.text(above: own))"
    case .not(.among(let node, let items, _)): bare = "\(node.text(above: 5)) not in (\(list(items)))"
    case .not(let inner): bare = "not \(inner.text(above: own))"
    case .among(let node, let items, _): bare = "\(node.text(above: 5)) in (\(list(items)))"
    case .binary(let sign, let a, let b, _):
      // Comparisons do not chain, and powers bind from the right.
      let (left, right) = own == 4 ? (5, 5) : sign == .power ? (own + 1, own - 1) : (own, own + 1)
      bare = "\(a.text(above: left)) \(sign.rawValue) \(b.text(above: right))"
    case .call(let function, let arguments, _):
      bare = "\(function.rawValue)(\(arguments.map { $0.text(above: 0) }.joined(separator: ", ")))"
    }
    return own < level ? "(\(bare))" : bare
  }

  private func list(_ items: [Item]) -> String {
    items.map { item in
      switch item {
      case .value(let node): node.text(above: 5)
      case .range(let lower, let upper): "\(numberText(lower))..\(numberText(upper))"
      }
    }.joined(separator: ", ")
  }
}

extension RowExpression.Operator {
  /// How tightly it binds.
  fileprivate var strength: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .unequal, .atMost, .atLeast, .below, .above: 4
    case .plus, .minus: 5
    case .times, .over: 6
    case .power: 8
    }
  }
}
