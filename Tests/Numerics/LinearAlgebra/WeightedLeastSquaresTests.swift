import LinearAlgebra
import Testing
import _TestSupport

@Suite("Weighted least squares")
struct WeightedLeastSquaresTests {
  @Test("A column of ones gives the weighted mean, exact for small integers")
  func mean() throws {
    let fit = try WeightedLeastSquares(
      design: Matrix(rows: 3, columns: 1, repeating: 1), response: [1, 2, 6], weights: [1, 2, 1])
    #expect(fit.coefficients == [2.75])
    #expect(fit.inverseCrossproduct[0, 0] == 0.25)
    #expect(fit.leverages == [0.25, 0.5, 0.25])
    #expect(fit.residuals == [-1.75, -0.75, 3.25])
    #expect(fit.residualSumOfSquares == 14.75)
  }

  @Test("A constant column that is not ones goes the general way to the same fit")
  func generalWay() throws {
    let (y, w) = ([1.0, 2, 6, -3], [1.0, 2, 1, 5])
    let plain = try WeightedLeastSquares(
      design: Matrix(rows: 4, columns: 1, repeating: 1), response: y, weights: w)
    let twos = try WeightedLeastSquares(
      design: Matrix(rows: 4, columns: 1, repeating: 2), response: y, weights: w)
    expectClose(2 * twos.coefficients[0], plain.coefficients[0], relative: 1e-14)
    expectClose(4 * twos.inverseCrossproduct[0, 0], plain.inverseCrossproduct[0, 0], relative: 1e-14)
    for i in 0..<4 { expectClose(twos.leverages[i], plain.leverages[i], relative: 1e-14) }
    expectClose(twos.residualSumOfSquares, plain.residualSumOfSquares, relative: 1e-14)
  }

  @Test("Residuals are orthogonal to the design under the weights, leverages add to p")
  func normalEquations() throws {
    var random = SeededGenerator(seed: 11)
    let k = 30
    let columns =
      [[Double](repeating: 1, count: k)] + (0..<3).map { _ in (0..<k).map { _ in random.uniform() } }
    let design = Matrix(columns: columns, rows: k)
    let y = (0..<k).map { _ in random.uniform() }
    let w = (0..<k).map { _ in 1 / (random.uniform() * random.uniform()) }
    let fit = try WeightedLeastSquares(design: design, response: y, weights: w)
    for column in columns {
      var sum = 0.0
      for i in 0..<k { sum += column[i] * w[i] * fit.residuals[i] }
      expectClose(sum, 0, absolute: 1e-11 * w.reduce(0, +))
    }
    expectClose(fit.leverages.reduce(0, +), 4, relative: 1e-13)
  }

  @Test("A large common offset costs the mean no digits")
  func offset() throws {
    let y = [0.25, 0.5, -0.75, 1]
    let ones = Matrix(rows: 4, columns: 1, repeating: 1)
    let w = [3.0, 1, 7, 2]
    let plain = try WeightedLeastSquares(design: ones, response: y, weights: w)
    let shifted = try WeightedLeastSquares(design: ones, response: y.map { $0 + 1_048_576 }, weights: w)
    expectClose(shifted.coefficients[0] - 1_048_576, plain.coefficients[0], absolute: 1_048_576.0.ulp)
    expectClose(shifted.residualSumOfSquares, plain.residualSumOfSquares, relative: 1e-8)
  }
}
