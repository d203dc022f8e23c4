import CBatchKernels
import LinearAlgebra
import MetaModels

/// The statistics of many outcomes under many permutations of the studies they share.
///
/// With weights that permutations do not change (equal effects) the normal equations of all outcomes are sums over the
/// studies of Σ w x xᵀ and Σ w x y with the design's columns as each permutation deals them. They are formed for a few
/// outcomes and permutations at a time, turned into statistics and counted while they are in registers and the first-level
/// cache; nothing of size outcomes × permutations is kept. Random effects have weights of their own in every permutation
/// and are fitted in lanes, outcome by outcome.
///
/// Whether a statistic is as extreme as the data's is judged within 1.5e-8. Outcomes whose weights or residuals would let
/// the rounding of normal equations reach the judgement go to the lanes too. Sums run in the order of the studies, so
/// that the bytes are the same for any number of threads and on every processor.
package struct PanelPermutations: Sendable {
  /// Permutations that should be counted at a time.
  package static let round = 4096

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
  private let order: [Int]
  private let isMean: Bool
  /// What a joint statistic is multiplied with to be a χ².
  private let joint: Double
  private let tiles: PermutedTiles?
  private let others: [Int]

  /// The statistics of a panel with a regression.
  package init(_ regression: BatchRegression, _ panel: Panel) throws {
    let results = try regression.fit(panel, givesPValues: false)
    self.regression = regression
    let used = regression.usedDesign
    let panel = used.matrix.rows == panel.studies ? panel : panel.selecting(studies: regression.usedStudies)
    self.panel = panel
    (matrix, terms) = (used.matrix, used.terms)
    let (p, count) = (used.matrix.columns, panel.analyses)
    isMean = p == 1 && used.matrix.elements.allSatisfy { $0 == 1 }
    let order = (0..<p).filter { !used.tested.contains($0) } + used.tested
    let joint = regression.model.test == .z ? 1 : Double(max(used.tested.count, 1))
    var observed = [Double](repeating: .nan, count: (p + 1) * count)
    let status = results.status
    let isFitted = (0..<count).map { status[$0].hasNumbers && Int(results.rank[$0]) == p }
    for j in 0...p {
      let column = j < p ? results.statistic(used.kept[j]) : results.omnibus
      for m in 0..<count where isFitted[m] { observed[j * count + m] = column[m].map(abs) ?? .nan }
    }
    (self.observed, self.order, self.joint) = (observed, order, joint)
    let tiles = try PermutedTiles(
      regression, panel, matrix: matrix.selecting(columns: order), tested: used.tested.count, isMean: isMean,
      terms: order.map { used.terms[$0] })
    if let tiles {
      let observed = observed
      others = tiles.fill(panel, results, threads: regression.threads) { a, m in
        let value = observed[(a < p ? order[a] : p) * count + m]
        return value.isNaN ? nil : PanelPermutations.squaredLimit(value, a < p ? nil : joint)
      }
      self.tiles = others.count < count ? tiles : nil
    } else {
      (self.tiles, others) = (nil, (0..<count).filter { !observed[p * count + $0].isNaN })
    }
  }

  /// The square that a statistic must reach: that of the data's less 1.5e-8; a joint statistic is a square already.
  private static func squaredLimit(_ value: Double, _ joint: Double?) -> Double {
    let limit = value - 1.5e-8 * max(1, value)
    if let joint { return limit * joint }
    return limit > 0 ? limit * limit : -1
  }

  /// What a run of permutations yields.
  package struct Counts: Equatable, Sendable {
    /// How many permutations are at least as extreme as the data: the layout of ``PanelPermutations/observed``.
    package var counts: [Int]
    /// For each permutation the largest statistic among the outcomes: p coefficients and the joint one.
    package var maxima: [Double]
  }

  /// Counts permutations, best about ``round`` of them, whose arrangements are `signs` of the studies or `orders`, k a
  /// permutation: the study whose estimate and variance go to each row.
  package func count(_ arrangements: [Int32], permutations: Int, threads: Int) -> Counts {
    let (p, k) = (matrix.columns, matrix.rows)
    var result = Counts(
      counts: [Int](repeating: 0, count: (p + 1) * outcomes),
      maxima: [Double](repeating: 0, count: permutations * (p + 1)))
    if let tiles {
      let (counts, maxima) = tiles.count(arrangements, permutations: permutations, threads: threads)
      for a in 0...p {
        let row = (a < p ? order[a] : p) * outcomes
        for m in 0..<outcomes { result.counts[row + m] = Int(counts[tiles.position(a, of: m)]) }
        for i in 0..<permutations {
          let square = maxima[i * (p + 1) + a]
          result.maxima[i * (p + 1) + (a < p ? order[a] : p)] = a < p ? square.squareRoot() : square / joint
        }
      }
    }
    for m in others {
      for a in 0...p { result.counts[a * outcomes + m] = 0 }
      refit(m, arrangements, permutations, threads, k, &result.counts, &result.maxima)
    }
    return result
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
