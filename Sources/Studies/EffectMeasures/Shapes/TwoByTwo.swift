import StudyRecords

/// A 2×2 table: events and others in two groups, `a b` in the first and `c d` in the second.
struct TwoByTwo: CellCounts {
  var a, b, c, d: Double
  var fault: RawEffect.Fault?

  static let eventsAndSizes: [Role] = [.ai, .n1i, .ci, .n2i]
  static let routes: [[Role]] = [[.ai, .bi, .ci, .di], eventsAndSizes]

  init(_ study: RawStudy) {
    (a, c) = (study[.ai], study[.ci])
    b = study.first(study[.bi], study[.n1i] - a)
    d = study.first(study[.di], study[.n2i] - c)
    if b < 0 {
      fault = .impossible(
        role: .ai, value: a, rule: "there are only \(plain(study[.n1i])) people in the group (n1i)")
    } else if d < 0 {
      fault = .impossible(
        role: .ci, value: c, rule: "there are only \(plain(study[.n2i])) people in the group (n2i)")
    }
  }

  var n1: Double { a + b }
  var n2: Double { c + d }
  var total: Double { a + b + c + d }
  var p1: Double { a / n1 }
  var p2: Double { c / n2 }
  /// ad − bc.
  var determinant: Double { differenceOfProducts(a, d, b, c) }
  /// √(ad) − √(bc), without cancellation.
  var rootDeterminant: Double {
    let sum = (a * d).squareRoot() + (b * c).squareRoot()
    return sum == 0 ? 0 : determinant / sum
  }
  var hasZero: Bool { a == 0 || b == 0 || c == 0 || d == 0 }
  var isWithoutEvents: Bool { a == 0 && c == 0 }
  var isAllEvents: Bool { b == 0 && d == 0 }

  /// The same with something added to the events of both groups, which grow by as much.
  func addingEvents(_ addition: Double) -> TwoByTwo {
    var table = self
    table.a += addition
    table.c += addition
    return table
  }

  func adding(_ addition: Double) -> TwoByTwo {
    var table = self
    table.a += addition
    table.b += addition
    table.c += addition
    table.d += addition
    return table
  }
}
