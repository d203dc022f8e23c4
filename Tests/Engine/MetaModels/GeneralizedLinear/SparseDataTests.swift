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

  @Test("Where metafor fails, the answer is the grid's, or a reason that the likelihood bears out")
  func metaforFailures() async throws {
    let file = try Reference.file("glmm/sparse.json")
    var entries = file["failures"].list
    #expect(!entries.isEmpty)
    // By default six of each form, the first of each kind; the sweep takes all.
    if SparseDataTests.sweep == nil {
      var seen: [String: Int] = [:]
      entries = entries.filter { entry in
        let key = "\(entry["form"].text ?? "") \(entry["separated"].flag == true)"
        seen[key, default: 0] += 1
        return entry["form"].text != "UM.RS" && seen[key, default: 0] <= 3
      }
    }
    let faults = await withTaskGroup(of: [String].self) { group in
      for entry in entries { group.addTask { SparseDataTests.failureFaults(entry) } }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(faults.isEmpty, "\(faults.count) of \(entries.count): \(faults.sorted().prefix(8))")
  }

  private static func failureFaults(_ entry: Reference) -> [String] {
    let columns = entry["columns"].columns
    let name = "\(entry["index"].number ?? -1) \(entry["form"].text ?? "")"
    guard let form = entry["form"].text.flatMap({ MixedModelForm(rawValue: $0) }),
      let index = entry["index"].number, SparseData(seed: 5).dataSet(Int(index)) == columns
    else { return ["\(name): not the data set of that number"] }
    let isSeparated = entry["separated"].flag == true
    let search = GridSearch(columns, form)
    do {
      let fit = try MixedModel(form).fit(countEffects("OR", columns))
      return (isSeparated ? ["\(name): separated, yet \(fit.coefficients[0].estimate)"] : [])
        + search.faults(fit, name)
    } catch MixedModelError.infiniteEstimate {
      // With a random intercept a second group of nothing but events separates too.
      let isFull = zip(columns["ci"] ?? [], columns["n2i"] ?? []).allSatisfy { $0 == $1 }
      return isSeparated || form == .randomStudies && isFull ? [] : ["\(name): not separated, yet infinite"]
    } catch MixedModelError.unboundedVariance {
      return form == .randomStudies || search.risesWithTau ? [] : ["\(name): the likelihood falls for large τ"]
    } catch let error as ModelError {
      switch error {
      case .noStudies, .tooFewStudies: return []
      default: return ["\(name): \(error)"]
      }
    } catch {
      return ["\(name): \(error)"]
    }
  }
}
