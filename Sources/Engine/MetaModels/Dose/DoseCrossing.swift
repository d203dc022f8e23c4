import LinearAlgebra
import Optimization
import StudyRecords

/// Where a curve first reaches a target inside a range of doses.
///
/// The curve is looked at on an even grid; where it first reaches the target between two points, or a parabola
/// through three of them does, the crossing is bracketed and polished.
struct DoseCrossing {
  /// What became of the search.
  enum Outcome: Hashable {
    case atLowest
    case within(Double)
    case never
  }

  private let basis: DoseBasis
  private let grid: [Double]
  /// The columns that depend on the dose at the grid's points, one row a point.
  private let rows: Matrix
  private let positions: [Int]

  /// A search inside a range, its ends apart.
  init(_ basis: DoseBasis, range: Interval, points: Int = 129) {
    self.basis = basis
    let step = (range.upper - range.lower) / Double(points - 1)
    grid = (0..<points).map { $0 == points - 1 ? range.upper : range.lower + Double($0) * step }
    positions = basis.positions
    var rows = Matrix(rows: points, columns: positions.count)
    for (i, dose) in grid.enumerated() {
      let row = basis.row(dose)
      for (j, position) in positions.enumerated() { rows[i, j] = row[position] }
    }
    self.rows = rows
  }

  /// The first dose from the lowest on at which the mean with these coefficients reaches the target.
  func first(_ target: DoseTarget, _ coefficients: [Double]) -> Outcome {
    let level = basis.level(coefficients) - target.effect
    func excess(_ i: Int) -> Double {
      var sum = level
      for (j, position) in positions.enumerated() { sum += coefficients[position] * rows[i, j] }
      return target.sign * sum
    }
    func excess(at dose: Double) -> Double { target.sign * (basis.mean(dose, coefficients) - target.effect) }
    func crossing(_ low: Double, _ high: Double) -> Outcome {
      .within(RootFinder.bracketed(from: low, to: high) { excess(at: $0) }.x)
    }
    var before = excess(0)
    if before >= 0 { return .atLowest }
    var earlier: Double?
    for i in 1..<grid.count {
      let value = excess(i)
      // A summit between grid points.
      if let first = earlier, before >= first, before >= value {
        let curvature = first - 2 * before + value
        if curvature < 0 {
          let offset = 0.5 * (first - value) / curvature
          let summit = grid[i - 1] + offset * (grid[i] - grid[i - 1])
          if excess(at: summit) >= 0 { return crossing(grid[i - 2], summit) }
        }
      }
      if value >= 0 { return crossing(grid[i - 1], grid[i]) }
      (earlier, before) = (before, value)
    }
    return .never
  }
}
