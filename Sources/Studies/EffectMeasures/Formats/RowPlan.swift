import StudyRecords

/// What is to be done for each row of a table: which way its effect is had, or why there is none.
struct RowPlans {
  /// What is to be done for one row.
  enum Plan {
    /// By a route, with a variance type of its own or the analysis' one.
    case route(EffectRoute, steps: [MetricStep], vtype: VarianceType?)
    /// By the measure's own formula with whatever is there, which says what is missing.
    case plain(vtype: VarianceType?)
    /// There is no effect, and the note says why.
    case none(Note)
  }

  let plans: [Plan]
  /// The measure's own routes, the preferred one first, with what a result calls each.
  let ownRoutes: [(roles: [Role], label: String)]
  /// The numbers by role.
  let numbers: [Role: [Double?]]
  /// The names of their columns.
  let names: [Role: String]
  /// Whether some row needs more than the measure's own formulas.
  let isMixed: Bool
  /// Whether some route of the measure's own has all its columns.
  let hasOwnColumns: Bool
  /// Whether some way to an effect has all its columns.
  let hasColumns: Bool
  /// The positions of rows whose effect is taken as stated although no column of formats says so.
  let stated: [StudyFormat: [Int]]
  /// The corrections for design that are in effects taken from the file's own, by position.
  let made: [Int: DesignAdjustments]
  /// What combining arms did to rows that have an effect.
  let remarks: [Note]

