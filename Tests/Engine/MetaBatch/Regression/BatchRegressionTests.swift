import EffectMeasures
import LinearAlgebra
import MetaModels
import Testing
import _TestSupport

@testable import MetaBatch

@Suite("Batches of regressions")
struct BatchRegressionTests {
  private static let studies = 14

  /// A continuous moderator, a group, and a rare group of two studies that missing entries may empty.
  private static let design: Design = {
    let x = (0..<studies).map { 13.0 + Double($0 * 5 % 14) * 3.1 }
    let group = (0..<studies).map { $0 % 3 == 1 ? 1.0 : 0.0 }
    let rare = (0..<studies).map { $0 == 4 || $0 == 9 ? 1.0 : 0.0 }
    return Design(columns: [
      .init(term: Design.intercept, values: x.map { _ in 1 }), .init(term: "x", values: x),
      .init(term: "group", values: group), .init(term: "rare", values: rare),
    ])
  }()

  /// Analyses with missing studies, τ² at zero, precise and imprecise studies; some with too few or unusable entries.
  private static func panel(_ analyses: Int, seed: UInt64, layout: PanelLayout = .analysisMajor) throws -> Panel
  {
    var generator = SeededGenerator(seed: seed)
    func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + generator.uniform() } }
    var (y, v) = ([Double](), [Double]())
    for n in 0..<analyses {
      let tau = [0, 0, 0.4, 2][n % 4]
      let share = [0, 0.15, 0.4, 0.8][(n / 4) % 4]
      let offset = n % 5 == 0 ? 50.0 : 0
      for i in 0..<studies {
        let variance = 0.02 + 0.5 * generator.uniform() * generator.uniform()
        let isMissing = generator.uniform() < share
        let x = design.columns[1].values[i] ?? 0
        y.append(isMissing ? .nan : offset + 0.02 * x + (tau * tau + variance).squareRoot() * normal())
        v.append(isMissing && generator.uniform() < 0.5 ? .nan : variance)
      }
      if n == 17 { v[n * studies + 3] = 0 }
      if n == 18 { v[n * studies + 3] = -1 }
      if n == 19 { y[n * studies + 3] = .infinity }
      if n == 20 { for i in 0..<studies { y[n * studies + i] = 1.5 } }
    }
    guard layout == .studyMajor else { return try Panel(yi: y, vi: v, analyses: analyses, studies: studies) }
    func turned(_ values: [Double]) -> [Double] {
      (0..<studies).flatMap { i in (0..<analyses).map { values[$0 * studies + i] } }
    }
    return try Panel(
      yi: turned(y), vi: turned(v), analyses: analyses, studies: studies, layout: .studyMajor)
  }

  @Test("each analysis is its single fit", arguments: BatchMethod.allCases, CoefficientTest.allCases)
  func law(_ method: BatchMethod, _ test: CoefficientTest) throws {
    let model = BatchModel(method: method, test: test)
    let panel = try Self.panel(28, seed: 3)
    let results = try BatchRegression(model, design: Self.design, includesR2: true).fit(panel)
    // Closed forms within 1e-12, roots and optima within 1e-9; in units of the number itself, of a coefficient's standard
    // error or of the typical variance, where zero is only reached up to rounding.
    let relative = [.pm, .ml, .reml, .eb].contains(method) ? 1e-9 : 1e-12
    for n in 0..<panel.analyses {
      let used = (0..<Self.studies).filter {
        !panel.yi[n * Self.studies + $0].isNaN && !panel.vi[n * Self.studies + $0].isNaN
      }
      let effects = EffectSizes(
        yi: used.map { panel.yi[n * Self.studies + $0] }, vi: used.map { panel.vi[n * Self.studies + $0] })
      let design = Design(
        columns: Self.design.columns.map { column in
          .init(term: column.term, values: used.map { column.values[$0] })
        })
      let fit: Fit
      do {
        fit = try model.settings.fit(effects, design: design)
      } catch {
        #expect(
          !results.status[n].hasNumbers && results.estimate(0)[n] == nil && results.tau2[n] == nil, "\(n)")
        continue
      }
      #expect(
        results.status[n].hasNumbers && Int(results.k[n]) == fit.k && Int(results.rank[n]) == fit.p, "\(n)")
      func close(_ actual: Double?, _ expected: Double?, scale: Double = 0, _ what: String) {
        expectClose(
          actual, expected, relative: relative, absolute: relative * scale,
          "\(method.rawValue) \(test) \(n) \(what)")
      }
      for coefficient in fit.coefficients {
        let j = try #require(results.terms.firstIndex(of: coefficient.term))
        let error = coefficient.standardError
        close(results.estimate(j)[n], coefficient.estimate, scale: error, "b\(j)")
        close(results.standardError(j)[n], error, "se\(j)")
        close(results.statistic(j)[n], coefficient.statistic, scale: 1, "t\(j)")
        // A p value moves by up to |t|² times what its statistic does.
        if let t = coefficient.statistic, let p = coefficient.pValue {
          expectClose(
            results.pValue(j)[n], p, relative: relative * (1 + t * t), absolute: relative, "p\(j) \(n)")
        }
        close(results.lower(j)[n], coefficient.interval?.lower, scale: error, "lower\(j)")
        close(results.upper(j)[n], coefficient.interval?.upper, scale: error, "upper\(j)")
      }
      let heterogeneity = fit.heterogeneity
      close(results.tau2[n], heterogeneity.tau2, scale: heterogeneity.typicalVariance ?? 0, "tau2")
      close(results.q[n], heterogeneity.q, scale: 1, "QE")
      close(results.qPValue[n], heterogeneity.qPValue, scale: 10, "QEp")
      close(results.i2[n], heterogeneity.i2, scale: 100, "I2")
      close(results.h2[n], heterogeneity.h2, scale: 1, "H2")
      close(results.r2[n], heterogeneity.r2, scale: 100, "R2")
      close(results.omnibus[n], fit.moderatorTest?.statistic, scale: 1, "QM")
      if let p = fit.moderatorTest?.pValue {
        let size = fit.moderatorTest?.statistic ?? 0
        expectClose(
          results.omnibusPValue[n], p, relative: relative * (2 + size), absolute: relative, "QMp \(n)")
      }
      guard fit.p == 4 else {
        #expect(results.status[n] == .columnsDropped && results.covariance(n) == nil)
        continue
      }
      let covariance = try #require(results.covariance(n))
      for a in 0..<4 {
        for b in 0..<4 {
          close(
            covariance[a, b], fit.covariance[a, b],
            scale: (fit.covariance[a, a] * fit.covariance[b, b]).squareRoot(), "cov \(a) \(b)")
        }
      }
    }
    // The panel has what it is meant to have.
    let seen = Set(results.status)
    #expect(
      seen.contains(.columnsDropped) && seen.contains(.unusableVariance) && seen.contains(.unusableEstimate))
    if method.isRandom, method != .sj { #expect(seen.contains(.truncated)) }
  }

  @Test("the same bytes for any number of threads, either layout and every instruction set")
  func sameBytes() throws {
    for method in [BatchMethod.dl, .reml] {
      let engine = try BatchRegression(.init(method: method), design: Self.design, includesR2: true)
      let one = try engine.fit(try Self.panel(700, seed: 8))
      let threaded = try BatchRegression(
        .init(method: method), design: Self.design, includesR2: true, threads: 3)
      #expect(try threaded.fit(try Self.panel(700, seed: 8)) == one)
      #expect(try threaded.fit(try Self.panel(700, seed: 8, layout: .studyMajor)) == one)
      #expect(try engine.fit(try Self.panel(700, seed: 9)) != one)
      for set in InstructionSet.available {
        let narrower = try BatchRegression(
          .init(method: method), design: Self.design, includesR2: true, instructionSet: set)
        #expect(narrower.instructionSet == set)
        #expect(try narrower.fit(try Self.panel(200, seed: 8)) == engine.fit(try Self.panel(200, seed: 8)))
      }
    }
  }

  @Test("studies without a moderator are left out, dependent columns too, more than eight columns work")
  func designs() throws {
    let panel = try Self.panel(9, seed: 5)
    var columns = Array(Self.design.columns.prefix(2))
    columns[1].values[6] = nil
    let twice = Design.Column(term: "twice", values: columns[1].values.map { $0.map { 2 * $0 - 1 } })
    let results = try BatchRegression(.init(method: .dl), design: Design(columns: columns)).fit(panel)
    let dependent = try BatchRegression(.init(method: .dl), design: Design(columns: columns + [twice])).fit(
      panel)
    #expect(results.k.allSatisfy { $0 <= 13 })
    for n in 0..<9 where results.status[n].hasNumbers {
      #expect(dependent.status[n] == .columnsDropped && dependent.estimate(2)[n] == nil)
      #expect(dependent.estimate(1)[n] == results.estimate(1)[n])
    }
    let many = Design(
      columns: (0..<9).map { j in
        .init(
          term: j == 0 ? Design.intercept : "x\(j)",
          values: (0..<Self.studies).map { j == 0 ? 1 : Double(($0 * $0 * j + 3 * $0 + j * j * j) % 19) })
      })
    let wide = try BatchRegression(.init(method: .dl, test: .z), design: many).fit(panel)
    let fit = try BatchModel(method: .dl, test: .z).settings.fit(
      EffectSizes(yi: Array(panel.yi.prefix(Self.studies)), vi: Array(panel.vi.prefix(Self.studies))),
      design: many)
    for j in 0..<9 { expectClose(wide.estimate(j)[0], fit.coefficients[j].estimate, relative: 1e-13) }
  }

  @Test("what cannot be done is refused in a sentence")
  func refusals() throws {
    let column = Design.Column(term: "x", values: [1, 2, 3])
    #expect(throws: BatchRegressionError.emptyDesign) { try BatchRegression(design: Design(columns: [])) }
    #expect(throws: BatchRegressionError.column(term: "z", rows: 1, expected: 3)) {
      try BatchRegression(design: Design(columns: [column, .init(term: "z", values: [1])]))
    }
    #expect(throws: BatchRegressionError.unusableModerator(term: "z", study: 2, value: .infinity)) {
      try BatchRegression(design: Design(columns: [column, .init(term: "z", values: [1, .infinity, 2])]))
    }
    #expect(throws: BatchError.self) { try BatchRegression(.init(level: 0), design: Design(columns: [column])) }
    let error = BatchRegressionError.studies(panel: Self.studies, design: 3)
    #expect(throws: error) {
      try BatchRegression(design: Design(columns: [column])).fit(Self.panel(2, seed: 1))
    }
    #expect(error.description.contains("14 studies"))
  }
}
