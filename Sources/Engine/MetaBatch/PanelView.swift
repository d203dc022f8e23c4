/// A panel as it lies in somebody's memory.
struct PanelView {
  let yi: UnsafeBufferPointer<Double>
  let vi: UnsafeBufferPointer<Double>
  let analyses: Int
  let studies: Int
  let analysisStride: Int
  let studyStride: Int

  init(
    yi: UnsafeBufferPointer<Double>, vi: UnsafeBufferPointer<Double>, analyses: Int, studies: Int,
    layout: PanelLayout
  ) {
    (self.yi, self.vi, self.analyses, self.studies) = (yi, vi, analyses, studies)
    (analysisStride, studyStride) = layout == .analysisMajor ? (studies, 1) : (1, analyses)
  }

  /// The studies of an analysis that have both numbers.
  func complete(_ analysis: Int) -> (yi: [Double], vi: [Double]) {
    var (y, v) = ([Double](), [Double]())
    for j in 0..<studies {
      let at = analysis * analysisStride + j * studyStride
      guard !yi[at].isNaN, !vi[at].isNaN else { continue }
      y.append(yi[at])
      v.append(vi[at])
    }
    return (y, v)
  }

  /// The numbers of studies that occur.
  func counts() -> Set<Int> {
    var counts = Set<Int>()
    for n in 0..<analyses {
      var count = 0
      for j in 0..<studies {
        let at = n * analysisStride + j * studyStride
        if !yi[at].isNaN, !vi[at].isNaN { count += 1 }
      }
      counts.insert(count)
    }
    return counts
  }
}