  /// Finds the way of every row.
  /// - Throws: ``StudyTableError`` for mapped columns that do not exist and for text among numbers.
  /// - Parameters:
  ///   - assumesCorrelation: Whether the correlation of two measurements may be one that is assumed.
  ///   - written: The effects beside the data, which rows take that the data give none.
  init(
    _ table: StudyTable, _ target: Measure, _ mapping: ColumnMapping, _ codes: RowCodes,
    assumesCorrelation: Bool = false, written: WrittenEffects? = nil
  ) throws {
    let routes = RouteTable.of(target, assumesCorrelation: assumesCorrelation)
    let (own, detours) = (routes.ways, routes.detours)
    let labels = try table.studyLabels(in: mapping)
    var numbers: [Role: [Double?]] = [:]
    var names: [Role: String] = [:]
    var ways: [Measure: [EffectRoute]] = [target: own]
    let named = (codes.measures ?? []).map { $0.flatMap(Measure.init(writtenAs:)) }
    for case let measure? in Set(named) where ways[measure] == nil {
      ways[measure] = RouteTable.of(measure, assumesCorrelation: assumesCorrelation).ways
    }
    let hasOwnColumns = try routes.ownRoutes.contains { route in
      try route.roles.allSatisfy { try table.column(for: $0, in: mapping) != nil }
    }
    var wanted = routes.roles.union([.ri, .n1i, .n2i, .ni, .sd2i])
    if ways.count > 1 { wanted.formUnion(ways.values.joined().flatMap(\.roles)) }
    var signs: SignColumn?
    for role in Role.allCases where wanted.contains(role) {
      guard let column = try table.column(for: role, in: mapping) else { continue }
      if role == .sign {
        let column = SignColumn(column)
        (signs, numbers[role], names[role]) = (column, column.numbers, column.name)
        continue
      }
      // Where estimates are all there is, a text among them is a slip and not another kind of column.
      let isNeeded =
        mapping[role] != nil || routes.inputs.contains(role)
        || !hasOwnColumns && [.yi, .vi, .sei].contains(role) && codes.isEmpty
      guard isNeeded || column.isNumeric else { continue }
      numbers[role] = try table.numbers(for: role, in: mapping)
      names[role] = column.name
    }
    let arms = try CombinedArms(codes.positions(of: .arms), of: table, mapping, labels: labels)
    for (position, inputs) in arms.numbers {
      for (role, value) in inputs {
        numbers[role, default: [Double?](repeating: nil, count: table.rowCount)][position] = value
      }
    }
    let present = numbers
    var fromFile: [Int: EffectRoute] = [:]
    func has(_ role: Role, _ position: Int) -> Bool { (present[role]?[position] ?? nil) != nil }
    let isStatedNaturally = mapping[.est] != nil
    // Of a row's own numbers the raw ones come first, then those that can be converted, then its estimate as stated.
    let free =
      own.filter { $0.choice == .automatic || isStatedNaturally && $0.isStatement && $0.format == .natural }
      + detours.filter { $0.choice == .automatic } + own.filter(\.isStatement)
    func isComplete(_ route: EffectRoute) -> Bool { route.roles.allSatisfy { present[$0] != nil } }

    hasColumns =
      hasOwnColumns || !codes.positions(of: .arms).isEmpty
      || (ways.values.flatMap { $0 } + detours).contains(where: isComplete)
      || written.map { written in labels.indices.contains(where: written.isComplete) } ?? false
    var isMixed =
      !codes.isEmpty || !hasOwnColumns && own.contains { $0.isStatement && isComplete($0) }
    var stated: [StudyFormat: [Int]] = [:]
    plans = labels.indices.map { position in
      let request: RowCodes.Request
      switch codes.request(at: position, study: labels[position]) {
      case .failure(let unknown): return .none(unknown.note)
      case .success(let found): request = found
      }
      if let note = arms.notes[position] { return .none(note) }
      let isFree = request.format == nil && request.measure == nil
      var candidates = isFree ? free : request.measure.flatMap { ways[$0] } ?? (own + detours)
      candidates.removeAll { route in
        request.format.map { route.format != $0 } ?? (route.choice == .named)
      }
      var route = candidates.first { $0.roles.allSatisfy { has($0, position) } }
      // The file's own effect comes after raw numbers, and before what the data state without their measure.
      let isUnnamed = route.map { $0.isStatement && !(isStatedNaturally && $0.format == .natural) } ?? true
      if isUnnamed, request.measure == nil || route == nil,
        request.format == nil || request.format == .estimate,
        let written, written.isComplete(position)
      {
        let other = EffectRoute(
          .estimate, written.measure(at: position) ?? target, [.yi], by: .generic, .stated)
        (route, fromFile[position]) = (other, other)
        isMixed = true
      }
      if let route {
        guard let steps = route.source.steps(to: target) else {
          return .none(
            Note(
              .noConversion, row: position + 1, study: labels[position],
              [
                "measure": .text(route.source.code), "route": .text(route.label), "target": .text(target.code),
              ]))
        }
        if isFree, let format = route.format, route.isStatement, route.source == target,
          route.evaluator != target,
          format == .estimate || !isStatedNaturally
        {
          stated[format, default: []].append(position)
        }
        if route.source != target || route.preparation != nil || route.evaluator != target { isMixed = true }
        // A route of the measure's own is left to the measure, which sees all of the row's numbers.
        let isOwn = isFree && route.source == target && route.preparation == nil && route.evaluator == target
        return isOwn ? .plain(vtype: request.vtype) : .route(route, steps: steps, vtype: request.vtype)
      }
      // A row that lacks nothing but a sign, where another word stands, is told of the word.
      if let note = signs?.note(at: position, study: labels[position]),
        candidates.contains(where: { route in route.roles.allSatisfy { $0 == .sign || has($0, position) } })
      {
        return .none(note)
      }
      if let note = written?.reason(at: position, study: labels[position]), !hasOwnColumns {
        return .none(note)
      }
      if isFree, hasOwnColumns { return .plain(vtype: request.vtype) }
      if isFree {
        let possible = free.filter(isComplete)
        return .none(
          Self.lacking(possible.isEmpty ? free : possible, row: position + 1, study: labels[position]) {
            has($0, position)
          })
      }
      return .none(
        Self.missing(candidates, request, target, row: position + 1, study: labels[position]) {
          has($0, position)
        })
    }
    var made: [Int: DesignAdjustments] = [:]
    if let written, !fromFile.isEmpty {
      let fields: [(role: Role, values: [Double?])] = [
        (.yi, written.yi), (.vi, written.vi), (.sei, written.sei),
      ]
      for (role, values) in fields where written.columns[role] != nil || numbers[role] != nil {
        if numbers[role] == nil { names[role] = written.columns[role]?.name }
        for position in fromFile.keys {
          numbers[role, default: [Double?](repeating: nil, count: table.rowCount)][position] = values[position]
        }
      }
      for position in fromFile.keys {
        for role in [Role.ciLower, .ciUpper, .pi] { numbers[role]?[position] = nil }
        if !written.designs[position].isEmpty { made[position] = written.designs[position] }
      }
    }
    self.made = made
    self.numbers = numbers
    self.names = names
    ownRoutes = routes.ownRoutes
    self.isMixed = isMixed
    self.hasOwnColumns = hasOwnColumns
    self.stated = stated
    remarks = arms.remarks
  }

  /// What a row without a format lacks for the way that comes closest.
  private static func lacking(
    _ routes: [EffectRoute], row: Int, study: String?, has: (Role) -> Bool
  ) -> Note {
    let roles = routes.isEmpty ? [] : routes[closestRoute(routes.map(\.roles), isPresent: has)].roles
    return Note(
      .missingInput, row: row, study: study,
      [
        "part": .text("effect size"),
        "roles": .text(enumerated(roles.filter { !has($0) }.map(\.rawValue))),
      ])
  }

  /// What a row lacks for the way that comes closest.
  private static func missing(
    _ candidates: [EffectRoute], _ request: RowCodes.Request, _ target: Measure, row: Int, study: String?,
    has: (Role) -> Bool
  ) -> Note {
    let closest = candidates.min { a, b in a.roles.count { !has($0) } < b.roles.count { !has($0) } }
    guard let closest else {
      return Note(
        .formatNotTaken, row: row, study: study,
        [
          "measure": .text((request.measure ?? target).code), "format": .text(request.format?.rawValue ?? ""),
        ])
    }
    return Note(
      .missingForFormat, row: row, study: study,
      [
        "format": .text(closest.label), "needed": .text(enumerated(closest.roles.map(\.rawValue))),
        "roles": .text(enumerated(closest.roles.filter { !has($0) }.map(\.rawValue))),
      ])
  }
}
