import Distributions
import RealModule
import StudyRecords

/// Means and variability of single groups.
enum SingleMean: String, CaseIterable, EffectMeasure {
  case mean = "MN"
  case standardized = "SMN"
  case logMean = "MNLN"
  case logCoefficient = "CVLN"
  case logDeviation = "SDLN"

  var kind: EffectKind {
    switch self {
    case .mean, .logMean: .mean
    case .standardized: .standardizedMean
    case .logCoefficient, .logDeviation: .variability
    }
  }

  var questions: [EffectQuestion] { kind == .variability ? [.spread] : [.mean] }

  var choices: Set<EffectChoice> {
    switch self {
    case .mean, .logMean: []
    case .standardized: [.correct, .hedgesFactor]
    case .logCoefficient, .logDeviation: [.correct]
    }
  }

  var details: MeasureDetails {
    let route: [Role] = [.mi, .sdi, .ni]
    return switch self {
    case .mean:
      MeasureDetails(
        "mean", routes: [route], formula: "m",
        variances: [
          .init(.largeSample, "sd²/n"),
          .init(.homoscedastic, "sp²/n, sp² the variance pooled over studies with weights n - 1"),
        ],
        sources: [.borenstein2009], nullValue: nil)
    case .standardized:
      MeasureDetails(
        "standardized mean", routes: [route], formula: "J m/sd, J with n - 1 degrees of freedom",
        variances: [.init(.largeSample, "1/n + y²/(2n)")], sources: [.hedges1981], nullValue: nil)
    case .logMean:
      MeasureDetails(
        "log mean", naturalName: "mean", routes: [route], formula: "ln m",
        variances: [.init(.largeSample, "sd²/(n m²)")], sources: [.hedgesGurevitchCurtis1999],
        backTransform: .exponential, nullValue: nil)
    case .logCoefficient:
      MeasureDetails(
        "log coefficient of variation", naturalName: "coefficient of variation", routes: [route],
        formula: "ln(sd/m) + 1/(2(n-1)); the last term is the bias correction",
        variances: [.init(.largeSample, "1/(2(n-1)) + sd²/(n m²)")], sources: [.nakagawa2015],
        backTransform: .exponential, nullValue: nil)
    case .logDeviation:
      MeasureDetails(
        "log standard deviation", naturalName: "standard deviation", routes: [[.sdi, .ni]],
        formula: "ln sd + 1/(2(n-1)); the last term is the bias correction",
        variances: [.init(.largeSample, "1/(2(n-1))")],
        sources: [.nakagawa2015, Source("Raudenbush & Bryk", 1987, doi: "10.3102/10769986012003241")],
        backTransform: .exponential, nullValue: nil)
    }
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let pooled = weightedMean(
      studies.map { $0[.sdi] * $0[.sdi] }, weights: studies.map { $0[.ni] - 1 })
    return studies.map { study in
      let (m, sd, n) = (study[.mi], study[.sdi], study[.ni])
      let half = 1 / (2 * (n - 1))
      let correction = conventions.correct ? half : 0
      switch self {
      case .mean: return RawEffect(m, (conventions.vtype == .homoscedastic ? pooled : sd * sd) / n)
      case .standardized:
        let y = (conventions.correct ? conventions.hedgesFactor(n - 1).value : 1) * m / sd
        let fault: RawEffect.Fault? =
          conventions.correct && n <= 2
          ? .undefined(reason: "its bias correction needs more than 2 people") : nil
        return RawEffect(y, 1 / n + y * y / (2 * n), fault: fault)
      case .logMean:
        return m <= 0 ? .none(notPositive) : RawEffect(.log(m), sd * sd / (n * m * m))
      case .logCoefficient:
        guard m > 0 else { return .none(m.isNaN ? nil : notPositive) }
        return RawEffect(logRatio(sd, m) + correction, half + sd / m * sd / m / n)
      case .logDeviation: return RawEffect(.log(sd) + correction, half)
      }
    }
  }

  private var notPositive: RawEffect.Fault {
    .undefined(reason: "the mean must be positive to have a logarithm")
  }
}

extension Measure {
  /// MN: the mean of a group.
  public static let mean = Measure(SingleMean.mean)
}
