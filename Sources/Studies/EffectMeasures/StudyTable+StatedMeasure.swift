import RealModule
import StudyRecords

extension StudyTable {
  /// The column in which effect sizes that were written to a file say what measure they are in.
  public static let measureColumn = "effect_measure"

  /// The measure of each row's estimate by the column `effect_measure`, empty without one.
  var measuresOfEstimates: [Measure?] {
    self[Self.measureColumn]?.texts.map { $0.flatMap(Measure.init(writtenAs:)) } ?? []
  }

  /// The measure that a table says its estimates (`yi`) are in, as `tutti effects` writes it: the code that every row with
  /// an estimate has in a column `effect_measure`, or else in the role `measure`.
  ///
  /// `nil` without such a column, without estimates, and where rows have different codes or words that are none.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)``.
  public func statedMeasure(in mapping: ColumnMapping = .init()) throws(StudyTableError) -> Measure? {
    guard let estimates = try column(for: .yi, in: mapping)?.numbers else { return nil }
    var column = mapping[.measure] == nil ? self[Self.measureColumn] : nil
    if column == nil { column = try self.column(for: .measure, in: mapping) }
    guard let codes = column?.texts else { return nil }
    let used = Set(estimates.indices.filter { estimates[$0] != nil }.map { codes[$0] })
    guard used.count == 1, let code = used.first.flatMap(\.self) else { return nil }
    return Measure(writtenAs: code)
  }

  /// The effects that a table states in `yi` with their uncertainty, in the measure that it names (``statedMeasure(in:)``).
  ///
  /// Where the table also holds the raw numbers and these give the same effects, to the last digits, under the options
  /// given, they come with all that raw numbers bring: counts, sizes, routes and notes. Otherwise the estimates stand as
  /// they are, with a note and without raw numbers. Without a named measure they are effects without one.
  /// - Throws: ``EffectError`` when the table states no effects; ``StudyTableError`` for unknown columns and for text among
  ///   numbers.
  public func statedEffects(
    columns mapping: ColumnMapping = .init(), options: EffectOptions = .init()
  ) throws -> EffectSizes {
    guard let measure = try statedMeasure(in: mapping) else {
      var effects = try effects(.generic, columns: mapping, options: options)
      effects.measure = nil
      return effects
    }
    // What conventions say of the measure's own variances does not concern variances that are given.
    var plain = options
    if let vtype = plain.vtype, !Measure.generic.definition.varianceTypes.contains(vtype) { plain.vtype = nil }
    var stated = try effects(.generic, columns: mapping, options: plain)
    if let computed = try? effects(measure, columns: mapping, options: options), stated.isSame(as: computed) {
      return computed
    }
    stated.measure = measure
    stated.inputs = []
    stated.backTransform = measure.definition.backTransform
    stated.notes.append(
      Note(
        .effectStated,
        [
          "rows": .text("all rows"), "role": .text(mapping[.yi] ?? Role.yi.rawValue),
          "name": .text(measure.definition.name), "measure": .text(measure.code),
        ]))
    return stated
  }
}

extension EffectSizes {
  /// Whether the same rows have the same effects, to 1e-12 of their standard errors or of themselves.
  fileprivate func isSame(as other: EffectSizes) -> Bool {
    rows.count == other.rows.count
      && zip(rows, other.rows).allSatisfy { a, b in
        guard let y = a.yi, let v = a.vi, let z = b.yi, let w = b.vi else { return a.isUsable == b.isUsable }
        return (y - z).magnitude <= 1e-12 * max(y.magnitude, v.squareRoot()) && (v - w).magnitude <= 1e-12 * v
      }
  }
}
