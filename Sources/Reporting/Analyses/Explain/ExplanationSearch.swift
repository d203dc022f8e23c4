import MetaAnalysis
import RealModule

extension PreparedAnalysis {
  /// Searches for the smallest change under which every printed number holds.
  ///
  /// First every single change is tried: conventions, the scale of print, studies left out or counted twice, other
  /// readings of the columns, slips in single cells. If none will do, pairs of a convention or scale with any other
  /// change, and pairs of studies; then triples of conventions, and what it takes of each profile's conventions.
  /// Changes that move nothing by themselves are tried beside those that do, since some matter only together. The
  /// search ends with the first size that has a solution. Numbers that were cut instead of rounded hold only where no
  /// solution has all of them rounded.
  ///
  /// - Throws: what ``check(explains:)`` throws.
  public func explain(_ search: ExplanationSearch = .init()) throws -> Explanation {
    let checked = try check(explains: false)
    let spelled = spelled(as: checked)
    guard let result = checked.result else {
      return Explanation(
        checked: checked, outcome: checked.holds() ? .holds : .unexplained, solutions: [], effects: [],
        closest: [],
        tried: 0, isExhaustive: true)
    }
    var run = ExplanationRun(spelled, numbers: checked.numbers, search: search)
    var explanation = run.explanation(
      checked, candidates: spelled.candidates(of: result).filter { search.families.contains($0.family) })
    // What a check notices of single numbers may still help where nothing helps all.
    if explanation.outcome == .unexplained { explanation.checked = try check(explains: true) }
    return explanation
  }

  /// The analysis with every convention said outright.
  func spelled() throws -> PreparedAnalysis {
    var copy = self
    copy.analysis = try analysis.spellingOutConventions()
    return copy
  }

  /// The analysis with every convention said outright; as it is where that moves a number.
  private func spelled(as checked: CheckedAnalysis) -> PreparedAnalysis {
    guard let copy = try? spelled(), let same = try? copy.check(explains: false),
      same.numbers.map(\.verdict.computed) == checked.numbers.map(\.verdict.computed)
    else { return self }
    return copy
  }
}

/// A search under way.
struct ExplanationRun {
  /// A set of changes that was tried.
  struct Trial: Sendable {
    var changes: [Change]
    var values: [Double?]
    /// How many numbers hold, rounded as printed.
    var holding: Int
    /// How many hold when numbers that were cut instead of rounded count as well.
    var holdingCut: Int
    /// How far the numbers are off together, in orders of magnitude of units of the last digit.
    var distance: Double

    /// Whether it cannot be told from another by these numbers: all agree to nine digits.
    func isSame(as other: Trial) -> Bool {
      zip(values, other.values).allSatisfy { a, b in
        guard let a, let b else { return (a == nil) == (b == nil) }
        return a == b || (a - b).magnitude <= 1e-9 * max(a.magnitude, b.magnitude)
      }
    }
  }

  private let prepared: PreparedAnalysis
  private let numbers: [CheckedAnalysis.Number]
  private let search: ExplanationSearch
  private var tried = 0
  private var isExhaustive = true

  init(_ prepared: PreparedAnalysis, numbers: [CheckedAnalysis.Number], search: ExplanationSearch) {
    self.prepared = prepared
    self.numbers = numbers
    self.search = search
  }

