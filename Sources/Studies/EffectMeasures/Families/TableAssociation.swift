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
        let inverses = 1 / table.a + 1 / table.b + 1 / table.c + 1 / table.d
        switch self {
        case .phi, .fisherPhi: return phiEffect(table, conventions.vtype)
        case .tetrachoric, .fisherTetrachoric: return tetrachoricEffect(table)
        case .yuleQ:
          let q = table.determinant / (table.a * table.d + table.b * table.c)
          return table.hasZero ? .none(zeroCell) : RawEffect(q, complement(q) * complement(q) * inverses / 4)
        case .yuleY:
          let y =
            table.rootDeterminant / ((table.a * table.d).squareRoot() + (table.b * table.c).squareRoot())
          return table.hasZero ? .none(zeroCell) : RawEffect(y, complement(y) * complement(y) * inverses / 16)
        }
      }
    }
  }

  private var zeroCell: RawEffect.Fault { .undefined(reason: "the table has a cell with 0") }

  /// 1 − x².
  private func complement(_ x: Double) -> Double { (1 - x) * (1 + x) }

  private func phiEffect(_ table: TwoByTwo, _ vtype: VarianceType) -> RawEffect {
    let (n1, n2, m1, m2) = (table.n1, table.n2, table.a + table.c, table.b + table.d)
    let phi = table.determinant / (n1.squareRoot() * n2.squareRoot() * m1.squareRoot() * m2.squareRoot())
    let variance = vtype == .crossSectional ? crossSectional(phi, table) : stratified(table)
    guard self == .fisherPhi else { return RawEffect(phi, variance) }
    let u = complement(phi)
    return RawEffect(.atanh(phi), variance / (u * u))
  }

  private func tetrachoricEffect(_ table: TwoByTwo) -> RawEffect {
    let solution = Tetrachoric(table)
    let fault: RawEffect.Fault? =
      solution.variance.isNaN && !table.total.isNaN
      ? .undefined(reason: "the table has a cell with 0, which puts the estimate at the end of its scale") : nil
    guard self == .fisherTetrachoric else {
      return RawEffect(solution.correlation, solution.variance, fault: fault)
    }
    let u = complement(solution.correlation)
    return RawEffect(.atanh(solution.correlation), solution.variance / (u * u), fault: fault)
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

  private func crossSectional(_ phi: Double, _ table: TwoByTwo) -> Double {
    let total = table.total
    let (u1, v1) = (table.n1 / total, table.n2 / total)
    let (u2, v2) = ((table.a + table.c) / total, (table.b + table.d) / total)
    let (s1, s2) = ((u1 - v1) / (u1 * v1).squareRoot(), (u2 - v2) / (u2 * v2).squareRoot())
    let f2 = phi * phi
    return (1 - f2 + phi * (1 + 0.5 * f2) * s1 * s2 - 0.75 * f2 * (s1 * s1 + s2 * s2)) / total
  }
}

extension Source {
  fileprivate static let yule1912 = Source("Yule", 1912, doi: "10.2307/2340126")
}

extension Measure {
  /// PHI: the phi coefficient.
  public static let phi = Measure(TableAssociation.phi)
}
