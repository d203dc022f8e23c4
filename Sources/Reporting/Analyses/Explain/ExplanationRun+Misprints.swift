import MetaAnalysis

extension ExplanationRun {
  /// The set in which every number that does not hold under changes is mistyped, where those are at most two and fewer
  /// than the numbers that hold; a number without a known slip must be the only one, and two others must hold. An interval
  /// whose ends are exchanged counts as one, and each of its numbers, which come out to the digit, as one that holds.
  func misprints(under changes: [Change], _ values: [Double?]) -> [Trial] {
    guard search.families.contains(.misprint) else { return [] }
    let failing = numbers.indices.filter { !numbers[$0].verdict(on: values[$0]).kind.isAcceptedByDefault }
    let exchanged = numbers.exchangedEnds(among: failing, values)
    let rest = failing.filter { position in !exchanged.contains { $0.positions.contains(position) } }
    let count = rest.count + exchanged.count
    let holding = numbers.count - rest.count
    guard (1...2).contains(count), holding >= count, !changes.isEmpty || holding > 0 else { return [] }
    let mistyped = rest.compactMap { numbers[$0].misprint(position: $0, computed: values[$0]) }
    guard mistyped.count == rest.count else { return [] }
    let isKnown = mistyped.allSatisfy { $0.kind != .other }
    // Where a change is needed beside, chance has more room.
    let least = isKnown && changes.isEmpty ? count : 2 + changes.count
    guard isKnown || count == 1, holding >= least else { return [] }
    return [Trial(changes + (exchanged + mistyped).map(Change.misprint), numbers, values)]
  }
}
