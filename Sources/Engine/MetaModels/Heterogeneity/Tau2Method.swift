/// The estimators of τ², by the literature's codes.
public enum Tau2Method: String, CaseIterable, Hashable, Sendable, Codable {
  case dl = "DL"
  case he = "HE"
  case hs = "HS"
  case hsk = "HSk"
  case sj = "SJ"
  case ml = "ML"
  case reml = "REML"
  case eb = "EB"
  case pm = "PM"
  case pmm = "PMM"
  case genq = "GENQ"
  case genqm = "GENQM"
  case dlit = "DLIT"
  case sjit = "SJIT"
}

extension Tau2Method {
  /// The algorithm. Weights matter only for `GENQ` and `GENQM`; without them these use 1/v.
  public func estimator(weights: [Double]? = nil) -> any Tau2Estimator {
    switch self {
    case .dl: DerSimonianLaird()
    case .he: Hedges()
    case .hs: HunterSchmidt()
    case .hsk: HunterSchmidt(smallSample: true)
    case .sj: SidikJonkman()
    case .ml: MaximumLikelihood()
    case .reml: RestrictedMaximumLikelihood()
    case .eb: EmpiricalBayes()
    case .pm: PauleMandel()
    case .pmm: PauleMandel(medianUnbiased: true)
    case .genq: GeneralizedQ(weights: weights)
    case .genqm: GeneralizedQMedian(weights: weights)
    case .dlit: IteratedDerSimonianLaird()
    case .sjit: IteratedSidikJonkman()
    }
  }
}
