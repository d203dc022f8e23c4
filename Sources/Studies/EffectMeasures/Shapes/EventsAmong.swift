import StudyRecords

/// Events and non-events of one group.
struct EventsAmong: CellCounts {
  var x, rest: Double
  var fault: RawEffect.Fault?

  static let routes: [[Role]] = [[.xi, .ni], [.xi, .mi]]

  init(_ study: RawStudy) {
    x = study[.xi]
    rest = study.first(study[.ni] - x, study[.mi])
    if rest < 0 {
      fault = .impossible(
        role: .xi, value: x, rule: "there are only \(plain(study[.ni])) people in the group (ni)")
    }
  }

  var n: Double { x + rest }
  var p: Double { x / n }
  var hasZero: Bool { x == 0 || rest == 0 }

  func adding(_ addition: Double) -> EventsAmong {
    var copy = self
    copy.x += addition
    copy.rest += addition
    return copy
  }
}
