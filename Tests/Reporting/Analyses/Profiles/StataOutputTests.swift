import Analyses
import MetaAnalysis
import Testing
import _TestSupport

/// What Stata prints for its own example (`webuse metaset`, `meta summarize`), in a post on Statalist, no. 1696829:
/// the choices of the profile that this output shows.
@Suite struct StataOutputTests {
  @Test func metaset() throws {
    let table = try StudyTable(
      name: "metaset",
      columns: [
        .init(name: "yi", numbers: [1.480, 0.999, 1.272, 1.001, 1.179, 1.939, 2.377, 0.694, 1.099, 1.805]),
        .init(
          name: "ci_lower",
          numbers: [-0.352, -0.933, 0.427, 0.750, -0.527, 0.427, 1.005, -0.569, -0.147, -0.151]),
        .init(
          name: "ci_upper", numbers: [3.311, 2.931, 2.117, 1.252, 2.884, 3.452, 3.750, 1.956, 2.345, 3.761]),
      ])
    let fit = try Profile.stata18.conventions.analyse(table, measure: nil).fit
    // The data are printed to three decimals: that moves I² by 0.05 and Q by 0.007.
    expectClose(fit.coefficients[0].estimate, 1.138, relative: 0, absolute: 6e-4)
    expectClose(fit.coefficients[0].interval?.lower, 0.857, relative: 0, absolute: 6e-4)
    expectClose(fit.coefficients[0].interval?.upper, 1.418, relative: 0, absolute: 6e-4)
    expectClose(fit.coefficients[0].statistic, 7.95, relative: 0, absolute: 0.01)
    expectClose(fit.heterogeneity.tau2, 0.0157, relative: 0, absolute: 2e-4)
    expectClose(fit.heterogeneity.i2, 5.30, relative: 0, absolute: 0.06)
    expectClose(fit.heterogeneity.q, 6.34, relative: 0, absolute: 0.01)
  }
}
