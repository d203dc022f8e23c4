import Testing
import _TestSupport

@testable import Distributions

/// The families that have a reference file, and how a distribution is made from a row's parameters.
enum Family: String, CaseIterable, Sendable {
  case normal
  case studentT = "student-t"
  case chiSquared = "chi-squared"
  case gamma
  case fisherF = "fisher-f"
  case beta

  func distribution(_ parameters: [Double]) -> any ContinuousDistribution {
    switch self {
    case .normal: Normal.standard
    case .studentT: StudentT(degreesOfFreedom: parameters[0])
    case .chiSquared: ChiSquared(degreesOfFreedom: parameters[0])
    case .gamma: Gamma(shape: parameters[0], scale: parameters[1])
    case .fisherF: FisherF(numerator: parameters[0], denominator: parameters[1])
    case .beta: Beta(alpha: parameters[0], beta: parameters[1])
    }
  }
}

/// The worst relative error of one quantity, and where.
private struct Worst: CustomStringConvertible {
  var error = 0.0
  var place = ""

  mutating func see(
    _ actual: Double, _ expected: Double, absolute: Double = 0, _ place: @autoclosure () -> String
  ) {
    if actual == expected { return }
    if abs(actual - expected) <= absolute { return }
    let difference = abs(actual - expected) / abs(expected)
    if !(difference <= error) {
      (self.error, self.place) = (difference.isNaN ? .infinity : difference, place())
    }
  }

  var description: String { "\(error) at \(place)" }
}

/// Every value of every family against 50-digit arithmetic.
///
/// The tolerance is 1e-12 relative, the house's promise: the exponent of a tail of 1e-300 is 690, so that an error of
/// a few ulp in it is already several 1e-13. Where both tails exceed 1e-6 exponents are below 14, and 2e-14 leaves
/// room for the conditioning of quantiles at a twentieth of a degree of freedom. The logarithm of a density is allowed 4e-15 absolute too, because it
/// crosses zero.
@Suite struct ReferenceTests {
  @Test(arguments: Family.allCases)
  func values(_ family: Family) throws {
    let reference = try Reference.file("distributions/\(family.rawValue).json")
    var worst: [String: Worst] = [:]
    for item in reference["cases"].list {
      let parameters = item["parameters"].numbers.compactMap { $0 }
      let distribution = family.distribution(parameters)
      for row in item["rows"].list {
        let numbers = row.numbers
        guard let x = numbers[0] else { continue }
        let place = { (what: Double) in "\(parameters) \(what)" }
        let pairs: [(String, Double, Double?)] = [
          ("density", distribution.density(x), numbers[1]),
          ("logDensity", distribution.logDensity(x), numbers[2]),
          ("lowerTail", distribution.lowerTail(x), numbers[3]),
          ("upperTail", distribution.upperTail(x), numbers[4]),
          ("quantile(lowerTail:)", numbers[3].map(distribution.quantile(lowerTail:)) ?? .nan, numbers[5]),
          ("quantile(upperTail:)", numbers[4].map(distribution.quantile(upperTail:)) ?? .nan, numbers[6]),
        ]
        for (name, actual, expected) in pairs {
          guard let expected else { continue }
          let slack = name == "logDensity" ? 4e-15 : 0
          worst[name, default: Worst()].see(actual, expected, absolute: slack, place(x))
          if (numbers[3] ?? 0) > 1e-6, (numbers[4] ?? 0) > 1e-6 {
            worst[name + " body", default: Worst()].see(actual, expected, absolute: slack, place(x))
          }
        }
      }
    }
    #expect(worst.count == 12)
    for (name, worst) in worst.sorted(by: { $0.key < $1.key }) {
      #expect(worst.error <= (name.hasSuffix("body") ? 2e-14 : 1e-12), "\(family.rawValue) \(name): \(worst)")
    }
  }

  /// Quantiles at round p, where Boost 1.74 and R's `qf` go wrong.
  @Test(arguments: Family.allCases)
  func troublePoints(_ family: Family) throws {
    let reference = try Reference.file("distributions/\(family.rawValue).json")
    var worst = Worst()
    for row in reference["quantiles"].list {
      let parameters = row[0].numbers.compactMap { $0 }
      let distribution = family.distribution(parameters)
      guard let p = row[1].number else { continue }
      if let expected = row[2].number {
        worst.see(distribution.quantile(lowerTail: p), expected, "\(parameters) lower \(p)")
      }
      if let expected = row[3].number {
        worst.see(distribution.quantile(upperTail: p), expected, "\(parameters) upper \(p)")
      }
    }
    #expect(worst.error <= 1e-12, "\(family.rawValue): \(worst)")
  }
}
