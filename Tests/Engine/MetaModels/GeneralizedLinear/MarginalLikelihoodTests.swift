import Distributions
import Testing
import _TestSupport

@testable import MetaModels

@Suite("Marginal likelihoods")
struct MarginalLikelihoodTests {
  /// The study and the point of a stored case.
  private func study(_ entry: Reference) throws -> (StudyLikelihood, Quadruple) {
    let counts = entry["counts"].numbers.compactMap(\.self)
    let parameters = entry["parameters"]
    let point = Quadruple(
      parameters["theta"].number ?? 0, parameters["tau"].number ?? 0, parameters["intercept"].number ?? 0,
      parameters["sigma"].number ?? 0)
    let study: StudyLikelihood
    switch entry["kind"].text {
    case "CM.AL":
      study = StudyLikelihood(
        layout: .single, terms: [.binomial(counts[0], of: counts[0] + counts[2])],
        offset: .log(counts[1]) - .log(counts[3]))
    case "CM.EL":
      let distribution = NoncentralHypergeometric(
        n1: Int(counts[1]), n2: Int(counts[3]), events: Int(counts[0] + counts[2]))
      study = StudyLikelihood(
        layout: .single, terms: [.hypergeometric(a: Int(counts[0]), distribution: distribution)])
    case "UM.FS", "UM.RS":
      study = StudyLikelihood(
        layout: entry["kind"].text == "UM.FS" ? .fixedIntercept : .randomIntercept,
        terms: [.binomial(counts[0], of: counts[1]), .binomial(counts[2], of: counts[3])])
    case "IRR.UM.FS":
      study = StudyLikelihood(
        layout: .fixedIntercept,
        terms: [.poisson(counts[0], in: counts[1]), .poisson(counts[2], in: counts[3])])
    case "PLO": study = StudyLikelihood(layout: .single, terms: [.binomial(counts[0], of: counts[1])])
    default: study = StudyLikelihood(layout: .single, terms: [.poisson(counts[0], in: counts[1])])
    }
    return (study, point)
  }

  @Test("Log-likelihoods of small tables agree with 40-digit integration, all-zero arms included")
  func bruteForce() throws {
    let (fine, coarse) = (AdaptiveRule(points: 200), AdaptiveRule(points: 64))
    for entry in try Reference.file("glmm/likelihoods.json")["cases"].list {
      let (study, point) = try study(entry)
      let expected = try #require(entry["log_likelihood"].text.flatMap(Double.init))
      let value = study.evaluate(point, study.layout == .randomIntercept ? coarse : fine).value
      // The rule's own convergence where a group has no events: its integrand is far from a normal density.
      expectClose(value, expected, relative: 0, absolute: 1e-11, "\(entry["kind"]) \(entry["counts"]) \(point)")
    }
  }

  @Test(
    "The gradient is that of the rule itself, for Laplace's approximation as for many nodes",
    arguments: [1, 3, 7, 20])
  func gradient(points: Int) throws {
    let rule = AdaptiveRule(points: points)
    for entry in try Reference.file("glmm/likelihoods.json")["cases"].list {
      let (study, point) = try study(entry)
      let jet = study.evaluate(point, rule)
      for channel in study.layout.channels {
        func difference(_ h: Double) -> Double {
          var (up, down) = (point, point)
          up[channel] += h
          down[channel] -= h
          return (study.evaluate(up, rule).value - study.evaluate(down, rule).value) / (2 * h)
        }
        // Richardson's extrapolation of two central differences: error about h⁴ and rounding over h.
        let expected = (4 * difference(1e-3) - difference(2e-3)) / 3
        expectClose(
          jet.slope[channel], expected, relative: 1e-7, absolute: 1e-9,
          "\(entry["kind"]) \(entry["counts"]) channel \(channel)")
      }
    }
  }

  @Test("Odd and even: the likelihood does not change with the sign of a standard deviation")
  func evenness() throws {
    let rule = AdaptiveRule(points: 12)
    for entry in try Reference.file("glmm/likelihoods.json")["cases"].list {
      let (study, point) = try study(entry)
      var mirrored = point
      mirrored[Channel.tau] = -point[Channel.tau]
      expectClose(study.evaluate(mirrored, rule).value, study.evaluate(point, rule).value, relative: 1e-13)
      var zero = point
      zero[Channel.tau] = 1e-9
      let near = study.evaluate(zero, rule).value
      zero[Channel.tau] = 0
      expectClose(near, study.evaluate(zero, rule).value, relative: 1e-12)
    }
  }
}
