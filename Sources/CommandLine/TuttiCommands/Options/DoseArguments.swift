import ArgumentParser
import MetaAnalysis

/// Which doses reach which effects, and how the models are fitted.
struct DoseArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Column with the doses.", valueName: "column"))
  var dose: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Effects to reach: a,b,… on the scale people read, for example 0.2,0.5,0.8, or 0.8 for a risk ratio.",
      valueName: "numbers"))
  var targets: String?

  @Flag(help: "The targets are on the analysis scale, for example log risk ratios.")
  var analysisScale = false

  @Option(
    help: ArgumentHelp(
      "Whether lower or higher effects are better; with lower, a target of 0.5 on a scale of differences stands for −0.5. "
        + "Without it the sign of the target says so.", valueName: "side"))
  var benefit: String?

  @Option(
    help: ArgumentHelp(
      "Forms of the curve: \(DoseShape.allCases.map(\.rawValue).joined(separator: ",")), or some of them.",
      valueName: "names"))
  var models: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Knots of the spline, 3 to 7 (default 3).", valueName: "number")
  )
  var knots: String?

  @Option(
    help: ArgumentHelp("Further moderators, held at their means: '~ x + factor(g)'.", valueName: "formula"))
  var moderators: String?

  @Option(
    help: ArgumentHelp(
      "Estimator of τ²: \(Tau2Method.allCases.map(\.rawValue).joined(separator: ", ")); or EE, FE.",
      valueName: "code"))
  var method: String?

  @Option(
    help: ArgumentHelp(
      "Test of the coefficients: \(CoefficientTest.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "code"))
  var test: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Level of all intervals in percent.", valueName: "percent"))
  var level: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Bootstrap samples for curves (default 1999; 0 for none).", valueName: "number"))
  var samples: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where the bootstrap's random numbers start (default 1).", valueName: "number"))
  var seed: String?

  /// The analysis of some effect sizes, its model that of a profile unless an option says otherwise.
  func analysis(of effects: EffectSizes, over base: ModelSettings) throws -> DoseAnalysis {
    guard let dose else {
      throw UsageError.missing(option: "--dose COLUMN", purpose: "to say which column has the doses")
    }
    guard let targets else {
      throw UsageError.missing(option: "--targets NUMBERS", purpose: "to say which effects are to be reached")
    }
    let direction = try benefit.map { value throws(UsageError) in
      try choice(of: "--benefit", value, among: Benefit.allCases).direction
    }
    let transform = analysisScale ? BackTransform.identity : effects.backTransform
    let list = try numbers(of: "--targets", targets, example: "0.2,0.5,0.8").map {
      try DoseTarget(natural: $0, transform: transform, better: direction, measure: effects.measure)
    }
    var analysis = DoseAnalysis(dose: dose, targets: list, settings: try settings(over: base))
    if let models {
      analysis.shapes = try models.split(separator: ",").map {
        try choice(of: "--models", String($0), among: DoseShape.allCases)
      }
      let shapes = analysis.shapes
      analysis.shapes = DoseShape.allCases.filter(shapes.contains)
    }
    if let knots { analysis.knots = try wholeNumber(of: "--knots", knots, in: 3...7, example: 4) }
    if let samples {
      analysis.samples = try wholeNumber(of: "--samples", samples, in: 0...1_000_000, example: 1999)
    }
    if let seed { analysis.seed = try seedNumber(seed) }
    analysis.adjustment = moderators
    return analysis
  }

  private func settings(over base: ModelSettings) throws -> ModelSettings {
    var settings = base
    settings.tau2Interval = nil
    if let method {
      guard let model = HeterogeneityModel(code: method) else {
        throw UsageError.unknownValue(option: "--method", value: method, allowed: HeterogeneityModel.codes)
      }
      settings.heterogeneity = model
      if !model.isRandom { settings.test = .z }
    }
    if let test { settings.test = try choice(of: "--test", test, among: CoefficientTest.allCases) }
    if let level { settings.level = try percent(of: "--level", level) }
    return settings
  }

  /// Which effects are better.
  private enum Benefit: String, CaseIterable {
    case lower, higher

    var direction: DoseTarget.Direction { self == .lower ? .atMost : .atLeast }
  }
}
