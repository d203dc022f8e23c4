import CBatchKernels
import COpenBLAS
import LinearAlgebra
import MetaModels

/// The statistics of many outcomes under many permutations of the studies they share.
///
/// With weights that permutations do not change (equal effects), all normal equations are two matrix products over the
/// studies: Σ w x xᵀ and Σ w x y are (outcomes × studies) times (studies × permutations) with the products of orthonormal
/// design columns that each permutation deals to the studies on the right. OpenBLAS forms them block by block in cache,
/// where the statistics are made and counted at once; nothing of size outcomes × permutations is kept. Random effects
/// have weights of their own in every permutation and are fitted in lanes, outcome by outcome.
///
/// Whether a statistic is as extreme as the data's is judged within 1.5e-8. Products sum in an order of the library's own,
/// which may differ between processors; outcomes whose weights or residuals would let that reach the judgement go to the
/// lanes, whose bytes are the same everywhere.
package struct PanelPermutations: Sendable {
  /// Permutations per round, for which the right sides of the products are made once.
  package static let round = 2048
  /// Outcomes and permutations of one product.
  private static let outcomeBlock = 256
  private static let permutationBlock = 64
  /// The largest ratio of weights for products with several columns, and of Σwy² over the residual sum of squares.
  private static let spread = 1e4
  private static let cancellation = 1e6

  /// The data's own statistics: absolute values, coefficient after coefficient, then the joint ones; NaN where undefined.
  package let observed: [Double]
  /// The design of the studies used.
  package let matrix: Matrix
  /// The terms of its columns.
  package let terms: [String]
  /// The number of outcomes.
  package var outcomes: Int { panel.analyses }

  private let regression: BatchRegression
  private let panel: Panel
  private let isMean: Bool
  /// Whether the first column in order is the intercept, whose products no permutation changes.
  private let isLed: Bool
  private let order: [Int]
  private let basis: Matrix
  private let inverse: Matrix
  private let tested: Int
  /// The squares of what counts as extreme, one column per coefficient and one for the joint statistic, in lane order.
  private let limits: [Double]
  private let products: Outcomes
  private let others: [Int]

  /// Outcomes in the form of the products; those that go another way have y = 0 and are never extreme.
  private struct Outcomes: Sendable {
    var count = 0
    var weights: [Double] = []
    var weighted: [Double] = []
    var squares: [Double] = []
    var df: [Double] = []
    var shift: [Double] = []
    var total: [Double] = []
    /// Sums of weighted estimates less their shift.
    var moment: [Double] = []
  }

  /// The statistics of a panel with a regression.
  package init(_ regression: BatchRegression, _ panel: Panel) throws {
    let results = try regression.fit(panel)
    self.regression = regression
    let used = regression.usedDesign
    let panel = panel.selecting(studies: regression.usedStudies)
    self.panel = panel
    (matrix, terms) = (used.matrix, used.terms)
    let (p, count) = (used.matrix.columns, panel.analyses)
    isMean = p == 1 && used.matrix.elements.allSatisfy { $0 == 1 }
    tested = used.tested.count
    order = (0..<p).filter { !used.tested.contains($0) } + used.tested
    let qr = try ThinQR(used.matrix.selecting(columns: order))
    basis = isMean ? used.matrix : qr.q
    inverse = isMean ? Matrix(rows: 1, columns: 1, repeating: 1) : qr.inverseTransposed
    var observed = [Double](repeating: .nan, count: (p + 1) * count)
    for m in 0..<count where results.status[m].hasNumbers && Int(results.rank[m]) == p {
      for (j, column) in used.kept.enumerated() {
        observed[j * count + m] = results.statistic(column)[m].map(abs) ?? .nan
      }
      observed[p * count + m] = results.omnibus[m] ?? .nan
    }
    self.observed = observed
    let joint = regression.model.test == .z ? 1 : Double(max(used.tested.count, 1))
    let padded = (count + 7) / 8 * 8
    var limits = [Double](repeating: .infinity, count: (p + 1) * padded)
    for a in 0...p {
      for m in 0..<count {
        let value = observed[(a < p ? order[a] : p) * count + m]
        guard !value.isNaN else { continue }
        limits[a * padded + m] = PanelPermutations.squaredLimit(value, a < p ? nil : joint)
      }
    }
    self.limits = limits
    let hasIntercept = terms.contains(Design.intercept) && !isMean && tested < p
    isLed = hasIntercept && terms[order[0]] == Design.intercept
    (products, others) = PanelPermutations.split(
      panel, results, p: p, isMean: isMean, shifts: hasIntercept,
      isProduct: regression.model.method == .ee
        && regression.model.test.isFixed && p <= RegressionLanes.mostColumns, observed: observed)
  }

  /// The square that a statistic must reach: that of the data's less 1.5e-8; a joint statistic is a square already.
  private static func squaredLimit(_ value: Double, _ joint: Double?) -> Double {
    let limit = value - 1.5e-8 * max(1, value)
    if let joint { return limit * joint }
    return limit > 0 ? limit * limit : -1
  }

  /// Which outcomes go through products, in their form, and which one by one.
  private static func split(
    _ panel: Panel, _ results: RegressionResults, p: Int, isMean: Bool, shifts: Bool, isProduct: Bool,
    observed: [Double]
  ) -> (Outcomes, [Int]) {
    let (count, k) = (panel.analyses, panel.studies)
    let padded = (count + 7) / 8 * 8
    var result = Outcomes()
    result.count = padded
    result.weights = [Double](repeating: 1, count: padded * k)
    result.weighted = [Double](repeating: 0, count: padded * k)
    result.squares = [Double](repeating: 1, count: padded)
    (result.df, result.shift, result.total) = (
      result.squares, result.squares.map { _ in 0 }, result.squares.map { _ in Double(k) }
    )
    result.moment = result.shift
    var others: [Int] = []
    for m in 0..<count where !observed[p * count + m].isNaN {
      var (total, moment, least, most) = (0.0, 0.0, Double.infinity, 0.0)
      var (weights, ys) = ([Double](repeating: 0, count: k), [Double](repeating: 0, count: k))
      for i in 0..<k {
        let at = panel.index(analysis: m, study: i)
        guard !panel.yi[at].isNaN, !panel.vi[at].isNaN else { continue }
        let w = 1 / panel.vi[at]
        (weights[i], ys[i]) = (w, panel.yi[at])
        (total, moment) = (total + w, moment + w * panel.yi[at])
        (least, most) = (min(least, w), max(most, w))
      }
      let mean = shifts ? moment / total : 0
      var squares = 0.0
      for i in 0..<k { squares += weights[i] * (ys[i] - mean) * (ys[i] - mean) }
      let residual = results.q[m] ?? 0
      let isComplete = weights.allSatisfy { $0 > 0 }
      guard isProduct, isMean || isComplete && most <= spread * least, squares <= cancellation * residual else {
        others.append(m)
        continue
      }
      for i in 0..<k {
        result.weights[i * padded + m] = weights[i]
        result.weighted[i * padded + m] = weights[i] > 0 ? weights[i] * (ys[i] - mean) : 0
      }
      (result.squares[m], result.shift[m], result.total[m]) = (squares, mean, total)
      result.moment[m] = (0..<k).reduce(0) { $0 + result.weighted[$1 * padded + m] }
      result.df[m] = max(Double(Int(results.k[m]) - p), 1)
    }
    return (result, others)
  }

  /// What a run of permutations yields.
  package struct Counts: Sendable {
    /// How many permutations are at least as extreme as the data: the layout of ``PanelPermutations/observed``.
    package var counts: [Int]
    /// For each permutation the largest statistic among the outcomes: p coefficients and the joint one.
    package var maxima: [Double]
  }

  /// Counts a round of at most ``round`` permutations, whose arrangements are `signs` of the studies or `orders`, k a
  /// permutation: the study whose estimate and variance go to each row.
  package func count(_ arrangements: [Int32], permutations: Int, threads: Int) -> Counts {
    let (p, k, padded) = (matrix.columns, matrix.rows, products.count)
    var counts = [Double](repeating: 0, count: (p + 1) * padded)
    var maxima = [Double](repeating: 0, count: permutations * (p + 1))
    if outcomes > others.count {
      let right = RightSides(arrangements, permutations, basis: basis, isMean: isMean, skips: isLed ? 1 : 0)
      let blocks = (padded + PanelPermutations.outcomeBlock - 1) / PanelPermutations.outcomeBlock
      var partial = [Double](repeating: 0, count: blocks * permutations * (p + 1))
      counts.withUnsafeMutableBufferPointer { counts in
        partial.withUnsafeMutableBufferPointer { partial in
          let (counts, partial) = (SharedNumbers(counts), SharedNumbers(partial))
          Chunks.run(count: padded, size: PanelPermutations.outcomeBlock, threads: threads) { range in
            let block = range.lowerBound / PanelPermutations.outcomeBlock
            multiply(
              right, range, permutations, counts.base + range.lowerBound,
              partial.base + block * permutations * (p + 1))
          }
        }
      }
      for block in 0..<blocks {
        for i in maxima.indices { maxima[i] = max(maxima[i], partial[block * maxima.count + i]) }
      }
    }
    var result = [Int](repeating: 0, count: (p + 1) * outcomes)
    let joint = regression.model.test == .z ? 1 : Double(max(tested, 1))
    for a in 0...p {
      let row = a < p ? order[a] : p
      for m in 0..<outcomes { result[row * outcomes + m] = Int(counts[a * padded + m]) }
    }
    var largest = [Double](repeating: 0, count: maxima.count)
    for permutation in 0..<permutations {
      for a in 0...p {
        let square = maxima[permutation * (p + 1) + a]
        largest[permutation * (p + 1) + (a < p ? order[a] : p)] = a < p ? square.squareRoot() : square / joint
      }
    }
    for m in others {
      for a in 0...p { result[a * outcomes + m] = 0 }
      refit(m, arrangements, permutations, threads, k, &result, &largest)
    }
    return Counts(counts: result, maxima: largest)
  }

  /// The products of a block of outcomes with all permutations, and what their statistics count to.
  private func multiply(
    _ right: RightSides, _ range: Range<Int>, _ permutations: Int, _ counts: UnsafeMutablePointer<Double>,
    _ maxima: UnsafeMutablePointer<Double>
  ) {
    let (p, k, padded, size) = (matrix.columns, matrix.rows, products.count, range.count)
    // Without the intercept's own products, which are the same for all permutations.
    let led = isLed ? 1 : 0
    let (columns, triangle) = (p - led, p * (p + 1) / 2 - led)
    let block = PanelPermutations.permutationBlock
    // Products stand in buffers as wide as the outcomes of all, so that limits and counts share their stride.
    var s = [Double](repeating: 0, count: isMean ? size : max(size * block * triangle, 1))
    var t = [Double](repeating: 0, count: max(size * block * columns, 1))
    let (test, start) = (regression.model.test, range.lowerBound)
    if isMean { for m in 0..<size { s[m] = products.total[start + m] } }
    var limits = [Double](repeating: 0, count: (p + 1) * size)
    for a in 0...p { for m in 0..<size { limits[a * size + m] = self.limits[a * padded + start + m] } }
    var local = [Double](repeating: 0, count: (p + 1) * size)
    // A column of an orthonormal basis that belongs to the intercept holds one number k times.
    let level = isLed ? basis[0, 0] : 0
    var (ledS, ledT) = ([Double](repeating: 0, count: size), [Double](repeating: 0, count: size))
    for m in 0..<size {
      ledS[m] = level * level * products.total[start + m]
      ledT[m] = level * products.moment[start + m]
    }
    let shifted = order.firstIndex { terms[$0] == Design.intercept && !isMean && tested < p } ?? -1
    for first in stride(from: 0, to: permutations, by: block) {
      let width = min(block, permutations - first)
      products.weighted.withUnsafeBufferPointer { left in
        right.columns.withUnsafeBufferPointer { dealt in
          guard let left = left.baseAddress, let dealt = dealt.baseAddress else { return }
          product(
            left + start, dealt + first * columns * k, &t, rows: size, columns: width * columns, inner: k,
            ld: padded)
        }
      }
      if !isMean {
        products.weights.withUnsafeBufferPointer { left in
          right.products.withUnsafeBufferPointer { dealt in
            guard let left = left.baseAddress, let dealt = dealt.baseAddress else { return }
            product(
              left + start, dealt + first * triangle * k, &s, rows: size, columns: width * triangle, inner: k,
              ld: padded)
          }
        }
      }
      inverse.elements.withUnsafeBufferPointer { inverse in
        products.shift.withUnsafeBufferPointer { shift in
          products.squares.withUnsafeBufferPointer { squares in
            products.df.withUnsafeBufferPointer { df in
              guard let shift = shift.baseAddress, let squares = squares.baseAddress, let df = df.baseAddress
              else {
                return
              }
              s.withUnsafeBufferPointer { s in
                t.withUnsafeBufferPointer { t in
                  ledS.withUnsafeBufferPointer { ledS in
                    ledT.withUnsafeBufferPointer { ledT in
                      limits.withUnsafeBufferPointer { limits in
                        var job = tutti_permuted_job(
                          columns: Int32(p), tested: Int32(tested),
                          factor: Int32(
                            test == .knha
                              ? TUTTI_FACTOR_PLAIN
                              : test == .adhoc ? TUTTI_FACTOR_AT_LEAST_ONE : TUTTI_FACTOR_NONE),
                          outcomes: size, permutations: width, s: s.baseAddress, is_constant: isMean ? 1 : 0,
                          t: t.baseAddress, led_s: isLed ? ledS.baseAddress : nil,
                          led_t: isLed ? ledT.baseAddress : nil, ld: size, inverse: inverse.baseAddress,
                          shifted: Int32(shifted),
                          shift: shift + start, squares: squares + start, df: df + start,
                          limits: limits.baseAddress
                        )
                        local.withUnsafeMutableBufferPointer { local in
                          tutti_permuted_statistics(&job, local.baseAddress, maxima + first * (p + 1))
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    for a in 0...p { for m in 0..<size { counts[a * padded + m] += local[a * size + m] } }
  }

  private func product(
    _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ result: inout [Double], rows: Int,
    columns: Int,
    inner: Int, ld: Int
  ) {
    let code = tutti_gemm(
      0, 0, Int32(rows), Int32(columns), Int32(inner), left, Int32(ld), right, Int32(inner), &result,
      Int32(rows))
    precondition(code == 0, LinearAlgebraError.openBLASMissing.description)
  }

  /// One outcome by fits of its own.
  private func refit(
    _ m: Int, _ arrangements: [Int32], _ permutations: Int, _ threads: Int, _ k: Int, _ counts: inout [Int],
    _ largest: inout [Double]
  ) {
    let p = matrix.columns
    let at = (0..<k).map { panel.index(analysis: m, study: $0) }
    let model = RefitModel(
      yi: at.map { panel.yi[$0] }, vi: at.map { panel.vi[$0] }, design: matrix, terms: terms,
      settings: regression.model.settings)
    let refits = model.refits(permutations, threads: threads) { range in
      let part = Array(arrangements[range.lowerBound * k..<range.upperBound * k])
      return isMean ? .signs(part) : .orders(part)
    }
    for i in 0..<permutations {
      for a in 0...p {
        let statistic = refits.size(i, a)
        let value = observed[a * outcomes + m]
        if !value.isNaN, statistic >= value - 1.5e-8 * max(1, value) { counts[a * outcomes + m] += 1 }
        largest[i * (p + 1) + a] = max(largest[i * (p + 1) + a], statistic)
      }
    }
  }
}

extension Refits {
  /// The size of a coefficient's statistic, or after them the joint statistic; infinite where it is undefined.
  package func size(_ i: Int, _ position: Int) -> Double {
    guard position < p else { return omnibus[i].isNaN ? .infinity : omnibus[i] }
    let variance = variances[i * p + position]
    return variance > 0 ? abs(coefficients[i * p + position]) / variance.squareRoot() : .infinity
  }
}

/// The right sides of the products for a round of permutations.
private struct RightSides: Sendable {
  /// x̃ₐ dealt to the studies: k × p for each permutation, the first left out where it is the intercept.
  var columns: [Double]
  /// x̃ₐx̃ᵦ: k × p(p + 1)/2 for each permutation, likewise; empty for signs.
  var products: [Double] = []

  init(_ arrangements: [Int32], _ permutations: Int, basis: Matrix, isMean: Bool, skips: Int) {
    let (k, p) = (basis.rows, basis.columns)
    if isMean {
      columns = (0..<permutations * k).map { Double(arrangements[$0]) }
      return
    }
    let (width, triangle) = (p - skips, p * (p + 1) / 2 - skips)
    columns = [Double](repeating: 0, count: permutations * width * k)
    products = [Double](repeating: 0, count: permutations * triangle * k)
    for permutation in 0..<permutations {
      for row in 0..<k {
        let study = Int(arrangements[permutation * k + row])
        for a in skips..<p {
          columns[(permutation * width + a - skips) * k + study] = basis[row, a]
          for b in 0...a {
            let position = permutation * triangle + a * (a + 1) / 2 + b - skips
            products[position * k + study] = basis[row, a] * basis[row, b]
          }
        }
      }
    }
  }
}

/// Numbers of which each thread writes its own.
private struct SharedNumbers: @unchecked Sendable {
  let base: UnsafeMutablePointer<Double>
  init(_ buffer: UnsafeMutableBufferPointer<Double>) {
    // Buffers of arrays that hold something have an address.
    base = buffer.baseAddress ?? UnsafeMutablePointer(bitPattern: 64).unsafelyUnwrapped
  }
}
