import MetaAnalysis
import Plotting

/// Effect sizes with the data they come from and the choices that led to them.
public struct EffectsReport: Reportable, Sendable {
  /// The effect sizes.
  public var effects: EffectSizes
  /// The data they were computed from.
  public var table: StudyTable
  /// Which of its columns were given which role.
  public var mapping: ColumnMapping
  /// The data's name, digest and size.
  public var input: InputSummary
  /// The choices that moved them.
  public var options: EffectOptions
  /// The conventions the analysis started from.
  public var profile: String?
  /// The studies' own intervals from their counts, if asked for.
  public var intervals: StudyIntervals?

  /// A report on effect sizes.
  public init(
    effects: EffectSizes, table: StudyTable, input: InputSummary, options: EffectOptions,
    profile: String? = nil,
    intervals: StudyIntervals? = nil, mapping: ColumnMapping = .init()
  ) {
    self.mapping = mapping
    self.effects = effects
    self.table = table
    self.input = input
    self.options = options
    self.profile = profile
    self.intervals = intervals
  }

  /// The effect sizes under the schema `tutti.effects/1`; what cannot be computed is null.
  ///
  /// `vi` may stand without `yi`, for the variance of a difference needs no means, and `yi` without `vi`.
  public var json: JSONValue {
    .object([
      "schema": "tutti.effects/1", "engine": Engine.json, "input": input.json,
      "measure": .text(effects.measure?.code), "profile": .text(profile), "options": options.json,
      "rows": .list(
        effects.rows.enumerated().map { position, effect in
          JSONValue.object([
            "row": .integer(effect.row), "study": .text(effect.study), "yi": .number(effect.yi),
            "vi": .number(effect.vi), "sei": .number(effect.sei), "route": .text(effect.route),
          ]).appending(effect.design?.words.map { JSONValue.Member(key: "design", value: .text($0)) })
            .appending(contentsOf: intervals.map { $0.members(at: position) } ?? [])
        }),
      "notes": notes.json,
    ]).appending(intervals.map { JSONValue.Member(key: "intervals", value: $0.json) }).appending(
      effects.covariance.map { JSONValue.Member(key: "covariance", value: $0.json) })
  }

  /// What was noticed on the effects and on their intervals.
  public var notes: [Note] { effects.notes + (intervals?.notes ?? []) }

  /// Whether the effects come from different forms of data, so that each row says from which.
  var hasRoutes: Bool { Set(effects.rows.compactMap(\.route)).count > 1 }

  /// The effect sizes as a person reads them: raw data, estimate, variance and standard error of each study.
  public func report(details: Bool = false, decimals: Int? = nil) -> Report {
    let inputs = effects.inputs.filter { input in input.values.contains { $0 != nil } }
    var columns = [ReportTable.Column("Study", .left)]
    columns += inputs.map { ReportTable.Column($0.role.rawValue) }
    if hasRoutes { columns.append(.init("From", .left)) }
    columns += [.init("Estimate"), .init("Variance"), .init("SE")]
    let shown = intervals.map { IntervalColumns($0, effects.measure, decimals: decimals) }
    columns += shown?.columns ?? []
    let error = lowerMedian(effects.rows.compactMap(\.sei))
    let rounding =
      decimals.map { Rounding(decimals: $0) } ?? Rounding(significant: 4, of: error, minimum: 4)
    let rows = effects.rows.enumerated().map { position, effect in
      var cells: [ReportTable.Cell] = [.text(effect.study ?? "row \(effect.row)")]
      for input in inputs {
        // Numbers of the data as they are; those that arms, tables or corrections led to are rounded.
        let stated = table[input.column]?.numbers?[position]
        cells.append(
          input.values[position].map { .text($0 == stated ? numberText($0) : shortDescription($0)) } ?? .empty)
      }
      if hasRoutes { cells.append(effect.route.map { .text($0) } ?? .empty) }
      cells += [rounding.cell(effect.yi), rounding.cell(effect.vi), rounding.cell(effect.sei)]
      return cells + (shown?.cells(at: position) ?? [])
    }
    let usable = effects.rows.filter(\.isUsable).count
    let name = effects.measure?.definition.name ?? "estimates as the data state them"
    return Report(
      title:
        "\(name.prefix(1).uppercased())\(name.dropFirst()): \(usable) of \(effects.rows.count) rows of \(input.name)",
      blocks: effects.notes.foremostBlock + [.table(ReportTable(columns: columns, rows: rows))]
        + (shown.map { [$0.method] } ?? []) + notes.block(limit: details ? .max : 10))
  }
}

extension EffectOptions {
  /// `{"vtype","add","to","drop00","correct","data_level"}`, with `medians`, `pre_post_correlation` and `design` where they
  /// were chosen.
  var json: JSONValue {
    .object([
      "vtype": .text(vtype?.rawValue), "add": .number(add), "to": .text(to.rawValue),
      "drop00": .flag(dropDoubleZero), "correct": .flag(correct), "data_level": .number(level),
    ])
    .appending(medians == .luoWanShi ? nil : .init(key: "medians", value: .text(medians.rawValue)))
    .appending(prePostCorrelation.map { .init(key: "pre_post_correlation", value: .number($0)) })
    .appending(design.isEmpty ? nil : .init(key: "design", value: design.json))
  }
}

extension DesignAdjustments {
  /// `{"clusters","icc","crossover","crossover_correlation","shared_control","scale_direction"}`.
  fileprivate var json: JSONValue {
    .object([
      "clusters": .text(clusters?.rawValue), "icc": .number(assumedICC), "crossover": .flag(crossover),
      "crossover_correlation": .number(assumedCorrelation), "shared_control": .text(sharedControl?.rawValue),
      "scale_direction": .flag(direction),
    ])
  }
}

extension SamplingCovariance {
  /// `[{"name","rows","values"}]`.
  fileprivate var json: JSONValue {
    .list(
      blocks.map { block in
        .object([
          "name": .text(block.name), "rows": .list(block.rows.map { .integer($0) }),
          "values": .list(block.values.map { .list($0.map { .number($0) }) }),
        ])
      })
  }
}

extension JSONValue {
  /// An object with a further member at its end, or as it is without one.
  fileprivate func appending(_ member: Member?) -> JSONValue {
    appending(contentsOf: member.map { [$0] } ?? [])
  }

  /// An object with further members at its end.
  fileprivate func appending(contentsOf further: [Member]) -> JSONValue {
    guard !further.isEmpty, case .object(let members) = self else { return self }
    return .object(members + further)
  }
}
