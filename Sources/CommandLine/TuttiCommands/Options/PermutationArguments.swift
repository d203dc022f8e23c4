import ArgumentParser
import MetaAnalysis
import Reports

/// A permutation test of the coefficients.
struct PermutationArguments: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Permutation test: exact for all permutations, or a number of random ones.", valueName: "exact|number"))
  var permutations: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed of random permutations (default: 1).", valueName: "number"))
  var seed: String?

  @Option(
    help: ArgumentHelp(
      "p of random permutations: phipson-smyth, (b + 1)/(N + 1), or metafor, whose first of N are the data.",
      valueName: "code"))
  var permutationP: String?

  /// The first option given, `nil` when none is.
  var firstOption: String? {
    [(permutations, "--permutations"), (seed, "--seed"), (permutationP, "--permutation-p")].first {
      $0.0 != nil
    }?.1
  }

  /// The section of the test asked for, or none.
  func sections(of fit: Fit) throws -> [any FitSection] {
    guard let permutations else {
      if seed != nil { throw UsageError.missing(option: "--permutations", purpose: "with --seed") }
      if permutationP != nil {
        throw UsageError.missing(option: "--permutations", purpose: "with --permutation-p")
      }
      return []
    }
    var settings = PermutationSettings()
    if permutations != "exact" {
      guard let count = Int(permutations) else {
        throw UsageError.malformed(
          option: "--permutations", value: permutations, form: "'exact' or a whole number", example: "10000")
      }
      settings.extent = .random(count)
    }
    if let seed { settings.seed = try seedNumber(seed) }
    if let permutationP {
      settings.counting = try choice(of: "--permutation-p", permutationP, among: PermutationCounting.allCases)
    }
    return [PermutationSection(try PermutationTest(fit, settings))]
  }
}
