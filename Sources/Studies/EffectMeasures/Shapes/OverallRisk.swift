/// A risk over several studies with its complement, from counts of events and others; both keep their digits when tiny.
struct OverallRisk {
  let p, q: Double

  /// The risk over all counts that are complete.
  init(_ counts: [(events: Double, others: Double)]) {
    let events = counts.reduce(0) { $0 + ($1.events.isNaN || $1.others.isNaN ? 0 : $1.events) }
    let others = counts.reduce(0) { $0 + ($1.events.isNaN || $1.others.isNaN ? 0 : $1.others) }
    (p, q) = (events / (events + others), others / (events + others))
  }
}
