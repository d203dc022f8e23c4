import MetaAnalysis

/// A design of studies whose true line is known.
struct Scenario {
  var k: Int
  var tau2: Double
  var slope: Double

  /// The true mean is 0.1 + slope · dose; the dose needed for 0.5.
  static let intercept = 0.1
  static let target = 0.5
  var trueDose: Double { (Scenario.target - Scenario.intercept) / slope }
}

/// How the line is fitted.
struct Method {
  var name: String
  var heterogeneity: (Scenario) -> HeterogeneityModel
  var test: CoefficientTest
  /// Whether the profile likelihood's set is the one judged.
  var isProfile = false
}

let arguments = CommandLine.arguments.dropFirst()
let runs = arguments.first.flatMap { Int($0) } ?? 10_000
let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 2026

let scenarios = [
  Scenario(k: 20, tau2: 0.01, slope: 0.016), Scenario(k: 20, tau2: 0.05, slope: 0.016),
  Scenario(k: 40, tau2: 0.01, slope: 0.016), Scenario(k: 40, tau2: 0.05, slope: 0.016),
]
let methods = [
  Method(name: "τ² known, normal quantile", heterogeneity: { .fixed($0.tau2) }, test: .z),
  Method(name: "REML, Knapp–Hartung, t", heterogeneity: { _ in .estimated(.reml) }, test: .knha),
  Method(name: "REML, normal quantile", heterogeneity: { _ in .estimated(.reml) }, test: .z),
  Method(name: "ML, normal quantile", heterogeneity: { _ in .estimated(.ml) }, test: .z),
  Method(
    name: "profile likelihood (ML)", heterogeneity: { _ in .estimated(.ml) }, test: .z, isProfile: true),
]

/// What became of the runs of one design and method.
struct Tally {
  var covered = 0
  var bounded = 0
  var boundedAndCovered = 0
}

/// Studies drawn from a design: doses spread evenly from 3 to 50 in random order of size, variances of standardized mean
/// differences of two groups of 15 to 60 people each.
func studies(_ scenario: Scenario, _ generator: inout SplitMix64) throws -> EffectSizes {
  var (yi, vi, doses) = ([Double](), [Double](), [Double]())
  for i in 0..<scenario.k {
    let dose = (3 + 47 * (Double(i) + generator.uniform()) / Double(scenario.k)).rounded()
    let people = 15 + 45 * generator.uniform()
    let variance = 2 / people
    let mean = Scenario.intercept + scenario.slope * dose
    doses.append(dose)
    vi.append(variance)
    yi.append(mean + (variance + scenario.tau2).squareRoot() * generator.normal())
  }
  return try StudyTable(
    name: "simulated",
    columns: [
      .init(name: "yi", numbers: yi), .init(name: "vi", numbers: vi), .init(name: "dose", numbers: doses),
    ]
  ).effects(.generic)
}

func percent(_ count: Int, of total: Int) -> String {
  let thousandths = total == 0 ? 0 : (1000 * count + total / 2) / total
  return "\(thousandths / 10).\(thousandths % 10) %"
}

print(
  """
  # Coverage of the dose needed

  \(runs) simulated meta-analyses of each design, seed \(seed); made by `Benchmarks/dose-coverage/run`.

  Doses lie between 3 and 50 sessions, the true mean is 0.1 + 0.016 · dose, so that 25 sessions reach 0.5. Sampling \
  variances are those of standardized mean differences with 15 to 60 people a group. A set covers when it holds the true \
  dose. With \(runs) runs the Monte-Carlo error of a coverage of 95 % (two standard errors) is \
  ± \(percent(Int((2 * (0.95 * 0.05 / Double(runs)).squareRoot() * 1e6).rounded()), of: 1_000_000)). "Significant" is the share \
  of runs whose slope differs from 0 at 5 %: these have a bounded set.

  | k | τ² | method | coverage | slope significant | coverage where bounded |
  |--:|--:|:--|--:|--:|--:|
  """)

for scenario in scenarios {
  var tallies = [Tally](repeating: Tally(), count: methods.count)
  // The same studies for every method.
  var generator = SplitMix64(seed: seed)
  for _ in 0..<runs {
    let effects = try studies(scenario, &generator)
    for (index, method) in methods.enumerated() {
      var analysis = DoseAnalysis(
        dose: "dose", targets: [DoseTarget(Scenario.target)],
        settings: ModelSettings(
          heterogeneity: method.heterogeneity(scenario), test: method.test, tau2Interval: nil))
      analysis.shapes = [.linear]
      analysis.samples = 0
      analysis.profilesLikelihood = method.isProfile
      let needed = try analysis.analyze(effects).models[0].needed[0]
      guard let set = method.isProfile ? needed.profile : needed.fieller else { continue }
      let covers = set.contains(scenario.trueDose)
      let isBounded =
        if case .bounded = method.isProfile ? needed.fieller ?? set : set { true } else { false }
      tallies[index].covered += covers ? 1 : 0
      tallies[index].bounded += isBounded ? 1 : 0
      tallies[index].boundedAndCovered += covers && isBounded ? 1 : 0
    }
  }
  for (method, tally) in zip(methods, tallies) {
    print(
      "| \(scenario.k) | \(scenario.tau2) | \(method.name) | \(percent(tally.covered, of: runs)) | "
        + "\(percent(tally.bounded, of: runs)) | \(percent(tally.boundedAndCovered, of: tally.bounded)) |")
  }
}
