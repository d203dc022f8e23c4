import LinearAlgebra
import StudyRecords

extension Fit {
  /// The hypotheses that a text states: one equation, or of a term with several coefficients that each of them is 0.
  ///
  /// `grade2 - grade1 = 0`, `2*a = b + 0.5`; without `=` the right side is 0. Names are those of the coefficients;
  /// `factor(g)x` may be written `gx`, a factor's reference level stands for 0, and `factor(g)` alone for all of its
  /// coefficients.
  /// - Throws: ``HypothesisError``, pointing at the character.
  public func hypotheses(_ text: String) throws(HypothesisError) -> [LinearHypothesis] {
    let bare = text.filter { !$0.isWhitespace }
    if let term = design.modelTerms.first(where: { $0.label.filter { !$0.isWhitespace } == bare }),
      term.coefficients.count > 1 || !design.terms.contains(where: { $0.filter { !$0.isWhitespace } == bare })
    {
      return term.coefficients.map { position in
        LinearHypothesis(
          coefficients: (0..<p).map { $0 == position ? 1 : 0 }, text: "\(design.terms[position]) = 0")
      }
    }
    var parser = HypothesisParser(text, design: design)
    return [try parser.hypothesis()]
  }

  /// Tests hypotheses stated as texts; see ``hypotheses(_:)``.
  /// - Throws: ``HypothesisError``.
  public func test(
    contrasts: [String], adjustment: MultiplicityAdjustment = .none
  ) throws(HypothesisError) -> ContrastTests {
    var all: [LinearHypothesis] = []
    for text in contrasts { all += try hypotheses(text) }
    return try test(contrasts: all, adjustment: adjustment)
  }

  /// Tests the rows of a matrix L, one column a coefficient: Lβ = r.
  /// - Throws: ``HypothesisError/coefficientCount(row:count:terms:)`` and ``HypothesisError/notFinite(row:)``.
  public func test(
    contrasts matrix: Matrix, values: [Double]? = nil, adjustment: MultiplicityAdjustment = .none
  ) throws(HypothesisError) -> ContrastTests {
    guard matrix.columns == p else {
      throw .coefficientCount(row: 1, count: matrix.columns, terms: design.terms)
    }
    let all = matrix.rowArrays.enumerated().map { i, row in
      LinearHypothesis(
        coefficients: row, value: values.flatMap { $0.indices.contains(i) ? $0[i] : nil } ?? 0,
        text: sentence(row))
    }
    return try test(contrasts: all, adjustment: adjustment)
  }

  /// Tests linear hypotheses one by one and together.
  ///
  /// Each: (l′b − r)/√(l′Cl) on the fit's normal or t distribution. Together: (Lb − r)′(LCL′)⁻¹(Lb − r), χ² with the
  /// rank of L as its degrees of freedom, or over that number F with k − p more. C includes any Knapp–Hartung factor.
  /// Source: Rencher & Schaalje (2008), Linear Models in Statistics, doi:10.1002/9780470192610, sec. 8.4.
  /// - Throws: ``HypothesisError/coefficientCount(row:count:terms:)`` and ``HypothesisError/notFinite(row:)``.
  public func test(
    contrasts hypotheses: [LinearHypothesis], adjustment: MultiplicityAdjustment = .none
  ) throws(HypothesisError) -> ContrastTests {
    for (i, hypothesis) in hypotheses.enumerated() {
      guard hypothesis.coefficients.count == p else {
        throw .coefficientCount(row: i + 1, count: hypothesis.coefficients.count, terms: design.terms)
      }
      guard hypothesis.coefficients.allSatisfy(\.isFinite), hypothesis.value.isFinite else {
        throw .notFinite(row: i + 1)
      }
    }
    let inference = CoefficientInference(degreesOfFreedom: degreesOfFreedom, level: settings.level)
    let factor = varianceFactor ?? 1
    let tests = hypotheses.map { hypothesis in
      let estimate = zip(hypothesis.coefficients, coefficients).reduce(0) { $0 + $1.0 * $1.1.estimate }
      let error = (plainVariance(along: hypothesis.coefficients) * factor).squareRoot()
      let distance = inference.coefficient(
        term: "", estimate: estimate - hypothesis.value, variance: error * error)
      return ContrastTest(
        hypothesis: hypothesis, estimate: estimate, standardError: error,
        statistic: error > 0 ? (estimate - hypothesis.value) / error : nil, degreesOfFreedom: degreesOfFreedom,
        pValue: distance.pValue, adjustedPValue: nil,
        interval: Interval(center: estimate, halfWidth: inference.quantile * error))
    }
    var result = ContrastTests(rows: tests, adjustment: adjustment, joint: nil, notes: [])
    let images = images(of: hypotheses)
    adjust(&result, images: images, inference)
    joinTests(&result, images: images, inference)
    return result
  }

