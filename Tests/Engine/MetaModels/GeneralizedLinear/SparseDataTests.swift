import EffectMeasures
import MetaModels
import RealModule
import StudyRecords
import Testing
import _TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Random tables with few events: empty arms, full arms, double zeros, groups of unequal size.
struct SparseData {
  let seed: UInt64

  func dataSet(_ index: Int) -> [String: [Double?]] {
    var random = SeededGenerator(seed: seed &+ UInt64(index) &* 0x9E37_79B9)
    let k = 2 + Int(random.next() % 7)
    let risk = [0.01, 0.04, 0.15, 0.5][Int(random.next() % 4)]
    let effect = 3 * (random.uniform() - 0.5)
    let spread = [0.0, 0.5, 1.5, 3][Int(random.next() % 4)]
    var columns: [String: [Double?]] = ["ai": [], "n1i": [], "ci": [], "n2i": []]
    for _ in 0..<k {
      let n1 = 3 + Int(random.next() % 60)
      let n2 = random.next() % 3 == 0 ? 3 + Int(random.next() % 60) : n1
      let shift = effect + spread * 2 * (random.uniform() - 0.5)
      let odds = risk / (1 - risk) * Double.exp(shift)
      columns["ai"]?.append(Double(events(n1, odds / (1 + odds), &random)))
      columns["n1i"]?.append(Double(n1))
      columns["ci"]?.append(Double(events(n2, risk, &random)))
      columns["n2i"]?.append(Double(n2))
    }
    return columns
  }

  private func events(_ n: Int, _ p: Double, _ random: inout SeededGenerator) -> Int {
    (0..<n).count { _ in random.uniform() < p }
  }
}

@Suite("Random sparse data")
struct SparseDataTests {
  /// How many data sets; `TUTTI_SWEEP` asks for another number.
  static var count: Int {
    ProcessInfo.processInfo.environment["TUTTI_SWEEP"].flatMap(Int.init).map { min($0, 1000) } ?? 8
  }

  @Test("Every fit ends with a stated reason and finite numbers; a grid finds no higher likelihood")
  func sweep() async {
    let count = SparseDataTests.count
    let faults = await withTaskGroup(of: [String].self) { group in
      for index in 0..<count { group.addTask { SparseDataTests.faults(index) } }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(faults.isEmpty, "\(faults.count) of \(count): \(faults.sorted().prefix(8))")
  }

  private static func faults(_ index: Int) -> [String] {
    let columns = SparseData(seed: 5).dataSet(index)
    var faults: [String] = []
    for form in MixedModelForm.allCases {
      // Two random effects in two dimensions: on every tenth data set.
      if form == .randomStudies, index % 10 != 0 { continue }
      do {
        let effects = try countEffects("OR", columns)
        let fit = try MixedModel(form).fit(effects)
        let name = "\(index) \(form.rawValue)"
        if ![.stationary, .boundary].contains(fit.optimization.ending) {
          faults.append("\(name): \(fit.optimization)")
        }
        let numbers: [Double?] =
          fit.coefficients.flatMap { [$0.estimate, $0.standardError, $0.statistic, $0.pValue] }
          + [
            fit.heterogeneity.tau2, fit.likelihood?.logLikelihood, fit.mixedModel?.wald.pValue,
            fit.mixedModel?.likelihoodRatio.pValue, fit.predictionInterval?.interval.lower,
          ]
        if numbers.contains(where: { $0.map { !$0.isFinite } ?? false }) {
          faults.append("\(name): \(numbers)")
        }
        if index % 4 == 0, form != .randomStudies { faults += gridFaults(fit, columns, form, name) }
      } catch let error as MixedModelError {
        switch error {
        case .infiniteEstimate, .unboundedVariance, .flatLikelihood: break
        default: faults.append("\(index) \(form.rawValue): \(error)")
        }
      } catch let error as ModelError {
        switch error {
        case .noStudies, .tooFewStudies: break
        default: faults.append("\(index) \(form.rawValue): \(error)")
        }
      } catch {
        faults.append("\(index) \(form.rawValue): \(error)")
      }
    }
    return faults
  }

  /// A grid over θ and τ of the plain likelihood, integrated by the trapezoidal rule.
  private static func gridFaults(
    _ fit: Fit, _ columns: [String: [Double?]], _ form: MixedModelForm, _ name: String
  ) -> [String] {
    guard let reached = fit.likelihood?.logLikelihood else { return ["\(name): no likelihood"] }
    let plain = PlainLikelihood(columns, form)
    let center = fit.coefficients[0].estimate
    let spread = max(0.3, fit.coefficients[0].standardError)
    var best = (value: -Double.infinity, theta: 0.0, tau: 0.0)
    for tau in [0, 0.1, 0.3, 0.6, 1, 1.6, 2.5, 4] {
      for step in -6...6 {
        let theta = center + spread * Double(step) / 3
        let value = plain.logLikelihood(theta, tau)
        if value > best.value { best = (value, theta, tau) }
      }
    }
    // At the reached point both must agree; intercepts are searched by golden sections to about 1e-7.
    let here = plain.logLikelihood(center, fit.heterogeneity.tau2.squareRoot())
    var faults: [String] = []
    // The sum's error is about exp(−2π²/(0.1 τ)): seen from τ = 12 on.
    let isExact = fit.heterogeneity.tau2 < 100
    if isExact, abs(here - reached) > 1e-6 * max(1, abs(reached)) {
      faults.append("\(name): \(reached), plainly \(here)")
    }
    if best.value > reached + 1e-6 { faults.append("\(name): \(reached) at \(center), grid \(best)") }
    return faults
  }
}

/// The likelihood in the plainest way: trapezoidal sums and golden sections.
private struct PlainLikelihood {
  let tables: [(a: Double, n1: Double, c: Double, n2: Double)]
  let form: MixedModelForm

