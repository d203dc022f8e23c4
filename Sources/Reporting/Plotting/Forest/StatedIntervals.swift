import MetaAnalysis

extension EffectSizes {
  /// The confidence intervals that the data state of estimates as given, by position.
  var statedIntervals: [Int: Interval] {
    func values(_ role: Role) -> [Double?]? { inputs.first { $0.role == role }?.values }
    guard let estimates = values(.yi), let lower = values(.ciLower), let upper = values(.ciUpper) else {
      return [:]
    }
    var intervals: [Int: Interval] = [:]
    for (position, row) in rows.enumerated() {
      guard let y = row.yi, estimates[position] == y, let low = lower[position], let high = upper[position],
        low <= y, y <= high
      else { continue }
      intervals[position] = Interval(low, high)
    }
    return intervals
  }

  /// A remark that the rows of a table without a common measure are of different ones, as a column `measure` says.
  var measureRemark: String? {
    guard measure == nil, let column = table?.column(named: "measure"), !column.isNumeric else { return nil }
    var codes: [String] = []
    for (position, row) in rows.enumerated() where row.yi != nil {
      if let code = column.texts[position], !codes.contains(code) { codes.append(code) }
    }
    guard codes.count > 1, codes.count <= 8 else { return nil }
    let ratios = codes.filter { Measure(code: $0)?.definition.backTransform == .exponential }
    let logs =
      ratios.isEmpty
      ? ""
      : "; \(ratios.joined(separator: " and ")) \(ratios.count == 1 ? "stands as its logarithm" : "stand as their logarithms")"
    return
      "The rows are of different measures (\(codes.joined(separator: ", "))), which no axis makes comparable\(logs)"
  }
}

extension StudyTable {
  /// The column of that name in any case.
  fileprivate func column(named name: String) -> Column? {
    self[name] ?? columns.first { $0.name.lowercased() == name }
  }
}