  /// H L′ by columns, whose inner products are L C L′ but for the variance factor.
  private func images(of hypotheses: [LinearHypothesis]) -> [[Double]] {
    let root = covarianceRoot
    return hypotheses.map { hypothesis in
      (0..<root.rows).map { i in
        var element = 0.0
        for j in 0..<root.columns { element += root[i, j] * hypothesis.coefficients[j] }
        return element
      }
    }
  }

  /// Fills in the adjusted p values, and where the adjustment has them simultaneous intervals.
  private func adjust(_ tests: inout ContrastTests, images: [[Double]], _ inference: CoefficientInference) {
    var pValues: [Double?]
    var quantile: Double?
    switch tests.adjustment {
    case .singleStep:
      let adjusted = SingleStepAdjustment(
        tests.rows.map(\.statistic), images: images, degreesOfFreedom: degreesOfFreedom, level: settings.level)
      (pValues, quantile) = (adjusted.pValues, adjusted.quantile)
      tests.adjustmentError = adjusted.error
    default:
      pValues = tests.adjustment.adjusted(tests.rows.map(\.pValue))
      let count = tests.rows.count { $0.pValue != nil }
      if tests.adjustment == .bonferroni, count > 0 {
        quantile = CoefficientInference.distribution(degreesOfFreedom).quantile(
          upperTail: (1 - settings.level / 100) / 2 / Double(count))
      }
    }
    for i in tests.rows.indices {
      tests.rows[i].adjustedPValue = pValues[i]
      guard let quantile, tests.rows[i].pValue != nil else { continue }
      tests.rows[i].simultaneousInterval = Interval(
        center: tests.rows[i].estimate, halfWidth: quantile * tests.rows[i].standardError)
    }
  }

  /// The Wald test that all of some coefficients are 0.
  ///
  /// `nil` for no or repeated coefficients, and where their covariance is singular.
  public func test(coefficients positions: [Int]) -> OmnibusTest? {
    guard positions.allSatisfy({ (0..<p).contains($0) }) else { return nil }
    return CoefficientInference(degreesOfFreedom: degreesOfFreedom, level: settings.level).omnibus(
      coefficients.map(\.estimate), covarianceRoot: covarianceRoot, factor: varianceFactor ?? 1,
      testing: positions)
  }

  /// Fills in the joint test, with hypotheses that follow from the others left out.
  private func joinTests(
    _ tests: inout ContrastTests, images: [[Double]], _ inference: CoefficientInference
  ) {
    guard !tests.rows.isEmpty else { return }
    let all = Matrix(columns: images, rows: covarianceRoot.rows)
    let independent = all.independentColumns
    guard !independent.isEmpty else { return }
    let distances = tests.rows.map { $0.estimate - $0.hypothesis.value }
    if independent.count < tests.rows.count {
      guard let qr = try? ThinQR(all.selecting(columns: independent)) else { return }
      for column in tests.rows.indices where !independent.contains(column) {
        let projections = (0..<qr.q.columns).map { j in
          zip(qr.q.column(j), images[column]).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let weights = qr.solveUpper(projections)
        let parts = zip(weights, independent).map { $0 * distances[$1] }
        let size = parts.reduce(abs(distances[column])) { $0 + abs($1) } + tests.rows[column].standardError
        guard abs(parts.reduce(-distances[column], +)) <= 1e-8 * size else {
          tests.notes.append(Note(.contradictingContrasts))
          return
        }
      }
      tests.notes.append(
        Note(.dependentContrasts, ["rank": .count(independent.count), "count": .count(tests.rows.count)]))
    }
    tests.joint = inference.omnibus(
      distances, covarianceRoot: all, factor: varianceFactor ?? 1, testing: independent)
  }

  /// A row of numbers as an equation of terms.
  private func sentence(_ row: [Double]) -> String {
    var text = ""
    for (value, term) in zip(row, design.terms) where value != 0 {
      let sign = value < 0 ? (text.isEmpty ? "-" : " - ") : (text.isEmpty ? "" : " + ")
      text += sign + (abs(value) == 1 ? "" : numberText(abs(value)) + "*") + term
    }
    return (text.isEmpty ? "0" : text) + " = 0"
  }
}
