import EffectMeasures
import StudyRecords

/// A location–scale model: yᵢ ~ N(xᵢ′β, vᵢ + τ²ᵢ) with log τ²ᵢ = zᵢ′α or τ²ᵢ = zᵢ′α.
///
/// Moderators explain not only where the true effects lie but also how much they vary. α maximizes the (restricted)
/// likelihood, over several starts; its covariance is the inverse of the observed information. β and its tests are
/// those of weighted least squares at the fitted τ²ᵢ. Coefficients of the scale part are tested like those of the
/// location part: normal for `z`, t(k − q) otherwise. With an intercept as the only scale moderator the model is the
/// usual one by REML or ML.
///
/// Where some τ²ᵢ goes to zero, α of the log link goes to minus infinity: such coefficients are `nil` and a note says
/// so; coefficients that the other studies identify keep their values. With the identity link, an optimum on the
/// edge has no standard errors.
///
/// Source: Viechtbauer & López-López (2022), doi:10.1002/jrsm.1562. Accuracy: α within 1e-7 of the optimum, in units of
/// its standard error.
public struct LocationScale: Hashable, Sendable {
  /// All choices of the location part; the estimator is REML or ML.
  public var settings: ModelSettings
  /// How the scale's moderators give τ².
  public var link: ScaleLink

  /// A model from its choices.
  public init(settings: ModelSettings = .init(), link: ScaleLink = .log) {
    self.settings = settings
    self.link = link
  }

  /// Fits the model to designs with one row for each effect size; without a location design to a common mean.
  ///
  /// Rows without an effect size or with a missing moderator of either part are left out with a note. The fit's
  /// ``Fit/scale`` is the scale part; its heterogeneity reports the mean of the studies' τ² and no I² or H².
  /// - Throws: ``ModelError`` for another estimator, weights of the user's own, zero variances, too few studies, and a
  ///   scale whose τ² cannot be positive (identity link).
  public func fit(_ effects: EffectSizes, location: Design? = nil, scale: Design) throws(ModelError) -> Fit {
    guard case .estimated(let method) = settings.heterogeneity, method == .reml || method == .ml else {
      throw .scaleMethod(settings.heterogeneity.code)
    }
    guard settings.weighting == .inverseVariance else { throw .scaleWeights }
    return try settings.fit(effects, design: location, scale: ScaleRequest(design: scale, link: link))
  }

  /// Fits the model of formulas, columns of the table the effect sizes were computed from; without moderators to a
  /// common mean.
  /// - Throws: ``FormulaError`` for a formula that cannot be read or does not suit the table, ``ModelError`` as for
  ///   ``fit(_:location:scale:)``.
  public func fit(_ effects: EffectSizes, moderators: String? = nil, scale: String) throws -> Fit {
    let scale = try Formula(scale)
    let location = try moderators.map { try Formula($0) }
    guard let table = effects.table else {
      throw FormulaError.unusable(
        formula: scale.text, term: scale.columns.first ?? "1",
        problem: "the effect sizes carry no table of moderators; compute them from one, or pass a design")
    }
    let usable = effects.rows.map(\.isUsable)
    func complete(_ formula: Formula?) -> [Bool] {
      usable.indices.map { row in
        usable[row]
          && (formula?.columns ?? []).allSatisfy { table[$0] == nil || table.value(of: $0, row: row) != nil }
      }
    }
    return try fit(
      effects, location: location?.design(for: table, eligible: complete(scale)),
      scale: scale.design(for: table, eligible: complete(location)))
  }
}

/// The scale part of a fit in the making.
struct ScaleRequest {
  let design: Design
  let link: ScaleLink
}
