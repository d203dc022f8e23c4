import MetaBatch
import MetaModels
import StudyRecords

/// Why a diagnostic that fits a model again to parts of its data cannot be made.
public enum DiagnosticsError: AnalysisError, Hashable {
  /// The model is none that is fitted again by weighted least squares.
  case model(String)
  /// Pooling over tables needs the tables, not only the fit.
  case tables(String)
  /// Too few studies.
  case tooFewStudies(k: Int, needed: Int)
  /// A number of samples outside what is possible.
  case samples(Int, most: Int)
  /// More subsets than can be gone through.
  case tooManySubsets(k: Int, most: Int)

  /// Always the request.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .model(let what): "\(what) is not offered for this model; use an inverse-variance model"
    case .tables(let code):
      "leaving studies out of \(code) pooling needs the tables; give the effect sizes that the fit was made from"
    case .tooFewStudies(let k, let needed):
      "\(k) \(k == 1 ? "study is" : "studies are") too few; at least \(needed) are needed"
    case .samples(let count, let most): "\(count) samples are not possible; ask for 1 to \(most)"
    case .tooManySubsets(let k, let most):
      "\(k) studies have more subsets than can all be gone through (at most \(most) studies); ask for a number of "
        + "random ones, for example 100000"
    }
  }
}

extension RefitModel {
  /// The model of a fit, or the error that names the method.
  static func of(_ fit: Fit, for what: String, atLeast needed: Int) throws(DiagnosticsError) -> RefitModel {
    guard let model = RefitModel(fit) else { throw .model(what) }
    guard model.k >= needed else { throw .tooFewStudies(k: model.k, needed: needed) }
    return model
  }
}
