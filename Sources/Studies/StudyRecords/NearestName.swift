/// The candidate a mistyped name most likely meant, or `nil` when none is close.
///
/// A candidate that the name abbreviates is closest: one that starts with the name's three or more characters (`sd_t`
/// for `sd_treat`). Then counts the optimal string alignment distance (Levenshtein with transpositions), at most a third
/// of the longer name's characters. Case does not count; ties go to the earlier candidate.
public func nearestName(to name: String, in candidates: [String]) -> String? {
  let typed = Array(name.lowercased())
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased())
    let isAbbreviated = typed.count > 2 && other.starts(with: typed)
    let alignment = alignmentDistance(typed, other)
    guard isAbbreviated || alignment * 3 <= max(typed.count, other.count) else { continue }
    let distance = isAbbreviated && alignment > 0 ? 1 : alignment * 2
    if distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.candidate
}

private func alignmentDistance(_ a: [Character], _ b: [Character]) -> Int {
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var current = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      let substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      current[j] = min(last[j] + 1, current[j - 1] + 1, substitution)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        current[j] = min(current[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last) = (last, current)
  }
  return last[b.count]
}
