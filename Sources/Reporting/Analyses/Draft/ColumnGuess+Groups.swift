import MetaAnalysis

/// Data of one group, and of two groups before and after.
extension ColumnGuess {
  /// Means before and after in two groups.
  mutating func guessChanges() -> Bool {
    let times = [
      "pre": "pre", "before": "pre", "baseline": "pre", "t0": "pre", "post": "post", "after": "post",
      "followup": "post", "end": "post",
    ]
    var found: [String: [String: String]] = [:]
    var order: [String] = []
    for column in table.columns where column.isNumeric {
      var parts = tokens(column.name)
      guard let kind = parts.firstIndex(where: { ["mean", "sd", "n"].contains(Self.kinds[$0] ?? "") }) else {
        continue
      }
      var key = Self.kinds[parts.remove(at: kind)] ?? ""
      if let time = parts.firstIndex(where: { times[$0] != nil }) { key += times[parts.remove(at: time)] ?? "" }
      let arm = parts.joined(separator: " ")
      if found[arm] == nil { order.append(arm) }
      if found[arm]?[key] == nil { found[arm, default: [:]][key] = column.name }
    }
    let needed = ["meanpre", "meanpost", "sdpre", "sdpost", "n"]
    var arms = order.filter { arm in needed.allSatisfy { found[arm]?[$0] != nil } }
    guard arms.count == 2, let correlation = first(["ri", "r", "correlation", "cor", "corr", "rho"]) else {
      return false
    }
    if Self.controls.contains(arms[0]), !Self.controls.contains(arms[1]) { arms.reverse() }
    let roles: [[Role]] = [
      [.mpre1i, .mpost1i, .sdpre1i, .sdpost1i, .n1i], [.mpre2i, .mpost2i, .sdpre2i, .sdpost2i, .n2i],
    ]
    for (arm, roles) in zip(arms, roles) {
      for (key, role) in zip(needed, roles) { found[arm]?[key].map { take($0, as: role, "its name") } }
    }
    take(correlation, as: .ri, "its name")
    measure = .hedgesG
    reason = "means before and after in two groups, with their correlation"
    advice = "MD keeps the unit where all studies use the same scale"
    return true
  }

  /// Means of one group.
  mutating func guessMeansOfOneGroup() -> Bool {
    guard let mean = first(["mi", "mean", "m", "average"]), let sd = first(["sdi", "sd", "stdev"]), let n = size
    else {
      return false
    }
    take(mean, as: .mi, "its name")
    take(sd, as: .sdi, "its name")
    take(n, as: .ni, "its name")
    measure = Measure(code: "MN")
    reason = "means of one group, its standard deviations and sizes"
    return true
  }

  mutating func guessCorrelations() -> Bool {
    guard let r = first(["ri", "r", "cor", "corr", "correlation", "rho", "pearsonr"]), let n = size else {
      return false
    }
    take(r, as: .ri, "its name")
    take(n, as: .ni, "its name")
    measure = Measure(code: "ZCOR")
    reason = "correlations and sample sizes"
    advice = "COR pools the correlations themselves"
    return true
  }

  mutating func guessReliabilities() -> Bool {
    guard let alpha = first(["alpha", "cronbachalpha", "cronbachsalpha", "reliability"]),
      let items = first(["mi", "items", "nitems", "itemcount", "k"]), let n = size
    else { return false }
    take(alpha, as: .ai, "its name")
    take(items, as: .mi, "its name")
    take(n, as: .ni, "its name")
    measure = Measure(code: "ABT")
    reason = "coefficients alpha, numbers of items and sample sizes"
    advice = "ARAW pools the coefficients themselves"
    return true
  }

  /// Whole numbers up to the size of the only group.
  mutating func guessCountsOfOneGroup() -> Bool {
    guard let n = size, let sizes = table[n]?.numbers else { return false }
    let others = table.columns.filter { column in
      guard column.name != n, !taken.contains(column.name), let numbers = column.numbers else { return false }
      return zip(numbers, sizes).allSatisfy { x, n in
        guard let x, let n else { return true }
        return x == x.rounded() && (0...max(0, n)).contains(x)
      }
    }
    guard let x = others.first(where: { tokens($0.name).joined() != "year" }) else { return false }
    take(x.name, as: .xi, "counts up to \(n)")
    take(n, as: .ni, "its name")
    measure = Measure(code: "PLO")
    reason = "counts of one group and its size"
    advice = "whether \(x.name) counts the people that are meant"
    return true
  }

  mutating func guessProportions() -> Bool {
    guard let x = first(["xi", "x", "events", "event", "cases", "count", "positive", "deaths"]), let n = size
    else {
      return false
    }
    take(x, as: .xi, "its name")
    take(n, as: .ni, "its name")
    measure = Measure(code: "PLO")
    reason = "counts of one group and its size"
    advice =
      "PR, PAS and PFT are other scales; a mixed model (model: {method: UM.FS}) needs no correction of zeros"
    return true
  }
}
