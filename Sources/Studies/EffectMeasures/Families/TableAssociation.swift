import Distributions
import RealModule
import StudyRecords

/// Associations of two dichotomous variables.
enum TableAssociation: String, CaseIterable, EffectMeasure {
  case phi = "PHI"
  case fisherPhi = "ZPHI"
  case yuleQ = "YUQ"
  case yuleY = "YUY"
  case tetrachoric = "RTET"
  case fisherTetrachoric = "ZTET"

  var kind: EffectKind {
    switch self {
    case .phi, .fisherPhi, .tetrachoric, .fisherTetrachoric: .correlation
    case .yuleQ, .yuleY: .association
    }
  }

  var questions: [EffectQuestion] { [.association] }

  var metric: EffectMetric? {
    switch self {
    case .tetrachoric: .latentCorrelation
    case .fisherTetrachoric: .fisherLatent
    default: nil
    }
  }

  /// Fisher's z, for correlations that are analysed as they are too.
  var intervalScale: BackTransform { .hyperbolicTangent }

  var details: MeasureDetails {
    switch self {
    case .phi:
      MeasureDetails(
        "phi coefficient", routes: TwoByTwo.routes,
        formula: "(ad - bc)/√(n1 n2 m1 m2), m1 = a + c, m2 = b + d", variances: Self.phiVariances,
        zeroCellAddition: 0, sources: [.fleissBerlin2009])
    case .fisherPhi:
      MeasureDetails(
        "Fisher's z transformed phi coefficient", naturalName: "phi coefficient",
        routes: TwoByTwo.routes, formula: "atanh(φ)",
        variances: Self.phiVariances.map { .init($0.type, "var(φ)/(1-φ²)², var(φ) = " + $0.formula) },
        zeroCellAddition: 0, sources: [.fleissBerlin2009], backTransform: .hyperbolicTangent)
    case .yuleQ:
      MeasureDetails(
        "Yule's Q", routes: TwoByTwo.routes, formula: "(ad - bc)/(ad + bc)",
        variances: [.init(.largeSample, "¼ (1-Q²)² (1/a + 1/b + 1/c + 1/d)")], zeroCellAddition: 0.5,
        sources: [.yule1912])
    case .yuleY:
      MeasureDetails(
        "Yule's Y", routes: TwoByTwo.routes, formula: "(√(ad) - √(bc))/(√(ad) + √(bc))",
        variances: [.init(.largeSample, "(1-Y²)² (1/a + 1/b + 1/c + 1/d)/16")], zeroCellAddition: 0.5,
        sources: [.yule1912])
    case .tetrachoric: Self.tetrachoricDetails("tetrachoric correlation", "ρ", Self.tetrachoricVariance)
    case .fisherTetrachoric:
      Self.tetrachoricDetails(
        "Fisher's z transformed tetrachoric correlation", naturalName: "tetrachoric correlation", "atanh(ρ)",
        "var(ρ)/(1-ρ²)², var(ρ) = " + Self.tetrachoricVariance, .hyperbolicTangent)
    }
  }

  private static let tetrachoricVariance =
    "delta method for multinomial counts: (Σ w² p - (Σ w p)²)/(N φ₂(h,k;ρ)²), w = 1-A-B, -A, -B, 0 over the cells, "
    + "A = Φ((k-ρh)/√(1-ρ²)), B = Φ((h-ρk)/√(1-ρ²))"

  private static func tetrachoricDetails(
    _ name: String, naturalName: String? = nil, _ symbol: String, _ variance: String,
    _ backTransform: BackTransform = .identity
  ) -> MeasureDetails {
    MeasureDetails(
      name, naturalName: naturalName, routes: TwoByTwo.routes,
      formula: "\(symbol), where Φ₂(h, k; ρ) = a/N, h = Φ⁻¹(n1/N), k = Φ⁻¹((a+c)/N)",
      variances: [.init(.largeSample, variance)], zeroCellAddition: 0,
      sources: [
        Source("Pearson", 1900, doi: "10.1098/rsta.1900.0022"), Source("Kirk", 1973, doi: "10.1007/BF02291118"),
      ],
      backTransform: backTransform)
  }

