import Analyses
import ArgumentParser
import MetaAnalysis
import Plotting
import Reports

/// `tutti dose`: how much is enough.
struct DoseCommand: DataCommand {
  static let configuration = CommandConfiguration(
    commandName: "dose", abstract: "Find the dose that reaches an effect, with its confidence interval.",
    discussion: """
      Linear, logarithmic, quadratic and spline models of the effect on the dose are fitted and compared; for each \
      target each model says which dose reaches it. Lines have Fieller's confidence set, which may be unbounded; curves \
      a parametric bootstrap with a seed. The doses compare studies with one another; they do not say what a further \
      dose does for one person.

      EXAMPLE
        tutti dose dataset:SYNTHETIC-gamut-shaped --measure SMD \\
          --dose sessions --targets 0.2,0.5,0.8 --plot dose.svg
      """)

  @OptionGroup var data: DataArguments
  @OptionGroup(title: "Dose") var dose: DoseArguments
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Effect sizes") var profile: ProfileArgument
  @Option(
    help: ArgumentHelp("Also draw the dose–response plot into this file: .svg, .pdf, .png.", valueName: "file"))
  var plot: String?
  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    try output.output.refuseOverwriting(data)
    if let plot, isSameFile(plot, data.data) { throw UsageError.overwritesInput(path: plot) }
    let run = try DoseRun(data: data, dose: dose, effect: effect, profile: profile, on: console)
    if let plot {
      let figure = try FigureArguments.parse(["--output", plot])
      try figure.emit(on: console) { DosePlot(run.report.result).scene() }
    }
    try output.emit(run.report, on: console)
  }
}

/// `tutti plot dose`: the dose–response plot.
struct DosePlotCommand: DataCommand {
  static let configuration = CommandConfiguration(
    commandName: "dose", abstract: "Draw a dose–response plot with the doses that reach some effects.",
    discussion: """
      The analysis is that of 'tutti dose'. The curve, its bands and the doses needed are those of the model with the \
      smallest AICc unless --model names another; the other models appear as thin lines.

      EXAMPLE
        tutti plot dose dataset:SYNTHETIC-gamut-shaped --measure SMD \\
          --dose sessions --targets 0.2,0.5,0.8 -o dose.svg
      """)

  @OptionGroup var data: DataArguments
  @Option(help: ArgumentHelp("Model whose curve and doses are shown.", valueName: "name"))
  var model: String?
  @OptionGroup(title: "Plot") var chart: ChartArguments
  @Flag(name: .customLong("no-others"), help: "Leave out the curves of the other models.")
  var hidesOthers = false
  @OptionGroup(title: "Dose") var dose: DoseArguments
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup(title: "Effect sizes") var profile: ProfileArgument
  @OptionGroup var figure: FigureArguments

  func run(on console: any Console) throws {
    var options = DosePlotOptions()
    options.shape = try model.map { value throws(UsageError) in
      try choice(of: "--model", value, among: DoseShape.allCases)
    }
    options.title = chart.title
    options.xLabel = chart.xLabel
    options.effectName = chart.effectName
    options.showsPrediction = !chart.hidesPrediction
    options.showsOthers = !hidesOthers
    try figure.emit(on: console) {
      let run = try DoseRun(data: data, dose: dose, effect: effect, profile: profile, on: console)
      let result = run.report.result
      if let shape = options.shape, !result.models.contains(where: { $0.shape == shape }) {
        throw UsageError.unknownValue(
          option: "--model", value: shape.rawValue, allowed: result.models.map(\.shape.rawValue))
      }
      console.writeWarnings(result.notes)
      return DosePlot(result, options: options).scene()
    }
  }
}

/// Data read, effect sizes computed, and the doses found: what `dose` prints and `plot dose` draws.
struct DoseRun {
  let report: DoseReport

  init(
    data: DataArguments, dose: DoseArguments, effect: EffectArguments, profile: ProfileArgument,
    on console: any Console
  ) throws {
    let data = try data.load(try effect.mapping(), on: console)
    let profile = try profile.chosen()
    let options = try effect.options(over: profile.conventions, of: data)
    let effects = try effect.effects(of: data, options: options)
    let analysis = try dose.analysis(
      of: effects, over: profile.conventions.randomModel(for: effects.measure, isCommonMean: false))
    var result = try analysis.analyze(effects)
    result.notes += dose.idleOptions(in: analysis, of: effects)
    report = DoseReport(result: result, input: data.input, options: options, profile: profile.name)
  }
}
