import MetaAnalysis

extension ExplanationRun {
  /// Pairs of which one moves a number by itself: with conventions, measures and scales all, with the rest the nearest
  /// first; no more than a number.
  func pairs(_ candidates: [Change], _ moving: [Trial], most: Int) -> [[Change]] {
    // Places stand for changes, which take long to compare.
    let common = candidates.filter(\.isCommon)
    let places = Dictionary(zip(common, common.indices)) { first, _ in first }
    let byDistance = moving.sorted { $0.distance < $1.distance }.compactMap { places[$0.changes[0]] }
    let isChoice = common.map(\.isChoice)
    var sets: [[Change]] = []
    var seen: Set<Int> = []
    func add(_ first: Int, _ second: Int) {
      guard sets.count < most, !common[first].excludes(common[second]),
        seen.insert(min(first, second) * common.count + max(first, second)).inserted
      else { return }
      sets.append([common[first], common[second]])
    }
    func addAll(_ firsts: some Sequence<Int>, _ seconds: some Sequence<Int>) {
      for first in firsts where sets.count < most { for second in seconds { add(first, second) } }
    }
    let choices = byDistance.filter { isChoice[$0] }
    addAll(choices, common.indices.filter { isChoice[$0] })
    // Another measure with a slip in one study is two unlikely things at once.
    let data = byDistance.filter { !isChoice[$0] }
    let usual = choices.filter { common[$0].family != .measure && common[$0].family != .data }
    for second in data where sets.count < most { for first in usual { add(first, second) } }
    let selections = data.filter { common[$0].family == .selection }
    for (position, first) in selections.enumerated() {
      addAll(CollectionOfOne(first), selections[(position + 1)...])
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
