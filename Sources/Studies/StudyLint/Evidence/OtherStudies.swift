import StudyRecords

/// The numbers of all studies, for judging one against the others by median and median absolute deviation.
///
/// Half of the others may be wrong without moving either far (Rousseeuw & Croux 1993, doi:10.1080/01621459.1993.10476408).
struct OtherStudies {
  private let values: [Double?]
  private let sorted: [Double]

  /// Where the others lie.
  struct Summary {
    /// How many they are.
    let count: Int
    /// Their median, 0 without any.
    let center: Double
    /// 1.4826 times their median absolute deviation from it, for normal numbers their standard deviation.
    let scale: Double
  }

  /// The summary of all studies, where one more or less does not matter.
  private let ofMany: Summary?

  init(_ values: [Double?]) {
    self.values = values
    sorted = values.compactMap(\.self).sorted()
    ofMany = sorted.count > 200 ? Summary(sorted) : nil
  }

  /// The studies other than that of a row; of more than 200 studies all.
  func summary(without row: Int) -> Summary {
    if let ofMany { return ofMany }
    var others = sorted
    if let value = values[row], let position = others.firstIndex(of: value) { others.remove(at: position) }
    return Summary(others)
  }
}

extension OtherStudies.Summary {
  fileprivate init(_ sorted: [Double]) {
    count = sorted.count
    center = median(sorted)
    let center = center
    scale = 1.4826 * median(sorted.map { ($0 - center).magnitude }.sorted())
  }
}

/// The median of sorted numbers, 0 without any.
private func median(_ sorted: [Double]) -> Double {
  guard !sorted.isEmpty else { return 0 }
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
