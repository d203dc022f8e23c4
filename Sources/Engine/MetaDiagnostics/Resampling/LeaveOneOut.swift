import Distributions
import EffectMeasures
import MetaBatch
import MetaModels
import StudyRecords

/// The fits that leave out one study each: whether a result rests on a single study.
///
/// Every entry is what the fit's own settings give for the other studies, τ² included. Inverse-variance models are
/// solved eight at a time; a fit of pooling over tables (Mantel–Haenszel, Peto) is made anew from the tables.
///
/// Source: Viechtbauer & Cheung (2010), doi:10.1002/jrsm.11.
public struct LeaveOneOut: Hashable, Sendable {
  /// The fit without one study; numbers are `nil` where the rest cannot be fitted.
  public struct Omission: Hashable, Sendable {
    /// The row of the study left out, counted from 1.
    public var row: Int
    /// Its label.
    public var study: String?
    /// The number of studies left.
    public var k: Int
    /// The coefficients the rest can estimate, in the order of the fit's.
    public var coefficients: [Coefficient]
    /// The between-study variance.
    public var tau2: Double?
    /// I² in percent.
    public var i2: Double?
    /// H².
    public var h2: Double?
    /// Cochran's Q, or the residual QE.
    public var q: Double?
    /// Its degrees of freedom.
    public var qDegreesOfFreedom: Int
    /// Its p value.
    public var qPValue: Double?
  }

  /// One entry for each study used, in the order of the data.
  public var omissions: [Omission]
  /// What was noticed.
  public var notes: [Note]

  /// Leaves out each study of a fit in turn.
  /// - Parameters:
  ///   - fit: The fit of all studies.
  ///   - effects: What it was fitted to; needed for pooling over tables only.
  ///   - threads: The largest number of threads; results are the same for any.
  /// - Throws: ``DiagnosticsError``.
  public init(_ fit: Fit, of effects: EffectSizes? = nil, threads: Int = 1) throws(DiagnosticsError) {
    if fit.settings.pooling != .inverseVariance, fit.mixedModel == nil {
      guard let effects else { throw .tables(fit.settings.pooling.code) }
      omissions = try LeaveOneOut.overTables(fit, effects)
    } else {
      let model = try RefitModel.of(fit, for: "leave-one-out", atLeast: 2)
      let used = fit.studies.filter(\.isUsed)
      let refits = model.leavingOneOut(threads: threads)
      var inference = InferenceCache(level: fit.settings.level)
      omissions = used.indices.map { i in
        if model.choosesTest {
          let rest = model.single(.counts(used.indices.map { $0 == i ? 0 : 1 }), 0)
          return Omission(rest, of: used[i], k: model.k - 1)
        }
        return Omission(refits, i, row: used[i].row, study: used[i].study, model: model, inference: &inference)
      }
    }
    notes = omissions.filter { $0.coefficients.count < fit.p }.map { omission in
      Note(
        .omissionUndefined, row: omission.row, study: omission.study,
        ["count": .count(fit.p - omission.coefficients.count)])
    }
  }

  private static func overTables(_ fit: Fit, _ effects: EffectSizes) throws(DiagnosticsError) -> [Omission] {
    let used = fit.studies.indices.filter { fit.studies[$0].weightPercent != nil || fit.studies[$0].isUsed }
    guard used.count > 1 else { throw .tooFewStudies(k: used.count, needed: 2) }
    guard effects.rows.count == fit.studies.count else { throw .tables(fit.settings.pooling.code) }
    return used.map { position in
      let rest = effects.selectingRows(effects.rows.indices.filter { $0 != position })
      return Omission(try? fit.settings.fit(rest), of: fit.studies[position], k: used.count - 1)
    }
  }
}

extension LeaveOneOut.Omission {
  /// The entry of a fit of the others, `nil` where they cannot be fitted.
  init(_ rest: Fit?, of study: FittedStudy, k: Int) {
    self.init(
      row: study.row, study: study.study, k: rest?.k ?? k, coefficients: rest?.coefficients ?? [],
      tau2: rest?.heterogeneity.tau2, i2: rest?.heterogeneity.i2, h2: rest?.heterogeneity.h2,
      q: rest?.heterogeneity.q, qDegreesOfFreedom: rest?.heterogeneity.qDegreesOfFreedom ?? 0,
      qPValue: rest?.heterogeneity.qPValue)
  }

  /// The entry of a refit.
  init(
    _ refits: Refits, _ i: Int, row: Int, study: String?, model: RefitModel, inference: inout InferenceCache
  ) {
    let (settings, p) = (model.settings, model.p)
    let df = refits.degreesOfFreedom(i)
    let test = inference.test(degreesOfFreedom: settings.test == .z || df == 0 ? nil : df)
    let shares = refits.inconsistency(
      i, fromTau2: settings.heterogeneity.isRandom && settings.i2Basis == .tau2)
    let q = refits.q[i].isNaN ? nil : refits.q[i]
    self.init(
      row: row, study: study, k: Int(refits.k[i]),
      coefficients: (0..<p).compactMap { j in
        let estimate = refits.coefficients[i * p + j]
        guard !estimate.isNaN else { return nil }
        return test.coefficient(
          term: model.terms[j], estimate: estimate, variance: refits.variances[i * p + j])
      },
      tau2: refits.tau2[i].isNaN ? nil : refits.tau2[i], i2: shares.i2, h2: shares.h2, q: q,
      qDegreesOfFreedom: df,
      qPValue: q.map { df > 0 ? ChiSquared(degreesOfFreedom: Double(df)).upperTail($0) : 1 })
  }
}

/// Tests by degrees of freedom, whose quantiles are found once.
struct InferenceCache {
  let level: Double
  private var known: [Int: CoefficientInference] = [:]

  init(level: Double) { self.level = level }

  /// The test with that many degrees of freedom, `nil` for the normal.
  mutating func test(degreesOfFreedom df: Int?) -> CoefficientInference {
    if let test = known[df ?? -1] { return test }
    let test = CoefficientInference(degreesOfFreedom: df.map(Double.init), level: level)
    known[df ?? -1] = test
    return test
  }
}

extension NoteKind {
  /// Without a study the others do not estimate everything.
  static let omissionUndefined = NoteKind(
    "leave-one-out.undefined", .warning,
    "without this study {count} of the coefficients cannot be estimated from the others")
}
