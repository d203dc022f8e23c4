import MetaAnalysis

/// The fitted mean along a moderator, all else averaged; at one level of a factor where the two interact.
struct BubbleCurve {
  /// The level of ``BubbleCurves/split`` it belongs to, `nil` for the only curve.
  let level: String?
  /// Where the predictions stand on the horizontal axis.
  let places: [Double]
  let predictions: [Prediction]
}

/// What a bubble plot draws of the model: one curve, or one for each level of a factor on which the slope depends.
struct BubbleCurves {
  /// The levels of the moderator, `nil` for a number.
  let levels: [String]?
  /// The factor whose levels have a curve each, `nil` for one curve.
  let split: String?
  let curves: [BubbleCurve]
  /// Further moderators that the curve is averaged over although its slope depends on them.
  let hidden: [String]
  /// All further moderators averaged over.
  let averaged: [String]

  /// The most curves drawn.
  static let most = 4

  init(_ plot: BubblePlot) throws {
    guard let table = plot.effects.table, let recipe = plot.fit.design.recipe else {
      throw BubblePlotError.noTable
    }
    let (fit, moderator) = (plot.fit, plot.moderator)
    let partners = recipe.interacting(with: moderator)
    let others = recipe.formula.columns.filter { $0 != moderator }
    guard let range = recipe.observed[moderator]?.range else {
      let names = recipe.levels[moderator] ?? []
      let means = try fit.predict(along: moderator, at: names.map { .text($0) }, in: table).rows
      levels = names
      split = nil
      curves = [BubbleCurve(level: nil, places: names.indices.map { Double($0) + 0.5 }, predictions: means)]
      (hidden, averaged) = (partners, others)
      return
    }
    levels = nil
    let factor = partners.first { (2...BubbleCurves.most).contains(recipe.levels[$0]?.count ?? 0) }
    split = factor
    guard let factor, let names = recipe.levels[factor] else {
      let places = BubbleCurves.grid(range)
      let means = try fit.predict(along: moderator, at: places.map { .number($0) }, in: table).rows
      curves = [BubbleCurve(level: nil, places: places, predictions: means)]
      (hidden, averaged) = (partners, others)
      return
    }
    // Each over the values that its own studies have.
    curves = try names.map { name in
      let own = fit.studies.indices.compactMap { position -> Double? in
        guard fit.studies[position].isUsed, table[factor]?.labels[position] == name else { return nil }
        return table[moderator]?.numbers?[position]
      }
      guard let least = own.min(), let greatest = own.max() else {
        return BubbleCurve(level: name, places: [], predictions: [])
      }
      let places = least < greatest ? BubbleCurves.grid(Interval(least, greatest)) : [least]
      let means = try fit.predict(
        along: moderator, at: places.map { .number($0) }, holding: [factor: .text(name)], in: table)
      return BubbleCurve(level: name, places: places, predictions: means.rows)
    }
    (hidden, averaged) = (partners.filter { $0 != factor }, others.filter { $0 != factor })
  }

  private static func grid(_ range: Interval) -> [Double] {
    let step = (range.upper - range.lower) / 128
    return (0...128).map { $0 == 128 ? range.upper : range.lower + Double($0) * step }
  }
}
