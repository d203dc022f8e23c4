import MetaAnalysis

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Time per analysis, the least of several repetitions, beside the time of merely reading the input.
///
/// One thread and two take turns; how much faster two are is said by each pair of neighbours in time, so that whatever
/// else keeps the machine busy touches both.
///
/// Random effects of τ² = 0.02 round 0.3, sampling variances log-uniform from 0.01 to 0.1: SYNTHETIC.
struct Speed {
  let analyses: Int
  let studies: Int
  let repeats: Int

  func run(export: String?) throws {
    var random = SplitMix64(seed: 20)
    var (yi, vi) = ([Double](), [Double]())
    yi.reserveCapacity(analyses * studies)
    vi.reserveCapacity(analyses * studies)
    for _ in 0..<(analyses * studies) {
      let variance = 0.01 * pow(10, random.uniform())
      vi.append(variance)
      yi.append(0.3 + (variance + 0.02).squareRoot() * random.normal())
    }
    if let export { write(yi, vi, to: export) }
    let panel = try Panel(yi: yi, vi: vi, analyses: analyses, studies: studies)
    var results = BatchResults(count: analyses)
    var fields: [(String, Double)] = []
    let cases: [(BatchMethod, CoefficientTest)] = [
      (.ee, .z), (.dl, .z), (.dl, .knha), (.he, .knha), (.hs, .knha), (.sj, .knha), (.pm, .z), (.pm, .knha),
      (.ml, .z), (.reml, .z), (.reml, .knha),
    ]
    var pairs: [(String, [Double])] = []
    func measure(_ name: String, _ body: (_ threads: Int) throws -> Double) rethrows {
      var best = [Double.infinity, .infinity]
      var ratios: [Double] = []
      for _ in 0..<repeats {
        let times = [try body(1), try body(2)]
        for position in 0..<2 { best[position] = min(best[position], times[position]) }
        ratios.append(times[0] / times[1])
      }
      fields.append(("\(name) 1", best[0]))
      fields.append(("\(name) 2", best[1]))
      pairs.append((name, ratios))
    }
    // What two threads gain where memory alone is the limit.
    measure("read") { threads in
      seconds { checksum += both(threads, { sum(yi) }, { sum(vi) }) }
    }
    for (method, test) in cases {
      let model = BatchModel(method: method, test: test)
      let engines = [try BatchEngine(model, threads: 1), try BatchEngine(model, threads: 2)]
      engines[1].fit(panel, into: &results)
      measure("\(method.rawValue) \(test.rawValue)") { threads in
        seconds { engines[threads - 1].fit(panel, into: &results) }
      }
      for n in stride(from: 0, to: analyses, by: max(1, analyses / 100)) {
        checksum += results.tau2[n] ?? 0
      }
    }
    // As above with memory for the results that nobody has touched before.
    try measure("REML knha, new results") { threads in
      let engine = try BatchEngine(BatchModel(), threads: threads)
      var made: BatchResults?
      let time = seconds { made = engine.fit(panel) }
      checksum += made?.tau2[0] ?? 0
      return time
    }
    // Regressions on two moderators, a tenth of the analyses, also with new memory; nanoseconds of all analyses.
    let some = try Panel(
      yi: Array(yi.prefix(analyses / 10 * studies)), vi: Array(vi.prefix(analyses / 10 * studies)),
      analyses: analyses / 10, studies: studies)
    let design = Design(columns: [
      .init(term: "intercept", values: Array(repeating: 1, count: studies)),
      .init(term: "x1", values: (0..<studies).map { Double($0) / Double(studies) }),
      .init(term: "x2", values: (0..<studies).map { Double($0 % 3) }),
    ])
    for (method, test) in [(BatchMethod.reml, CoefficientTest.knha), (.dl, .z)] {
      try measure("\(method.rawValue) \(test.rawValue), two moderators") { threads in
        let regression = try BatchRegression(
          BatchModel(method: method, test: test), design: design, threads: threads)
        var made: RegressionResults?
        let time = try seconds { made = try regression.fit(some) }
        checksum += made?.tau2[0] ?? 0
        return 10 * time
      }
    }
    fields.append(("DL z few columns", try few(panel)))
    for set in InstructionSet.available {
      let engine = try BatchEngine(BatchModel(), instructionSet: set)
      var best = Double.infinity
      for _ in 0..<max(2, repeats / 3) { best = min(best, seconds { engine.fit(panel, into: &results) }) }
      fields.append(("REML knha \(set.rawValue)", best))
    }
    let list = fields.map { "    \"\($0.0)\": \($0.1 / Double(analyses) * 1e9)" }.joined(separator: ",\n")
    let speedups = pairs.map { "    \"\($0.0)\": \($0.1)" }.joined(separator: ",\n")
    let tau2 = (0..<min(analyses, 300)).map { results.tau2[$0].map { "\($0)" } ?? "null" }
    print(
      """
      {
        "analyses": \(analyses), "studies": \(studies), "instruction_set": "\(InstructionSet.widest.rawValue)",
        "nanoseconds": {
      \(list)
        },
        "two_threads": {
      \(speedups)
        },
        "checksum": \(checksum),
        "tau2": [\(tau2.joined(separator: ", "))]
      }
      """)
  }

