import EffectMeasures
import MetaBatch
import Testing
import _TestSupport

@testable import MetaModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Batch and single fit give the same numbers.
@Suite("Laws: a batch is many single fits")
struct SingleFitLaws {
  /// How many analyses of each size; `TUTTI_SWEEP` asks for another number.
  static var count: Int {
    ProcessInfo.processInfo.environment["TUTTI_SWEEP"].flatMap(Int.init) ?? 3
  }
  static let sizes = [1, 2, 3, 4, 5, 7, 8, 12, 20, 33, 50]

  @Test("Every number of every method and test", arguments: BatchMethod.allCases)
  func numbers(_ method: BatchMethod) throws {
    var faults: [String] = []
    for size in SingleFitLaws.sizes {
      var source = RandomPanels(seed: 6 + UInt64(size))
      let (yi, vi) = source.panel(analyses: SingleFitLaws.count, studies: size)
      let panel = try Panel(yi: yi, vi: vi, analyses: SingleFitLaws.count, studies: size)
      for test in CoefficientTest.allCases {
        let intervals = PredictionIntervalMethod.allCases
        let model = BatchModel(
          method: method, test: test, level: [95, 99, 80][size % 3], i2Basis: size % 2 == 0 ? .tau2 : .q,
          predictionInterval: intervals[(size + (test.rawValue.count)) % intervals.count])
        let results = try BatchEngine(model).fit(panel)
        for n in 0..<SingleFitLaws.count {
          let law = SingleFitLaw(
            model, Array(yi[n * size..<(n + 1) * size]), Array(vi[n * size..<(n + 1) * size]))
          faults += law.faults(results[n]).map { "size \(size) analysis \(n) \(test): \($0)" }
        }
      }
    }
    #expect(faults.isEmpty, "\(method.rawValue): \(faults.count): \(faults.prefix(5))")
  }
}

/// One analysis, and what it demands of a batch.
struct SingleFitLaw {
  let model: BatchModel
  let yi: [Double]
  let vi: [Double]

  init(_ model: BatchModel, _ yi: [Double], _ vi: [Double]) {
    self.model = model
    let complete = yi.indices.filter { !yi[$0].isNaN && !vi[$0].isNaN }
    self.yi = complete.map { yi[$0] }
    self.vi = complete.map { vi[$0] }
  }

  func faults(_ result: BatchResult) -> [String] {
    var faults: [String] = []
    guard result.k == yi.count else { return ["k \(result.k), not \(yi.count)"] }
    let fit: Fit
    do { fit = try model.settings.fit(EffectSizes(yi: yi, vi: vi)) } catch {
      if result.status.hasNumbers || result.estimate != nil { faults.append("\(error), but \(result)") }
      return faults
    }
    guard result.status.hasNumbers, let tau2 = result.tau2 else { return ["no numbers: \(result.status)"] }
    guard let tolerance = try? tau2Tolerance(fit.heterogeneity.tau2) else { return ["no problem"] }
    if !agrees(tau2, fit.heterogeneity.tau2, relative: 0, absolute: tolerance) {
      faults.append("tau2 \(tau2), single \(fit.heterogeneity.tau2), tolerance \(tolerance)")
      return faults
    }
    if (result.status == .truncated) != fit.heterogeneity.isTruncated, fit.varianceFactor != 0, yi.count > 1,
      max(tau2, fit.heterogeneity.tau2) > tolerance
    {
      faults.append("status \(result.status), tau2 \(tau2)")
    }
    // Everything else follows from tau2: held to the fit at the batch's own tau2, so that the tolerance of the search
    // does not enter.
    var settings = model.settings
    // The rules that choose between two intervals are single fits.
    let isSingle = model.test == .widest || model.test == .iqwig6
    if model.method.isRandom, yi.count > 1, fit.varianceFactor != 0, !isSingle {
      settings.heterogeneity = .fixed(tau2)
    }
    guard let given = try? settings.fit(EffectSizes(yi: yi, vi: vi)) else { return ["no fit at \(tau2)"] }
    return faults + numberFaults(result, given, single: fit)
  }