  init(_ columns: [String: [Double?]], _ form: MixedModelForm) {
    func column(_ name: String) -> [Double] { (columns[name] ?? []).map { $0 ?? 0 } }
    let (a, n1, c, n2) = (column("ai"), column("n1i"), column("ci"), column("n2i"))
    tables = a.indices.map { (a[$0], n1[$0], c[$0], n2[$0]) }.filter {
      $0.a + $0.c > 0 && $0.a + $0.c < $0.n1 + $0.n2
    }
    self.form = form
  }

  func logLikelihood(_ theta: Double, _ tau: Double) -> Double {
    tables.reduce(0) { $0 + study($1, theta, tau) }
  }

  private func study(_ t: (a: Double, n1: Double, c: Double, n2: Double), _ theta: Double, _ tau: Double)
    -> Double
  {
    switch form {
    case .approximateConditional:
      let offset = Double.log(t.n1 / t.n2) + theta
      return logChoose(t.a + t.c, t.a) + integral(tau) { z in binomial(t.a, t.a + t.c, offset + tau * z) }
    case .exactConditional:
      let weights = hypergeometricWeights(t)
      return integral(tau) { z in
        let eta = theta + tau * z
        return 1 / weights.reduce(0) { $0 + Double.exp($1.log + $1.shift * eta) }
      }
    case .fixedStudies, .randomStudies:
      var (low, high) = (-12.0, 12.0)
      let golden = (5.0.squareRoot() - 1) / 2
      func value(_ alpha: Double) -> Double {
        integral(tau) { z in
          binomial(t.a, t.n1, alpha + theta + 0.5 * tau * z) * binomial(t.c, t.n2, alpha - 0.5 * tau * z)
        }
      }
      var (x, y) = (high - golden * (high - low), low + golden * (high - low))
      var (atX, atY) = (value(x), value(y))
      while high - low > 1e-6 {
        if atX > atY {
          (high, y, atY) = (y, x, atX)
          x = high - golden * (high - low)
          atX = value(x)
        } else {
          (low, x, atX) = (x, y, atY)
          y = low + golden * (high - low)
          atY = value(y)
        }
      }
      return logChoose(t.n1, t.a) + logChoose(t.n2, t.c) + value(0.5 * (low + high))
    }
  }

  private func integral(_ tau: Double, _ f: (Double) -> Double) -> Double {
    if tau == 0 { return Double.log(f(0)) }
    var sum = 0.0
    for step in -80...80 {
      let z = 0.1 * Double(step)
      sum += Double.exp(-0.5 * z * z) * f(z)
    }
    return Double.log(0.1 * sum / (2 * Double.pi).squareRoot())
  }

  private func logChoose(_ n: Double, _ k: Double) -> Double {
    Double.logGamma(n + 1) - Double.logGamma(k + 1) - Double.logGamma(n - k + 1)
  }

  /// A binomial probability without its binomial coefficient.
  private func binomial(_ y: Double, _ n: Double, _ eta: Double) -> Double {
    let (yes, no) = (Double.log(1 + Double.exp(-eta)), Double.log(1 + Double.exp(eta)))
    return Double.exp(-y * yes - (n - y) * no)
  }

  /// The probabilities of all tables with the same margins relative to this one, with no effect.
  private func hypergeometricWeights(
    _ t: (a: Double, n1: Double, c: Double, n2: Double)
  ) -> [(shift: Double, log: Double)] {
    let m = t.a + t.c
    let base = logChoose(t.n1, t.a) + logChoose(t.n2, t.c)
    return stride(from: max(0, m - t.n2), through: min(t.n1, m), by: 1).map { x in
      (x - t.a, logChoose(t.n1, x) + logChoose(t.n2, m - x) - base)
    }
  }
}
