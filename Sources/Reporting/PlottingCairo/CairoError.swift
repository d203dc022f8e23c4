import MetaAnalysis

/// Why a scene could not be turned into PDF or PNG.
public enum CairoError: AnalysisError, Hashable {
  /// The system has no Cairo library, or one that lacks something.
  case libraryMissing(reason: String)
  /// The picture has more pixels to a side than Cairo can hold.
  case tooLarge(width: Int, height: Int, limit: Int)
  /// Cairo reports that something went wrong.
  case failed(reason: String)

  /// The output is at fault, never the data.
  public var kind: ErrorKind { .output }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .libraryMissing(let reason):
      return
        "PDF and PNG are drawn by the library Cairo, which cannot be loaded (\(reason)); install the package "
        + "libcairo2 (Debian, Ubuntu) or cairo (Fedora, Homebrew), or write SVG, which needs no library"
    case .tooLarge(let width, let height, let limit):
      return
        "a picture of \(width) × \(height) pixels is too large, the limit is \(limit) to a side; lower the "
        + "resolution, or write SVG or PDF"
    case .failed(let reason):
      return "Cairo could not draw the figure: \(reason)"
    }
  }
}
