import CBatchKernels
import LinearAlgebra
import MetaModels
import Synchronization

/// Outcomes of one design and equal effects, sixteen side by side, as the kernel for their permutations reads them.
final class PermutedTiles: @unchecked Sendable {
  /// Outcomes of a tile.
  private static let width = Int(TUTTI_TILE)
  /// The largest ratio of weights for normal equations with several columns, and of Σwy² over the residual sum of squares.
  private static let spread = 1e4
  private static let cancellation = 1e6
  /// Tiles of a task, where there are enough of these and where there are not.
  private static let span = (many: 256, few: 64)

  private let outcomes, studies, columns, tiles, constants: Int
  private let isLed, isMean: Bool
  private let factor: Int32
  private let instructionSet: InstructionSet
  /// Written by ``fill(_:_:threads:limit:)`` only: the design, then the tiles.
  private let memory: AlignedNumbers
  private let basis, inverse, data, fields: UnsafeMutablePointer<Double>

  /// Room for a panel's outcomes; `nil` where weights change under permutation or the design is none for the kernel.
  ///
  /// `matrix` holds the columns of the design with those tested jointly last.
  init?(
    _ regression: BatchRegression, _ panel: Panel, matrix: Matrix, tested: Int, isMean: Bool, terms: [String]
  ) throws {
    let (k, p) = (matrix.rows, matrix.columns)
    isLed = !isMean && tested < p && terms[0] == Design.intercept && (0..<k).allSatisfy { matrix[$0, 0] == 1 }
    guard regression.model.method == .ee, regression.model.test.isFixed, p <= Int(TUTTI_PERMUTED_COLUMNS),
      tested == (isLed ? p - 1 : p)
    else { return nil }
    (outcomes, studies, columns, self.isMean) = (panel.analyses, k, p, isMean)
    tiles = (outcomes + PermutedTiles.width - 1) / PermutedTiles.width
    constants = tutti_permuted_constants(Int32(p))
    let kind =
      switch regression.model.test {
      case .knha: TUTTI_FACTOR_PLAIN
      case .adhoc: TUTTI_FACTOR_AT_LEAST_ONE
      default: TUTTI_FACTOR_NONE
      }
    factor = Int32(kind)
    instructionSet = regression.instructionSet
    let panelSize = 2 * PermutedTiles.width * k * tiles
    memory = AlignedNumbers(panelSize + constants * tiles + k * p + p * p)
    data = memory.base
    fields = data + panelSize
    basis = fields + constants * tiles
    inverse = basis + k * p
    guard !isMean else {
      inverse[0] = 1
      return
    }
    let qr = try ThinQR(matrix)
    let (q, inverted) = (qr.q, qr.inverseTransposed)
    for a in 0..<p {
      for i in 0..<k { basis[i * p + a] = q[i, a] }
      for i in 0..<p { inverse[a * p + i] = inverted[i, a] }
    }
    // The column of an intercept is ones again, in the place of as many times 1/√k.
    if isLed { inverse[0] /= q[0, 0] }
  }

  /// Where the count of an outcome's statistic stands.
  func position(_ statistic: Int, of outcome: Int) -> Int {
    let (tile, lane) = outcome.quotientAndRemainder(dividingBy: PermutedTiles.width)
    return (tile * (columns + 1) + statistic) * PermutedTiles.width + lane
  }

