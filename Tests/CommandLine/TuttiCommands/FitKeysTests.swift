import Analyses
import MetaAnalysis
import Testing

@testable import TuttiCommands

/// Everything that `tutti fit` can do for one analysis has its key in an analysis file, or is said not to have one.
@Suite struct FitKeysTests {
  /// Where the options of `fit` stand in an analysis file, as sections and keys.
  private static let keys: [String: [String]] = [
    "measure": ["measure"], "columns": ["columns"], "vtype": ["model.vtype"],
    "add": ["conventions.zero-cell-addition", "conventions.pooling-addition"],
    "to": ["conventions.zero-cell-rule", "conventions.pooling-addition"],
    "drop00": ["conventions.double-zeros"],
    "correct": ["model.correct"], "data-level": ["model.data-level"], "medians": ["model.medians"],
    "pre-post-correlation": ["model.pre-post-correlation"], "cluster-design": ["model.cluster-design"],
    "icc": ["model.icc"], "crossover": ["model.crossover"],
    "crossover-correlation": ["model.crossover-correlation"],
    "shared-control": ["model.shared-control"], "direction": ["model.direction"],
    "profile": ["conventions.profile"], "method": ["model.method"], "tau2": ["model.given-tau2"],
    "test": ["model.test"], "level": ["model.level"], "moderators": ["moderators"],
    "weights": ["model.weights"],
    "unweighted": ["model.unweighted"], "tau2-ci": ["conventions.tau2-interval"],
    "prediction-interval": ["conventions.prediction-interval"], "i2": ["conventions.i2"],
    "equal-effects": ["model.equal-effects"], "quadrature-points": ["model.quadrature-points"],
    "pooling": ["conventions.common-pooling", "conventions.q-center"],
    "rd-variance": ["conventions.risk-difference-variance"], "scale": ["model.scale"], "link": ["model.link"],
    "predict": ["predict"], "by": ["subgroups.by"], "tau2-common": ["subgroups.tau2"],
    "group-order": ["subgroups.order"], "overall": ["subgroups.overall"], "sensitivity": ["sensitivity"],
    "contrast": ["contrast"], "adjust": ["adjust"], "test-terms": ["test-terms"], "compare": ["compare"],
    "vif": ["vif"], "adjusted-means": ["adjusted-means"], "permutations": ["permutations"], "seed": ["seed"],
    "permutation-p": ["permutation-p"],
  ]

  /// Options without a key, which the documentation lists.
  private static let others: Set<String> = ["lint", "strict", "items", "score-range", "pool-anyway"]

  /// Options that say how a result is shown, other names of options, and those of other commands that the help names.
  private static let output: Set<String> = [
    "format", "output", "details", "decimals", "version", "help", "anova", "list",
  ]

  /// The long options of `fit`, without `no-`.
  private var options: Set<String> {
    var options: Set<String> = []
    for word in FitCommand.helpMessage(columns: 400).split(whereSeparator: { " ,/\n".contains($0) }) {
      guard word.hasPrefix("--"), word.count > 3 else { continue }
      let name = word.dropFirst(2).prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      options.insert(String(name.hasPrefix("no-") ? name.dropFirst(3) : name))
    }
    return options
  }

  @Test func everyOptionHasAKeyOrIsListedAsHavingNone() throws {
    let root = #filePath.split(separator: "/Tests/")[0]
    let document = String(
      decoding: try InputFile(path: "\(root)/Documentation/analysis-file.md").bytes, as: UTF8.self)
    for option in options {
      let isKnown = Self.keys[option] != nil || Self.others.contains(option) || Self.output.contains(option)
      #expect(isKnown, "--\(option) has no key in analysis files")
    }
    for option in Self.others { #expect(document.contains("`--\(option)`"), "--\(option) is not documented") }
    for (option, all) in Self.keys {
      #expect(options.contains(option), "--\(option)")
      for key in all { #expect(isKey(key), "\(key)") }
    }
  }

  private func isKey(_ path: String) -> Bool {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return AnalysisKeys.file.contains { $0.name == path } }
    return switch parts[0] {
    case "model": ModelKey(rawValue: parts[1]) != nil
    case "conventions": parts[1] == "profile" || ConventionKey(rawValue: parts[1]) != nil
    default: AnalysisKeys.subgroups.contains { $0.name == parts[1] }
    }
  }

  /// Every method, test and measure.
  @Test func everyCodeIsTaken() throws {
    guard case .code(let methods) = ModelKey.method.form, case .code(let tests) = ModelKey.test.form else {
      return
    }
    let all =
      HeterogeneityModel.codes + ["MH", "PETO"] + MixedModelForm.allCases.map(\.rawValue)
      + [BetaBinomialModel.code]
    #expect(Set(methods) == Set(all))
    #expect(Set(tests) == Set(CoefficientTest.allCases.map(\.rawValue)))
    for measure in Measure.allCases {
      let analysis = try Analysis(
        yaml: "schema: tutti.analysis/1\ndata: a.csv\nmeasure: \(measure.code)", path: "a.yml")
      #expect(analysis.measure == measure)
    }
  }

  /// The same numbers from both, for what each asks in its own words.
  @Test(arguments: [
    (["--measure", "OR", "--method", "BB"], "model: {method: BB}"),
    (
      ["--measure", "OR", "--method", "BB", "--test", "z", "--level", "90"],
      "model: {method: BB, test: z, level: 90}"
    ),
    (["--measure", "OR", "--method", "CM.AL"], "model: {method: CM.AL}"),
    (
      ["--measure", "OR", "--method", "UM.FS", "--equal-effects"], "model: {method: UM.FS, equal-effects: true}"
    ),
    (["--measure", "OR", "--method", "PETO"], "model: {method: PETO}"),
    (["--measure", "OR", "--tau2", "0.1"], "model: {given-tau2: 0.1}"),
    (["--measure", "OR", "--unweighted"], "model: {unweighted: true}"),
    (
      ["--measure", "OR", "--pooling", "MH", "--method", "DL"],
      "model: {method: DL}\nconventions: {common-pooling: MH, q-center: pooled}"
    ),
    (
      ["--measure", "OR", "--prediction-interval", "riley", "--i2", "q", "--tau2-ci", "PL"],
      "conventions: {prediction-interval: riley, i2: q, tau2-interval: PL}"
    ),
    (["--measure", "OR", "--scale", "~ latitude"], "model: {scale: ~ latitude}"),
  ])
  func filesGiveWhatTheOptionsGive(options: [String], lines: String) throws {
    let fit = Outcome(["fit", "dataset:bcg", "--format", "json"] + options)
    #expect(fit.status == 0, "\(fit.errors)")
    try withTemporaryFolder { folder in
      let text = "schema: tutti.analysis/1\ndata: {dataset: bcg}\nmeasure: OR\n\(lines)\n"
      try writeFile(Array(text.utf8), to: "\(folder)/a.yml")
      try writeFile(Array(fit.output.utf8), to: "\(folder)/fit.json")
      let diff = Outcome([
        "diff", "\(folder)/fit.json", "\(folder)/a.yml", "--threshold", "estimate=0", "--threshold", "se=0",
        "--threshold", "ci_lower=0", "--threshold", "ci_upper=0", "--threshold", "pi_lower=0", "--threshold",
        "tau2=0", "--threshold", "i2=0", "--threshold", "q=0", "--threshold", "k=0", "--threshold", "weight=0",
      ])
      #expect(diff.status == 0, "\(diff.output) \(diff.errors)")
    }
  }
}
