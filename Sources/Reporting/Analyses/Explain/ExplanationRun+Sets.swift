import MetaAnalysis

extension ExplanationRun {
  /// Pairs of which one moves a number by itself: with conventions, measures and scales all, with the rest the nearest
  /// first.
  func pairs(_ candidates: [Change], _ moving: [Trial]) -> [[Change]] {
    let candidates = candidates.filter(\.isCommon)
    let byDistance = moving.sorted { $0.distance < $1.distance }.map { $0.changes[0] }.filter(\.isCommon)
    let choices = byDistance.filter(\.isChoice)
    let all = candidates.filter(\.isChoice)
    let data = byDistance.filter { !$0.isChoice }
    var sets: [[Change]] = []
    var seen: Set<Set<Change>> = []
    func add(_ first: Change, _ second: Change) {
      guard !first.excludes(second), seen.insert([first, second]).inserted else { return }
      sets.append([first, second])
    }
    for first in choices { for second in all { add(first, second) } }
    // Another measure with a slip in one study is two unlikely things at once.
    let usual = choices.filter { $0.family != .measure && $0.family != .data }
    for second in data { for first in usual { add(first, second) } }
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
}
