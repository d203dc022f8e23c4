/// The candidate a mistyped name most likely meant, or `nil` when none is close.
///
/// Optimal string alignment distance (Levenshtein with transpositions) without regard to case; close means at most a
/// third of the longer name's characters. Ties go to the earlier candidate.
public func nearestName(to name: String, in candidates: [String]) -> String? {
  let typed = Array(name.lowercased())
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased())
    let distance = alignmentDistance(typed, other)
    guard distance * 3 <= max(typed.count, other.count), distance < best?.distance ?? .max else { continue }
    best = (distance, candidate)
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
