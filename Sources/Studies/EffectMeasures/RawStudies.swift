import StudyRecords

/// The raw numbers of all studies by role: a collection of ``RawStudy``.
///
/// A missing number is NaN here, so that formulas need no branches; only ``RawEffect`` leaves the room, and there NaN
/// becomes `nil` with a note.
public struct RawStudies: RandomAccessCollection, Sendable {
  private var columns: [Role: [Double]]
  /// The number of studies.
  public let count: Int

  /// Columns of equal length by role.
  public init(_ columns: [Role: [Double]], count: Int) {
    self.columns = columns
    self.count = count
  }

  /// The first study.
  public var startIndex: Int { 0 }
  /// The place after the last study.
  public var endIndex: Int { count }
  /// One study.
  public subscript(position: Int) -> RawStudy { RawStudy(studies: self, position: position) }
  /// A column; NaN throughout when no column plays the role.
  public subscript(role: Role) -> [Double] { columns[role] ?? [Double](repeating: .nan, count: count) }

  fileprivate func number(_ role: Role, _ position: Int) -> Double { columns[role]?[position] ?? .nan }

  /// Makes one number missing.
  mutating func erase(_ role: Role, at position: Int) { columns[role]?[position] = .nan }

  /// The same studies with every number of some of them missing.
  func erasing(_ positions: [Int]) -> RawStudies {
    guard !positions.isEmpty else { return self }
    var copy = self
    for role in columns.keys { for position in positions { copy.columns[role]?[position] = .nan } }
    return copy
  }
}

/// The raw numbers of one study by role; NaN where missing.
public struct RawStudy: Sendable {
  fileprivate let studies: RawStudies
  fileprivate let position: Int

  /// The number of a role.
  public subscript(role: Role) -> Double { studies.number(role, position) }

  fileprivate init(studies: RawStudies, position: Int) {
    self.studies = studies
    self.position = position
  }

  /// A study by itself.
  init(_ numbers: [Role: Double]) {
    self.init(studies: RawStudies(numbers.mapValues { [$0] }, count: 1), position: 0)
  }

  /// The first of several numbers that is not missing.
  func first(_ candidates: Double...) -> Double { candidates.first { !$0.isNaN } ?? .nan }
}

/// A number as people write it: without a fraction where there is none.
func plain(_ x: Double) -> String {
  x == x.rounded() && abs(x) < 1e15 ? String(Int(x)) : String(x)
}

/// An effect as a formula leaves it: NaN where undefined, with the reason where the formula knows one.
public struct RawEffect: Hashable, Sendable {
  /// The estimate, or NaN.
  public var yi: Double
  /// The sampling variance, or NaN.
  public var vi: Double
  /// Why a number is NaN although no input is missing.
  public var fault: Fault?
  /// Whether something was added to the study's counts.
  public var corrected: Bool

  /// What is wrong with a study beyond missing inputs.
  public enum Fault: Hashable, Sendable {
    /// A value cannot be; the rule ends the sentence.
    case impossible(role: Role, value: Double, rule: String)
    /// The lower end of an interval lies above its upper end.
    case reversedInterval(lower: Role, from: Double, upper: Role, to: Double)
    /// The formula has no value here; the reason ends the sentence.
    case undefined(reason: String)
    /// Left out on request: no events, or nothing but events, in both groups.
    case doubleZero
  }

  /// An effect as a formula leaves it.
  public init(_ yi: Double, _ vi: Double, fault: Fault? = nil, corrected: Bool = false) {
    self.yi = yi
    self.vi = vi
    self.fault = fault
    self.corrected = corrected
  }

  /// No effect, for a reason.
  static func none(_ fault: Fault? = nil) -> RawEffect { RawEffect(.nan, .nan, fault: fault) }
}
