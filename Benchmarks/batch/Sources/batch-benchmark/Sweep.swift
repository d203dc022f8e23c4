import MetaAnalysis

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Random analyses meant to hurt: nobody may end without an answer or a reason, and every τ² must be an optimum.
///
/// 1 to 50 places, some empty; variances over up to 12 orders of magnitude, outliers, ties, no heterogeneity and much.
struct Sweep {
  let analyses: Int
  let seed: UInt64
  static let block = 20_000
  static let places = 50

  func run() throws {
    let methods: [BatchMethod] = [.reml, .ml, .pm, .dl, .he, .hs, .sj]
    let engines = try methods.map { try BatchEngine(BatchModel(method: $0), threads: 2) }
    var tallies = methods.map { _ in SweepTally() }
    var random = SplitMix64(seed: seed)
    var done = 0
    while done < analyses {
      let count = min(Sweep.block, analyses - done)
      let (yi, vi) = panel(count, &random)
      for (index, engine) in engines.enumerated() {
        let results = engine.fit(
          try Panel(yi: yi, vi: vi, analyses: count, studies: Sweep.places))
        let status = results.status
        for n in 0..<count {
          let rows = (n * Sweep.places)..<((n + 1) * Sweep.places)
          tallies[index].add(
            results.tau2[n], results.estimate[n], status[n], methods[index], yi[rows], vi[rows],
            isCompared: (done + n) % 500 == 0)
        }
      }
      done += count
    }
    let lines = zip(methods, tallies).map { "    \"\($0.rawValue)\": \($1.json)" }.joined(separator: ",\n")
    print("{\n  \"analyses\": \(analyses), \"seed\": \(seed),\n  \"methods\": {\n\(lines)\n  }\n}")
    if tallies.contains(where: { $0.unfinished > 0 || $0.below > 0 }) { exit(1) }
  }

  private func panel(_ count: Int, _ random: inout SplitMix64) -> (yi: [Double], vi: [Double]) {
    var yi = [Double](repeating: .nan, count: count * Sweep.places)
    var vi = yi
    for n in 0..<count {
      let k = 1 + Int(random.next() % UInt64(Sweep.places))
      let spread = [0.0, 1, 3, 12][Int(random.next() % 4)]
      let center = 12 * (random.uniform() - 0.5)
      let tau2 = random.next() % 4 == 0 ? 0 : pow(10, center + 8 * (random.uniform() - 0.5))
      let alike = random.next() % 8 == 0
      let coarse = random.next() % 8 == 0
      for j in (n * Sweep.places)..<(n * Sweep.places + k) {
        var variance = pow(10, center * (1 - spread / 12) + spread * (random.uniform() - 0.5))
        if alike, j > n * Sweep.places { variance = vi[n * Sweep.places] }
        var estimate = (variance + tau2).squareRoot() * random.normal()
        let chance = random.next() % 48
        if chance < 3 { estimate *= pow(10, 4 * random.uniform()) }
        if chance > 43, j > n * Sweep.places { estimate = yi[j - 1] }
        (yi[j], vi[j]) = (coarse ? (estimate * 4).rounded() / 4 : estimate, variance)
      }
    }
    return (yi, vi)
  }
}

/// What became of one method's analyses.
struct SweepTally {
  var fitted = 0
  var truncated = 0
  var severalMaxima = 0
  var reasons = 0
  var unfinished = 0
  /// τ² returned as zero where the objective still falls.
  var below = 0
  /// The largest |f|/size of the estimating equation's terms at the returned τ².
  var worstGradient = 0.0
  /// The largest difference in τ² from the single fit's, relative to τ² plus the least variance.
  var worstDifference = 0.0
  var compared = 0

  mutating func add(
    _ tau2: Double?, _ estimate: Double?, _ status: BatchStatus, _ method: BatchMethod,
    _ yi: ArraySlice<Double>,
    _ vi: ArraySlice<Double>, isCompared: Bool
  ) {
    guard status.hasNumbers else {
      reasons += 1
      return
    }
    guard let tau2, let estimate, tau2.isFinite, estimate.isFinite else {
      unfinished += 1
      return
    }
    fitted += 1
    truncated += status == .truncated ? 1 : 0
    severalMaxima += status == .severalMaxima ? 1 : 0
    let complete = vi.indices.filter { !vi[$0].isNaN }
    guard complete.count > 1 else { return }
    if [.reml, .ml, .pm].contains(method) {
      let gradient = gradient(method, tau2, complete.map { yi[$0] }, complete.map { vi[$0] })
      if tau2 > 0 { worstGradient = max(worstGradient, abs(gradient)) } else if gradient < -1e-12 { below += 1 }
    }
    if isCompared {
      let settings = BatchModel(method: method).settings
      let effects = EffectSizes(yi: complete.map { yi[$0] }, vi: complete.map { vi[$0] })
      guard let single = try? settings.fit(effects) else { return }
      compared += 1
      let least = effects.rows.reduce(Double.infinity) { min($0, $1.vi ?? .infinity) }
      worstDifference = max(
        worstDifference, abs(tau2 - single.heterogeneity.tau2) / (single.heterogeneity.tau2 + least))
    }
  }

  /// tr P − y′PPy over tr P (REML), Σw − y′PPy over Σw (ML), k − 1 − Q over k − 1 (PM), by plain sums over differences
  /// from the most precise study.
  private func gradient(_ method: BatchMethod, _ tau2: Double, _ yi: [Double], _ vi: [Double]) -> Double {
    let anchor = vi.indices.min { vi[$0] < vi[$1] } ?? 0
    var (total, squares, moment) = (0.0, 0.0, 0.0)
    for i in vi.indices where i != anchor {
      let w = 1 / (vi[i] + tau2)
      total += w
      squares += w * w
      moment += w * (yi[i] - yi[anchor])
    }
    let heaviest = 1 / (vi[anchor] + tau2)
    let mean = moment / (total + heaviest)
    var (q, slope) = (0.0, 0.0)
    for i in vi.indices {
      let w = 1 / (vi[i] + tau2)
      let r = (yi[i] - yi[anchor]) - mean
      q += w * r * r
      slope += w * r * w * r
    }
    let df = Double(vi.count - 1)
    switch method {
    case .pm: return (df - q) / df
    case .ml: return 1 - slope / (total + heaviest)
    default:
      let trace = (2 * heaviest * total + (total * total - squares)) / (total + heaviest)
      return 1 - slope / trace
    }
  }

  var json: String {
    "{\"fitted\": \(fitted), \"at_zero\": \(truncated), \"several_maxima\": \(severalMaxima), "
      + "\"with_reason\": \(reasons), \"unfinished\": \(unfinished), \"zero_but_falling\": \(below), "
      + "\"worst_relative_gradient\": \(worstGradient), \"compared_with_single_fits\": \(compared), "
      + "\"worst_difference\": \(worstDifference)}"
  }
}
