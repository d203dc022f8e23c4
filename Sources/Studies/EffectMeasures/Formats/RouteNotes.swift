import StudyRecords

extension RowPlans {
  /// Whether a row's effect was computed in the target measure itself.
  func isDirect(_ position: Int, to target: Measure) -> Bool {
    switch plans[position] {
    case .plain: true
    case .route(let route, _, _): route.evaluator == target
    case .none: false
    }
  }

  /// The measure's first route that a row has the numbers for.
  func ownRoute(of target: Measure, at position: Int) -> [Role]? {
    target.definition.routes.first { $0.allSatisfy { (numbers[$0]?[position] ?? nil) != nil } }
  }

  /// What the measure's own formula read of a row.
  func ownLabel(of target: Measure, at position: Int) -> String? {
    ownRoute(of: target, at: position).map {
      StudyFormat(route: $0)?.rawValue ?? $0.map(\.rawValue).joined(separator: " ")
    }
  }
}

extension EffectSizes {
  /// Adds the note on the forms of data, when there is more than one.
  mutating func noteRoutes() {
    var routes: [(name: String, rows: [Int])] = []
    for row in rows where row.isUsable {
      guard let route = row.route else { continue }
      if let place = routes.firstIndex(where: { $0.name == route }) {
        routes[place].rows.append(row.row)
      } else {
        routes.append((route, [row.row]))
      }
    }
    guard routes.count > 1 else { return }
    let text = routes.map { "\($0.name) (\(rowList($0.rows)))" }.joined(separator: ", ")
    notes.append(Note(.effectRoutes, ["count": .count(routes.count), "routes": .text(text)]))
  }
}
