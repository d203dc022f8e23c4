import LinearAlgebra

/// The arrangements of the data that a permutation test goes through, numbered from 0; number 0 is the data as observed
/// where they are listed.
///
/// For a common mean the signs of the estimates are flipped (Follmann & Proschan 1999,
/// doi:10.1111/j.0006-341X.1999.00732.x); as z only changes its sign with all of them, the first study keeps its sign and
/// every arrangement stands for two. With moderators the rows of the design are dealt out anew to the studies (Higgins &
/// Thompson 2004, doi:10.1002/sim.1752); equal rows are not told apart, so that factors need k!/∏ nᵣ! arrangements only.
struct Arrangements {
  /// What is permuted.
  enum Scheme {
    case signs
    /// The class of each row of the design, equal for equal rows.
    case rows(classes: [Int])
  }

  let scheme: Scheme
  let k: Int
  /// How many different arrangements there are, `nil` beyond 2⁶³.
  let count: Int?
  /// The position of the data among all arrangements in lexicographic order, where they are few enough to list.
  private let origin: Int
  /// How many of the ``count`` each listed arrangement stands for.
  let multiplicity: Int

  /// Signs for a design that is a column of ones, rows otherwise.
  init(design: Matrix) {
    k = design.rows
    if design.columns == 1, design.elements.allSatisfy({ $0 == 1 }) {
      scheme = .signs
      multiplicity = k > 0 ? 2 : 1
      count = k < 63 ? 1 << k : nil
      origin = 0
      return
    }
    var known: [[Double]: Int] = [:]
    let classes = (0..<design.rows).map { i in
      let row = (0..<design.columns).map { design[i, $0] }
      if let number = known[row] { return number }
      known[row] = known.count
      return known.count - 1
    }
    scheme = .rows(classes: classes)
    multiplicity = 1
    let count = Arrangements.multinomial(Arrangements.tally(classes, of: known.count))
    self.count = count
    origin =
      count.map { $0 <= PermutationSettings.mostListed ? Arrangements.rank(of: classes, among: $0) : 0 } ?? 0
  }

  /// How many arrangements have to be listed for an exact test.
  var listed: Int? { count.map { $0 / multiplicity } }

  private static func tally(_ classes: [Int], of number: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: number)
    for value in classes { counts[value] += 1 }
    return counts
  }

  /// (Σ n)!/∏ n!, `nil` on overflow.
  static func multinomial(_ counts: [Int]) -> Int? {
    var (result, total) = (1, 0)
    for count in counts {
      for j in 1..<max(count + 1, 1) {
        total += 1
        // result · total/j is whole at every step; the product itself may need more than 64 bits.
        let (high, low) = UInt(result).multipliedFullWidth(by: UInt(total))
        guard high < UInt(j) else { return nil }
        let quotient = UInt(j).dividingFullWidth((high, low)).quotient
        guard quotient <= UInt(Int.max) else { return nil }
        result = Int(quotient)
      }
    }
    return result
  }

  /// Fills in a listed arrangement: for signs +1 or −1 of every study, for rows the study whose data go to each row.
  func listed(_ number: Int, into result: inout [Int]) {
    switch scheme {
    case .signs:
      result[0] = 1
      for i in 1..<max(k, 1) { result[i] = (number >> (i - 1)) & 1 == 0 ? 1 : -1 }
    case .rows(let classes):
      // Number 0 must be the data as observed: count from there, around the end.
      deal(unranked((number + origin) % (count ?? 1), classes), classes, into: &result)
    }
  }

  /// Fills in a random arrangement.
  func random(_ number: Int, seed: UInt64, into result: inout [Int]) {
    var generator = CounterGenerator(seed: seed, stream: UInt64(number))
    switch scheme {
    case .signs: for i in 0..<k { result[i] = generator.next() >> 63 == 0 ? 1 : -1 }
    case .rows:
      for i in 0..<k { result[i] = i }
      for i in stride(from: k - 1, to: 0, by: -1) { result.swapAt(i, generator.below(i + 1)) }
    }
  }

  /// From the class that each study gets to the study that each row gets, in order within a class.
  private func deal(_ labels: [Int], _ classes: [Int], into result: inout [Int]) {
    let number = (classes.max() ?? 0) + 1
    var studies = [[Int]](repeating: [], count: number)
    for (study, label) in labels.enumerated() { studies[label].append(study) }
    var used = [Int](repeating: 0, count: number)
    for (row, label) in classes.enumerated() {
      result[row] = studies[label][used[label]]
      used[label] += 1
    }
  }

  /// The position of labels in the lexicographic order of all their arrangements, `count` in number.
  private static func rank(of labels: [Int], among count: Int) -> Int {
    var counts = tally(labels, of: (labels.max() ?? -1) + 1)
    var (rank, block, left) = (0, count, labels.count)
    for label in labels {
      // Of the arrangements that go on from here, counts[s]/left start with s.
      for smaller in 0..<label { rank += block * counts[smaller] / left }
      block = block * counts[label] / left
      counts[label] -= 1
      left -= 1
    }
    return rank
  }

  /// The arrangement at a position of the lexicographic order.
  private func unranked(_ position: Int, _ classes: [Int]) -> [Int] {
    var counts = Arrangements.tally(classes, of: (classes.max() ?? -1) + 1)
    var (rest, block, left) = (position, count ?? 1, k)
    return classes.map { _ in
      for label in counts.indices where counts[label] > 0 {
        let part = block * counts[label] / left
        if rest < part {
          block = part
          counts[label] -= 1
          left -= 1
          return label
        }
        rest -= part
      }
      return 0
    }
  }
}
