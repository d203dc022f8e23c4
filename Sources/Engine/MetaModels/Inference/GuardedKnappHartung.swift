/// Knapp and Hartung's method with a rule that keeps its interval from being narrower than a normal one.
///
/// Wiksten, Rücker & Schwarzer (2016, doi:10.1002/sim.6879): the factor can be far below 1 when the studies agree by
/// chance. The rule compares half-widths of the first coefficient's interval: t(k − p) · √(factor) · se against z · se,
/// with the se of the fit (`hk-ci`) or of DerSimonian and Laird's τ² (`hk-iqwig6`).
struct GuardedKnappHartung {
  private let test: CoefficientTest
  /// t(k − p) and the normal quantile of the level.
  private let t: Double
  private let z: Double
  /// The standard error that the interval must not fall below; `nil` for that of the fit.
  private let reference: Double?

  /// `nil` for tests without such a rule.
  init?(_ test: CoefficientTest, _ problem: Tau2Problem, level: Double) throws(ModelError) {
    guard test == .widest || test == .iqwig6 else { return nil }
    self.test = test
    t = CoefficientInference(degreesOfFreedom: Double(problem.degreesOfFreedom), level: level).quantile
    z = CoefficientInference(degreesOfFreedom: nil, level: level).quantile
    if test == .iqwig6, problem.vi.allSatisfy({ $0 > 0 }) {
      let tau2 = try DerSimonianLaird().estimate(problem).tau2
      let squares = try LeastSquaresFit(problem, tau2: tau2, userWeights: nil)
      reference = squares.covariance[0, 0].squareRoot()
    } else {
      reference = nil
    }
  }

  /// The test to use with its variance factor.
  func choose(factor: Double, _ squares: LeastSquaresFit) -> (CoefficientTest, Double?) {
    let se = squares.covariance[0, 0].squareRoot()
    guard t * factor.squareRoot() * se < z * (reference ?? se) else { return (test, factor) }
    return test == .widest ? (.z, nil) : (test, 1)
  }
}
