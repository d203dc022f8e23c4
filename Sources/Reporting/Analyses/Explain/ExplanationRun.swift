import MetaAnalysis

extension PreparedAnalysis {
  /// Searches for the smallest change under which every printed number holds.
  ///
  /// First every single change is tried: conventions, other measures of the same columns, the scale of print, one number
  /// mistyped, other rows, studies left out or counted twice, other readings of the columns, of all studies and of one, slips
  /// in single cells. If none will do, pairs of a convention or scale with any other change, a change with one number
  /// mistyped, two numbers mistyped, and pairs of studies; beside them one digit of one cell, and the cell of the next row in
  /// its place, which go before pairs unless these are of choices alone. Then triples of conventions, and what it takes of each
  /// profile's conventions. Changes that move nothing by themselves are tried beside those that do, since some matter only
  /// together. The search ends with the first size that has a solution.
  /// Numbers that were cut instead of rounded hold only where no solution has all of them rounded, and that a single number
  /// is a misprint without a known slip is said last.
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
    var run = ExplanationRun(spelled, checked.numbers, search: search)
    var explanation = run.explanation(checked, spelled.openingSets(of: result, families: search.families))
    explanation.findings = data.differencesFromBundledSet
    // What a check notices of single numbers may still help where nothing helps all.
    if explanation.outcome == .unexplained { explanation.checked = try check(after: run) }
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
  let prepared: PreparedAnalysis
  let numbers: [CheckedAnalysis.Number]
  let search: ExplanationSearch
  private(set) var bench: TrialBench
  private let screen: BatchScreen?
  /// What single changes gave.
  private var singles: [Change: Trial] = [:]
  private var tried = 0
  private var isExhaustive = true

  init(
    _ prepared: PreparedAnalysis, _ numbers: [CheckedAnalysis.Number], search: ExplanationSearch
  ) {
    self.init(search, TrialBench(prepared, numbers), prepared, numbers)
  }

  private init(
    _ search: ExplanationSearch, _ bench: TrialBench, _ prepared: PreparedAnalysis,
    _ numbers: [CheckedAnalysis.Number]
  ) {
    self.prepared = prepared
    self.numbers = numbers
    self.search = search
    self.bench = bench
    screen = BatchScreen(prepared, numbers, threads: search.threads)
  }

  /// A search for what explains some of the numbers, by position, which knows what this one has fitted.
  func narrowed(to positions: [Int], _ search: ExplanationSearch) -> ExplanationRun {
    ExplanationRun(search, bench.narrowed(to: positions), prepared, positions.map { numbers[$0] })
  }

  /// Tries sets of changes, and if none will do, larger ones.
  /// - Parameter opening: Single changes, and what belongs to one of them.
  mutating func explanation(_ checked: CheckedAnalysis, _ opening: [[Change]]) -> Explanation {
    let candidates = opening.filter { $0.count == 1 }.map { $0[0] }
    let first = trials(opening)
    for trial in first where trial.changes.count == 1 { singles[trial.changes[0]] = trial }
    let base = checked.numbers.map(\.verdict.computed)
    let moving = first.filter { $0.changes.count == 1 && $0.moves(from: base) }
    let effects = moving.filter { $0.changes[0].family == .convention }
    func explanation(_ outcome: Explanation.Outcome, _ solutions: [Trial], closest: [Trial] = []) -> Explanation
    {
      Explanation(
        checked: checked, outcome: outcome, solutions: self.solutions(solutions),
        effects: effects.map { solution($0) }, closest: closest.map { solution($0) }, tried: tried,
        isExhaustive: isExhaustive)
    }
    if checked.holds() { return explanation(.holds, []) }
    func complete(_ trials: [Trial]) -> [Trial] { trials.filter { $0.holding == numbers.count }.smallest }
    let misprints = self.misprints(under: [], base)
    // A misprint without a known slip explains anything, so that it is a last resort.
    let lastResort = misprints.filter { !$0.changes.allSatisfy(\.isCommon) }
    let mistyped = misprints.filter { $0.changes.allSatisfy(\.isCommon) }
    let alone = complete(first) + mistyped.filter { $0.changes.count == 1 }
    if alone.contains(where: { $0.changes.allSatisfy(\.isLikely) }) { return explanation(.explained, alone) }
    // A tool's conventions are likelier than a slip or an estimator that hardly any tool has.
    let tools = search.families.contains(.convention) && search.most >= 2 ? profileChanges(from: checked) : []
    if !alone.isEmpty { return explanation(.explained, tools + alone + lastResort) }
    let guesses = guesses()
    let double =
      search.most >= 2
      ? trials(pairs(candidates, moving, most: affordable + 1), most: affordable - guesses.count) : []
    let together =
      complete(double) + mistyped
      + (search.most >= 2 ? moving : []).filter { $0.changes[0].isLikely }.flatMap { trial in
        self.misprints(under: trial.changes, trial.values).filter {
          $0.changes.count == 2 && $0.changes.allSatisfy(\.isCommon)
        }
      }
    // One digit in one cell is less than two slips, but two choices are likelier.
    let ofChoices = together.filter { $0.changes.allSatisfy(\.isChoice) }
    let guessed = ofChoices.isEmpty && tools.isEmpty ? complete(trials(guesses)) : []
    if !guessed.isEmpty { return explanation(.explained, guessed + lastResort) }
    guard search.most >= 2 else { return leastCut(first, moving, lastResort, checked, explanation) }
    if !together.isEmpty { return explanation(.explained, together + lastResort) }
    let triple = search.most >= 3 && !tools.contains { $0.changes.count <= 3 } ? trials(triples(moving)) : []
    let found = complete(triple) + tools
    if !found.isEmpty {
      let least = found.map(\.changes.count).min() ?? 0
      return explanation(.explained, found.filter { $0.changes.count == least } + lastResort)
    }
    return leastCut(first + double + triple, moving + double + triple, lastResort, checked, explanation)
  }

