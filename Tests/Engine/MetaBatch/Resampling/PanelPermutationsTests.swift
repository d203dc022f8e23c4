import EffectMeasures
import LinearAlgebra
import MetaModels
import Testing
import _TestSupport

@testable import MetaBatch

/// Designs that the kernel knows, and some that it has no form of its own for.
enum PermutedDesign: String, CaseIterable {
  case mean, single, slope, pair, twoSlopes, threeSlopes, fourSlopes

  /// Whether it has an intercept, and how many moderators.
  private var shape: (isLed: Bool, moderators: Int) {
    switch self {
    case .mean: (true, 0)
    case .single: (false, 1)
    case .slope: (true, 1)
    case .pair: (false, 2)
    case .twoSlopes: (true, 2)
    case .threeSlopes: (true, 3)
    case .fourSlopes: (true, 4)
    }
  }

  func design(_ studies: Int) -> Design {
    var generator = SeededGenerator(seed: 5)
    let moderators = (0..<shape.moderators).map { j in
      Design.Column(
        term: "x\(j)",
        values: (0..<studies).map { _ in j == 2 ? (generator.uniform() < 0.5 ? 1 : 0) : 3 * generator.uniform()
        })
    }
    let intercept = Design.Column(term: Design.intercept, values: (0..<studies).map { _ in 1 })
    return Design(columns: (shape.isLed ? [intercept] : []) + moderators)
  }
}

@Suite("Permutations of many outcomes")
struct PanelPermutationsTests {
  static func panel(_ outcomes: Int, _ studies: Int, seed: UInt64 = 3) throws -> Panel {
    var generator = SeededGenerator(seed: seed)
    var (y, v) = ([Double](), [Double]())
    for m in 0..<outcomes {
      for i in 0..<studies {
        v.append(0.02 + 0.4 * generator.uniform())
        y.append(0.2 * Double(m % 3) + 0.02 * Double(i) + generator.uniform() - 0.5)
      }
    }
    return try Panel(yi: y, vi: v, analyses: outcomes, studies: studies)
  }

  /// Signs for a mean, orders for the rest; the data first.
  static func arrangements(_ design: PermutedDesign, _ studies: Int, _ permutations: Int) -> [Int32] {
    var generator = SeededGenerator(seed: 8)
    return (0..<permutations).flatMap { number -> [Int32] in
      if design == .mean { return (0..<studies).map { _ in number == 0 || generator.uniform() < 0.5 ? 1 : -1 } }
      var order = (0..<studies).map { Int32($0) }
      for i in stride(from: studies - 1, to: 0, by: -1) where number > 0 {
        order.swapAt(i, Int(generator.uniform() * Double(i + 1)))
      }
      return order
    }
  }

  /// The sizes of all statistics of one outcome under one arrangement, by a QR factorization of √w X.
  private static func statistics(
    _ panel: Panel, _ outcome: Int, _ arrangement: ArraySlice<Int32>, _ design: PermutedDesign,
    _ test: CoefficientTest
  ) throws -> [Double] {
    let arrangement = Array(arrangement)
    let (columns, k) = (design.design(panel.studies).columns, panel.studies)
    let (p, first) = (columns.count, columns[0].term == Design.intercept && columns.count > 1 ? 1 : 0)
    let study = (0..<k).map { design == .mean ? $0 : Int(arrangement[$0]) }
    let roots = study.map { (1 / panel.vi[outcome * k + $0]).squareRoot() }
    let y = (0..<k).map {
      roots[$0] * panel.yi[outcome * k + study[$0]] * (design == .mean ? Double(arrangement[$0]) : 1)
    }
    let qr = try ThinQR(
      Matrix(columns: columns.map { column in (0..<k).map { roots[$0] * (column.values[$0] ?? 0) } }, rows: k))
    let z = (0..<p).map { a in (0..<k).reduce(0) { $0 + qr.q[$1, a] * y[$1] } }
    let rest = (0..<k).reduce(0.0) { sum, i in
      let residual = y[i] - (0..<p).reduce(0) { $0 + qr.q[i, $1] * z[$1] }
      return sum + residual * residual
    }
    let factor = test.varianceFactor(rest / Double(k - p)) ?? 1
    let (beta, covariance) = (qr.solveUpper(z), qr.inverseCrossproduct)
    let joint = z[first...].reduce(0) { $0 + $1 * $1 } / factor
    return (0..<p).map { abs(beta[$0]) / (factor * covariance[$0, $0]).squareRoot() }
      + [test == .z ? joint : joint / Double(p - first)]
  }

  @Test(
    "counts and maxima are those of one regression after the other", arguments: PermutedDesign.allCases,
    [CoefficientTest.z, .t, .knha, .adhoc])
  func statistics(_ design: PermutedDesign, _ test: CoefficientTest) throws {
    try compare(design, test, outcomes: 19, studies: 8, permutations: 14)
  }

  @Test("long sums go on where they were left", arguments: [PermutedDesign.mean, .slope, .pair])
  func longSums(_ design: PermutedDesign) throws {
    try compare(design, .z, outcomes: 3, studies: 300, permutations: 26)
  }

