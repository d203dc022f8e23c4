import MetaAnalysis

/// What moved between two results of one question: a living review before and after an update.
public struct PooledDifference: Hashable, Sendable {
  /// A study in both results whose numbers differ, or in only one.
  public struct StudyChange: Hashable, Sendable {
    /// What became of it.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      case added, removed
      /// Its estimate or variance is another.
      case changed
      /// Only its weight is another.
      case reweighted
    }

    /// The study's name.
    public var name: String
    /// What became of it.
    public var kind: Kind
    /// As it was, `nil` when it is new.
    public var before: PooledRecord.Study?
    /// As it is, `nil` when it is gone.
    public var after: PooledRecord.Study?

    /// Weight after less weight before, in percentage points; a study left out has none.
    public var weightChange: Double { (after?.weightPercent ?? 0) - (before?.weightPercent ?? 0) }
  }

  /// What may move, and how far.
  public enum Threshold: Hashable, Sendable {
    /// The conclusion must stay.
    case conclusion
    /// A number may move this far on its own scale.
    case quantity(PooledQuantity, Double)
    /// A study's weight may move this many percentage points.
    case weight(Double)

    /// A threshold as written: `conclusion`, `estimate=0.05`, `weight=5`.
    /// - Throws: ``DifferenceError/threshold(text:)``.
    public init(_ text: String) throws(DifferenceError) {
      if text == "conclusion" {
        self = .conclusion
        return
      }
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let limit = parseNumber(sides[1]), limit >= 0 else {
        throw .threshold(text: text)
      }
      if sides[0] == "weight" {
        self = .weight(limit)
      } else if let quantity = PooledQuantity(rawValue: sides[0]) {
        self = .quantity(quantity, limit)
      } else {
        throw .threshold(text: text)
      }
    }
  }

  /// The result before.
  public var before: PooledRecord
  /// The result after.
  public var after: PooledRecord
  /// The studies that are not as they were, in the order of the result after, those gone at the end.
  public var studies: [StudyChange]
  /// What moved farther than it may, in sentences.
  public var exceeded: [String]

  /// Compares two results.
  /// - Throws: ``DifferenceError/differentMeasures(_:_:)``.
  public init(
    from before: PooledRecord, to after: PooledRecord, thresholds: [Threshold] = []
  ) throws(DifferenceError) {
    if let old = before.measure, let new = after.measure, old != new { throw .differentMeasures(old, new) }
    self.before = before
    self.after = after
    studies = Self.changes(before.studies, after.studies)
    exceeded = []
    exceeded = thresholds.compactMap(sentence)
  }

  /// How far a number moved; `nil` when one of the results has none.
  public func change(of quantity: PooledQuantity) -> Double? {
    guard let old = before.numbers[quantity], let new = after.numbers[quantity] else { return nil }
    return new == old ? 0 : new - old
  }

  /// Whether the interval says something else of no effect than it did.
  public var conclusionChanges: Bool { before.conclusion != after.conclusion }

  private func sentence(_ threshold: Threshold) -> String? {
    switch threshold {
    case .conclusion:
      guard conclusionChanges else { return nil }
      func words(_ record: PooledRecord) -> String { record.conclusion?.rawValue ?? "undefined" }
      return "the conclusion changes from \(words(before)) to \(words(after))"
    case .quantity(let quantity, let limit):
      guard let change = change(of: quantity) else {
        let isNew = before.numbers[quantity] == nil
        guard (before.numbers[quantity] == nil) != (after.numbers[quantity] == nil) else { return nil }
        return "\(quantity.rawValue) is \(isNew ? "new" : "gone")"
      }
      guard change.magnitude > limit else { return nil }
      return "\(quantity.rawValue) moves by \(shortDescription(change)), more than \(shortDescription(limit))"
    case .weight(let limit):
      guard let most = studies.max(by: { $0.weightChange.magnitude < $1.weightChange.magnitude }),
        most.weightChange.magnitude > limit
      else { return nil }
      return
        "the weight of \(most.name) moves by \(shortDescription(most.weightChange)) points, more than \(shortDescription(limit))"
    }
  }

  /// Studies are matched by name; of a name that stands several times, the first with the first and so on.
  private static func changes(_ before: [PooledRecord.Study], _ after: [PooledRecord.Study]) -> [StudyChange] {
    var waiting = Dictionary(grouping: before, by: \.name).mapValues { Array($0.reversed()) }
    var changes: [StudyChange] = []
    for study in after {
      guard let old = waiting[study.name]?.popLast() else {
        changes.append(StudyChange(name: study.name, kind: .added, before: nil, after: study))
        continue
      }
      if old.yi != study.yi || old.vi != study.vi {
        changes.append(StudyChange(name: study.name, kind: .changed, before: old, after: study))
      } else if old.weightPercent != study.weightPercent {
        changes.append(StudyChange(name: study.name, kind: .reweighted, before: old, after: study))
      }
    }
    for study in before where waiting[study.name]?.isEmpty == false {
      guard let old = waiting[study.name]?.popLast() else { continue }
      changes.append(StudyChange(name: study.name, kind: .removed, before: old, after: nil))
    }
    return changes
  }
}
