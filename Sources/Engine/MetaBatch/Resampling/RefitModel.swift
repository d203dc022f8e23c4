import CBatchKernels
import EffectMeasures
import LinearAlgebra
import MetaModels

/// A fitted model, ready to be fitted again to thousands of samples of its rows.
///
/// Samples are solved eight at a time in lanes; what lanes leave out (user weights, GENQ, more than eight columns, too
/// few or nearly dependent rows, exact fits, extreme numbers) goes to the single fit, sample by sample, so that every
/// sample gets what the single fit gives. Results do not depend on the number of threads.
package struct RefitModel: Sendable {
  /// Samples per chunk of work.
  static let chunk = 512

  /// The estimates used.
  package let yi: [Double]
  /// Their sampling variances.
  package let vi: [Double]
  /// The design of the rows used.
  package let design: Matrix
  /// The terms of its columns.
  package let terms: [String]
  /// The choices of the fit, without an interval of τ².
  package let settings: ModelSettings
  private let weights: [Double]?
  private let tested: [Int]
  private let lanes: RegressionLanes?

  /// Whether the test in use is chosen fit by fit.
  package var choosesTest: Bool { !settings.test.isFixed }
  /// The number of rows.
  package var k: Int { yi.count }
  /// The number of coefficients.
  package var p: Int { terms.count }

  /// The model of an inverse-variance fit; `nil` for pooling over tables, mixed and location–scale models.
  package init?(_ fit: Fit) {
    guard fit.scale == nil, fit.mixedModel == nil, fit.settings.pooling == .inverseVariance,
      !fit.coefficients.isEmpty
    else { return nil }
    let used = fit.studies.indices.filter { fit.studies[$0].isUsed }
    yi = used.compactMap { fit.studies[$0].yi }
    vi = used.compactMap { fit.studies[$0].vi }
    (design, terms) = (fit.design.matrix, fit.design.terms)
    guard yi.count == design.rows, vi.count == design.rows else { return nil }
    var settings = fit.settings
    settings.tau2Interval = nil
    switch settings.weighting {
    case .inverseVariance: weights = nil
    case .unweighted: weights = [Double](repeating: 1, count: used.count)
    case .user(let all): weights = used.map { all[$0] ?? 0 }
    }
    self.settings = settings
    let tested = RefitModel.tested(terms)
    self.tested = tested
    lanes =
      weights == nil && settings.test.isFixed && settings.convergence == .optimum
      ? RegressionLanes(design: design, testing: tested, heterogeneity: settings.heterogeneity) : nil
  }

  /// The model of some estimates; NaN leaves a row out.
  init(yi: [Double], vi: [Double], design: Matrix, terms: [String], settings: ModelSettings) {
    (self.yi, self.vi, self.design, self.terms, self.settings) = (yi, vi, design, terms, settings)
    weights = nil
    let tested = RefitModel.tested(terms)
    self.tested = tested
    lanes =
      settings.test.isFixed
      ? RegressionLanes(design: design, testing: tested, heterogeneity: settings.heterogeneity) : nil
  }

  /// The coefficients tested jointly: all but the intercept, or all where there is no other.
  static func tested(_ terms: [String]) -> [Int] {
    let others = terms.indices.filter { terms[$0] != Design.intercept }
    return others.isEmpty ? Array(terms.indices) : others
  }

  /// Fits all samples, which `samples` makes for a range of their numbers; the same number must give the same sample.
  package func refits(
    _ count: Int, threads: Int = 1, _ samples: @Sendable (Range<Int>) -> Resamples
  ) -> Refits {
    var result = Refits(count: count, p: p)
    result.withWriter { writer in
      Chunks.run(count: count, size: RefitModel.chunk, threads: threads) { range in
        solve(samples(range), range, writer)
      }
    }
    return result
  }

  private func solve(_ samples: Resamples, _ range: Range<Int>, _ writer: RefitWriter) {
    guard let lanes else {
      for i in range { write(single(samples, i - range.lowerBound), at: i, writer) }
      return
    }
    let space = LaneSpace(lanes)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: RegressionLanes.width) {
      let width = min(RegressionLanes.width, range.upperBound - start)
      fill(space, samples, first: start - range.lowerBound, width)
      lanes.solve(space)
      for lane in 0..<width where !write(lanes, space, lane, at: start + lane, writer) {
        write(single(samples, start + lane - range.lowerBound), at: start + lane, writer)
      }
    }
  }

  private func fill(_ space: LaneSpace, _ samples: Resamples, first: Int, _ width: Int) {
    let (rows, lanes) = (Int32(k), Int32(width))
    yi.withUnsafeBufferPointer { y in
      vi.withUnsafeBufferPointer { v in
        guard let y = y.baseAddress, let v = v.baseAddress else { return }
        let (ly, lv, ln) = (space.y, space.v, space.n)
        switch samples {
        case .counts(let all):
          all.withUnsafeBufferPointer {
            tutti_lanes_of_counts(rows, lanes, y, v, $0.baseAddress.map { $0 + first * k }, ly, lv, ln)
          }
        case .subsets(let all):
          all.withUnsafeBufferPointer {
            tutti_lanes_of_subsets(rows, lanes, y, v, $0.baseAddress.map { $0 + first }, ly, lv, ln)
          }
        case .orders(let all):
          all.withUnsafeBufferPointer {
            tutti_lanes_of_orders(rows, lanes, y, v, $0.baseAddress.map { $0 + first * k }, ly, lv, ln)
          }
        case .signs(let all):
          all.withUnsafeBufferPointer {
            tutti_lanes_of_signs(rows, lanes, y, v, $0.baseAddress.map { $0 + first * k }, ly, lv, ln)
          }
        case .estimates(let all):
          all.withUnsafeBufferPointer {
            tutti_lanes_of_estimates(rows, lanes, v, $0.baseAddress.map { $0 + first * k }, ly, lv, ln)
          }
        }
      }
    }
  }

  /// Writes what a lane yielded; `false` where the sample needs the single fit.
  private func write(
    _ lanes: RegressionLanes, _ space: LaneSpace, _ lane: Int, at i: Int, _ writer: RefitWriter
  ) -> Bool {
    let state = space.state(lane)
    guard state & Int(TUTTI_LANE_IRREGULAR) == 0 else { return false }
    let count = space.field(Int(TUTTI_LANE_COUNT), lane)
    let df = count - Double(p)
    let factor = settings.test.varianceFactor(space.field(Int(TUTTI_LANE_SQUARES), lane) / df)
    // Residuals within rounding make the factor a matter of the last bits: the single fit says when it is zero.
    if factor != nil, state & Int(TUTTI_LANE_EXACT) != 0 { return false }
    let scale = factor ?? 1
    (writer.k[i], writer.rank[i]) = (Int32(count), Int32(p))
    writer.tau2[i] = space.field(Int(TUTTI_LANE_TAU2), lane)
    writer.q[i] = space.field(Int(TUTTI_LANE_Q), lane)
    writer.trace[i] = space.field(Int(TUTTI_LANE_TRACE), lane)
    writer.factor[i] = scale
    let joint = space.field(Int(TUTTI_LANE_OMNIBUS), lane) / scale
    writer.omnibus[i] = settings.test == .z ? joint : joint / Double(max(tested.count, 1))
    for a in 0..<p {
      let at = i * p + lanes.order[a]
      writer.coefficients[at] = space.field(Int(TUTTI_LANE_COEFFICIENTS) + a, lane)
      writer.variances[at] = scale * space.field(Int(TUTTI_LANE_COVARIANCE) + a * (a + 3) / 2, lane)
    }
    return true
  }

  private func write(_ fit: Fit?, at i: Int, _ writer: RefitWriter) {
    guard let fit else { return }
    (writer.k[i], writer.rank[i]) = (Int32(fit.k), Int32(fit.p))
    writer.tau2[i] = fit.heterogeneity.tau2
    writer.q[i] = fit.heterogeneity.q ?? .nan
    let df = Double(fit.heterogeneity.qDegreesOfFreedom)
    writer.trace[i] = fit.heterogeneity.typicalVariance.map { df / $0 } ?? .nan
    writer.factor[i] = fit.varianceFactor ?? 1
    writer.omnibus[i] = fit.moderatorTest?.statistic ?? .nan
    for (a, coefficient) in fit.coefficients.enumerated() {
      guard let j = terms.firstIndex(of: coefficient.term) else { continue }
      writer.coefficients[i * p + j] = coefficient.estimate
      writer.variances[i * p + j] = fit.covariance[a, a]
    }
  }

  /// One sample by the single fit; `nil` where it cannot be fitted.
  package func single(_ samples: Resamples, _ position: Int) -> Fit? {
    var (rows, effects) = (Array(0..<k), [EffectSize]())
    func effect(_ i: Int, _ estimate: Double, _ study: Int) {
      let isMissing = estimate.isNaN || vi[study].isNaN
      effects.append(
        EffectSize(row: i + 1, yi: isMissing ? nil : estimate, vi: isMissing ? nil : vi[study]))
    }
    var studies = rows
    switch samples {
    case .counts(let all):
      rows = rows.flatMap { [Int](repeating: $0, count: Int(all[position * k + $0])) }
      studies = rows
      for i in rows { effect(i, yi[i], i) }
    case .subsets(let all):
      rows = rows.filter { all[position] >> UInt64($0) & 1 == 1 }
      studies = rows
      for i in rows { effect(i, yi[i], i) }
    case .orders(let all):
      studies = rows.map { Int(all[position * k + $0]) }
      for i in rows { effect(i, yi[studies[i]], studies[i]) }
    case .signs(let all):
      for i in rows { effect(i, yi[i] * Double(all[position * k + i]), i) }
    case .estimates(let all):
      for i in rows { effect(i, all[position * k + i], i) }
    }
    var settings = settings
    if let weights, settings.weighting != .unweighted {
      settings.weighting = .user(studies.map { weights[$0] })
    }
    let columns = (0..<p).map { a in Design.Column(term: terms[a], values: rows.map { design[$0, a] }) }
    return try? settings.fit(
      EffectSizes(measure: nil, rows: effects),
      design: terms == [Design.intercept] ? nil : Design(columns: columns))
  }
}
