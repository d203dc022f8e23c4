import StudyRecords

/// How many arrangements are gone through.
struct PermutationPlan {
  var isExact = false
  var listed = 0
  var drawn = 0
  var multiplicity = 1
  var notes: [Note] = []

  init(_ settings: PermutationSettings, _ arrangements: Arrangements) throws(PermutationError) {
    switch settings.extent {
    case .exact:
      guard let listed = arrangements.listed, listed <= PermutationSettings.mostListed else {
        throw .tooMany(count: arrangements.count)
      }
      (isExact, self.listed) = (true, listed)
    case .random(let number):
      guard number >= 1 else { throw .tooFew(number) }
      if let count = arrangements.count, let listed = arrangements.listed, count <= number {
        (isExact, self.listed) = (true, listed)
        notes.append(Note(.permutationExact, ["count": .count(count), "asked": .count(number)]))
      } else {
        drawn = settings.counting == .metafor ? number - 1 : number
      }
    }
    if let distinct = arrangements.count, distinct < 20 {
      notes.append(Note(.fewPermutations, ["count": .count(distinct), "least": .number(1 / Double(distinct))]))
    }
    multiplicity = arrangements.multiplicity
  }

  /// The numbers of the arrangements; the data are number 0, among the listed ones only.
  var range: Range<Int> { isExact ? 0..<listed : 1..<drawn + 1 }

  /// The p value of a count over ``range``.
  func pValue(_ count: Int) -> Double {
    isExact ? Double(count) / Double(listed) : Double(count + 1) / Double(drawn + 1)
  }
}
