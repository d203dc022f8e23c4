import RealModule

extension IncompleteGamma {
  /// The x at which the tail in the given direction is `p`, for p ≤ ½.
  ///
  /// Starts from the leading term of the tail where that is good, otherwise from Wilson & Hilferty (1931,
  /// doi:10.1073/pnas.17.12.684).
  func quantile(_ p: Double, _ direction: TailDirection) -> Double {
    let logP = Double.log(p)
    if direction == .rising {
      // P ≈ x^a / Γ(1+a) near zero.
      let logLead = (logP + logGamma(shape + 1)) / shape
      if logLead < -745 { return 0 }
      let lead = Double.exp(logLead)
      if lead < 0.2 * (shape + 1) {
        // Far below the mean the leading term is exact to the last digit.
        if lead < 1e-300 { return lead }
        return invertTail(p, direction, start: lead * (1 + lead / (shape + 1))) { point($0, direction) }
      }
    } else {
      let far = -logP - logGamma(shape)
      if far > 4 + 2 * shape {
        let first = far + (shape - 1) * Double.log(far)
        let second = far + (shape - 1) * Double.log(first)
        return invertTail(p, direction, start: second) { point($0, direction) }
      }
    }
    let z = direction.rawValue * Normal.standardQuantile(lower: p)
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    let start = root > 0.1 ? shape * root * root * root : 1e-3 * shape
    return invertTail(p, direction, start: start) { point($0, direction) }
  }
}