  /// How many sets may still be tried.
  private var affordable: Int { max(0, search.budget - tried) }

  /// Single numbers that may be others, as many as leave room for larger sets; none for models of counts, where thousands of
  /// fits would take their time.
  private mutating func guesses() -> [[Change]] {
    let choices = try? prepared.analysis.choices(for: prepared.table, columns: prepared.data.columns)
    let isOfCounts = if case .counts? = choices?.model { true } else { false }
    guard search.guesses, search.families.contains(.transcription), !isOfCounts else { return [] }
    let all = prepared.guesses()
    let most = search.most >= 2 ? affordable / 3 : affordable
    if all.count > most { isExhaustive = false }
    return all.prefix(most).map { [$0] }
  }

  /// The smallest sets under which every number holds at least when cut, or a misprint without a known slip; without
  /// either what comes nearest.
  private func leastCut(
    _ trials: [Trial], _ moving: [Trial], _ lastResort: [Trial], _ checked: CheckedAnalysis,
    _ explanation: (Explanation.Outcome, [Trial], [Trial]) -> Explanation
  ) -> Explanation {
    let cut = trials.filter { $0.holdingCut == numbers.count }
    let least = cut.map(\.changes.count).min()
    let found = cut.filter { $0.changes.count == least } + lastResort
    return found.isEmpty
      ? explanation(.unexplained, [], nearest(moving, than: checked)) : explanation(.explained, found, [])
  }

  /// The trials under which more numbers hold than without changes, the best first.
  private func nearest(_ trials: [Trial], than checked: CheckedAnalysis) -> [Trial] {
    let holding = checked.numbers.count { $0.verdict.kind.isAcceptedByDefault }
    func best(_ trials: [Trial], _ most: Int) -> [Trial] {
      Array(
        trials.sorted {
          ($1.holdingCut, $0.changes.count, $0.distance) < ($0.holdingCut, $1.changes.count, $1.distance)
        }.prefix(most))
    }
    // Of what a batch did not compute all numbers of, the best are fitted by themselves.
    let isWhole = trials.filter { $0.screened?.allSatisfy(\.self) ?? true }
    let rest = best(trials.filter { !($0.screened?.allSatisfy(\.self) ?? true) }, 20)
    let all = (isWhole + rest.compactMap { trial($0.changes) }).filter { $0.holdingCut > holding }
    // A further change that makes no further number hold tells nothing.
    var found: [Trial] = []
    for trial in best(all, all.count) where found.count < 5 {
      let changes = Set(trial.changes)
      if !found.contains(where: { changes.isSuperset(of: $0.changes) }) { found.append(trial) }
    }
    return found
  }

  /// Of every profile under which all numbers hold, the conventions that it takes: none can go without a number failing.
  ///
  /// The model, and how tables are pooled, are often chosen by hand and not by the tool, so that each profile is also tried
  /// with those of the analysis.
  private mutating func profileChanges(from checked: CheckedAnalysis) -> [Trial] {
    guard let current = checked.result?.choices.conventions else { return [] }
    let kept: [Set<ConventionKey>] = [[], [.model], [.model, .commonPooling]]
    var found: [Trial] = []
    var seen: Set<[Change]> = []
    for profile in Profile.all {
      for kept in kept {
        var changes: [Change] = profile.conventions.differences(from: current).filter {
          $0.key.concerns(prepared.analysis.measure) && !kept.contains($0.key)
        }.map { .setting(.convention($0.key, $0.to), from: $0.from) }
        guard seen.insert(changes).inserted, var trial = trials([changes]).first, trial.holding == numbers.count
        else { continue }
        for change in changes.reversed() {
          let fewer = changes.filter { $0 != change }
          guard let less = trials([fewer]).first, less.holding == numbers.count else { continue }
          (changes, trial) = (fewer, less)
        }
        if !found.contains(where: { Set($0.changes) == Set(trial.changes) }) { found.append(trial) }
      }
    }
    return found
  }

  /// What the sets of changes give, of those that can be run; no more than the budget allows.
  private mutating func trials(_ sets: [[Change]], most: Int? = nil) -> [Trial] {
    let room = min(sets.count, most ?? affordable, affordable)
    if room < sets.count { isExhaustive = false }
    tried += room
    let sets = Array(sets.prefix(room))
    var found = sets.map { ruledOut($0, knowing: singles) }
    let open = sets.indices.filter { found[$0] == nil }
    let screened = screen?.trials(open.map { sets[$0] }) ?? [:]
    for (place, outcome) in screened { found[open[place]] = outcome.trial }
    // What a batch finds near enough, and what it cannot have, is fitted by itself.
    let rest = open.indices.filter { screened[$0] == nil }.map { open[$0] }
    let fitted = bench.values(of: rest.map { sets[$0] }, threads: search.threads)
    for (position, values) in zip(rest, fitted) {
      found[position] = values.map { Trial(sets[position], numbers, $0) }
    }
    return found.compactMap(\.self)
  }
}

extension [ExplanationRun.Trial] {
  /// Those whose changes do not contain all of another's.
  fileprivate var smallest: [ExplanationRun.Trial] {
    let sets = map { Set($0.changes) }
    guard let least = sets.map(\.count).min(), sets.contains(where: { $0.count > least }) else { return self }
    return indices.filter { place in !sets.contains { $0.isStrictSubset(of: sets[place]) } }.map { self[$0] }
  }
}
