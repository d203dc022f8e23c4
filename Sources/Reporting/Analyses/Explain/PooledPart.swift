import MetaAnalysis

/// What of an analysis is pooled by itself: all studies, or those of one group.
struct PooledPart: Sendable {
  /// For each row of the data whether it belongs to the part; `nil` for all.
  private let members: [Bool]?
  /// The positions of the analysis's own rows.
  private(set) var own: [Int]

  fileprivate init(_ members: [Bool]?, of rows: [Int]) {
    self.members = members
    own = rows
    own = self.rows(rows)
  }

  /// Whether a row of the data, by its position, belongs to it.
  func has(_ row: Int) -> Bool { members?[row] ?? true }

  /// Those of the rows used that belong to it.
  func rows(_ used: [Int]) -> [Int] { members == nil ? used : used.filter(has) }
}

extension PreparedAnalysis {
  /// The part that a printed number is about; `nil` where it is no part pooled by itself: a common τ² makes groups hang
  /// together, and an overall effect may come and go with studies that stand in several groups.
  func pooledPart(of target: Expectation.Target) -> PooledPart? {
    switch target {
    case .model:
      return analysis.subgroups == nil || poolsAllBesideSubgroups ? PooledPart(nil, of: rowsUsed) : nil
    case .subgroup(let name):
      guard let request = analysis.subgroups, request.tau2 == .separate, let column = data.table[request.by],
        !Role.allCases.contains(where: { data.columns[$0] == request.by || $0.rawValue == request.by })
      else { return nil }
      let bare = column.isNumeric ? name.replacing("\(request.by) = ", with: "") : name
      let part = PooledPart(column.labels.map { $0 == name || $0 == bare }, of: rowsUsed)
      return part.own.isEmpty ? nil : part
    default: return nil
    }
  }

  /// The parts that printed numbers are about, and for each number the position of its part; `nil` for numbers that are not
  /// wanted.
  func pooledParts(
    of numbers: [CheckedAnalysis.Number], _ isWanted: (CheckedAnalysis.Number) -> Bool
  ) -> ([PooledPart], [Int?]) {
    var parts: [PooledPart] = []
    var places: [Expectation.Target: Int] = [:]
    let ofNumbers = numbers.map { number -> Int? in
      let target = number.expectation.target
      guard isWanted(number) else { return nil }
      if let place = places[target] { return place }
      guard let part = pooledPart(of: target) else { return nil }
      places[target] = parts.count
      parts.append(part)
      return parts.count - 1
    }
    return (parts, ofNumbers)
  }

  /// Whether all studies are pooled beside the subgroups, whatever is left out: each row has a group, and no study can stand
  /// in two of them.
  private var poolsAllBesideSubgroups: Bool {
    guard let request = analysis.subgroups, request.overall != .never,
      let groups = data.table[request.by]?.labels, !groups.contains(nil)
    else { return false }
    let names = labels.compactMap(\.self)
    return request.overall == .always || Set(names).count == names.count
  }
}

extension CheckedAnalysis.Number {
  /// Whether a batch has the number: of a part that is pooled by itself, and no interval of τ².
  var isOfBatches: Bool {
    guard expectation.settings.isEmpty, expectation.without == nil else { return false }
    switch quantity {
    case .estimate, .se, .ciLower, .ciUpper, .statistic, .df, .p, .piLower, .piUpper, .tau2, .tau, .i2, .h2, .h,
      .q, .qDF, .qP, .k:
      return true
    default: return false
    }
  }
}
