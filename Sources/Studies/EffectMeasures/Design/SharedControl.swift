import StudyRecords

extension NoteKind {
  /// A control group that serves several comparisons was divided among them.
  public static let sharedControlSplit = NoteKind(
    "design.shared-control", .information,
    "control group '{control}' serves {rows}: its people were divided by {count}")
  /// The covariances of comparisons that share a control group were worked out.
  public static let sharedControlCovariance = NoteKind(
    "design.shared-control-covariance", .information,
    "control group '{control}' serves {rows}: the covariances of these effects are given; a model that takes them as "
      + "independent counts the control group more than once")
  /// Rows that name one control group report different numbers of it.
  public static let sharedControlDiffers = NoteKind(
    "design.shared-control-differs", .warning,
    "control group '{control}' has other numbers in {rows} than in {first}; groups of different numbers are taken as "
      + "different groups, so give them names of their own, or correct the numbers")
  /// A shared control group could not be dealt with.
  public static let sharedControlNotSplit = NoteKind(
    "design.shared-control-not-corrected", .warning,
    "shares control group '{control}' with other rows and is not corrected: {reason}")
}

/// Sampling covariances of effects that share people: a block for each group of rows, zero elsewhere.
public struct SamplingCovariance: Hashable, Sendable, Codable {
  /// The covariances of some rows.
  public struct Block: Hashable, Sendable, Codable {
    /// What they share, for example a control group's name.
    public var name: String
    /// The rows, counted from 1 as in ``EffectSize/row``.
    public var rows: [Int]
    /// The covariance matrix row by row, sampling variances on its diagonal.
    public var values: [[Double]]

    /// The covariances of some rows.
    public init(name: String, rows: [Int], values: [[Double]]) {
      self.name = name
      self.rows = rows
      self.values = values
    }
  }

  /// The blocks, in the order of their first rows; no row is in two.
  public var blocks: [Block]

  /// Covariances from their blocks.
  public init(blocks: [Block]) { self.blocks = blocks }

  /// The covariance of two rows.
  public subscript(_ first: Int, _ second: Int) -> Double {
    for block in blocks {
      if let i = block.rows.firstIndex(of: first), let j = block.rows.firstIndex(of: second) {
        return block.values[i][j]
      }
    }
    return 0
  }

  /// The covariances among some of the rows.
  public func selecting(_ rows: Set<Int>) -> SamplingCovariance {
    SamplingCovariance(
      blocks: blocks.compactMap { block in
        let kept = block.rows.indices.filter { rows.contains(block.rows[$0]) }
        guard kept.count > 1 else { return nil }
        return Block(
          name: block.name, rows: kept.map { block.rows[$0] },
          values: kept.map { i in kept.map { block.values[i][$0] } })
      })
  }
}

/// Groups of rows that name the same control group and report the same numbers of it.
struct SharedControls {
  /// A control group: its name, and the positions of its rows.
  typealias Group = (name: String, positions: [Int])

  /// The groups of at least two rows, in the order of their first rows.
  let groups: [Group]
  /// The names under which rows report different numbers, each with the positions of one set of numbers and another.
  let differing: [(name: String, first: [Int], others: [Int])]

  /// - Parameters:
  ///   - control: The name of the control group of a row, by its position.
  ///   - inputs: What each row's effect is computed from.
  init(_ control: (Int) -> String?, inputs: [[Role: Double]?]) {
    var groups: [Group] = []
    for (position, numbers) in inputs.enumerated() {
      guard let numbers, let name = control(position) else { continue }
      func isShared(_ group: Group) -> Bool {
        group.name == name && group.positions.allSatisfy { Self.isSame(numbers, inputs[$0] ?? [:]) }
      }
      if let place = groups.firstIndex(where: isShared) {
        groups[place].positions.append(position)
      } else {
        groups.append((name, [position]))
      }
    }
    var differing: [(name: String, first: [Int], others: [Int])] = []
    for (name, positions) in groups {
      if let place = differing.firstIndex(where: { $0.name == name }) {
        differing[place].others += positions
      } else {
        differing.append((name, positions, []))
      }
    }
    self.groups = groups.filter { $0.positions.count > 1 }
    self.differing = differing.filter { !$0.others.isEmpty }
  }

  /// Whether two rows report the same numbers of their second group, as far as both report them.
  private static func isSame(_ first: [Role: Double], _ second: [Role: Double]) -> Bool {
    var roles: [Role] = [.ci, .n2i, .m2i, .sd2i, .x2i, .t2i]
    if first.keys.contains(.ai), second.keys.contains(.ai) { roles.append(.di) }
    return roles.allSatisfy { role in
      guard let a = first[role], let b = second[role] else { return true }
      return a == b || a.isNaN || b.isNaN
    }
  }
}

extension SharedControls {
  /// The covariance of two effects by the control group they share.
  ///
  /// Of differences of two summaries it is the control's variance; of standardized mean differences
  /// `1/n₂ + g₁g₂/(2N)`, N all people of the comparisons (Gleser & Olkin 2009, in The handbook of research synthesis and
  /// meta-analysis, 2nd ed., ch. 19). `nil` where neither holds.
  static func covariance(
    _ measure: Measure, _ first: (inputs: [Role: Double], y: Double),
    _ second: (inputs: [Role: Double], y: Double),
    total: Double
  ) -> Double? {
    if measure == .hedgesG {
      guard let n = first.inputs[.n2i], let m = second.inputs[.n2i] else { return nil }
      let value = 1 / (n * m).squareRoot() + first.y * second.y / (2 * total)
      return value.isFinite ? value : nil
    }
    guard let a = armVariances(measure, first.inputs), let b = armVariances(measure, second.inputs) else {
      return nil
    }
    return (a.1 * b.1).squareRoot()
  }
}
