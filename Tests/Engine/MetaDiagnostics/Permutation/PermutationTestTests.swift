import EffectMeasures
import MetaDiagnostics
import MetaModels
import StudyRecords
import Testing
import _TestSupport

/// A stored case of `Tests/References/permutation`.
struct PermutationCase: Sendable, CustomTestStringConvertible {
  let id: String
  let call: Reference
  let expect: Reference
  let effects: EffectSizes

  var testDescription: String { id }

  static let all: [PermutationCase] = {
    guard let content = try? Reference.file("permutation/cases.json") else { return [] }
    return content["cases"].list.compactMap { entry in
      guard let id = entry["id"].text, let data = entry["data"].text else { return nil }
      let columns = content["data"][data]
      let rows = Int(entry["call"]["rows"].number ?? Double(columns["yi"].list.count))
      var effects = EffectSizes(
        measure: nil,
        rows: (0..<rows).map {
          EffectSize(row: $0 + 1, yi: columns["yi"][$0].number, vi: columns["vi"][$0].number)
        })
      effects.table = try? StudyTable(
        name: data,
        columns: columns.object.sorted { $0.key < $1.key }.filter { $0.key != "source" }.map { name, values in
          let cells = Array(values.list.prefix(rows))
          return cells.contains { $0.text != nil }
            ? .init(name: name, texts: cells.map(\.text), numbers: nil)
            : .init(name: name, numbers: cells.map(\.number))
        })
      return PermutationCase(id: id, call: entry["call"], expect: entry["expect"], effects: effects)
    }
  }()

  func fit() throws -> Fit {
    let method = try #require(HeterogeneityModel(code: call["method"].text ?? ""))
    let test = try #require(CoefficientTest(rawValue: call["test"].text ?? "z"))
    let settings = ModelSettings(heterogeneity: method, test: test, tau2Interval: nil)
    guard let mods = call["mods"].text else { return try settings.fit(effects) }
    return try settings.fit(effects, moderators: mods)
  }
}