  private static let phiVariances: [MeasureDetails.Variance] = [
    .init(
      .stratified,
      "delta method with n1 and n2 fixed: g1² p1(1-p1)/n1 + g2² p2(1-p2)/n2, "
        + "gj = ∂φ/∂pj of φ = √(n1 n2) (p1-p2)/(N √(P(1-P))), P = (a+c)/N"),
    .init(
      .crossSectional,
      "(1 - φ² + φ(1 + ½φ²)(u1-v1)(u2-v2)/√(u1 v1 u2 v2) - ¾ φ² ((u1-v1)²/(u1 v1) + (u2-v2)²/(u2 v2)))/N, "
        + "u1 = n1/N, u2 = (a+c)/N, vj = 1 - uj"),
  ]

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    conventions.effects(of: studies.map(TwoByTwo.init)) { tables in
      tables.map { table in
        guard let table else { return .none() }
        switch self {
        case .phi, .fisherPhi: return phiEffect(table, conventions.vtype)
        case .tetrachoric, .fisherTetrachoric: return tetrachoricEffect(table)
        case .yuleQ, .yuleY: return yuleEffect(table)
        }
      }
    }
  }

  private func yuleEffect(_ table: TwoByTwo) -> RawEffect {
    if table.hasZero { return .none(.undefined(reason: "the table has a cell with 0")) }
    let inverses = 1 / table.a + 1 / table.b + 1 / table.c + 1 / table.d
    let (agree, differ) = (table.a * table.d, table.b * table.c)
    guard self == .yuleQ else {
      let (u, w) = (agree.squareRoot(), differ.squareRoot())
      // 1 − Y² = 4 √(abcd)/(√(ad) + √(bc))²
      let complement = 4 * (u / (u + w)) * (w / (u + w))
      return RawEffect(table.rootDeterminant / (u + w), complement * complement * inverses / 16)
    }
    // 1 − Q² = 4 abcd/(ad + bc)²
    let sum = agree + differ
    let complement = 4 * (agree / sum) * (differ / sum)
    return RawEffect(table.determinant / sum, complement * complement * inverses / 4)
  }

  private func phiEffect(_ table: TwoByTwo, _ vtype: VarianceType) -> RawEffect {
    let (a, b, c, d, total) = (table.a, table.b, table.c, table.d, table.total)
    let (n1, n2, m1, m2) = (table.n1, table.n2, a + c, b + d)
    let root = n1.squareRoot() * n2.squareRoot() * m1.squareRoot() * m2.squareRoot()
    // n₁ n₂ m₁ m₂ − (ad − bc)² = N (abc + abd + acd + bcd)
    let phi = CorrelationValue(
      table.determinant / root, complement: total / root * ((a * b * (c + d) + c * d * (a + b)) / root))
    let variance = vtype == .crossSectional ? crossSectional(phi, table) : stratified(table)
    return self == .fisherPhi
      ? RawEffect(phi.fisher, phi.fisherVariance(variance)) : RawEffect(phi.r, variance)
  }

  private func tetrachoricEffect(_ table: TwoByTwo) -> RawEffect {
    let solution = Tetrachoric(table)
    let fault: RawEffect.Fault? =
      solution.variance.isNaN && !table.total.isNaN
      ? .undefined(reason: "the table has a cell with 0, which puts the estimate at the end of its scale") : nil
    guard self == .fisherTetrachoric else {
      return RawEffect(solution.correlation, solution.variance, fault: fault)
    }
    let value = CorrelationValue(solution.correlation, complement: solution.complement)
    return RawEffect(value.fisher, value.fisherVariance(solution.variance), fault: fault)
  }

  private func stratified(_ table: TwoByTwo) -> Double {
    let (n1, n2, total) = (table.n1, table.n2, table.total)
    let (w1, w2) = (n1 / total, n2 / total)
    let p = (table.a + table.c) / total
    let q = (table.b + table.d) / total
    let difference = table.determinant / (n1 * n2)
    let scale = (w1 * w2 / (p * q)).squareRoot()
    let bend = difference * (q - p) / (2 * p * q)
    let (g1, g2) = (scale * (1 - bend * w1), scale * (-1 - bend * w2))
    return g1 * g1 * table.a * table.b / (n1 * n1 * n1) + g2 * g2 * table.c * table.d / (n2 * n2 * n2)
  }

  /// The multinomial variance for φ ≥ 0, a negative φ being that of the table with its columns exchanged:
  /// `(1−φ²) + ½ s₁ s₂ φ (1−φ)(2−φ) − ¾ φ² (s₁−s₂)²`, which keeps its digits near ±1.
  private func crossSectional(_ phi: CorrelationValue, _ table: TwoByTwo) -> Double {
    let (m1, m2) = (table.a + table.c, table.b + table.d)
    let magnitude = abs(phi.r)
    let s1 = (table.n1 - table.n2) / (table.n1.squareRoot() * table.n2.squareRoot())
    let s2 = (phi.r < 0 ? m2 - m1 : m1 - m2) / (m1.squareRoot() * m2.squareRoot())
    let short = phi.complement / (1 + magnitude)
    return
      (phi.complement + 0.5 * s1 * s2 * magnitude * short * (2 - magnitude)
      - 0.75 * magnitude * magnitude * (s1 - s2) * (s1 - s2)) / table.total
  }
}

extension Source {
  fileprivate static let yule1912 = Source("Yule", 1912, doi: "10.2307/2340126")
}

extension Measure {
  /// PHI: the phi coefficient.
  public static let phi = Measure(TableAssociation.phi)
}