  /// DerSimonian and Laird's fit with five columns of results instead of all sixteen, through the low-level entry.
  private func few(_ panel: Panel) throws -> Double {
    let engine = try BatchEngine(BatchModel(method: .dl, test: .z))
    let columns: [BatchColumn] = [.estimate, .se, .pValue, .tau2, .q]
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: columns.count * analyses)
    defer { memory.deallocate() }
    var output = BatchOutput()
    for (position, column) in columns.enumerated() { output[column] = memory + position * analyses }
    var best = Double.infinity
    panel.yi.withUnsafeBufferPointer { yi in
      panel.vi.withUnsafeBufferPointer { vi in
        for _ in 0..<repeats {
          best = min(
            best,
            seconds { engine.fit(yi: yi, vi: vi, analyses: analyses, studies: studies, into: output) })
        }
      }
    }
    checksum += memory[0]
    return best
  }

  /// Estimates then variances of all analyses, as doubles.
  private func write(_ yi: [Double], _ vi: [Double], to path: String) {
    guard let file = fopen(path, "wb") else { return }
    fwrite(yi, 8, yi.count, file)
    fwrite(vi, 8, vi.count, file)
    fclose(file)
  }
}

/// What is computed must be used.
nonisolated(unsafe) var checksum = 0.0

/// Seconds on a clock that only goes forward.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let duration = try clock.measure(body).components
  return Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
}

/// The sum of two numbers, computed one after the other or by two threads.
func both(_ threads: Int, _ first: @escaping () -> Double, _ second: @escaping () -> Double) -> Double {
  guard threads > 1 else { return first() + second() }
  final class Half {
    let body: () -> Double
    var result = 0.0
    init(_ body: @escaping () -> Double) { self.body = body }
  }
  let half = Half(second)
  #if canImport(Glibc)
  var thread = pthread_t()
  #else
  var thread: pthread_t?
  #endif
  let failed = pthread_create(
    &thread, nil,
    { argument in
      let pointer: UnsafeMutableRawPointer? = argument
      if let pointer {
        let half = Unmanaged<Half>.fromOpaque(pointer).takeUnretainedValue()
        half.result = half.body()
      }
      return nil
    }, Unmanaged.passUnretained(half).toOpaque())
  let own = first()
  if failed != 0 { return own + second() }
  #if canImport(Glibc)
  pthread_join(thread, nil)
  #else
  if let thread { pthread_join(thread, nil) }
  #endif
  return own + half.result
}

/// The sum in eight lanes and four strands: as fast as memory delivers.
func sum(_ numbers: [Double]) -> Double {
  numbers.withUnsafeBytes { bytes in
    var strands = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
    var at = 0
    while at + 256 <= bytes.count {
      strands.0 += bytes.loadUnaligned(fromByteOffset: at, as: SIMD8<Double>.self)
      strands.1 += bytes.loadUnaligned(fromByteOffset: at + 64, as: SIMD8<Double>.self)
      strands.2 += bytes.loadUnaligned(fromByteOffset: at + 128, as: SIMD8<Double>.self)
      strands.3 += bytes.loadUnaligned(fromByteOffset: at + 192, as: SIMD8<Double>.self)
      at += 256
    }
    return (strands.0 + strands.1 + strands.2 + strands.3).sum()
  }
}
