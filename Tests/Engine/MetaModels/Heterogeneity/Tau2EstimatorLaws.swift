import LinearAlgebra
import MetaModels
import Testing
import _TestSupport

/// What every estimator of τ² must satisfy, whatever its formula.
@Suite("Laws of every τ² estimator")
struct Tau2EstimatorLaws {
  /// Data sets with clear, slight and no heterogeneity, and one with extreme variances.
  static let dataSets: [(yi: [Double], vi: [Double])] = [
    (
      [-0.89, -1.59, -1.35, -1.44, -0.22, -0.79, -1.62, 0.01],
      [0.33, 0.19, 0.42, 0.02, 0.05, 0.007, 0.22, 0.004]
    ),
    ([0.3, 0.1, 0.45, 0.2, 0.38], [0.04, 0.02, 0.05, 0.03, 0.01]),
    ([0.2, 0.2, 0.2, 0.2], [0.1, 0.3, 0.2, 0.5]),
    ([5, -3, 0.25, 80, 7, 7], [1e-6, 1e6, 1, 1e-3, 1e3, 10]),
  ]

  static let arguments = Tau2Method.allCases.flatMap { method in dataSets.indices.map { (method, $0) } }

  static func tau2(_ method: Tau2Method, _ yi: [Double], _ vi: [Double], design: Matrix? = nil) throws -> Double
  {
    try method.estimator().estimate(Tau2Problem(yi: yi, vi: vi, design: design)).tau2
  }

  // Roots and optima are found to 1e-13 or better; 1e-10 leaves room for data whose sums cancel.
  static let tolerance = 1e-10

  /// GENQM's distribution function is good to 1e-12, which its slope turns into up to 1e-9 in τ².
  static func tolerance(_ method: Tau2Method) -> Double { method == .genqm ? 1e-8 : tolerance }

  @Test("The order of studies does not matter", arguments: arguments)
  func order(_ method: Tau2Method, _ index: Int) throws {
    let (yi, vi) = Tau2EstimatorLaws.dataSets[index]
    let expected = try Tau2EstimatorLaws.tau2(method, yi, vi)
    let reversed = try Tau2EstimatorLaws.tau2(method, yi.reversed(), vi.reversed())
    expectClose(
      reversed, expected, relative: Tau2EstimatorLaws.tolerance(method), absolute: 1e-14, method.rawValue)
  }

  @Test("τ² scales with the square of the estimates; by powers of 4 exactly", arguments: arguments)
  func scale(_ method: Tau2Method, _ index: Int) throws {
    let (yi, vi) = Tau2EstimatorLaws.dataSets[index]
    let expected = try Tau2EstimatorLaws.tau2(method, yi, vi)
    let exact = try Tau2EstimatorLaws.tau2(method, yi.map { 1024 * $0 }, vi.map { 1_048_576 * $0 })
    #expect(exact == 1_048_576 * expected)
    let general = try Tau2EstimatorLaws.tau2(method, yi.map { 7 * $0 }, vi.map { 49 * $0 })
    expectClose(general, 49 * expected, relative: Tau2EstimatorLaws.tolerance(method), absolute: 1e-12)
  }

  @Test("Sign and a common shift of the estimates do not matter", arguments: arguments)
  func shiftAndSign(_ method: Tau2Method, _ index: Int) throws {
    let (yi, vi) = Tau2EstimatorLaws.dataSets[index]
    let expected = try Tau2EstimatorLaws.tau2(method, yi, vi)
    #expect(try Tau2EstimatorLaws.tau2(method, yi.map { -$0 }, vi) == expected)
    let shifted = try Tau2EstimatorLaws.tau2(method, yi.map { $0 + 100 }, vi)
    // The shift itself rounds the estimates at 1e-14, over standard errors down to 1e-3.
    expectClose(shifted, expected, relative: 1e-8, absolute: 1e-13, method.rawValue)
  }

  @Test("Equal estimates leave nothing to explain", arguments: Tau2Method.allCases)
  func equalEstimates(_ method: Tau2Method) throws {
    #expect(try Tau2EstimatorLaws.tau2(method, [0.4, 0.4, 0.4], [0.1, 0.2, 0.4]) == 0)
  }

  @Test("A constant column that is not ones is the same model", arguments: arguments)
  func constantColumn(_ method: Tau2Method, _ index: Int) throws {
    let (yi, vi) = Tau2EstimatorLaws.dataSets[index]
    let expected = try Tau2EstimatorLaws.tau2(method, yi, vi)
    let design = Matrix(rows: yi.count, columns: 1, repeating: 3)
    let general = try Tau2EstimatorLaws.tau2(method, yi, vi, design: design)
    // The general way loses digits where one study holds nearly all the weight (data set 3, ratio 1e12).
    expectClose(general, expected, relative: index == 3 ? 1e-6 : 1e-9, absolute: 1e-13, method.rawValue)
  }

  @Test("Estimators that solve Q(τ²) = k − p agree with each other", arguments: dataSets.indices)
  func oneRoot(_ index: Int) throws {
    let (yi, vi) = Tau2EstimatorLaws.dataSets[index]
    let expected = try Tau2EstimatorLaws.tau2(.pm, yi, vi)
    for method in [Tau2Method.eb, .dlit, .sjit] {
      #expect(try Tau2EstimatorLaws.tau2(method, yi, vi) == expected)
    }
  }

  @Test(
    "Generalised Q with weights 1/v is DerSimonian–Laird, with equal weights Hedges",
    arguments: dataSets.indices)
  func generalizedQ(_ index: Int) throws {
    let (yi, vi) = Tau2EstimatorLaws.dataSets[index]
    let problem = try Tau2Problem(yi: yi, vi: vi)
    let dl = try DerSimonianLaird().estimate(problem)
    let inverse = try GeneralizedQ(weights: vi.map { 1 / $0 }).estimate(problem)
    expectClose(inverse.tau2, dl.tau2, relative: 1e-9, absolute: 1e-14)
    expectClose(inverse.standardError, dl.standardError, relative: 1e-9)
    let equal = try GeneralizedQ(weights: vi.map { _ in 5 }).estimate(problem)
    expectClose(equal.tau2, try Hedges().estimate(problem).tau2, relative: 1e-12, absolute: 1e-14)
  }

  @Test("Every estimator names itself and its sources")
  func described() {
    for method in Tau2Method.allCases {
      #expect(!method.estimator().name.isEmpty)
      #expect(!method.estimator().sources.isEmpty)
    }
    #expect(Set(Tau2Method.allCases.map { $0.estimator().name }).count == Tau2Method.allCases.count)
  }
}
