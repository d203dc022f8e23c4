import EffectMeasures
import LinearAlgebra
import StudyRecords

/// The test of one term of a formula, all its coefficients together, given all other terms (of type III).
public struct TermTest: Hashable, Sendable {
  /// The term and its coefficients.
  public var term: ModelTerm
  /// The Wald test that all its coefficients are 0; `nil` where a variance is 0.
  public var wald: OmnibusTest?
  /// The likelihood-ratio test against the model without the term, refitted to the same rows; models fitted by ML, EE,
  /// FE or a given τ².
  public var likelihoodRatio: LikelihoodRatioTest?
  /// AIC without the term less AIC with it: positive where the term earns its place.
  public var aicDifference: Double?
}

extension Fit {
  /// The test of each term of the formula, given all others.
  ///
  /// With factors in treatment coding, the test of a main effect whose interaction is in the model is one at the other
  /// factor's reference level. Source: Searle (1987), Linear Models for Unbalanced Data, ch. 12.
  public func termTests() -> [TermTest] {
    design.modelTerms.map { term in
      var result = TermTest(term: term, wald: test(coefficients: term.coefficients))
      if let reduced = refitted(without: term.coefficients),
        let test = try? likelihoodRatioTest(against: reduced)
      {
        result.likelihoodRatio = test
        if let with = likelihood(restricted: false)?.aic,
          let without = reduced.likelihood(restricted: false)?.aic
        {
          result.aicDifference = without - with
        }
      }
      return result
    }
  }

  /// The fit of the same rows without some coefficients; `nil` where the likelihoods could not be compared.
  private func refitted(without positions: [Int]) -> Fit? {
    let kept = (0..<p).filter { !positions.contains($0) }
    guard !kept.isEmpty, settings.weighting == .inverseVariance, scale == nil else { return nil }
    switch settings.heterogeneity {
    case .estimated(.ml), .equalEffects, .fixedEffects, .fixed: break
    case .estimated: return nil
    }
    var columns = kept.map { Design.Column(term: design.terms[$0], values: []) }
    var used = 0
    for study in studies {
      for (column, position) in kept.enumerated() {
        columns[column].values.append(study.isUsed ? design.matrix[used, position] : nil)
      }
      if study.isUsed { used += 1 }
    }
    let effects = EffectSizes(
      measure: nil,
      rows: studies.map { EffectSize(row: $0.row, yi: $0.isUsed ? $0.yi : nil, vi: $0.isUsed ? $0.vi : nil) })
    var plain = settings
    plain.tau2Interval = nil
    return try? plain.fit(effects, design: Design(columns: columns))
  }
}
