import Distributions
import RealModule
import StudyRecords

extension NoteKind {
  /// A crossover trial got the variance of a paired comparison.
  public static let crossoverCorrected = NoteKind(
    "design.crossover", .information, "crossover trial: paired variance with correlation {r}, {origin}")
  /// A crossover trial kept the variance of a parallel one.
  public static let crossoverNotCorrected = NoteKind(
    "design.crossover-not-corrected", .warning,
    "crossover trial taken as a parallel one, which usually overstates its variance: {reason}")
}

/// The variance of a contrast of two periods in the same people.
///
/// For contrasts of two separate summaries with variances v₁ and v₂ (MD, ROM, RD, RR, OR) it is
/// `v₁ + v₂ − 2r √(v₁v₂)`, r the correlation of the two periods (of counts: φ); for standardized mean differences
/// `2(1−r)(1/n + g²/(2n))` (Elbourne et al. 2002, doi:10.1093/ije/31.1.140; Curtin, Altman & Elbourne 2002,
/// doi:10.1002/sim.1205; Cochrane Handbook 6.5, 23.2.7.2).
struct CrossoverVariance {
  let measure: Measure
  let inputs: [Role: Double]

  private func number(_ role: Role) -> Double { inputs[role] ?? .nan }

  /// The number of people: that of both periods, their harmonic mean where they differ.
  var people: Double { GroupMeans(RawStudy(inputs)).people }

  /// The paired variance of an estimate, `nil` for measures and inputs that it is not defined for.
  func callAsFunction(_ estimate: Double, r: Double) -> Double? {
    measure.definition.crossoverVariance(of: estimate, from: RawStudy(inputs), r: r)
      .flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }

  /// The correlation behind a paired t value: the change has standard deviation `|m₁ − m₂| √n/|t|`.
  func correlation(pairedT t: Double) -> Double? {
    let change = abs((number(.m1i) - number(.m2i)) / t) * people.squareRoot()
    guard change.isFinite, change > 0 else { return nil }
    return StandardDeviation.correlation(sd1: number(.sd1i), sd2: number(.sd2i), change: change)
  }
}

/// The variances of the two summaries whose difference a measure is; `nil` for measures that are not such a difference, and
/// where they are not finite.
func armVariances(_ measure: Measure, _ inputs: [Role: Double]) -> (Double, Double)? {
  guard let (v1, v2) = measure.definition.armVariances(of: RawStudy(inputs)) else { return nil }
  return v1.isFinite && v2.isFinite ? (v1, v2) : nil
}

extension DesignColumns {
  /// The correlation of a crossover trial's periods with where it comes from; `nil` for rows that are none, a reason for
  /// those that state none.
  func crossoverCorrelation(
    at position: Int, _ variance: CrossoverVariance
  ) -> Result<(r: Double, origin: String), CrossoverGap>? {
    guard rules.crossover, variance.inputs[.ri] == nil, variance.inputs[.ni] == nil else { return nil }
    let (r, t, p) = (number(.ri, position), number(.pairedT, position), number(.pairedP, position))
    let isCalled = word(.design, position).flatMap(StudyDesign.init) == .crossover
    if hasWords(.design) {
      guard isCalled else { return nil }
    } else if r.isNaN, t.isNaN, p.isNaN {
      return nil
    }
    if !r.isNaN {
      guard abs(r) <= 1 else {
        return .failure(CrossoverGap(reason: "ri is \(plain(r)), which is no correlation"))
      }
      return .success((r, "as stated"))
    }
    if !t.isNaN || !p.isNaN {
      let value = t.isNaN ? tValue(signedP: p, degreesOfFreedom: variance.people - 1) : t
      guard let r = variance.correlation(pairedT: value) else {
        return .failure(CrossoverGap(reason: "no correlation fits its paired test and standard deviations"))
      }
      return .success((r, t.isNaN ? "from the paired p value" : "from the paired t value"))
    }
    if let r = rules.assumedCorrelation { return .success((r, CrossoverGap.assumed)) }
    return .failure(
      CrossoverGap(reason: "it states no correlation (ri) and no paired test (paired_ti, paired_pi)"))
  }
}

/// Why a crossover trial cannot be corrected.
struct CrossoverGap: Error {
  /// What a correlation is called that the row does not state.
  static let assumed = "assumed"

  let reason: String
}