  private func numberFaults(_ result: BatchResult, _ fit: Fit, single: Fit) -> [String] {
    var faults: [String] = []
    func hold(_ column: BatchColumn, _ expected: Double?, _ relative: Double = 1e-12, _ absolute: Double = 0) {
      let actual = result[column]
      let equal =
        if let actual, let expected { agrees(actual, expected, relative: relative, absolute: absolute) } else {
          actual == nil && expected == nil
        }
      if !equal {
        faults.append(
          "\(column.rawValue) \(actual.map { "\($0)" } ?? "nil"), single \(expected.map { "\($0)" } ?? "nil")")
      }
    }
    let mean = fit.coefficients[0]
    // Differences between estimates are rounded to 1e-16 of the largest one; the single fit takes them from the first
    // study, so that with an outlier there its Knapp–Hartung factor carries that rounding over the standard errors.
    let largest = yi.reduce(0) { max($0, abs($1)) }
    let sharpest = vi.reduce(.infinity, min) + fit.heterogeneity.tau2
    let total = vi.reduce(0) { $0 + 1 / ($1 + fit.heterogeneity.tau2) }
    let rounding = 4e-16 * largest
    let squares = (fit.varianceFactor ?? 0) * Double(max(1, yi.count - 1))
    let factor =
      squares > 0 ? 4 * rounding * (Double(yi.count) / sharpest).squareRoot() / squares.squareRoot() : 0
    let estimate = rounding * 4 + 4e-16 / total.squareRoot()
    let error = 1e-13 + factor
    let level = mean.interval.map { ($0.upper - $0.lower) / 2 } ?? 0
    hold(.estimate, mean.estimate, 1e-13, estimate)
    hold(.se, mean.standardError, error)
    hold(.df, mean.degreesOfFreedom, 0)
    hold(.ciLower, mean.interval?.lower, 1e-13, estimate + error * level)
    hold(.ciUpper, mean.interval?.upper, 1e-13, estimate + error * level)
    if let statistic = mean.statistic, mean.standardError > 0 {
      let share = error + 1e-13 + (statistic == 0 ? 0 : estimate / abs(mean.estimate))
      hold(.statistic, statistic, share, estimate / mean.standardError)
      // d log p/d log t is at most t² for the normal, at most the degrees of freedom and one for t.
      let power = min(statistic * statistic, (mean.degreesOfFreedom ?? .infinity) + 1) + 1
      // Below 1e-300 doubles have fewer digits.
      hold(.pValue, mean.pValue, 1e-12 + power * share, 1e-300)
    } else {
      hold(.statistic, mean.statistic)
    }
    let h = fit.heterogeneity
    // Q, too, is rounded by the differences; tr P and all else are sums of positive terms.
    let q = h.q ?? 0
    hold(.q, h.q, 1e-12)
    hold(.i2, h.i2, 1e-12, model.i2Basis == .q || !model.method.isRandom ? 1e-10 / max(q, 1) : 0)
    hold(.h2, h.h2, 1e-12)
    // d log p/d log Q is at most Q/2.
    hold(.qPValue, h.qPValue, 1e-12 + q * 1e-14, 1e-300)
    let prediction = single.predictionInterval == nil ? nil : predictionInterval(fit, single)
    let width = prediction.map { ($0.upper - $0.lower) / 2 } ?? 0
    hold(.piLower, prediction?.lower, 1e-13, estimate + error * width)
    hold(.piUpper, prediction?.upper, 1e-13, estimate + error * width)
    return faults
  }

  /// The interval of a fit at a given τ² with the degrees of freedom of one that estimates it.
  private func predictionInterval(_ fit: Fit, _ single: Fit) -> (lower: Double, upper: Double)? {
    guard let given = fit.predictionInterval, let estimated = single.predictionInterval else { return nil }
    if given.degreesOfFreedom == estimated.degreesOfFreedom {
      return (given.interval.lower, given.interval.upper)
    }
    let ratio =
      CoefficientInference(degreesOfFreedom: estimated.degreesOfFreedom, level: model.level).quantile
      / CoefficientInference(degreesOfFreedom: given.degreesOfFreedom, level: model.level).quantile
    let half = (given.interval.upper - given.interval.lower) / 2 * ratio
    return (fit.coefficients[0].estimate - half, fit.coefficients[0].estimate + half)
  }

  /// How far τ² may be off: 1e-12 of the terms whose difference a closed form is; for a root the same share of the
  /// equation's terms over its slope; 1e-9 relative besides for the maximum of a likelihood.
  private func tau2Tolerance(_ tau2: Double) throws -> Double {
    guard yi.count > 1, model.method.isRandom else { return 0 }
    let problem = try Tau2Problem(yi: yi, vi: vi)
    let (k, df) = (Double(yi.count), Double(yi.count - 1))
    var profile = Tau2Profile(problem)
    let zero = profile.point(0)
    switch model.method {
    case .ee: return 0
    case .dl: return 1e-12 * (zero.q + df) / zero.trace * problem.scale
    case .hs: return 1e-12 * (zero.q + k) / zero.weight * problem.scale
    case .he:
      return 1e-12 * (problem.crudeVariance * problem.scale * k / df + vi.reduce(0, +) / df) + 1e-12 * tau2
    case .sj: return 1e-12 * tau2
    case .pm, .eb:
      let point = profile.point(tau2 / problem.scale)
      return (1e-13 * max(df, point.q) / point.qSlope) * problem.scale + 1e-12 * tau2
    case .ml, .reml:
      let point = profile.point(tau2 / problem.scale)
      let restricted = model.method == .reml
      let slope = 2 * point.qCurve - (restricted ? point.traceSquare : point.weightSquare)
      let size = restricted ? point.trace : point.weight
      return 1e-13 * max(size, point.qSlope) / abs(slope) * problem.scale + 1e-9 * tau2
    }
  }
}