  mutating func explanation(_ checked: CheckedAnalysis, candidates: [Change]) -> Explanation {
    let singles = trials(candidates.map { [$0] })
    let base = checked.numbers.map(\.verdict.computed)
    let moving = singles.filter { $0.values != base }
    let effects = moving.filter { $0.changes[0].family == .convention }
    func explanation(_ outcome: Explanation.Outcome, _ solutions: [Trial], closest: [Trial] = []) -> Explanation
    {
      Explanation(
        checked: checked, outcome: outcome, solutions: self.solutions(solutions),
        effects: effects.map { solution($0) }, closest: closest.map { solution($0) }, tried: tried,
        isExhaustive: isExhaustive)
    }
    if checked.holds() { return explanation(.holds, []) }
    func complete(_ trials: [Trial]) -> [Trial] { trials.filter { $0.holding == numbers.count } }
    let alone = complete(singles)
    let likely = alone.filter { $0.changes[0].isLikely }
    if !likely.isEmpty { return explanation(.explained, alone) }
    // A tool's conventions are likelier than a slip or an estimator that hardly any tool has.
    let tools = search.families.contains(.convention) && search.most >= 2 ? profileChanges(from: checked) : []
    if !alone.isEmpty { return explanation(.explained, tools + alone) }
    /// The smallest sets under which every number holds at least when cut; only where none holds strictly.
    func leastCut(_ trials: [Trial]) -> [Trial] {
      let cut = trials.filter { $0.holdingCut == numbers.count }
      let least = cut.map(\.changes.count).min()
      return cut.filter { $0.changes.count == least }
    }
    guard search.most >= 2 else {
      let cut = leastCut(singles)
      guard cut.isEmpty else { return explanation(.explained, cut) }
      return explanation(.unexplained, [], closest: nearest(moving, than: checked))
    }
    let double = trials(pairs(candidates, moving))
    let together = complete(double)
    if !together.isEmpty { return explanation(.explained, together) }
    let triple = search.most >= 3 && !tools.contains { $0.changes.count <= 3 } ? trials(triples(moving)) : []
    let found = complete(triple) + tools
    if !found.isEmpty {
      let least = found.map(\.changes.count).min() ?? 0
      return explanation(.explained, found.filter { $0.changes.count == least })
    }
    let cut = leastCut(singles + double + triple)
    guard cut.isEmpty else { return explanation(.explained, cut) }
    return explanation(.unexplained, [], closest: nearest(moving + double + triple, than: checked))
  }

  /// The trials under which more numbers hold than without changes, the best first.
  private func nearest(_ trials: [Trial], than checked: CheckedAnalysis) -> [Trial] {
    let holding = checked.numbers.count { $0.verdict.kind.isAcceptedByDefault }
    return Array(
      trials.filter { $0.holdingCut > holding }.sorted {
        ($1.holdingCut, $0.changes.count, $0.distance) < ($0.holdingCut, $1.changes.count, $1.distance)
      }.prefix(5))
  }

  /// Of every profile under which all numbers hold, the conventions that it takes: none can go without a number failing.
  private mutating func profileChanges(from checked: CheckedAnalysis) -> [Trial] {
    guard let current = checked.result?.choices.conventions else { return [] }
    var found: [Trial] = []
    for profile in Profile.all {
      var changes: [Change] = profile.conventions.differences(from: current).filter {
        $0.key.concerns(prepared.analysis.measure)
      }.map { .setting(.convention($0.key, $0.to), from: $0.from) }
      guard var trial = trials([changes]).first, trial.holding == numbers.count else { continue }
      for change in changes.reversed() {
        let fewer = changes.filter { $0 != change }
        guard let less = trials([fewer]).first, less.holding == numbers.count else { continue }
        (changes, trial) = (fewer, less)
      }
      if !found.contains(where: { Set($0.changes) == Set(trial.changes) }) { found.append(trial) }
    }
    return found
  }

  // MARK: Sets of changes

