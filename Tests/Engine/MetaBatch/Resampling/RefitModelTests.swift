import EffectMeasures
import MetaModels
import Testing
import _TestSupport

@testable import MetaBatch

/// Random analyses that lanes must answer as the single fit does.
struct RandomAnalysis {
  var yi: [Double]
  var vi: [Double]
  var columns: [[Double]]

  init(k: Int, p: Int, tau: Double, spread: Double, offset: Double = 0, using generator: inout SeededGenerator)
  {
    func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + generator.uniform() } }
    (yi, vi) = ([], [])
    columns = [[Double]](repeating: [], count: p)
    for _ in 0..<k {
      var exponent = spread * (generator.uniform() - 0.5)
      if generator.uniform() < 0.1 { exponent *= 1.5 }
      let variance = 0.1 * pow10(exponent)
      var mean = offset
      for j in 0..<p {
        let x = j == 0 ? 1 : j == 1 ? 10 + 5 * normal() : generator.uniform() < 0.4 ? 1.0 : 0.0
        columns[j].append(x)
        mean += 0.1 * Double(j) * x
      }
      vi.append(variance)
      yi.append(mean + tau * normal() + variance.squareRoot() * normal())
    }
  }

  private func pow10(_ x: Double) -> Double {
    var (result, base, left) = (1.0, x < 0 ? 0.1 : 10.0, abs(x))
    while left >= 1 {
      result *= base
      left -= 1
    }
    return result * (1 + left * (base - 1))
  }

  var design: Design? {
    guard columns.count > 1 else { return nil }
    return Design(
      columns: columns.enumerated().map {
        Design.Column(term: $0 == 0 ? Design.intercept : "x\($0)", values: $1)
      })
  }

  func fit(_ settings: ModelSettings) throws -> Fit {
    try settings.fit(EffectSizes(yi: yi, vi: vi), design: design)
  }
}

/// Every model that lanes have.
let laneModels: [HeterogeneityModel] =
  [.equalEffects, .fixed(0.07)]
  + Tau2Method.allCases.filter { ![.genq, .genqm].contains($0) }.map { .estimated($0) }

@Suite("Refits of samples")
struct RefitModelTests {
  /// Holds refits against the single fits of the same samples.
  ///
  /// Closed forms agree to 1e-12, roots and optima to 1e-9: Newton stops at steps of 1e-10 whose error is their square,
  /// while the position of an optimum is known to about 1e-15 times its flatness. A coefficient is compared in units of
  /// itself or of its standard error, whichever is larger.
  static func check(
    _ model: RefitModel, _ refits: Refits, _ samples: Resamples, _ relative: Double, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for i in 0..<refits.count {
      guard let fit = model.single(samples, i) else {
        #expect(refits.tau2[i].isNaN && refits.k[i] == 0, "\(what) \(i)", sourceLocation: sourceLocation)
        continue
      }
      func close(_ actual: Double, _ expected: Double?, _ name: String, scale: Double = 0) {
        guard let expected else {
          #expect(actual.isNaN, "\(what) \(i) \(name)", sourceLocation: sourceLocation)
          return
        }
        expectClose(
          actual, expected, relative: relative, absolute: relative * scale, "\(what) sample \(i) \(name)",
          sourceLocation: sourceLocation)
      }
      #expect(Int(refits.k[i]) == fit.k && Int(refits.rank[i]) == fit.p, sourceLocation: sourceLocation)
      let typical = fit.heterogeneity.typicalVariance ?? 0
      close(refits.tau2[i], fit.heterogeneity.tau2, "tau2", scale: typical)
      close(refits.q[i], fit.heterogeneity.q, "q", scale: Double(fit.k) * 1e-2)
      for (a, coefficient) in fit.coefficients.enumerated() {
        guard let j = model.terms.firstIndex(of: coefficient.term) else { continue }
        close(
          refits.coefficients[i * refits.p + j], coefficient.estimate, coefficient.term,
          scale: coefficient.standardError)
        close(refits.variances[i * refits.p + j], fit.covariance[a, a], "var \(coefficient.term)")
      }
      close(refits.omnibus[i], fit.moderatorTest?.statistic, "omnibus", scale: 1)
    }
  }

  @Test("lanes give what the single fit gives", arguments: laneModels)
  func law(_ heterogeneity: HeterogeneityModel) throws {
    var generator = SeededGenerator(seed: 41)
    let isSearched: Bool =
      if case .estimated(let method) = heterogeneity { ![.dl, .he, .hs, .hsk, .sj].contains(method) } else {
        false
      }
    for round in 0..<12 {
      let p = [1, 1, 2, 3][round % 4]
      let test = CoefficientTest.allCases[round % 4 == 1 ? 2 : (round / 2) % 4]
      let settings = ModelSettings(heterogeneity: heterogeneity, test: test, tau2Interval: nil)
      let analysis = RandomAnalysis(
        k: 6 + round, p: p, tau: [0, 0.3, 1][round % 3], spread: p == 1 ? Double(round % 5) : 1.5,
        offset: [0, 100][round % 2], using: &generator)
      let model = try #require(RefitModel(try analysis.fit(settings)))
      let k = analysis.yi.count
      let counts = (0..<19 * k).map { _ in
        UInt16(generator.uniform() < 0.4 ? 0 : generator.uniform() < 0.8 ? 1 : 3)
      }
      let samples: Resamples = .counts(counts)
      let refits = model.refits(19) { range in
        .counts(Array(counts[range.lowerBound * k..<range.upperBound * k]))
      }
      Self.check(
        model, refits, samples, isSearched ? 1e-9 : 1e-12, "\(heterogeneity.code) p \(p) round \(round)")
    }
  }
}