@Suite("Permutation tests")
struct PermutationTestTests {
  @Test("all cases are there")
  func count() { #expect(PermutationCase.all.count == 19) }

  @Test("exact p values are metafor's", arguments: PermutationCase.all)
  func references(_ example: PermutationCase) throws {
    let test = try PermutationTest(try example.fit())
    #expect(test.isExact && test.seed == nil)
    // Counts over counts: equal to the last bits of the division.
    for (result, expected) in zip(test.coefficients, example.expect["pval"].numbers) {
      expectClose(result.pValue, expected, relative: 1e-12, "\(result.term ?? "")")
    }
    expectClose(test.moderatorTest?.pValue, example.expect["QMp"].number, relative: 1e-12, "omnibus")
    if let size = example.expect["distribution_size"].number { #expect(test.distinct == Int(size)) }
  }

  private static let yi = [0.3, -0.1, 0.8, 0.5, 1.2, 0.9, 0.2]
  private static let vi = [0.04, 0.09, 0.05, 0.12, 0.07, 0.03, 0.2]
  private static let x = [1.0, 2, 2, 5, 7, 8, 3]

  private static func fit(
    _ method: HeterogeneityModel, _ test: CoefficientTest, weighting: Weighting = .inverseVariance
  )
    throws -> Fit
  {
    var effects = EffectSizes(yi: yi, vi: vi)
    effects.table = try StudyTable(name: "data", columns: [.init(name: "x", numbers: x)])
    let settings = ModelSettings(heterogeneity: method, weighting: weighting, test: test, tau2Interval: nil)
    return try settings.fit(effects, moderators: "~ x")
  }

  @Test(
    "each arrangement's statistics are those of its own fit", arguments: ["DL", "EE", "REML"],
    CoefficientTest.allCases)
  func arrangements(_ method: String, _ test: CoefficientTest) throws {
    // 5040/2 arrangements by brute force would be slow; p of a restricted set of data is enough: 4 studies.
    let heterogeneity = try #require(HeterogeneityModel(code: method))
    let settings = ModelSettings(heterogeneity: heterogeneity, test: test, tau2Interval: nil)
    func fit(_ order: [Int]) throws -> Fit {
      var effects = EffectSizes(yi: order.map { Self.yi[$0] }, vi: order.map { Self.vi[$0] })
      effects.table = try StudyTable(
        name: "data", columns: [.init(name: "x", numbers: Array(Self.x.prefix(5)))])
      return try settings.fit(effects, moderators: "~ x")
    }
    let observed = try fit([0, 1, 2, 3, 4])
    var counts = [0, 0, 0]
    var total = 0
    for number in 0..<120 {
      var (rest, left, order) = (number, Array(0..<5), [Int]())
      for size in stride(from: 5, to: 0, by: -1) {
        order.append(left.remove(at: rest % size))
        rest /= size
      }
      let permuted = try fit(order)
      total += 1
      for j in 0..<2 {
        let (a, b) = (
          abs(permuted.coefficients[j].statistic ?? .infinity), abs(observed.coefficients[j].statistic ?? 0)
        )
        if a >= b - 1e-8 { counts[j] += 1 }
      }
      if (permuted.moderatorTest?.statistic ?? 0) >= (observed.moderatorTest?.statistic ?? 0) - 1e-8 {
        counts[2] += 1
      }
    }
    let result = try PermutationTest(observed)
    for j in 0..<2 {
      expectClose(result.coefficients[j].pValue, Double(counts[j]) / Double(total), relative: 1e-12)
    }
    expectClose(result.moderatorTest?.pValue, Double(counts[2]) / Double(total), relative: 1e-12)
  }

  @Test("equal rows of the design are not told apart")
  func distinct() throws {
    // x has one value twice: 7!/2! arrangements.
    #expect(try PermutationTest(Self.fit(.equalEffects, .z)).distinct == 2520)
  }

  @Test("weights of the user's own stay with their studies")
  func weights() throws {
    let own = Self.vi.map { 1 / $0 }
    let equal = try PermutationTest(Self.fit(.equalEffects, .z), .init(extent: .random(300), seed: 3))
    let user = try PermutationTest(
      Self.fit(.equalEffects, .z, weighting: .user(own.map { $0 })), .init(extent: .random(300), seed: 3))
    #expect(equal.coefficients.map(\.asExtreme) == user.coefficients.map(\.asExtreme))
    let plain = try PermutationTest(
      Self.fit(.estimated(.dl), .knha, weighting: .unweighted), .init(extent: .random(50), seed: 3))
    #expect(plain.coefficients.allSatisfy { $0.pValue != nil })
  }

  @Test("random permutations follow from the seed, near the exact p, never zero")
  func random() throws {
    let fit = try Self.fit(.estimated(.dl), .z)
    let exact = try PermutationTest(fit)
    let one = try PermutationTest(fit, .init(extent: .random(2000), seed: 7))
    let again = try PermutationTest(fit, .init(extent: .random(2000), seed: 7))
    let other = try PermutationTest(fit, .init(extent: .random(2000), seed: 8))
    #expect(one == again)
    #expect(one != other)
    #expect(one.seed == 7 && !one.isExact && one.permutations == 2000)
    for j in 0..<2 {
      let p = try #require(exact.coefficients[j].pValue)
      let estimate = try #require(one.coefficients[j].pValue)
      // Four standard errors of a share of 2000.
      expectClose(estimate, p, absolute: 4 * (p * (1 - p) / 2000).squareRoot())
      expectClose(estimate, Double(one.coefficients[j].asExtreme + 1) / 2001, relative: 1e-15)
    }
    let metafor = try PermutationTest(fit, .init(extent: .random(2000), seed: 7, counting: .metafor))
    #expect(metafor.permutations == 1999)
    expectClose(
      metafor.coefficients[1].pValue, Double(metafor.coefficients[1].asExtreme + 1) / 2000, relative: 1e-15)
  }

  @Test("what is drawn does not depend on what was drawn before")
  func longer() throws {
    let fit = try Self.fit(.equalEffects, .z)
    let short = try PermutationTest(fit, .init(extent: .random(256), seed: 5))
    let long = try PermutationTest(fit, .init(extent: .random(600), seed: 5))
    #expect(zip(short.coefficients, long.coefficients).allSatisfy { $0.asExtreme <= $1.asExtreme })
  }

  @Test("fewer different permutations than asked for make the test exact")
  func automatic() throws {
    let test = try PermutationTest(Self.fit(.equalEffects, .z), .init(extent: .random(100_000)))
    #expect(test.isExact)
    #expect(test.notes.map(\.kind.code) == ["permutation.exact"])
  }

  @Test("what cannot be done is refused in a sentence")
  func refusals() throws {
    let large = try EqualEffects().fit(
      EffectSizes(yi: (0..<60).map { Double($0) }, vi: [Double](repeating: 1, count: 60)))
    #expect(throws: PermutationError.tooMany(count: 1 << 60)) { try PermutationTest(large) }
    #expect(throws: PermutationError.tooFew(0)) { try PermutationTest(large, .init(extent: .random(0))) }
    let single = try EqualEffects().fit(EffectSizes(yi: [1], vi: [1]))
    #expect(throws: PermutationError.nothingToPermute) { try PermutationTest(single) }
  }
}
