// permutation-benchmark OUTCOMES STUDIES PERMUTATIONS REPEATS    timings and rates as JSON; SYNTHETIC data
import HandLoops
import MetaAnalysis

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let outcomes = ((arguments.first ?? 4096) + 15) / 16 * 16
let studies = arguments.count > 1 ? arguments[1] : 128
let permutations = arguments.count > 2 ? arguments[2] : 4096
let repeats = arguments.count > 3 ? arguments[3] : 5

/// The least seconds of several runs.
@MainActor func least(_ body: @MainActor () throws -> Void) rethrows -> Double {
  var best = Double.infinity
  for _ in 0..<repeats {
    let start = ContinuousClock.now
    try body()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    best = min(best, Double(seconds) + Double(attoseconds) * 1e-18)
  }
  return best
}

var generator = SplitMix64(seed: 2026)
var (yi, vi) = ([Double](), [Double]())
let x = (0..<studies).map { _ in generator.normal() }
for _ in 0..<outcomes {
  for i in 0..<studies {
    let variance = 0.02 + 0.3 * generator.uniform()
    vi.append(variance)
    yi.append(0.1 * x[i] * generator.uniform() + variance.squareRoot() * generator.normal())
  }
}
let panel = try Panel(yi: yi, vi: vi, analyses: outcomes, studies: studies)
let design = Design(columns: [
  .init(term: Design.intercept, values: x.map { _ in 1 }), .init(term: "x", values: x),
])
let settings = PermutationSettings(extent: .random(permutations), seed: 1)
let model = BatchModel(method: .ee, test: .z)

// The machine's own rates, before and after everything else.
let square = Matrix(rows: 1024, columns: 1024, elements: (0..<1 << 20).map { Double($0 % 7) })
@MainActor func dgemm() -> Double { 2 * 1024 * 1024 * 1024 / least { _ = square * square } }
@MainActor func fused() -> Double { 192 * 1e6 / least { fusedSum = hand_fused(1_000_000) } }
var fusedSum = 0.0
var (rate, peak) = (dgemm(), fused())

var test: PanelPermutationTest?
@MainActor func ours(_ threads: Int) throws -> Double {
  try least { test = try PanelPermutationTest(panel, design: design, model: model, settings, threads: threads) }
}
// What does not depend on the number of permutations: reading the panel and fitting the data themselves.
let setup = try least {
  _ = try PanelPermutationTest(panel, design: design, model: model, .init(extent: .random(1), seed: 1))
}
var one = try ours(1)
let two = try ours(2)

// The same test by loops, over random permutations of their own.
var orders: [Int32] = []
for _ in 0..<permutations {
  var order = (0..<studies).map { Int32($0) }
  order.shuffle(using: &generator)
  orders += order
}
let weights = vi.map { 1 / $0 }
func turned(_ values: [Double]) -> [Double] {
  (0..<studies).flatMap { i in (0..<outcomes).map { values[$0 * studies + i] } }
}
let weighted = zip(weights, yi).map(*)
let (w, wy) = (turned(weights), turned(weighted))
let limits = try (0..<outcomes).map { m in
  guard let statistic = test?.statistic(1)[m] else { throw BenchmarkError.undefined(m) }
  return statistic * (1 - 1.5e-8)
}
enum BenchmarkError: Error {
  case undefined(Int)
  case different(String)
}

typealias Loop = (
  Int, Int32, Int, UnsafePointer<Double>?, UnsafePointer<Double>?, UnsafePointer<Double>?,
  UnsafePointer<Int32>?,
  UnsafePointer<Double>?, UnsafeMutablePointer<Double>?
) -> Void
var loops: [(String, Double)] = []
var expected: [Double]?
@MainActor func time(_ name: String, _ loop: Loop, _ w: [Double], _ wy: [Double]) throws {
  var counts: [Double] = []
  let seconds = least {
    counts = [Double](repeating: 0, count: outcomes)
    loop(outcomes, Int32(studies), permutations, w, wy, x, orders, limits, &counts)
  }
  if let expected {
    // Sums in another order may move single judgements.
    let worst = zip(counts, expected).map { abs($0 - $1) }.max() ?? 0
    guard worst <= 1 else { throw BenchmarkError.different(name) }
  }
  expected = expected ?? counts
  loops.append((name, seconds))
}
try time("streaming", hand_streaming, w, wy)
try time("tiled", hand_tiled, w, wy)
try time("blocked", hand_blocked, w, wy)
try time("gathered", hand_gathered, weights, weighted)

one = min(one, try ours(1))
(rate, peak) = (max(rate, dgemm()), max(peak, fused()))
// The p values of different random permutations differ by chance only.
var distance = 0.0
for m in 0..<outcomes {
  let (a, b) = (test?.pValue(1)[m] ?? 0, ((expected?[m] ?? 0) + 1) / Double(permutations + 1))
  let p = max((a + b) / 2, 1 / Double(permutations))
  distance = max(distance, abs(a - b) / (2 * p * (1 - p) / Double(permutations)).squareRoot())
}

// Two sums of S and one of t for each outcome and permutation; what belongs to the intercept alone stays.
let operations = 2.0 * 3 * Double(outcomes) * Double(studies) * Double(permutations)
func field(_ name: String, _ value: Double) -> String { "  \"\(name)\": \(value)" }
print("{")
print(
  ([
    "  \"outcomes\": \(outcomes),\n  \"studies\": \(studies),\n  \"permutations\": \(permutations)",
    "  \"wide\": \(hand_loops_wide() != 0)", field("dgemm_gflops", rate / 1e9), field("fma_gflops", peak / 1e9),
    field("seconds", one),
    field("setup_seconds", setup), field("two_threads_seconds", two),
    field("product_gflops", operations / (one - setup) / 1e9), field("largest_p_distance", distance),
  ] + loops.map { field($0.0 + "_seconds", $0.1) }).joined(separator: ",\n"))
print("}")
