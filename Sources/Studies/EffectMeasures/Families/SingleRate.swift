import RealModule
import StudyRecords

/// Incidence rates of single groups.
enum SingleRate: String, CaseIterable, EffectMeasure {
  case raw = "IR"
  case log = "IRLN"
  case root = "IRS"
  case freemanTukey = "IRFT"

  /// Events of one group.
  private struct Events: CellCounts {
    var x, t: Double
    var hasZero: Bool { x == 0 }

    func adding(_ addition: Double) -> Events { Events(x: x + addition, t: t) }
  }

  var kind: EffectKind { .rate }
  var questions: [EffectQuestion] { [.rate] }

  var details: MeasureDetails {
    let routes: [[Role]] = [[.xi, .ti]]
    return switch self {
    case .raw:
      MeasureDetails(
        "incidence rate", routes: routes, formula: "x/t", variances: [.init(.largeSample, "x/t²")],
        zeroCellAddition: 0.5, sources: [.rothman2008], nullValue: nil)
    case .log:
      MeasureDetails(
        "log incidence rate", naturalName: "incidence rate", routes: routes, formula: "ln(x/t)",
        variances: [.init(.largeSample, "1/x")], zeroCellAddition: 0.5, sources: [.rothman2008],
        backTransform: .exponential, nullValue: nil)
    case .root:
      MeasureDetails(
        "square root transformed incidence rate", naturalName: "incidence rate", routes: routes,
        formula: "√(x/t)", variances: [.init(.largeSample, "1/(4t)")], zeroCellAddition: 0,
        sources: [.rothman2008], backTransform: .square, nullValue: nil)
    case .freemanTukey:
      MeasureDetails(
        "Freeman-Tukey transformed incidence rate", naturalName: "incidence rate", routes: routes,
        formula: "½ (√(x/t) + √((x+1)/t))", variances: [.init(.largeSample, "1/(4t)")],
        zeroCellAddition: 0, sources: [.freemanTukey1950], backTransform: .square, nullValue: nil)
    }
  }

  func range(of role: Role) -> InputRange { role == .ti ? .time : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    conventions.effects(of: studies.map { Events(x: $0[.xi], t: $0[.ti]) }) { groups in
      groups.map { group in
        guard let group else { return .none() }
        let (x, t) = (group.x, group.t)
        return switch self {
        case .raw: RawEffect(x / t, x / (t * t))
        case .log: RawEffect(logRatio(x, t), 1 / x)
        case .root: RawEffect((x / t).squareRoot(), 1 / (4 * t))
        case .freemanTukey: RawEffect(rootRate(x, t), 1 / (4 * t))
        }
      }
    }
  }

  /// The Freeman–Tukey rate is turned back at the harmonic mean of the person-times.
  func backTransform(for studies: RawStudies) -> BackTransform {
    guard self == .freemanTukey, let t = harmonicMean(studies[.ti]) else { return details.backTransform }
    return .freemanTukeyRate(t: t)
  }
}

extension Measure {
  /// IRLN: the log incidence rate of a group.
  public static let logIncidenceRate = Measure(SingleRate.log)
}
