import MetaAnalysis

extension ExplanationRun {
  /// Solutions by plausibility; those that cannot be told apart are put together.
  func solutions(_ trials: [Trial]) -> [Explanation.Solution] {
    let ordered = trials.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    var groups: [(first: Trial, others: [[Change]])] = []
    for (_, trial) in ordered {
      let same = groups.firstIndex {
        $0.first.isSame(as: trial) && Set($0.first.changes.map(\.family)) == Set(trial.changes.map(\.family))
      }
      if let same { groups[same].others.append(trial.changes) } else { groups.append((trial, [])) }
    }
    return groups.map { group in
      var solution = solution(group.first)
      solution.equivalents = group.others
      return solution
    }
  }

  /// The less plausible, the larger: by the families of the changes, rare ones after all others.
  private func rank(_ trial: Trial) -> Int {
    let isLastResort = trial.changes.contains { $0.family == .misprint && !$0.isCommon }
    let rarity = isLastResort ? 100 : trial.changes.allSatisfy(\.isCommon) ? 0 : 1
    return trial.changes.reduce(rarity) { $0 + $1.family.remoteness }
  }

  func solution(_ trial: Trial) -> Explanation.Solution {
    Explanation.Solution(
      changes: trial.changes, numbers: judged(trial), profiles: profiles(with: trial.changes))
  }

  /// The profiles that have all the conventions changed, the file's own among them where it departs from it.
  private func profiles(with changes: [Change]) -> [String] {
    var wanted: [(ConventionKey, String)] = []
    for change in changes {
      switch change {
      case .setting(.convention(let key, let value), _): wanted.append((key, value))
      case .misprint: continue
      default: return []
      }
    }
    guard !wanted.isEmpty else { return [] }
    return Profile.all.filter { profile in
      wanted.allSatisfy { profile.conventions.value(of: $0.0) == $0.1 }
    }.map(\.name)
  }
}