  /// Fills the tiles; `limit` is what the square of a statistic of an outcome must reach, `nil` where it is undefined.
  ///
  /// Returns the outcomes with a joint statistic that must be fitted one by one: their weights or their residuals would
  /// let the rounding of normal equations show, or, with moderators, they lack studies.
  func fill(
    _ panel: Panel, _ results: RegressionResults, threads: Int,
    limit: @Sendable (_ statistic: Int, _ outcome: Int) -> Double?
  ) -> [Int] {
    let (q, k, width) = (results.q, results.k, PermutedTiles.width)
    let (stride, rowStride) = panel.layout == .analysisMajor ? (panel.studies, 1) : (1, panel.analyses)
    let others = Mutex<[Int]>([])
    panel.yi.withUnsafeBufferPointer { yi in
      panel.vi.withUnsafeBufferPointer { vi in
        guard let y = yi.baseAddress, let v = vi.baseAddress else { return }
        nonisolated(unsafe) let (yi, vi) = (y, v)
        Chunks.run(count: tiles, size: 64, threads: threads) { range in
          var found: [Int] = []
          withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * width) { weights in
            guard let smallest = weights.baseAddress else { return }
            let largest = smallest + width
            for tile in range {
              let first = tile * width
              let (data, fields) = (data + 2 * width * studies * tile, fields + constants * tile)
              tutti_permuted_tile(
                Int32(studies), Int32(min(width, outcomes - first)), yi + first * stride, vi + first * stride,
                stride, rowStride, isLed ? 1 : 0, data, fields, smallest, largest)
              for lane in 0..<width {
                let m = first + lane
                let isDefined = m < outcomes && limit(columns, m) != nil
                let isEven =
                  isMean || smallest[lane] > 0 && largest[lane] <= PermutedTiles.spread * smallest[lane]
                let squares = fields[Int(TUTTI_PERMUTED_SQUARES) * width + lane]
                guard isDefined, isEven, squares <= PermutedTiles.cancellation * (q[m] ?? 0) else {
                  if isDefined { found.append(m) }
                  tutti_permuted_blank(Int32(studies), Int32(columns), Int32(lane), data, fields)
                  continue
                }
                fields[Int(TUTTI_PERMUTED_DF) * width + lane] = 1 / max(Double(Int(k[m]) - columns), 1)
                for a in 0...columns {
                  fields[(Int(TUTTI_PERMUTED_LIMITS) + a) * width + lane] = limit(a, m) ?? .infinity
                }
              }
            }
          }
          others.withLock { $0 += found }
        }
      }
    }
    return others.withLock { $0.sorted() }
  }

  /// The counts of all statistics, where ``position(_:of:)`` says, and the largest squares for each permutation.
  func count(_ arrangements: [Int32], permutations: Int, threads: Int) -> (counts: [Int64], maxima: [Double]) {
    var job = tutti_permuted_job(
      studies: Int32(studies), columns: Int32(columns), factor: factor, led: isLed ? 1 : 0,
      signs: isMean ? 1 : 0,
      basis: basis, inverse: inverse, data: data, constants: fields)
    let (row, portion) = (columns + 1, tutti_permuted_portion(&job))
    let portions = (permutations + portion - 1) / portion
    let isMany = (tiles + PermutedTiles.span.many - 1) / PermutedTiles.span.many * portions >= 4 * threads
    let span = isMany ? PermutedTiles.span.many : PermutedTiles.span.few
    let spans = (tiles + span - 1) / span
    let tally = Mutex(
      (
        counts: [Int64](repeating: 0, count: tiles * row * PermutedTiles.width),
        maxima: [Double](repeating: 0, count: permutations * row)
      ))
    arrangements.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return }
      nonisolated(unsafe) let (arrangements, job) = (base, job)
      Chunks.run(count: portions * spans, size: 1, threads: threads) { task in
        let (first, tile) = (task.lowerBound / spans * portion, task.lowerBound % spans * span)
        let (wide, long) = (min(portion, permutations - first), min(span, tiles - tile))
        var job = job
        let space = AlignedNumbers(tutti_permuted_space(&job, wide))
        let counts = AlignedNumbers(long * row * PermutedTiles.width)
        // The largest so far spares the kernel most of the raising; they are exact in any order.
        var maxima = tally.withLock { Array($0.maxima[first * row..<(first + wide) * row]) }
        counts.base.withMemoryRebound(to: Int64.self, capacity: counts.count) { counts in
          counts.update(repeating: 0, count: long * row * PermutedTiles.width)
          tutti_count_permuted(
            instructionSet.code, &job, arrangements + first * studies, wide, tile, long, space.base, counts,
            &maxima)
          tally.withLock {
            let offset = tile * row * PermutedTiles.width
            for i in 0..<long * row * PermutedTiles.width { $0.counts[offset + i] += counts[i] }
            for i in maxima.indices { $0.maxima[first * row + i] = max($0.maxima[first * row + i], maxima[i]) }
          }
        }
      }
    }
    return tally.withLock { ($0.counts, $0.maxima) }
  }
}

/// Numbers whose memory starts at a multiple of 64 bytes, not set to anything.
private final class AlignedNumbers {
  let count: Int
  let base: UnsafeMutablePointer<Double>

  init(_ count: Int) {
    self.count = count
    base = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 8, alignment: 64)
      .bindMemory(to: Double.self, capacity: max(count, 1))
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}
