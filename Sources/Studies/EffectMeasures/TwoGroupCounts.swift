import StudyRecords

/// Events in two groups beside what they are counted against: people or person-time.
///
/// For a 2×2 table `ai bi / ci di` the sizes are n1 = a + b and n2 = c + d; for rates they are t1 and t2.
public struct TwoGroupCounts: Hashable, Sendable {
  /// Events in the first group: ai or x1i.
  public var events1: Double
  /// People or person-time of the first group: n1i or t1i.
  public var size1: Double
  /// Events in the second group: ci or x2i.
  public var events2: Double
  /// People or person-time of the second group: n2i or t2i.
  public var size2: Double
  /// Whether the sizes are person-time.
  public var isPersonTime: Bool

  /// Counts from their parts.
  public init(events1: Double, size1: Double, events2: Double, size2: Double, isPersonTime: Bool = false) {
    self.events1 = events1
    self.size1 = size1
    self.events2 = events2
    self.size2 = size2
    self.isPersonTime = isPersonTime
  }

  /// People without the event in the first group, bi; for person-time of no meaning.
  public var others1: Double { size1 - events1 }
  /// People without the event in the second group, di; for person-time of no meaning.
  public var others2: Double { size2 - events2 }
  /// n1 + n2 or t1 + t2.
  public var total: Double { size1 + size2 }
  /// a + c.
  public var events: Double { events1 + events2 }
  /// Whether a cell is zero: a count of events, or for tables also of people without.
  public var hasZero: Bool {
    events1 == 0 || events2 == 0 || !isPersonTime && (others1 == 0 || others2 == 0)
  }

  /// Whether nobody had the event in both groups.
  public var isWithoutEvents: Bool { events1 == 0 && events2 == 0 }

  /// Whether everybody had the event in both groups.
  public var isAllEvents: Bool { !isPersonTime && others1 == 0 && others2 == 0 }

  /// Whether nobody, or everybody, had the event in both groups.
  public var isDoubleZero: Bool { isWithoutEvents || isAllEvents }

  /// The same with something added to each cell: for tables to all four, for person-time to the events.
  public func adding(_ addition: Double) -> TwoGroupCounts {
    var counts = self
    counts.events1 += addition
    counts.events2 += addition
    if !isPersonTime {
      counts.size1 += 2 * addition
      counts.size2 += 2 * addition
    }
    return counts
  }
}

extension EffectSizes {
  /// The counts that the effect sizes were computed from, one per row; `nil` where they are incomplete or impossible,
  /// and throughout for measures not made of two groups' counts.
  public var twoGroupCounts: [TwoGroupCounts?] {
    func column(_ role: Role) -> [Double?]? { inputs.first { $0.role == role }?.values }
    func cell(_ column: [Double?]?, _ row: Int) -> Double? { column.flatMap { $0[row] } }
    let (x1, t1, x2, t2) = (column(.x1i), column(.t1i), column(.x2i), column(.t2i))
    let (a, b, c, d) = (column(.ai), column(.bi), column(.ci), column(.di))
    let (n1, n2) = (column(.n1i), column(.n2i))
    return rows.indices.map { row in
      let counts: TwoGroupCounts
      if let x1 = cell(x1, row), let t1 = cell(t1, row), let x2 = cell(x2, row), let t2 = cell(t2, row) {
        counts = TwoGroupCounts(events1: x1, size1: t1, events2: x2, size2: t2, isPersonTime: true)
        guard t1 > 0, t2 > 0 else { return nil }
      } else if let a = cell(a, row), let c = cell(c, row),
        let n1 = cell(b, row).map({ a + $0 }) ?? cell(n1, row),
        let n2 = cell(d, row).map({ c + $0 }) ?? cell(n2, row)
      {
        counts = TwoGroupCounts(events1: a, size1: n1, events2: c, size2: n2)
        guard n1 >= a, n2 >= c, n1 > 0, n2 > 0 else { return nil }
      } else {
        return nil
      }
      let all = [counts.events1, counts.size1, counts.events2, counts.size2]
      return all.allSatisfy { $0 >= 0 && $0 <= 1e15 } ? counts : nil
    }
  }
}
