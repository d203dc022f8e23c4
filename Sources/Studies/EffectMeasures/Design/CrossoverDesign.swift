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
  var people: Double { 2 / (1 / number(.n1i) + 1 / number(.n2i)) }

  /// The paired variance of an estimate, `nil` for measures and inputs that it is not defined for.
  func callAsFunction(_ estimate: Double, r: Double) -> Double? {
    if ["SMD", "SMDH", "SMD1"].contains(measure.code) {
      let n = people
      return finite(2 * (1 - r) * (1 / n + estimate * estimate / (2 * n)))
    }
    guard let (v1, v2) = armVariances(measure, inputs) else { return nil }
    let difference = v1.squareRoot() - v2.squareRoot()
    return finite(difference * difference + 2 * (1 - r) * (v1 * v2).squareRoot())
  }

  private func finite(_ x: Double) -> Double? { x.isFinite && x >= 0 ? x : nil }

  /// The correlation behind a paired t value: the change has standard deviation `|m₁ − m₂| √n/|t|`.
  func correlation(pairedT t: Double) -> Double? {
    let change = abs((number(.m1i) - number(.m2i)) / t) * people.squareRoot()
    guard change.isFinite, change > 0 else { return nil }
    return StandardDeviation.correlation(sd1: number(.sd1i), sd2: number(.sd2i), change: change)
  }
}

/// The variances of the two summaries whose difference a measure is; `nil` for measures that are not such a difference.
func armVariances(_ measure: Measure, _ inputs: [Role: Double]) -> (Double, Double)? {
  func number(_ role: Role) -> Double { inputs[role] ?? .nan }
  func first(_ a: Double, _ b: Double) -> Double { a.isNaN ? b : a }
  let (a, c) = (number(.ai), number(.ci))
  let (b, d) = (first(number(.bi), number(.n1i) - a), first(number(.di), number(.n2i) - c))
  let (n1, n2) = (a + b, c + d)
  let variances: (Double, Double)
  switch measure.code {
  case "MD", "ROM":
    let (s1, s2) =
      measure.code == "MD"
      ? (number(.sd1i), number(.sd2i)) : (number(.sd1i) / number(.m1i), number(.sd2i) / number(.m2i))
    variances = (s1 * s1 / number(.n1i), s2 * s2 / number(.n2i))
  case "RD": variances = (a * b / (n1 * n1 * n1), c * d / (n2 * n2 * n2))
  case "RR": variances = (b / (a * n1), d / (c * n2))
  case "OR": variances = (1 / a + 1 / b, 1 / c + 1 / d)
  case "IRR": variances = (1 / number(.x1i), 1 / number(.x2i))
  case "IRD":
    let (t1, t2) = (number(.t1i), number(.t2i))
    variances = (number(.x1i) / (t1 * t1), number(.x2i) / (t2 * t2))
  default: return nil
  }
  return variances.0.isFinite && variances.1.isFinite ? variances : nil
}

extension DesignColumns {
  /// The correlation of a crossover trial's periods with where it comes from; `nil` for rows that are none, a reason for
  /// those that state none.
  func crossoverCorrelation(
    at position: Int, _ variance: CrossoverVariance
  ) -> Result<(r: Double, origin: String), CrossoverGap>? {
    guard rules.crossover, variance.inputs[.ri] == nil, variance.inputs[.ni] == nil else { return nil }
    let (r, t, p) = (number(.ri, position), number(.pairedT, position), number(.pairedP, position))
    let isCalled = word(.design, position) == "crossover"
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
    if let r = rules.assumedCorrelation { return .success((r, "assumed")) }
    return .failure(
      CrossoverGap(reason: "it states no correlation (ri) and no paired test (paired_ti, paired_pi)"))
  }
}

/// Why a crossover trial cannot be corrected.
struct CrossoverGap: Error {
  let reason: String
}
