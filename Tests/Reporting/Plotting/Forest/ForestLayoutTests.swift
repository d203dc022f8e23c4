import MetaAnalysis
import Testing
import _TestSupport

@testable import MetaModels
@testable import Plotting

/// What every forest plot must keep, whatever the data.
struct ForestLayoutTests {
  private func expectSound(_ example: Examples.Example, _ name: String, _ options: ForestPlotOptions = .init())
  {
    let table = ForestTable(fit: example.fit, effects: example.effects, options: options)
    let layout = ForestLayout(table, style: options.style)
    let scene = ForestPlot(fit: example.fit, effects: example.effects, options: options).scene()
    let page = Box(x: 0, y: 0, width: scene.width, height: scene.height)
    let texts = scene.texts
    let boxes = texts.map(\.bounds)

    for (index, box) in boxes.enumerated() {
      #expect(page.contains(box), "\(name): '\(texts[index].string)' leaves the page")
    }
    // Only neighbours from top to bottom can overlap.
    let order = boxes.indices.sorted { boxes[$0].y < boxes[$1].y }
    for (rank, a) in order.enumerated() {
      for b in order[(rank + 1)...] {
        if boxes[b].y > boxes[a].maxY { break }
        #expect(!boxes[a].overlaps(boxes[b]), "\(name): '\(texts[a].string)' and '\(texts[b].string)' overlap")
      }
    }
    let area = Box(
      x: layout.columns.plotStart, y: layout.headingBottom, width: style(layout),
      height: layout.axisHeight - layout.headingBottom)
    for (text, box) in zip(texts, boxes) {
      #expect(!area.overlaps(box), "\(name): '\(text.string)' lies in the plotting area")
    }
    for shape in scene.flattened {
      for point in points(of: shape) {
        #expect(point.x.isFinite && point.y.isFinite, "\(name): a shape is nowhere")
        #expect(
          page.contains(Box(x: point.x, y: point.y, width: 0, height: 0)), "\(name): \(shape) leaves the page")
      }
    }
    #expect(layout.rows.count == table.rows.count)
    #expect(
      example.fit.studies.allSatisfy { study in
        table.rows.contains { $0.label == study.study ?? "Row \(study.row)" }
      })
  }

  private func style(_ layout: ForestLayout) -> Double { layout.columns.plotEnd - layout.columns.plotStart }

  private func points(of shape: Shape) -> [Point] {
    switch shape {
    case .line(let from, let to, _): [from, to]
    case .polyline(let points, _): points
    case .polygon(let points, _, _): points
    case .rectangle(let box, _, _): [Point(box.x, box.y), Point(box.maxX, box.maxY)]
    case .circle(let center, let radius, _, _):
      [Point(center.x - radius, center.y - radius), Point(center.x + radius, center.y + radius)]
    case .text(let text): [text.position]
    case .group: []
    }
  }

  @Test func figuresStandUnderOneAnother() throws {
    let example = try Examples.generic(17, seed: 9, spread: 30, precision: 20)
    let texts = ForestPlot(fit: example.fit, effects: example.effects).scene().texts
    // Equal decimals and figures of one width: what ends at one place has its points under one another.
    for edge in [{ $0.hasPrefix("(") && $0.contains(".") }, { $0.hasSuffix(")") && $0.contains(".") }]
      as [(String) -> Bool]
    {
      let ends = texts.filter { edge($0.string) }
      #expect(ends.count == 19)
      #expect(Set(ends.map(\.position.x)).count == 1)
      #expect(ends.allSatisfy { $0.anchor == .end })
      let decimals = ends.map { $0.string.drop { $0 != "." }.filter(\.isNumber).count }
      #expect(Set(decimals).count == 1)
    }
  }

  @Test(arguments: [1, 2, 3, 17, 80])
  func anyNumberOfStudies(count: Int) throws {
    for seed in 1...8 as ClosedRange<UInt64> {
      expectSound(try Examples.generic(count, seed: seed), "\(count) studies, seed \(seed)")
    }
  }

  @Test func realTrialsOnEveryMeasureOfTwoByTwoTables() throws {
    for code in ["RR", "OR", "RD"] { expectSound(try Examples.bcg(Measure(code: code)), code) }
  }

  @Test func groupMeansAndCorrelations() throws {
    expectSound(try Examples.threeTrials(), "three trials")
    expectSound(try Examples.correlations(80), "80 correlations")
  }

  @Test func longLabelsAreBrokenAndCut() throws {
    let words = "The effects of individual and group music therapy on depressive symptoms in adults: a trial "
    for repeats in [1, 2, 10] {
      let text = String(repeating: words, count: repeats)
      expectSound(
        try Examples.generic(17, seed: 3) { $0.isMultiple(of: 3) ? text + "\($0)" : "Short \($0)" },
        "long labels")
    }
    expectSound(try Examples.generic(3, seed: 3) { String(repeating: "X\($0)", count: 200) }, "one long word")
    expectSound(try Examples.generic(3, seed: 3) { "音楽療法の無作為化比較試験と長期追跡調査の結果報告書 \($0)" }, "Japanese labels")
    expectSound(try Examples.generic(3, seed: 3) { ["", " ", "\n"][$0 - 1] }, "blank labels")
    expectSound(try Examples.generic(3, seed: 3) { _ in nil }, "no labels")
  }

  @Test(arguments: [1e-12, 1e-6, 1e-3, 1, 1e3, 1e6, 1e12])
  func anySizeOfEffects(size: Double) throws {
    let example = try Examples.generic(17, seed: 4, spread: size, precision: size * size)
    expectSound(example, "size \(size)")
    for transform in [BackTransform.exponential, .hyperbolicTangent, .logistic, .arcsineSquared] {
      var options = ForestPlotOptions()
      options.transform = transform
      expectSound(example, "size \(size), \(transform)", options)
    }
  }

  @Test func unequalPrecision() throws {
    expectSound(try Examples.generic(17, seed: 9, precision: 1e4), "wide intervals")
    expectSound(try Examples.generic(17, seed: 9, precision: 1e-8), "narrow intervals")
    var rows = try Examples.generic(17, seed: 9).effects.rows
    rows[3].vi = 1e10
    rows[5].yi = 400
    expectSound(try Examples.Example(EffectSizes(measure: nil, rows: rows)), "one hopeless study")
    var options = ForestPlotOptions()
    options.transform = .exponential
    expectSound(try Examples.Example(EffectSizes(measure: nil, rows: rows)), "one hopeless ratio", options)
  }

  @Test func rowsWithoutEstimatesKeepTheirPlace() throws {
    var effects = try Examples.generic(17, seed: 2).effects
    for row in [0, 7, 16] { (effects.rows[row].yi, effects.rows[row].vi) = (nil, nil) }
    let example = try Examples.Example(effects)
    expectSound(example, "missing rows")
    let table = ForestTable(fit: example.fit, effects: effects, options: .init())
    #expect(table.rows[7].effect == .words("Not estimable"))
    #expect(table.rows[7].label == "Study 8")
  }

  @Test func nothingEstimable() throws {
    let example = try Examples.generic(3, seed: 1)
    var fit = example.fit
    fit.k = 0
    fit.coefficients = []
    fit.predictionInterval = nil
    fit.studies = fit.studies.map { FittedStudy(row: $0.row, study: $0.study) }
    var empty = example
    empty.fit = fit
    expectSound(empty, "nothing estimable")
    empty.fit.studies = []
    expectSound(empty, "no rows")
  }

  @Test func infiniteAndMissingIntervals() throws {
    var example = try Examples.generic(5, seed: 1)
    example.fit.coefficients[0].interval = Interval(-.infinity, .infinity)
    example.fit.predictionInterval?.interval = Interval(-.infinity, 3)
    example.fit.studies[1].interval = Interval(-.infinity, .infinity)
    expectSound(example, "infinite intervals")
    example.fit.coefficients[0].interval = nil
    example.fit.studies[2].interval = nil
    example.fit.studies[3].weightPercent = nil
    expectSound(example, "missing intervals")
  }

  @Test func everyOption() throws {
    let example = try Examples.bcg()
    for order in ForestPlotOptions.Order.allCases {
      for benefit in [nil] + ForestPlotOptions.Benefit.allCases.map(Optional.some) {
        var options = ForestPlotOptions()
        options.order = order
        options.benefit = benefit
        options.title =
          "BCG vaccine against tuberculosis: thirteen trials from 1948 to 1980 and a very long title"
        options.treatment = "Bacillus Calmette–Guérin vaccine"
        options.control = "No vaccination or placebo"
        options.axisRange = Interval(0.3, 0.9)
        expectSound(example, "\(order) \(String(describing: benefit))", options)
        options.axisRange = Interval(5, 9)
        options.showsData = false
        options.showsWeights = false
        options.showsPrediction = false
        expectSound(example, "\(order), bare", options)
        options.axisRange = Interval(0, .infinity)
        options.leftLabel = String(repeating: "Favours the vaccine of Calmette and Guérin ", count: 4)
        options.rightLabel = "→"
        options.effectName =
          "Relative risk of tuberculosis at the end of follow-up, adjusted for nothing at all"
        options.decimals = 9
        expectSound(example, "\(order), wordy", options)
      }
    }
  }
}
