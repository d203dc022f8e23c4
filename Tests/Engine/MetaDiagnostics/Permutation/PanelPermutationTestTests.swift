import EffectMeasures
import MetaBatch
import MetaDiagnostics
import MetaModels
import Testing
import _TestSupport

@Suite("Permutation tests of many outcomes")
struct PanelPermutationTestTests {
  private static let studies = 9
  private static let design = Design(columns: [
    .init(term: Design.intercept, values: (0..<studies).map { _ in 1 }),
    .init(term: "x", values: (0..<studies).map { Double($0 * 4 % 9) }),
    .init(term: "g", values: (0..<studies).map { $0 % 3 == 0 ? 1 : 0 }),
  ])

  private static func panel(_ outcomes: Int, missing: Bool = false) throws -> Panel {
    var generator = SeededGenerator(seed: 12)
    var (y, v) = ([Double](), [Double]())
    for m in 0..<outcomes {
      for i in 0..<studies {
        let variance = 0.05 + 0.4 * generator.uniform()
        let effect = m % 4 == 0 ? 0.12 * Double(i * 4 % 9) : 0.3
        y.append(
          missing && m % 3 == 1 && i == m % studies ? .nan : effect + 3 * variance * (generator.uniform() - 0.5)
        )
        v.append(variance)
      }
    }
    return try Panel(yi: y, vi: v, analyses: outcomes, studies: studies)
  }

  private static func fit(_ panel: Panel, _ m: Int, _ model: BatchModel, _ design: Design?) throws -> Fit {
    let range = m * studies..<(m + 1) * studies
    return try model.settings.fit(
      EffectSizes(yi: Array(panel.yi[range]), vi: Array(panel.vi[range])), design: design)
  }

  @Test(
    "counts are those of one test after the other", arguments: [BatchMethod.ee, .dl, .reml],
    [CoefficientTest.z, .t, .knha, .adhoc])
  func counts(_ method: BatchMethod, _ test: CoefficientTest) throws {
    let model = BatchModel(method: method, test: test)
    let panel = try Self.panel(method == .reml ? 5 : 21)
    for design in [nil, Self.design] {
      let settings = PermutationSettings(extent: .random(design == nil ? 100 : 400), seed: 4)
      let all = try PanelPermutationTest(panel, design: design, model: model, settings)
      #expect(all.isExact == false && all.seed == 4 && all.outcomes == panel.analyses)
      for m in 0..<panel.analyses {
        let one = try PermutationTest(Self.fit(panel, m, model, design), settings)
        for (j, result) in one.coefficients.enumerated() {
          #expect(all.pValue(j)[m] == result.pValue, "\(method) \(test) outcome \(m) \(all.terms[j])")
          expectClose(all.statistic(j)[m], result.statistic.map(abs), relative: 1e-9)
          #expect((all.familyWisePValue(j)[m] ?? 0) >= (all.pValue(j)[m] ?? 1))
        }
        #expect(all.omnibusPValue[m] == one.moderatorTest?.pValue)
      }
    }
  }

  @Test("family-wise p values are those of the largest statistic")
  func familyWise() throws {
    let model = BatchModel(method: .ee, test: .z)
    let panel = try Self.panel(6)
    let all = try PanelPermutationTest(panel, model: model)
    #expect(all.isExact && all.permutations == 512 && all.scheme == .signs)
    // All 256 sign patterns by hand: z = Σ s w y/√Σw.
    func z(_ m: Int, _ pattern: Int) -> Double {
      var (sum, total) = (0.0, 0.0)
      for i in 0..<Self.studies {
        let at = m * Self.studies + i
        let sign = i > 0 && pattern >> (i - 1) & 1 == 1 ? -1.0 : 1
        (sum, total) = (sum + sign * panel.yi[at] / panel.vi[at], total + 1 / panel.vi[at])
      }
      return abs(sum) / total.squareRoot()
    }
    let largest = (0..<256).map { pattern in (0..<6).reduce(0) { max($0, z($1, pattern)) } }
    for m in 0..<6 {
      let count = largest.count { $0 >= z(m, 0) - 1e-9 }
      expectClose(all.familyWisePValue(0)[m], Double(count) / 256, relative: 1e-15)
    }
  }

  @Test("the same for any number of threads; missing entries move with their studies")
  func threads() throws {
    for method in [BatchMethod.ee, .dl] {
      let model = BatchModel(method: method, test: .knha)
      let settings = PermutationSettings(extent: .random(300), seed: 2)
      let panel = try Self.panel(600, missing: true)
      let few = try Panel(
        yi: Array(panel.yi.prefix(40 * Self.studies)), vi: Array(panel.vi.prefix(40 * Self.studies)),
        analyses: 40,
        studies: Self.studies)
      let used = method == .ee ? panel : few
      let one = try PanelPermutationTest(used, model: model, settings)
      #expect(try PanelPermutationTest(used, model: model, settings, threads: 3) == one)
      let rows = try PanelPermutationTest(few, design: Self.design, model: model, settings)
      #expect(try PanelPermutationTest(few, design: Self.design, model: model, settings, threads: 3) == rows)
      #expect((0..<40).allSatisfy { rows.pValue(1)[$0] != nil && one.pValue(0)[$0] != nil })
    }
  }

  @Test("signs of incomplete outcomes are those of the studies that are there")
  func missing() throws {
    let panel = try Self.panel(4, missing: true)
    let model = BatchModel(method: .ee, test: .t)
    let all = try PanelPermutationTest(panel, model: model)
    let used = (0..<Self.studies).filter { !panel.yi[Self.studies + $0].isNaN }
    #expect(used.count == 8)
    let fit = try model.settings.fit(
      EffectSizes(
        yi: used.map { panel.yi[Self.studies + $0] }, vi: used.map { panel.vi[Self.studies + $0] }))
    // Every sign pattern of eight studies stands for two of nine.
    expectClose(all.pValue(0)[1], try PermutationTest(fit).coefficients[0].pValue, relative: 1e-12)
  }
}
