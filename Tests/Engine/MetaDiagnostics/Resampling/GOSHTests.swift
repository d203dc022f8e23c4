import EffectMeasures
import MetaDiagnostics
import MetaModels
import Testing
import _TestSupport

@Suite("GOSH")
struct GOSHTests {
  @Test("all subsets are metafor's")
  func references() throws {
    let cases = try Reference.file("resampling/gosh.json")["cases"].list
    #expect(cases.count == 8)
    for example in cases {
      let id = example["id"].text ?? ""
      let method = try #require(HeterogeneityModel(code: example["method"].text ?? ""))
      let rows = example["rows"].numbers.compactMap { $0.map { Int($0) } }
      let effects = ResamplingReferences.effects(example["data"].text ?? "", rows: rows)
      let settings = ModelSettings(heterogeneity: method, test: .z, tau2Interval: nil)
      let gosh = try GOSH(try settings.fit(effects))
      #expect(gosh.isExhaustive && gosh.count == (1 << rows.count) - 1 && gosh.seed == nil)
      #expect(gosh.count == example["mask"].list.count)
      let isSearched = ["REML", "ML", "PM"].contains(method.code)
      for i in 0..<gosh.count {
        #expect(example["mask"][i].number == Double(i + 1))
        // metafor's searches stop at an absolute change of τ²; some end at zero by 1e-9.
        func close(_ actual: Double?, _ name: String, absolute: Double) {
          expectClose(
            actual, example[name][i].number, relative: isSearched ? 1e-7 : 1e-9, absolute: absolute,
            "\(id) subset \(i + 1) \(name)")
        }
        close(gosh.estimate()[i], "estimate", absolute: isSearched ? 1e-9 : 1e-14)
        close(gosh.q[i], "QE", absolute: 1e-13)
        close(gosh.tau2[i], "tau2", absolute: isSearched ? 1e-9 : 1e-15)
        // 100 (Q − df)/Q and 100 τ²/(τ² + ṽ) differ in the last digits of their differences.
        close(gosh.i2[i], "I2", absolute: isSearched ? 1e-5 : 1e-11)
      }
    }
  }

  private static let effects = EffectSizes(
    yi: (0..<25).map { Double($0 * 7 % 11) / 10 }, vi: (0..<25).map { 0.05 + Double($0 % 4) / 20 })

  @Test("random subsets follow from the seed, for any number of threads")
  func random() throws {
    let fit = try ModelSettings(heterogeneity: .estimated(.dl), tau2Interval: nil).fit(Self.effects)
    let one = try GOSH(fit, .random(1500), seed: 5)
    #expect(try GOSH(fit, .random(1500), seed: 5, threads: 3) == one)
    #expect(try GOSH(fit, .random(1500), seed: 6) != one)
    #expect(!one.isExhaustive && one.seed == 5 && one.count == 1500)
    for subset in [0, 700, 1499] {
      let members = one.members(ofSubset: subset)
      #expect(members.count == one.k[subset])
      let expected = try fit.settings.fit(Self.effects.selectingRows(members))
      expectClose(one.estimate()[subset], expected.coefficients[0].estimate, relative: 1e-12)
      expectClose(one.standardError()[subset], expected.coefficients[0].standardError, relative: 1e-12)
      expectClose(one.h2[subset], expected.heterogeneity.h2, relative: 1e-12)
    }
    // Each study is in about half of the subsets: five standard deviations.
    for study in 0..<25 {
      let share = (0..<1500).count { one.contains(study, inSubset: $0) }
      #expect(abs(share - 750) < 97)
    }
  }

  @Test("more than 64 studies")
  func many() throws {
    let effects = EffectSizes(
      yi: (0..<70).map { Double($0 * 7 % 11) / 10 }, vi: (0..<70).map { 0.05 + Double($0 % 4) / 20 })
    let fit = try EqualEffects().fit(effects)
    let gosh = try GOSH(fit, .random(40), seed: 2)
    for subset in 0..<40 {
      let expected = try fit.settings.fit(effects.selectingRows(gosh.members(ofSubset: subset)))
      expectClose(gosh.estimate()[subset], expected.coefficients[0].estimate, relative: 1e-12)
      #expect(gosh.k[subset] == expected.k)
    }
    #expect(throws: DiagnosticsError.tooManySubsets(k: 70, most: 20)) { try GOSH(fit) }
    #expect(throws: DiagnosticsError.samples(0, most: GOSH.mostSubsets)) { try GOSH(fit, .random(0)) }
  }

  @Test("an outlier shows in the contrast of subsets with and without it")
  func contrast() throws {
    let effects = EffectSizes(yi: [0.1, 0.12, 0.08, 0.11, 0.95, 0.09], vi: [Double](repeating: 0.01, count: 6))
    let gosh = try GOSH(try ModelSettings(heterogeneity: .estimated(.dl)).fit(effects))
    #expect(gosh.count == 63)
    let outlier = gosh.contrast(4)
    let with = try #require(outlier.i2With)
    let without = try #require(outlier.i2Without)
    #expect(with > 70 && without == 0)
    let other = gosh.contrast(0)
    #expect(abs(try #require(other.i2With) - #require(other.i2Without)) < 20)
  }
}
