import StudyRecords

/// Events and person-time of two groups.
struct PersonTime: CellCounts {
  var x1, t1, x2, t2: Double

  static let route: [Role] = [.x1i, .t1i, .x2i, .t2i]

  init(_ study: RawStudy) { (x1, t1, x2, t2) = (study[.x1i], study[.t1i], study[.x2i], study[.t2i]) }

  var hasZero: Bool { x1 == 0 || x2 == 0 }
  var isWithoutEvents: Bool { x1 == 0 && x2 == 0 }

  func adding(_ addition: Double) -> PersonTime {
    var copy = self
    copy.x1 += addition
    copy.x2 += addition
    return copy
  }
}