  /// Pairs of which one moves a number by itself: with conventions and scales all, with the rest the nearest first.
  private func pairs(_ candidates: [Change], _ moving: [Trial]) -> [[Change]] {
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
  private func triples(_ moving: [Trial]) -> [[Change]] {
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

  // MARK: Trying them

  /// What the sets of changes give, of those that can be run; no more than the budget allows.
  private mutating func trials(_ sets: [[Change]]) -> [Trial] {
    let affordable = min(sets.count, max(0, search.budget - tried))
    if affordable < sets.count { isExhaustive = false }
    tried += affordable
    let sets = Array(sets.prefix(affordable))
    let chunk = 64
    let chunks = (sets.count + chunk - 1) / chunk
    let run = self
    return concurrentChunks(chunks, threads: search.threads) { number in
      var effects = EffectsOfOptions()
      return sets[(number * chunk)..<min(sets.count, (number + 1) * chunk)].compactMap {
        run.trial($0, &effects)
      }
    }.flatMap(\.self)
  }

  private func trial(_ changes: [Change], _ effects: inout EffectsOfOptions) -> Trial? {
    guard let judged = judged(changes, &effects) else { return nil }
    var distance = 0.0
    for number in judged {
      let units = number.verdict.kind.isAcceptedByDefault ? 0 : (number.verdict.units ?? 1e9).magnitude
      distance += units <= 0.5 ? 0 : Double.log(onePlus: min(units, 1e9))
    }
    return Trial(
      changes: changes, values: judged.map(\.verdict.computed),
      holding: judged.count { $0.verdict.kind.isAcceptedByDefault && $0.verdict.kind != .truncated },
      holdingCut: judged.count { $0.verdict.kind.isAcceptedByDefault }, distance: distance)
  }

  /// The numbers with their verdicts under changes; `nil` when no model can be run.
  private func judged(
    _ changes: [Change], _ effects: inout EffectsOfOptions
  ) -> [CheckedAnalysis.Number]? {
    guard let variant = prepared.variant(changes) else { return nil }
    var results: [VariantKey: AnalysisResult?] = [:]
    var judged = numbers
    for index in judged.indices {
      let expectation = judged[index].expectation
      let key = VariantKey(settings: expectation.settings, without: expectation.without)
      if results[key] == nil {
        let omitted = expectation.without.map { try? prepared.positions(of: $0, at: expectation.place) } ?? []
        results[key] = .some(
          omitted.flatMap {
            try? prepared.result(of: variant, changing: expectation.settings, omitting: $0, effects: &effects)
          })
      }
      let value = results[key].flatMap(\.self).flatMap {
        try? $0.value(
          of: judged[index].quantity, at: expectation.target, scale: scale(of: expectation, variant))
      }
      judged[index].reason = nil
      judged[index].judge(value.flatMap(\.self))
    }
    return results.values.contains { $0 != nil } ? judged : nil
  }

  private struct VariantKey: Hashable {
    var settings: [AnalysisSetting]
    var without: String?
  }

  /// The scale on which a number is read: that of a change holds for effects.
  private func scale(of expectation: Expectation, _ variant: AnalysisVariant) -> PrintedScale {
    guard let scale = variant.scale, expectation.quantity.isEffect else { return expectation.scale }
    return scale
  }

  // MARK: Solutions

  /// Solutions by plausibility; those that cannot be told apart are put together.
  private func solutions(_ trials: [Trial]) -> [Explanation.Solution] {
    func rank(_ trial: Trial) -> Int {
      let families = trial.changes.map { ChangeFamily.allCases.firstIndex(of: $0.family) ?? 0 }
      return families.reduce(trial.changes.allSatisfy(\.isCommon) ? 0 : 1, +)
    }
    let ordered = trials.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
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

  private func solution(_ trial: Trial) -> Explanation.Solution {
    var effects = EffectsOfOptions()
    return Explanation.Solution(
      changes: trial.changes, numbers: judged(trial.changes, &effects) ?? numbers,
      profiles: profiles(with: trial.changes))
  }

  /// The profiles, the analysis's own aside, that have all the conventions changed.
  private func profiles(with changes: [Change]) -> [String] {
    var wanted: [(ConventionKey, String)] = []
    for change in changes {
      guard case .setting(.convention(let key, let value), _) = change else { return [] }
      wanted.append((key, value))
    }
    return Profile.all.filter { profile in
      profile.name != prepared.analysis.profile
        && wanted.allSatisfy { profile.conventions.value(of: $0.0) == $0.1 }
    }.map(\.name)
  }
}
