import RealModule
import StudyRecords

/// One group, or one occasion of a group, with the roles its numbers play.
struct Arm {
  let meanRole, deviationRole, sizeRole: Role
  let mean, deviation, n: Double

  /// Mean and standard deviation of the first and second group, of both occasions of one group, or of a single group.
  static func all(of data: LintData, at row: Int) -> [Arm] {
    let shapes: [(Role, Role, [Role])] = [
      (.m1i, .sd1i, [.n1i, .ni]), (.m2i, .sd2i, [.n2i, .ni]), (.mi, .sdi, [.ni]),
    ]
    return shapes.compactMap { mean, deviation, sizes in
      guard let m = data[mean, row], let sd = data[deviation, row], sd >= 0,
        let size = sizes.first(where: { data[$0, row] != nil }), let n = data[size, row], n >= 1
      else { return nil }
      return Arm(meanRole: mean, deviationRole: deviation, sizeRole: size, mean: m, deviation: sd, n: n)
    }
  }

  /// The standard deviation if what is typed is a standard error.
  var deviationIfError: Double { deviation * n.squareRoot() }
}

/// Two arms and their difference in standard deviations.
struct ArmPair {
  let first, second: Arm
  /// Whether both arms are occasions of one group.
  let isPaired: Bool
  /// The difference in units of the pooled standard deviation, without small-sample correction.
  let d: Double
  /// The same if both standard deviations are standard errors.
  let dIfErrors: Double
  /// Degrees of freedom of the pooled standard deviation.
  let m: Double

  init?(_ data: LintData, at row: Int) {
    let arms = Arm.all(of: data, at: row).filter { $0.meanRole != .mi }
    guard arms.count == 2, arms[0].deviation > 0 || arms[1].deviation > 0 else { return nil }
    let (a, b) = (arms[0], arms[1])
    let m = a.n + b.n - 2
    guard m > 1 else { return nil }
    func difference(_ sd1: Double, _ sd2: Double) -> Double {
      (a.mean - b.mean) / (((a.n - 1) * sd1 * sd1 + (b.n - 1) * sd2 * sd2) / m).squareRoot()
    }
    (first, second, self.m) = (a, b, m)
    isPaired = a.sizeRole == .ni
    d = difference(a.deviation, b.deviation)
    dIfErrors = difference(a.deviationIfError, b.deviationIfError)
    guard d.isFinite, dIfErrors.isFinite else { return nil }
  }

  /// 1/n₁ + 1/n₂, an upper bound for occasions that correlate positively.
  var inverseSizes: Double { 1 / first.n + 1 / second.n }

  /// The pooled standard deviation over the mean of both means, `nil` when these have different signs or are 0.
  var relativeDeviation: Double? {
    guard first.mean * second.mean > 0 else { return nil }
    return ((first.deviation + second.deviation) / (first.mean + second.mean)).magnitude
  }

  /// √ of the harmonic mean of the sizes: by how much standard errors are smaller than standard deviations.
  var rootSize: Double { (2 / inverseSizes).squareRoot() }
}
