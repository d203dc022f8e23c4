import Distributions
import RealModule
import Testing
import _TestSupport

@Suite("Non-central hypergeometric distribution")
struct NoncentralHypergeometricTests {
  private let margins = [(10, 12, 5), (3, 40, 20), (100, 90, 37), (1, 1, 1), (88391, 88391, 1004), (7, 0, 3)]

  @Test("Probabilities add to 1, tails are their sums, derivatives are those of the logarithm")
  func consistency() {
    for (n1, n2, events) in margins {
      let law = NoncentralHypergeometric(n1: n1, n2: n2, events: events)
      for theta in [-6.0, -0.7, 0, 0.3, 4] {
        let logs = law.logProbabilities(logOddsRatio: theta)
        expectClose(logs.reduce(0) { $0 + .exp($1) }, 1, relative: 1e-11, "\(law) \(theta)")
        let middle = (law.support.lowerBound + law.support.upperBound) / 2
        let term = law.logProbability(middle, logOddsRatio: theta)
        expectClose(
          term.value, logs[middle - law.support.lowerBound], relative: 1e-11, absolute: 1e-11, "\(law) \(theta)"
        )
        let (lower, upper) = (
          law.lowerTail(middle, logOddsRatio: theta), law.upperTail(middle + 1, logOddsRatio: theta)
        )
        expectClose(lower + upper, 1, relative: 1e-11, "\(law) \(theta)")
        let sum = logs.prefix(middle - law.support.lowerBound + 1).reduce(0) { $0 + .exp($1) }
        expectClose(lower, min(1, sum), relative: 1e-10, absolute: 1e-15, "\(law) \(theta)")
        // Central differences with step 1e-4: error about 1e-9 of the next derivatives but one.
        let (up, down) = (
          law.logProbability(middle, logOddsRatio: theta + 1e-4),
          law.logProbability(middle, logOddsRatio: theta - 1e-4)
        )
        let size = 1 + abs(term.second) + abs(term.third)
        expectClose((up.value - down.value) / 2e-4, term.first, relative: 1e-7, absolute: 1e-7 * size)
        expectClose((up.first - down.first) / 2e-4, term.second, relative: 1e-6, absolute: 1e-6 * size)
        expectClose((up.second - down.second) / 2e-4, term.third, relative: 1e-6, absolute: 1e-6 * size)
      }
    }
  }

  @Test("Probabilities, moments and tails agree with 32-digit sums")
  func references() throws {
    for entry in try Reference.file("exact-intervals/intervals.json")["hypergeometric"].list {
      let margins = entry["margins"].numbers.compactMap { $0.map { Int($0) } }
      let law = NoncentralHypergeometric(n1: margins[0], n2: margins[1], events: margins[2])
      let (a, theta) = (Int(try #require(entry["a"].number)), try #require(entry["theta"].number))
      func exact(_ name: String) -> Double? { entry[name].text.flatMap(Double.init) }
      let moments = law.moments(logOddsRatio: theta)
      let id = "\(margins) \(a) \(theta)"
      expectClose(
        law.logProbability(a, logOddsRatio: theta).value, exact("log_probability"), relative: 1e-12, id)
      expectClose(moments.mean, exact("mean"), relative: 1e-12, id)
      expectClose(moments.variance, exact("variance"), relative: 1e-12, id)
      // The third moment is a difference of larger ones: its scale is that of the standard deviation's cube.
      let cube = moments.variance * moments.variance.squareRoot()
      expectClose(moments.third, exact("third"), relative: 1e-12, absolute: 1e-12 * cube, id)
      expectClose(law.lowerTail(a, logOddsRatio: theta), exact("lower"), relative: 1e-11, id)
      expectClose(law.upperTail(a, logOddsRatio: theta), exact("upper"), relative: 1e-11, id)
    }
  }

  @Test func oneTableIsCertain() {
    let law = NoncentralHypergeometric(n1: 7, n2: 0, events: 3)
    #expect(law.support == 3...3)
    #expect(law.probability(3, logOddsRatio: 5) == 1)
    #expect(law.moments(logOddsRatio: 2).variance == 0)
    #expect(law.probability(2, logOddsRatio: 0) == 0)
    #expect(law.lowerTail(2, logOddsRatio: 0) == 0 && law.upperTail(3, logOddsRatio: 0) == 1)
  }
}
