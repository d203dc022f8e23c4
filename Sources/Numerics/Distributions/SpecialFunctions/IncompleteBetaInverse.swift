import RealModule

extension IncompleteBeta {
  /// A first guess of log(x/y) at which the tail in the given direction is `p` ≤ ½, and whether it is already exact.
  ///
  /// The leading term of the tail where that is good, otherwise the normal approximation of Abramowitz & Stegun
  /// (1964), 26.5.22.
  func oddsGuess(_ p: Double, _ direction: TailDirection) -> (logOdds: Double, isExact: Bool) {
    if direction == .falling {
      let guess = mirrored.oddsGuess(p, .rising)
      return (-guess.logOdds, guess.isExact)
    }
    // I_x(a, b) ≈ x^a / (a B(a, b)) near zero.
    let logLead = (Double.log(p) + Double.log(a) + logBeta) / a
    if logLead < -700 { return (logLead, true) }
    let lead = Double.exp(min(logLead, 0))
    if (a + b) * lead < 0.3 * (a + 1) { return (logLead + lead, false) }
    let z = Normal.standardQuantile(lower: p)
    if a > 0.7, b > 0.7 {
      let (u, v) = (1 / (2 * a - 1 + 0.2 / a), 1 / (2 * b - 1 + 0.2 / b))
      let h = 2 / (u + v)
      let l = (z * z - 3) / 6
      let w = -z * (h + max(l, -h)).squareRoot() / h - (v - u) * (l + 5.0 / 6 - 2 / (3 * h))
      return (Double.log(a / b) - 2 * w, false)
    }
    return (min(logLead, Double.log(a / b)), false)
  }

  /// log B(a, b).
  private var logBeta: Double {
    if a <= 1 { return logGamma(a) - logGammaIncrease(from: b, by: a) }
    if b <= 1 { return logGamma(b) - logGammaIncrease(from: a, by: b) }
    let remainders = stirlingRemainder(a) + stirlingRemainder(b) - stirlingRemainder(a + b)
    let total = a + b
    return 0.5 * logTwoPi + remainders + (a - 0.5) * Double.log(a / total) + (b - 0.5) * Double.log(b / total)
      - 0.5 * Double.log(total)
  }
}
