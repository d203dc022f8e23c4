import MetaAnalysis

extension ExplanationRun {
  /// Pairs of which one moves a number by itself: with conventions and scales all, with the rest the nearest first.
  func pairs(_ candidates: [Change], _ moving: [Trial]) -> [[Change]] {
    let candidates = candidates.filter(\.isCommon)
    let byDistance = moving.sorted { $0.distance < $1.distance }.map { $0.changes[0] }.filter(\.isCommon)
    let choices = byDistance.filter { $0.family == .convention || $0.family == .scale }
    let all = candidates.filter { $0.family == .convention || $0.family == .scale }
    let data = byDistance.filter { ![.convention, .scale].contains($0.family) }
    var sets: [[Change]] = []
    var seen: Set<Set<Change>> = []
    func add(_ first: Change, _ second: Change) {
      guard !first.excludes(second), seen.insert([first, second]).inserted else { return }
      sets.append([first, second])
    }
    for first in choices { for second in all { add(first, second) } }
    for second in data { for first in choices { add(first, second) } }
    let selections = data.filter { $0.family == .selection }
    for (position, first) in selections.enumerated() {
      for second in selections[(position + 1)...] { add(first, second) }
    }
    return sets
  }

  /// Triples of conventions and scales that move a number by themselves, one of each group that cannot be told apart.
  func triples(_ moving: [Trial]) -> [[Change]] {
    var distinct: [Trial] = []
    for trial in moving
    where [.convention, .scale].contains(trial.changes[0].family) && trial.changes[0].isCommon {
      if !distinct.contains(where: { $0.isSame(as: trial) }) { distinct.append(trial) }
    }
    let choices = distinct.sorted { $0.distance < $1.distance }.map { $0.changes[0] }
    var sets: [[Change]] = []
    for (i, first) in choices.enumerated() {
      for (j, second) in choices.enumerated().dropFirst(i + 1) where !first.excludes(second) {
        for third in choices.dropFirst(j + 1) where !first.excludes(third) && !second.excludes(third) {
          sets.append([first, second, third])
        }
      }
    }
    return sets
  }

  /// The set in which every number that does not hold under changes is mistyped, where those are at most two and fewer
  /// than the numbers that hold; a number without a known slip must be the only one, and two others must hold.
  func misprints(under changes: [Change], _ values: [Double?]) -> [Trial] {
    guard search.families.contains(.misprint) else { return [] }
    let failing = numbers.indices.filter { !numbers[$0].verdict(on: values[$0]).kind.isAcceptedByDefault }
    let holding = numbers.count - failing.count
    guard (1...2).contains(failing.count), holding >= failing.count, !changes.isEmpty || holding > 0 else {
      return []
    }
    let misprints = failing.compactMap { numbers[$0].misprint(position: $0, computed: values[$0]) }
    guard misprints.count == failing.count else { return [] }
    let isKnown = misprints.allSatisfy { $0.kind != .other }
    // Where a change is needed beside, chance has more room.
    let least = isKnown && changes.isEmpty ? failing.count : 2 + changes.count
    guard isKnown || failing.count == 1, holding >= least else { return [] }
    let all = changes + misprints.map(Change.misprint)
    return [Trial(all, numbers, values)]
  }
}
