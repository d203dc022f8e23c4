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
