import EffectMeasures
import MetaDiagnostics
import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Bootstrap and jackknife")
struct BootstrapTests {
  private static func fit(_ example: Reference) throws -> Fit {
    let method = try #require(HeterogeneityModel(code: example["method"].text ?? ""))
    return try ModelSettings(heterogeneity: method, test: .z, tau2Interval: nil).fit(
      ResamplingReferences.effects(example["data"].text ?? ""))
  }

  @Test("draws, estimates and intervals are those of an independent program")
  func references() throws {
    let cases = try Reference.file("resampling/bootstrap.json")["cases"].list
    #expect(cases.count == 5)
    for example in cases {
      let id = example["id"].text ?? ""
      let fit = try Self.fit(example)
      let bootstrap = try Bootstrap(
        fit,
        .init(
          scheme: try #require(.init(rawValue: example["scheme"].text ?? "")),
          samples: Int(try #require(example["samples"].number)),
          seed: UInt64(try #require(example["seed"].number))))
      for (i, draw) in example["first"].list.enumerated() {
        // The parametric draws pass through two programs' normal quantiles: a few units of 1e-16 of the draw itself.
        expectClose(
          bootstrap.coefficients[0].values[i], draw[0].number, relative: 1e-11, absolute: 1e-14,
          "\(id) draw \(i)")
        if let tau2 = bootstrap.tau2 {
          expectClose(tau2.values[i], draw[2].number, relative: 1e-10, absolute: 1e-14, "\(id) tau2 \(i)")
        }
      }
      check(bootstrap.coefficients[0], example["estimate"], "\(id) estimate")
      if let tau2 = bootstrap.tau2 { check(tau2, example["tau2"], "\(id) tau2") }
    }
  }

  private func check(_ quantity: Bootstrap.Quantity, _ expected: Reference, _ id: String) {
    // Closed forms; the bias is a difference of two of them.
    expectClose(quantity.bias, expected["bias"].number, relative: 1e-9, absolute: 1e-13, "\(id) bias")
    expectClose(quantity.standardError, expected["se"].number, relative: 1e-9, "\(id) se")
    for (name, interval) in [
      ("normal", quantity.normal), ("basic", quantity.basic), ("percentile", quantity.percentile),
      ("bca", quantity.bca), ("studentized", quantity.studentized),
    ] {
      expectClose(interval?.lower, expected[name][0].number, relative: 1e-9, absolute: 1e-13, "\(id) \(name)")
      expectClose(interval?.upper, expected[name][1].number, relative: 1e-9, absolute: 1e-13, "\(id) \(name)")
    }
  }

  @Test("the jackknife is that of an independent program")
  func jackknife() throws {
    for example in try Reference.file("resampling/bootstrap.json")["cases"].list {
      let jackknife = try Jackknife(try Self.fit(example)).coefficients[0]
      let (id, expected) = (example["id"].text ?? "", example["jackknife"])
      expectClose(jackknife.bias, expected["bias"].number, relative: 1e-9, absolute: 1e-13, "\(id) bias")
      expectClose(jackknife.standardError, expected["se"].number, relative: 1e-10, "\(id) se")
      expectClose(jackknife.interval?.lower, expected["interval"][0].number, relative: 1e-9, "\(id) lower")
      expectClose(jackknife.interval?.upper, expected["interval"][1].number, relative: 1e-9, "\(id) upper")
    }
  }

  @Test("samples follow from the seed, for any number of threads, and longer runs go on")
  func reproducible() throws {
    let fit = try ModelSettings(tau2Interval: nil).fit(ResamplingReferences.effects("bcg-rr"))
    let one = try Bootstrap(fit, .init(samples: 1100, seed: 9))
    #expect(try Bootstrap(fit, .init(samples: 1100, seed: 9), threads: 2) == one)
    #expect(try Bootstrap(fit, .init(samples: 1100, seed: 10)) != one)
    let short = try Bootstrap(fit, .init(samples: 30, seed: 9))
    #expect(Array(short.coefficients[0].values) == Array(one.coefficients[0].values.prefix(30)))
    let interval = try #require(one.coefficients[0].percentile)
    #expect(interval.contains(one.coefficients[0].estimate))
  }

  @Test("samples that do not identify a moderator are counted and noted")
  func undefined() throws {
    let x = [0.0, 0, 0, 0, 0, 1]
    let design = Design(columns: [
      .init(term: Design.intercept, values: x.map { _ in 1 }), .init(term: "x", values: x),
    ])
    let fit = try ModelSettings(heterogeneity: .estimated(.dl)).fit(
      EffectSizes(yi: [0.1, 0.4, 0.3, 0.2, 0.5, 0.9], vi: [Double](repeating: 0.04, count: 6)), design: design)
    let bootstrap = try Bootstrap(fit, .init(samples: 300))
    // The last study is missing with probability (5/6)⁶ = 0.335: five standard deviations.
    #expect(abs(bootstrap.undefined - 100) < 41)
    #expect(bootstrap.notes.map(\.kind.code) == ["bootstrap.undefined"])
    #expect(bootstrap.coefficients[1].values.count { $0 == nil } <= bootstrap.undefined)
    #expect(try Jackknife(fit).coefficients[1].standardError == nil)
  }

  @Test("what cannot be done is refused in a sentence")
  func refusals() throws {
    let fit = try EqualEffects().fit(EffectSizes(yi: [1, 2], vi: [1, 1]))
    #expect(throws: DiagnosticsError.tooFewStudies(k: 2, needed: 3)) { try Bootstrap(fit) }
    #expect(throws: DiagnosticsError.samples(0, most: BootstrapSettings.mostSamples)) {
      try Bootstrap(fit, .init(samples: 0))
    }
    for error in [
      DiagnosticsError.model("GOSH"), .tables("MH"), .tooFewStudies(k: 1, needed: 2), .samples(0, most: 5),
      .tooManySubsets(k: 70, most: 20),
    ] {
      #expect(!error.description.isEmpty && error.kind == .usage)
    }
  }
}