  private func compare(
    _ design: PermutedDesign, _ test: CoefficientTest, outcomes: Int, studies: Int, permutations: Int
  ) throws {
    let panel = try Self.panel(outcomes, studies)
    let all = Self.arrangements(design, studies, permutations)
    let regression = try BatchRegression(BatchModel(method: .ee, test: test), design: design.design(studies))
    let engine = try PanelPermutations(regression, panel)
    let result = engine.count(all, permutations: permutations, threads: 1)
    let positions = engine.terms.count + 1
    var counts = [Int](repeating: 0, count: positions * outcomes)
    var maxima = [Double](repeating: 0, count: positions * permutations)
    for m in 0..<outcomes {
      for i in 0..<permutations {
        let sizes = try Self.statistics(panel, m, all[i * studies..<(i + 1) * studies], design, test)
        for a in 0..<positions {
          let own = engine.observed[a * outcomes + m]
          if i == 0 { expectClose(own, sizes[a], relative: 1e-9) }
          if sizes[a] >= own - 1.5e-8 * max(1, own) { counts[a * outcomes + m] += 1 }
          maxima[i * positions + a] = max(maxima[i * positions + a], sizes[a])
        }
      }
    }
    #expect(result.counts == counts)
    // Normal equations of well-conditioned designs: a few hundred roundings, weights within a factor of twenty.
    for i in maxima.indices { expectClose(result.maxima[i], maxima[i], relative: 1e-11) }
  }

  @Test(
    "instruction sets, threads and portions do not change a byte", arguments: PermutedDesign.allCases,
    [CoefficientTest.z, .adhoc])
  func bytes(_ design: PermutedDesign, _ test: CoefficientTest) throws {
    let (outcomes, studies, permutations) = (37, design == .slope ? 170 : 11, 31)
    let panel = try Self.panel(outcomes, studies)
    let all = Self.arrangements(design, studies, permutations)
    let model = BatchModel(method: .ee, test: test)
    func count(_ panel: Panel, _ set: InstructionSet, _ threads: Int) throws -> PanelPermutations.Counts {
      let regression = try BatchRegression(
        model, design: design.design(studies), threads: threads, instructionSet: set)
      return try PanelPermutations(regression, panel).count(all, permutations: permutations, threads: threads)
    }
    let expected = try count(panel, .baseline, 1)
    let turned = try Panel(
      yi: (0..<studies).flatMap { i in (0..<outcomes).map { panel.yi[$0 * studies + i] } },
      vi: (0..<studies).flatMap { i in (0..<outcomes).map { panel.vi[$0 * studies + i] } },
      analyses: outcomes, studies: studies, layout: .studyMajor)
    for set in InstructionSet.available {
      for threads in [1, 3] {
        #expect(try count(panel, set, threads) == expected, "\(set) \(threads)")
      }
      #expect(try count(turned, set, 1) == expected, "\(set), study-major")
    }
    // Outcomes and permutations of their own.
    let first = 20
    let tail = try Panel(
      yi: Array(panel.yi[(first * studies)...]), vi: Array(panel.vi[(first * studies)...]),
      analyses: outcomes - first, studies: studies)
    let head = try Panel(
      yi: Array(panel.yi[..<(first * studies)]), vi: Array(panel.vi[..<(first * studies)]), analyses: first,
      studies: studies)
    let (low, high) = (try count(head, .widest, 1), try count(tail, .widest, 1))
    #expect(zip(low.maxima, high.maxima).map(max) == expected.maxima)
    let positions = expected.counts.count / outcomes
    for a in 0..<positions {
      let both =
        low.counts[(a * first)..<((a + 1) * first)]
        + high.counts[(a * (outcomes - first))..<((a + 1) * (outcomes - first))]
      #expect(Array(both) == Array(expected.counts[(a * outcomes)..<((a + 1) * outcomes)]))
    }
    let regression = try BatchRegression(model, design: design.design(studies))
    let engine = try PanelPermutations(regression, panel)
    let portions = [
      engine.count(Array(all[..<(7 * studies)]), permutations: 7, threads: 1),
      engine.count(Array(all[(7 * studies)...]), permutations: permutations - 7, threads: 1),
    ]
    #expect(portions[0].maxima + portions[1].maxima == expected.maxima)
    #expect(zip(portions[0].counts, portions[1].counts).map(+) == expected.counts)
  }

  @Test("threads share a panel of many tiles")
  func tasks() throws {
    let (outcomes, studies, permutations) = (2100, 4, 400)
    let panel = try Self.panel(outcomes, studies)
    let all = Self.arrangements(.slope, studies, permutations)
    let design = PermutedDesign.slope.design(studies)
    func count(_ threads: Int) throws -> PanelPermutations.Counts {
      let regression = try BatchRegression(BatchModel(method: .ee, test: .z), design: design, threads: threads)
      return try PanelPermutations(regression, panel).count(all, permutations: permutations, threads: threads)
    }
    #expect(try count(3) == count(1))
  }
}
