import EffectMeasures
import MetaModels
import RealModule
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
  /// How many data sets; `TUTTI_SWEEP` asks for another number, of which every fit is then held against a grid.
  static var count: Int { sweep.map { min($0, 1000) } ?? 8 }
  private static var sweep: Int? { ProcessInfo.processInfo.environment["TUTTI_SWEEP"].flatMap(Int.init) }

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
        if sweep != nil || index % 4 == 0 && form != .randomStudies {
          faults += GridSearch(columns, form).faults(fit, name)
        }
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
}
