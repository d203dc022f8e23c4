import EffectMeasures
import StudyRecords

/// How the numbers of many analyses lie in memory.
public enum PanelLayout: String, CaseIterable, Hashable, Sendable, Codable {
  /// The studies of one analysis follow each other: study j of analysis n at n·k + j (a row of a wide table).
  case analysisMajor = "analysis-major"
  /// The analyses of one study follow each other: study j of analysis n at j·N + n (a column of a wide table).
  case studyMajor = "study-major"
}

/// N analyses of up to k studies each: estimates and sampling variances.
///
/// A study takes part in an analysis when both its numbers are there; NaN stands for a missing one.
public struct Panel: Sendable {
  /// The number of analyses, N.
  public let analyses: Int
  /// The largest number of studies of an analysis, k.
  public let studies: Int
  /// How the numbers lie.
  public let layout: PanelLayout
  /// The estimates, N·k of them.
  public let yi: [Double]
  /// Their sampling variances.
  public let vi: [Double]

  /// A panel from numbers that already lie in one of the two ways; NaN where missing.
  /// - Throws: ``BatchError/shape(expected:yi:vi:)``.
  public init(
    yi: [Double], vi: [Double], analyses: Int, studies: Int, layout: PanelLayout = .analysisMajor
  ) throws(BatchError) {
    let (expected, overflow) = analyses.multipliedReportingOverflow(by: studies)
    guard analyses >= 0, studies >= 0, !overflow, yi.count == expected, vi.count == expected else {
      throw .shape(analyses: analyses, studies: studies, yi: yi.count, vi: vi.count)
    }
    (self.analyses, self.studies, self.layout) = (analyses, studies, layout)
    (self.yi, self.vi) = (yi, vi)
  }

  /// Numbers known to be analyses × studies, one analysis after the other.
  init(analysisMajor yi: [Double], _ vi: [Double], analyses: Int, studies: Int) {
    (self.analyses, self.studies, self.layout) = (analyses, studies, .analysisMajor)
    (self.yi, self.vi) = (yi, vi)
  }

  /// A panel from one list of effect sizes per analysis; shorter lists are filled up with missing studies.
  ///
  /// Only estimates and variances are read: effects that come with covariances (`EffectSizes.requireIndependence`) are for
  /// the caller to refuse.
  public init(_ analyses: [EffectSizes]) {
    let studies = analyses.reduce(0) { Swift.max($0, $1.rows.count) }
    var (yi, vi) = ([Double](), [Double]())
    yi.reserveCapacity(analyses.count * studies)
    vi.reserveCapacity(analyses.count * studies)
    for effects in analyses {
      for j in 0..<studies {
        let row = j < effects.rows.count ? effects.rows[j] : nil
        yi.append(row?.yi ?? .nan)
        vi.append(row?.vi ?? .nan)
      }
    }
    (self.analyses, self.studies, self.layout) = (analyses.count, studies, .analysisMajor)
    (self.yi, self.vi) = (yi, vi)
  }
}

/// Why a batch cannot be run.
public enum BatchError: AnalysisError, Hashable {
  /// There are not analyses × studies numbers.
  case shape(analyses: Int, studies: Int, yi: Int, vi: Int)
  /// A confidence level outside 0–100, ends excluded.
  case unusableLevel(Double)

  /// The request is at fault.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .shape(let analyses, let studies, let yi, let vi):
      "\(analyses) analyses of \(studies) studies need as many numbers as their product, "
        + "but there are \(yi) estimates and \(vi) variances; fill up missing studies with NaN"
    case .unusableLevel(let level):
      "a confidence level of \(numberText(level)) is not possible; it is a percentage between 0 and 100, for example 95"
    }
  }
}
