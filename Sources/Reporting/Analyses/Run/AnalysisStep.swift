import MetaAnalysis

/// The pooled result under some change: without a study, after so many studies, or with other choices.
public struct AnalysisStep: Hashable, Sendable {
  /// What was changed.
  public enum Change: Hashable, Sendable {
    /// A study was left out.
    case without(row: Int, study: String?)
    /// A study was added to those before.
    case adding(row: Int, study: String?)
    /// Other choices were made.
    case settings([AnalysisSetting])
  }

  /// What was changed.
  public var change: Change
  /// The number of effect sizes pooled; `nil` where nothing could be pooled.
  public var k: Int?
  /// The pooled effect, its standard error, interval and test; `nil` where nothing could be pooled.
  public var coefficient: Coefficient?
  /// The heterogeneity; `nil` for models without τ² and Q.
  public var heterogeneity: Heterogeneity?
  /// The way back to the scale that people read.
  public var transform: BackTransform
  /// Why nothing could be pooled.
  public var failure: String?

  init(_ change: Change, _ run: () throws -> AnalysisResult) {
    self.change = change
    transform = .identity
    do {
      guard let fit = try run().fit else { return }
      (k, coefficient) = (fit.k, fit.coefficients.first)
      heterogeneity = fit.betaBinomial == nil ? fit.heterogeneity : nil
      transform = fit.backTransform
    } catch let error as any AnalysisError {
      failure = error.description
    } catch {
      failure = "\(error)"
    }
  }
}

extension PreparedAnalysis {
  /// The result without each study in turn that is used in the whole, in the order of the data.
  /// - Parameter result: The result with all of them.
  public func leaveOneOut(_ result: AnalysisResult) -> [AnalysisStep] {
    result.studies.filter(\.isUsed).map { study in
      AnalysisStep(.without(row: study.row, study: study.study)) { try self.result(omitting: [study.row - 1]) }
    }
  }

  /// The result as the studies used are added in the order of the data.
  /// - Parameter result: The result with all of them.
  public func cumulative(_ result: AnalysisResult) -> [AnalysisStep] {
    let used = result.studies.filter(\.isUsed)
    return used.indices.map { last in
      AnalysisStep(.adding(row: used[last].row, study: used[last].study)) {
        try self.result(omitting: used[(last + 1)...].map { $0.row - 1 })
      }
    }
  }

  /// The result under every combination of the choices to vary, the last choice varying fastest.
  public func sensitivity() -> [AnalysisStep] {
    guard !analysis.sensitivity.isEmpty else { return [] }
    let combinations = analysis.sensitivity.reduce([[]]) { (all: [[AnalysisSetting]], axis) in
      all.flatMap { chosen in axis.settings.map { chosen + [$0] } }
    }
    return combinations.map { settings in
      AnalysisStep(.settings(settings)) { try self.result(changing: settings) }
    }
  }
}
