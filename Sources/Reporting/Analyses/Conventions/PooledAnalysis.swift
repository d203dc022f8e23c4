import MetaAnalysis

/// An analysis of one table under one set of conventions: effect sizes, and the models that pool them.
public struct PooledAnalysis: Sendable {
  /// The conventions.
  public let conventions: Conventions
  /// The choices that moved the effect sizes.
  public let options: EffectOptions
  /// The effect sizes that the analysis's own model pools.
  public let effects: EffectSizes
  /// The model that the conventions name (``Conventions/model``).
  public let fit: Fit
  /// One common effect; `nil` where it cannot be fitted, with the reason in ``failure``.
  public let common: Fit?
  /// Random effects; `nil` where they cannot be fitted, with the reason in ``failure``.
  public let random: Fit?
  /// Why the model that is not the analysis's own could not be fitted.
  public let failure: String?
}

extension Conventions {
  /// Computes effect sizes from a table and pools them.
  ///
  /// - Parameters:
  ///   - table: The data.
  ///   - columns: Which column plays which role.
  ///   - measure: The measure; `nil` for estimates that the data state.
  ///   - base: Choices that are no conventions: medians, corrections for design, level of the data, a kind of variance.
  ///   - moderators: A formula, `nil` for a common mean.
  ///   - rows: Positions from 0 of the rows to use, `nil` for all; the others are as good as not there.
  ///   - level: The level of all intervals in percent.
  /// - Throws: What ``StudyTable/effects(_:columns:options:)`` and the model that the conventions name throw.
  public func analyse(
    _ table: StudyTable, columns: ColumnMapping = .init(), measure: Measure?,
    over base: EffectOptions = .init(),
    moderators: String? = nil, rows: [Int]? = nil, level: Double = 95
  ) throws -> PooledAnalysis {
    let measure = commonPooling == .peto && measure == .oddsRatio ? .petoOddsRatio : measure
    let table = rows.map { table.keepingRows($0) } ?? table
    let formula = try moderators.map { try Formula($0) }
    func effects(poolsTables: Bool) throws -> (EffectSizes, EffectOptions) {
      let options = effectOptions(for: measure, over: base, poolsTables: poolsTables)
      var effects = try table.effects(of: measure, columns: columns, options: options)
      if let rows { effects = effects.selectingRows(rows) }
      if let inputDecimals { effects.round(toDecimals: inputDecimals) }
      return (effects, options)
    }
    let isCommonMean = formula == nil
    let settings = (
      common: commonModel(for: measure, level: level, isCommonMean: isCommonMean),
      random: randomModel(for: measure, level: level, isCommonMean: isCommonMean)
    )
    let plain = try effects(poolsTables: false)
    let besideTables = settings.common.isStratified ? try effects(poolsTables: true) : plain
    func fit(_ model: PooledModel) throws -> Fit {
      let (effects, settings) =
        model == .common ? (besideTables.0, settings.common) : (plain.0, settings.random)
      if let mixed = mixedModel(for: measure, isEqualEffects: model == .common, level: level) {
        return try mixed.fit(
          effects, design: try formula?.design(in: effects, eligible: mixed.eligibleRows(effects)))
      }
      return try settings.fit(
        effects, design: try formula?.design(in: effects, eligible: effects.rows.map(\.isUsable)))
    }
    let own = try fit(model)
    var (other, failure): (Fit?, String?) = (nil, nil)
    do { other = try fit(model == .common ? .random : .common) } catch { failure = "\(error)" }
    let isCommon = model == .common
    let (chosen, options) = isCommon ? besideTables : plain
    return PooledAnalysis(
      conventions: self, options: options, effects: chosen, fit: own, common: isCommon ? own : other,
      random: isCommon ? other : own, failure: failure)
  }
}

extension Formula {
  /// The design of the table that effect sizes were computed from.
  fileprivate func design(in effects: EffectSizes, eligible: [Bool]) throws -> Design? {
    try effects.table.map { try design(for: $0, eligible: eligible) }
  }
}

extension StudyTable {
  /// The effects of a measure, or without one those that the data state, in the measure that they name.
  func effects(
    of measure: Measure?, columns: ColumnMapping, options: EffectOptions
  ) throws -> EffectSizes {
    guard let measure else { return try statedEffects(columns: columns, options: options) }
    return try effects(measure, columns: columns, options: options)
  }

  /// The table with all rows emptied but those at the positions given, so that rows keep their numbers.
  func keepingRows(_ positions: [Int]) -> StudyTable {
    let kept = Set(positions)
    func emptied<Cell>(_ cells: [Cell?]) -> [Cell?] {
      cells.indices.map { kept.contains($0) ? cells[$0] : nil }
    }
    let columns = self.columns.map { column in
      Column(name: column.name, texts: emptied(column.texts), numbers: column.numbers.map(emptied))
    }
    return StudyTable(trusted: name, columns: columns, notes: notes)
  }
}

extension EffectSizes {
  /// Rounds estimates and standard errors to that many decimals, halves away from zero; a standard error never to zero.
  mutating func round(toDecimals decimals: Int) {
    for position in rows.indices {
      rows[position].yi = rows[position].yi.map { rounded($0, decimals) }
      rows[position].vi = rows[position].sei.map { sei in
        let short = rounded(sei, decimals)
        return short > 0 ? short * short : sei * sei
      }
    }
  }
}

/// A number to the nearest of that many decimals, halves away from zero.
private func rounded(_ x: Double, _ decimals: Int) -> Double {
  var unit = 1.0
  for _ in 0..<decimals { unit *= 10 }
  let scaled = x * unit
  return scaled.isFinite ? scaled.rounded(.toNearestOrAwayFromZero) / unit : x
}
