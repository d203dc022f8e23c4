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

  init(_ values: [Double?]) {
    self.values = values
    sorted = values.compactMap(\.self).sorted()
  }

  /// The studies other than that of a row. Beyond 200 studies one more or less does not matter, and it stays in.
  func summary(without row: Int) -> Summary {
    var others = sorted
    if sorted.count <= 200, let value = values[row], let position = others.firstIndex(of: value) {
      others.remove(at: position)
    }
    let center = median(others)
    return Summary(
      count: others.count, center: center,
      scale: 1.4826 * median(others.map { ($0 - center).magnitude }.sorted()))
  }
}

/// The median of sorted numbers, 0 without any.
private func median(_ sorted: [Double]) -> Double {
  guard !sorted.isEmpty else { return 0 }
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
