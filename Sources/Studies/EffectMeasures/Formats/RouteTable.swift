import StudyRecords
import Synchronization

/// What is known of the ways to a measure before any data are seen. Each measure's is made once and kept: a search through
/// many variants of an analysis would otherwise spend most of its time here.
struct RouteTable: Sendable {
  /// The measure's own routes, the preferred one first, with what a result calls each.
  let ownRoutes: [(roles: [Role], label: String)]
  /// Every role that an own route reads.
  let inputs: Set<Role>
  /// The ways to an effect in the measure itself.
  let ways: [EffectRoute]
  /// The ways through measures that can be converted.
  let detours: [EffectRoute]
  /// Every role that the ways and detours read.
  let roles: Set<Role>

  private init(_ measure: Measure, assumesCorrelation: Bool) {
    let definition = measure.definition
    ownRoutes = definition.routes.map { roles in
      (roles, StudyFormat(route: roles, of: measure)?.rawValue ?? roles.map(\.rawValue).joined(separator: " "))
    }
    inputs = Set(definition.inputs)
    ways = EffectRoute.ways(to: measure, assumesCorrelation: assumesCorrelation)
    detours = EffectRoute.detours(to: measure, assumesCorrelation: assumesCorrelation)
    roles = Set((ways + detours).flatMap(\.roles))
  }

  /// The table of a measure.
  /// - Parameter assumesCorrelation: Whether the correlation of two measurements may be one that is assumed.
  static func of(_ measure: Measure, assumesCorrelation: Bool) -> RouteTable {
    // A definition from elsewhere may bear a known code.
    let kind = ObjectIdentifier(type(of: measure.definition) as any Any.Type)
    let key = Key(kind: kind, code: measure.code, assumesCorrelation: assumesCorrelation)
    if let table = known.withLock({ $0[key] }) { return table }
    let table = RouteTable(measure, assumesCorrelation: assumesCorrelation)
    known.withLock { $0[key] = table }
    return table
  }

  private struct Key: Hashable, Sendable {
    var kind: ObjectIdentifier
    var code: String
    var assumesCorrelation: Bool
  }

  private static let known = Mutex<[Key: RouteTable]>([:])
}
