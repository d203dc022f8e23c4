import Distributions
import StudyRecords

/// A way from the columns of a row to an effect: what is read, what is computed from it, and in which measure.
struct EffectRoute: Sendable {
  /// What it is made from: a format's code, or the roles of a route without one.
  let label: String
  /// The format, `nil` for routes without one.
  let format: StudyFormat?
  /// The measure that the effect is in.
  let source: Measure
  /// The measure that computes it: the source, or the generic one for effects as given.
  let evaluator: Measure
  /// What must be there.
  let roles: [Role]
  /// Whether it is taken without a column that names it.
  let isAutomatic: Bool
  /// The evaluator's inputs from those roles; `nil` passes them on.
  let preparation: (@Sendable (InputPreparation) -> InputPreparation.Outcome)?

  init(
    _ format: StudyFormat?, _ source: Measure, _ roles: [Role], by evaluator: Measure? = nil,
    isAutomatic: Bool = true,
    _ preparation: (@Sendable (InputPreparation) -> InputPreparation.Outcome)? = nil
  ) {
    self.label = format?.rawValue ?? roles.map(\.rawValue).joined(separator: " ")
    self.format = format
    self.source = source
    self.evaluator = evaluator ?? source
    self.roles = roles
    self.isAutomatic = isAutomatic
    self.preparation = preparation
  }
}

extension EffectRoute {
  /// Whether it takes an effect as the row states it.
  var isStatement: Bool { format == .estimate || format == .natural }

  /// The ways to an effect in a measure itself, the preferred one first; effects as stated come last.
  static func ways(to measure: Measure) -> [EffectRoute] {
    let own = measure.definition.routes
    var routes = own.map { EffectRoute(StudyFormat(route: $0), measure, $0) }
    if own.contains(GroupMeans.route) {
      for format in [StudyFormat.meansWithErrors, .medians] {
        for roles in format.alternatives {
          routes.append(
            EffectRoute(format, measure, roles) {
              format == .medians ? $0.meansFromMedians() : $0.meansFromErrors()
            })
        }
      }
    }
    if own.contains([.di, .n1i, .n2i]) {
      for roles in StudyFormat.difference.alternatives {
        routes.append(EffectRoute(.difference, measure, roles) { $0.standardizedFromDifference() })
      }
      routes.append(EffectRoute(.g, measure, [.gi, .n1i, .n2i]) { $0.differenceFromG() })
    }
    if own.contains([.ti, .n1i, .n2i]) {
      routes.append(EffectRoute(.f, measure, [.fi, .sign, .n1i, .n2i]) { $0.tFromF() })
    }
    if measure == .meanDifference {
      for roles in StudyFormat.difference.alternatives {
        let needed = roles.contains(.sdi) ? roles : roles.filter { $0 != .n1i && $0 != .n2i }
        routes.append(EffectRoute(.difference, measure, needed, by: .generic) { $0.givenDifference() })
      }
    }
    for roles in StudyFormat.estimate.alternatives {
      routes.append(EffectRoute(.estimate, measure, roles, by: .generic, isAutomatic: false))
    }
    for roles in StudyFormat.natural.alternatives {
      routes.append(
        EffectRoute(.natural, measure, roles, by: .generic, isAutomatic: false) {
          $0.analysisScale(measure.definition.backTransform)
        })
    }
    return routes
  }

  /// The ways to an effect in another measure that can be converted, the preferred one first.
  static func detours(to target: Measure) -> [EffectRoute] {
    guard let metric = target.metric else { return [] }
    let table = TwoByTwo.routes.map { EffectRoute(.table, .oddsRatio, $0) }
    let correlation = EffectRoute(.r, .correlation, [.ri, .ni])
    let difference = ways(to: .hedgesG).filter { $0.format != .estimate && $0.format != .natural }
    switch metric {
    case .standardizedDifference:
      // A pre-post study has a correlation too, so it comes first.
      return (target == .hedgesG ? [] : difference) + table + [
        EffectRoute(.prePost, .standardizedMeanChangeRaw, [.m1i, .m2i, .sd1i, .ri, .ni]), correlation,
        EffectRoute(.pairedT, .standardizedMeanChange, [.ti, .ri, .ni], isAutomatic: false) {
          $0.only(.ti, .ni)
        },
        EffectRoute(.pairedD, .standardizedMeanChange, [.di, .ri, .ni], isAutomatic: false) {
          $0.only(.di, .ni)
        },
      ]
    case .logOdds: return table + difference + [correlation]
    case .correlation, .fisherZ: return [correlation] + difference + table
    case .standardizedChange: return []
    }
  }
}
