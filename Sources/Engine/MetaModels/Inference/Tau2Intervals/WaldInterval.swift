import Distributions
import RealModule
import StudyRecords

/// Wald intervals from the standard error of τ², on the scale of τ², log τ² or τ; an end below zero is 0.
struct WaldInterval: Tau2IntervalAlgorithm {
  enum Scale { case identity, log, squareRoot }
  let scale: Scale

  var name: String {
    switch scale {
    case .identity: "Wald"
    case .log: "Wald on log τ²"
    case .squareRoot: "Wald on τ"
    }
  }
  let sources = [
    Source(
      "Biggerstaff & Tweedie", 1997, doi: "10.1002/(SICI)1097-0258(19970415)16:7<753::AID-SIM494>3.0.CO;2-G")
  ]

  func interval(_ request: Tau2IntervalRequest) throws(ModelError) -> Tau2Interval? {
    guard let error = request.estimate.standardError else { return nil }
    let tau2 = request.estimate.tau2
    let reach = Normal.standard.quantile(upperTail: request.tail) * error
    let interval: Interval
    switch scale {
    case .identity: interval = Interval(max(0, tau2 - reach), tau2 + reach)
    case .log:
      guard tau2 > 0 else { return nil }
      let factor = Double.exp(reach / tau2)
      interval = Interval(tau2 / factor, tau2 * factor)
    case .squareRoot:
      guard tau2 > 0 else { return nil }
      let tau = tau2.squareRoot()
      let (lower, upper) = (max(0, tau - reach / (2 * tau)), tau + reach / (2 * tau))
      interval = Interval(lower * lower, upper * upper)
    }
    return Tau2Interval(interval: interval)
  }
}
