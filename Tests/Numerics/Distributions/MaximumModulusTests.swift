import Testing
import _TestSupport

@testable import Distributions

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite("The largest of several correlated |T|") struct MaximumModulusTests {
  private static let all = (try? Reference.file("multiplicity/maximum-modulus.json"))?["cases"].list ?? []
  /// Of rank 5 to 8 a debug build takes seconds for one tail: `TUTTI_SWEEP` asks for these in full.
  private static let isSweep = ProcessInfo.processInfo.environment["TUTTI_SWEEP"] != nil
  static let cases = all.filter { isSweep || $0["high"].flag != true }
  static let highRanks = all.filter { $0["high"].flag == true }

  private static func distribution(_ item: Reference) throws -> MaximumModulus {
    try #require(
      MaximumModulus(
        correlations: item["correlations"].list.map { $0.numbers.compactMap(\.self) },
        degreesOfFreedom: item["df"].number ?? .infinity))
  }

  /// Tails against integrals by other routes; see `generate.py`.
  ///
  /// Closed forms (rank 1 and 2): 1e-12 relative, the reference's own accuracy; its tails by 1 − P hold 1e-14 absolute.
  /// Rank 3 and more: within the error that comes with them, which holds 99 times in 100 and counts the moved coordinates only;
  /// 3e-7 allows for the one that is not moved. Far out the bounds hold it to 1e-3
  /// relative, for t to 0.05.
  @Test(arguments: cases) func tails(_ item: Reference) throws {
    let largest = try MaximumModulusTests.distribution(item)
    for row in item["tails"].list {
      let (c, expected) = try (#require(row[0].number), #require(row[1].number))
      let tail = largest.upperTail(c)
      let name = "\(item["id"].text ?? "") at \(c)"
      if largest.rank <= 2 {
        expectClose(tail.value, expected, relative: 1e-12, absolute: 1e-14, name)
      } else {
        expectClose(tail.value, expected, relative: 0, absolute: max(1.5 * tail.error, 3e-7), name)
        if item["relative"].flag == true, expected < 1e-4 {
          expectClose(tail.value, expected, relative: item["df"].isNull ? 1e-3 : 0.05, name)
        }
      }
      #expect(tail.error <= (largest.rank < 5 ? 5e-5 : 1.5e-4), "\(name): \(tail.error)")
    }
    guard let level = item["quantile"][0].number else { return }
    let quantile = largest.quantile(upperTail: level)
    // The error that comes with it; closed forms to their rounding.
    expectClose(
      quantile.value, item["quantile"][1].number, relative: 1e-11, absolute: 1.5 * quantile.error,
      item["id"].text ?? "")
    #expect(quantile.error < 1e-3)
  }

  /// Rank 5 to 8 by the smallest lattice, against the same integrals and within its own, wider error.
  @Test(arguments: highRanks) func smallestLattice(_ item: Reference) throws {
    let rows = item["correlations"].list.map { $0.numbers.compactMap(\.self) }
    let factor = try #require(CorrelationFactor(rows))
    #expect((5...8).contains(factor.rank))
    let box = BoxProbability(factor, degreesOfFreedom: item["df"].number ?? .infinity)
    let (c, expected) = try (
      #require(item["tails"][0][0].number), #require(item["tails"][0][1].number)
    )
    let tail = box.upperTail(c, isCoarse: true)
    let name = "\(item["id"].text ?? "") at \(c)"
    expectClose(tail.value, expected, relative: 0, absolute: 1.5 * tail.error, name)
    #expect(tail.error <= 3e-3, "\(name): \(tail.error)")
    if ProcessInfo.processInfo.environment["TUTTI_SWEEP"] != nil {
      for row in item["tails"].list {
        let tail = try Self.distribution(item).upperTail(row[0].number ?? 0)
        print("MM", name, row[0].number ?? 0, row[1].number ?? 0, tail.value - (row[1].number ?? 0), tail.error)
      }
    }
  }

  /// Two-sided 5 % points as printed: Dunnett (1964), doi:10.2307/2528490, table II (comparisons with one group, equal
  /// sizes), and Tukey's studentized range over √2 (Harter 1960, doi:10.1214/aoms/1177705684).
  @Test func publishedTables() throws {
    let dunnett: [(m: Int, nu: Double, printed: Double)] = [
      (2, 10, 2.57), (2, .infinity, 2.21), (3, .infinity, 2.35),
    ]
    for (m, nu, printed) in dunnett {
      let rows = (0..<m).map { i in (0..<m).map { i == $0 ? 1 : 0.5 } }
      let largest = try #require(MaximumModulus(correlations: rows, degreesOfFreedom: nu))
      #expect(abs(largest.quantile(upperTail: 0.05).value - printed) <= 0.0051, "\(m) \(nu)")
    }
    let tukey: [(groups: Int, nu: Double, printed: Double)] = [
      (3, 10, 3.877), (3, .infinity, 3.314), (4, .infinity, 3.633),
    ]
    for (groups, nu, printed) in tukey {
      let pairs = (0..<groups).flatMap { i in (0..<i).map { (i, $0) } }
      func entry(_ a: (Int, Int), _ b: (Int, Int)) -> Double {
        func coefficient(_ pair: (Int, Int), _ k: Int) -> Double { pair.0 == k ? 1 : pair.1 == k ? -1 : 0 }
        return (0..<groups).reduce(0) { $0 + coefficient(a, $1) * coefficient(b, $1) } / 2
      }
      let largest = try #require(
        MaximumModulus(correlations: pairs.map { a in pairs.map { entry(a, $0) } }, degreesOfFreedom: nu))
      #expect(largest.rank == groups - 1)
      #expect(
        abs(largest.quantile(upperTail: 0.05).value - printed / 2.squareRoot()) <= 0.00051, "\(groups) \(nu)")
    }
  }

  @Test func laws() throws {
    // One variable, or the same one several times, is one |T|.
    let t = StudentT(degreesOfFreedom: 6)
    let same = try #require(
      MaximumModulus(correlations: [[1, 1, -1], [1, 1, -1], [-1, -1, 1]], degreesOfFreedom: 6))
    #expect(same.rank == 1)
    expectClose(same.upperTail(2).value, 2 * t.upperTail(2), relative: 1e-14)
    expectClose(same.quantile(upperTail: 0.05).value, t.quantile(upperTail: 0.025), relative: 1e-14)
    // Independent normal variables.
    let identity = (0..<4).map { i in (0..<4).map { i == $0 ? 1.0 : 0 } }
    let free = try #require(MaximumModulus(correlations: identity))
    for c in [9.0, 12] {
      let one = 2 * Normal.standard.upperTail(c)
      let expected = one * (4 - one * (6 - one * (4 - one)))
      expectClose(free.upperTail(c).value, expected, relative: 1e-9)
    }
    // Order and signs do not matter; more variables do not lower the tail.
    let rows: [[Double]] = [
      [1, 0.3, 0.6, -0.2], [0.3, 1, 0.1, 0.5], [0.6, 0.1, 1, 0.4], [-0.2, 0.5, 0.4, 1],
    ]
    let order = [2, 0, 3, 1]
    let signs: [Double] = [1, -1, -1, 1]
    let turned = order.map { i in order.map { rows[i][$0] * signs[i] * signs[$0] } }
    let (first, second) = try (
      #require(MaximumModulus(correlations: rows, degreesOfFreedom: 9)),
      #require(MaximumModulus(correlations: turned, degreesOfFreedom: 9))
    )
    let fewer = try #require(
      MaximumModulus(correlations: rows.prefix(3).map { Array($0.prefix(3)) }, degreesOfFreedom: 9))
    var before = 1.0
    for c in [2.5] {
      let (a, b, less) = (first.upperTail(c), second.upperTail(c), fewer.upperTail(c))
      #expect(abs(a.value - b.value) <= a.error + b.error + 1e-7)
      #expect(a.value >= less.value - a.error - less.error - 1e-7)
      #expect(a.value <= before)
      before = a.value
    }
    #expect(first.upperTail(0).value == 1 && first.upperTail(.infinity).value == 0)
    #expect(first.upperTail(-1).value == 1 && first.upperTail(.nan).value.isNaN)
  }

  @Test func whatIsNoCorrelation() {
    #expect(MaximumModulus(correlations: []) == nil)
    #expect(MaximumModulus(correlations: [[1, 0.5]]) == nil)
    #expect(MaximumModulus(correlations: [[1, 0.5], [0.4, 1]]) == nil)
    #expect(MaximumModulus(correlations: [[2, 0.5], [0.5, 1]]) == nil)
    #expect(MaximumModulus(correlations: [[1, 1.5], [1.5, 1]]) == nil)
    #expect(MaximumModulus(correlations: [[1, .nan], [.nan, 1]]) == nil)
    #expect(MaximumModulus(correlations: [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]) == nil)
  }
}
