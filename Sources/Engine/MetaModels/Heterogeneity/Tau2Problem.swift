import EffectMeasures
import LinearAlgebra

/// All that an estimator of τ² may see: estimates, sampling variances and the design of their means.
///
/// The model is yᵢ = xᵢ′β + uᵢ + eᵢ with Var(uᵢ) = τ² and Var(eᵢ) = vᵢ. Inside, the problem is brought to a
/// standard form that changes no result: variances are divided by a power of 4 near their median, estimates by its
/// root (exact in binary, so results scale exactly), and a mean is taken out of the estimates, so that a large common
/// offset costs no digits.
public struct Tau2Problem: Sendable {
  /// The estimates, k of them.
  public let yi: [Double]
  /// The sampling variances: finite and not negative.
  public let vi: [Double]
  /// The design, k×p, of full column rank.
  public let design: Matrix

  /// The number of estimates.
  public var k: Int { yi.count }
  /// The number of coefficients.
  public var p: Int { design.columns }
  /// k − p.
  public var degreesOfFreedom: Int { k - p }

  /// The factor taken out of the variances: a power of 4.
  let scale: Double
  /// The estimates over √scale, up to a mean that the model takes out anyway: differences from the most precise
  /// study for a common mean, residuals of the unweighted fit otherwise.
  let y: [Double]
  /// The variances over scale.
  let v: [Double]
  /// An orthonormal basis of the design's columns, column by column; empty when the design is a column of ones.
  let basis: Matrix?
  /// The largest magnitude of an estimate, √variance, or its inverse whose fourth powers stay in range.
  static let range = EffectSize.workableSizes

  /// A problem from its parts.
  /// - Throws: ``ModelError`` when a number is not finite, a variance is negative, everything is too large or small for
  ///   double precision, there are fewer rows than columns, or the columns are dependent.
  public init(yi: [Double], vi: [Double], design: Matrix? = nil) throws(ModelError) {
    let k = yi.count
    let design = design ?? Matrix(rows: k, columns: 1, repeating: 1)
    precondition(vi.count == k && design.rows == k, "columns of unequal length")
    guard k > 0 else { throw .noStudies(reasons: []) }
    for i in 0..<k {
      guard yi[i].isFinite, abs(yi[i]) <= Tau2Problem.range.upperBound else {
        throw .unusableEstimate(row: i + 1, study: nil, value: yi[i])
      }
      let root = vi[i].squareRoot()
      guard vi[i] == 0 || Tau2Problem.range.contains(root) else {
        throw .unusableVariance(row: i + 1, study: nil, value: vi[i])
      }
    }
    guard design.elements.allSatisfy(\.isFinite) else { throw .unusableDesign }
    guard k >= design.columns else { throw .tooFewStudies(k: k, needed: design.columns) }
    self.yi = yi
    self.vi = vi
    self.design = design
    let middle = vi.sorted()[k / 2]
    let largest = vi.reduce(0, max)
    scale = Tau2Problem.powerOfFour(near: middle > 0 ? middle : largest)
    let (unit, root) = (1 / scale, 1 / scale.squareRoot())
    v = vi.map { $0 * unit }
    if design.columns == 1, design.elements.allSatisfy({ $0 == 1 }) {
      // Differences from the most precise study: exact, and small where the weights are large.
      let anchor = vi.indices.min { vi[$0] < vi[$1] } ?? 0
      basis = nil
      y = yi.map { ($0 - yi[anchor]) * root }
    } else {
      do {
        let unweighted = try WeightedLeastSquares(
          design: design, response: yi, weights: [Double](repeating: 1, count: k))
        basis = unweighted.basis
        y = unweighted.residuals.map { $0 * root }
      } catch {
        throw .dependentDesign
      }
    }
  }

  /// A problem with other estimates, given also in standard form.
  init(_ problem: Tau2Problem, yi: [Double], y: [Double]) {
    (self.yi, self.y) = (yi, y)
    (vi, design, scale, v, basis) = (problem.vi, problem.design, problem.scale, problem.v, problem.basis)
  }

  private static func powerOfFour(near x: Double) -> Double {
    guard x > 0 else { return 1 }
    let exponent = Int(x.exponent)
    let even = exponent - ((exponent % 2) + 2) % 2
    return Double(sign: .plus, exponent: even, significand: 1)
  }
}
