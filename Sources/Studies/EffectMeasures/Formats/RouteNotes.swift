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
  func ownRoute(at position: Int) -> [Role]? { ownPlace(at: position).map { ownRoutes[$0].roles } }

  /// What the measure's own formula read of a row.
  func ownLabel(at position: Int) -> String? { ownPlace(at: position).map { ownRoutes[$0].label } }

  private func ownPlace(at position: Int) -> Int? {
    ownRoutes.firstIndex { $0.roles.allSatisfy { (numbers[$0]?[position] ?? nil) != nil } }
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
