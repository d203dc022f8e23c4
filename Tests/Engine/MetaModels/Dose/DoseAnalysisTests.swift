import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

@testable import MetaModels

@Suite struct DoseAnalysisTests {
  private func codes(_ result: DoseResult) -> [String] { result.notes.map(\.kind.code) }

  @Test func allModelsUseTheSameRowsAndAreCompared() throws {
    let result = try DoseExamples.analysis(DoseShape.allCases, targets: [0.2, 0.5, 2]).analyze(
      DoseExamples.growing())
    #expect(result.models.map(\.shape) == DoseShape.allCases)
    #expect(Set(result.models.map(\.fit.k)) == [10])
    #expect(result.observed == Interval(2, 30))
    let comparisons = [result.baseline] + result.models.map(\.comparison)
    expectClose(comparisons.reduce(0) { $0 + $1.weight }, 1, relative: 1e-12)
    #expect(comparisons.map(\.deltaAICc).min() == 0)
    #expect(result.best.comparison.deltaAICc == result.models.map(\.comparison.deltaAICc).min())
    let linear = result.models[0]
    #expect(linear.needed.map(\.reach) == [.within, .within, .beyond])
    #expect(codes(result).contains("dose.extrapolated"))
    // Curves are not continued beyond the observed doses.
    #expect(result.models[3].needed[2].dose == nil)
    #expect(result.models[3].needed[2].reach == .notReached)
  }

  /// Every target of every model has its dose inside the range, or a note that says why not.
  @Test func everyTargetIsAccountedFor() throws {
    for sign in [1.0, -1] {
      var effects = try DoseExamples.growing()
      effects.backTransform = .exponential
      for row in effects.rows.indices { effects.rows[row].yi = effects.rows[row].yi.map { sign * $0 } }
      let result = try DoseExamples.analysis(DoseShape.allCases, targets: [0.01, 0.5, 2, -2]).analyze(effects)
      for model in result.models {
        for need in model.needed {
          let target = Note.Value.number(Double.exp(need.target.effect))
          let notes = result.notes.filter { note in
            ["dose.extrapolated", "dose.not-reached", "dose.at-lowest"].contains(note.kind.code)
              && note.details.contains { $0.name == "model" && $0.value == .text(model.shape.rawValue) }
              && note.details.contains { $0.name == "target" && $0.value == target }
          }
          let isLost = need.reach == .atLowest && need.dose.map { result.observed.contains($0) } == true
          #expect(notes.count == (need.reach == .within || isLost ? 0 : 1), "\(model.shape) \(need)")
        }
      }
    }
  }

  @Test func oneOfAThingIsSingular() throws {
    let effects = try DoseExamples.effects(
      yi: [0.1, 0.2, 0.3, 0.5, 0.4], vi: [0.1, 0.1, 0.1, 0.1, 0.1], dose: [0, 2, 4, 6, 8])
    let sentences = try DoseExamples.analysis([.linear, .logarithmic], targets: [0.3]).analyze(effects).notes
      .map(\.sentence)
    #expect(sentences.contains { $0.contains("few for the linear model, which has 1 dose term;") })
    #expect(sentences.contains { $0.hasSuffix("left out: row 1 has a dose of 0 or less") })
    #expect(
      DoseError.nonPositiveDose(column: "dose", row: 3, count: 2).description.contains(
        "but 2 rows used, the first of them row 3, have a dose of 0 or less in column 'dose'"))
  }

  @Test func lowerMayBeBetter() throws {
    let up = try DoseExamples.growing()
    var down = up
    for row in down.rows.indices { down.rows[row].yi = down.rows[row].yi.map { -$0 } }
    let first = try DoseExamples.analysis([.linear, .spline], targets: [0.5]).analyze(up)
    let second = try DoseExamples.analysis([.linear, .spline], targets: [-0.5]).analyze(down)
    for (a, b) in zip(first.models, second.models) {
      expectClose(a.needed[0].dose, b.needed[0].dose, relative: 1e-12)
      #expect(a.needed[0].reach == b.needed[0].reach)
    }
    // A benefit of 0.5 is nowhere in data that say the opposite.
    let opposite = try DoseExamples.analysis([.linear], targets: [-0.5]).analyze(up).models[0].needed[0]
    #expect(opposite.reach == .notReached)
    #expect(opposite.target.direction == .atMost)
    // A low target is reached before the first dose.
    let low = try DoseExamples.analysis([.linear, .quadratic], targets: [0.01]).analyze(up)
    #expect(low.models.map(\.needed[0].reach) == [.atLowest, .atLowest])
  }

  @Test func dosesWithoutLogarithm() throws {
    let effects = try DoseExamples.effects(
      yi: [0.1, 0.2, 0.3, 0.5, 0.4], vi: [0.1, 0.1, 0.1, 0.1, 0.1], dose: [0, 2, 4, 6, 8])
    let result = try DoseExamples.analysis([.linear, .logarithmic], targets: [0.3]).analyze(effects)
    #expect(result.models.map(\.shape) == [.linear])
    #expect(codes(result).contains("dose.not-positive"))
    #expect(throws: DoseError.nonPositiveDose(column: "dose", row: 1, count: 1)) {
      try DoseExamples.analysis([.logarithmic], targets: [0.3]).analyze(effects)
    }
  }

  @Test func modelsTheDataDoNotCarryAreLeftOut() throws {
    let effects = try DoseExamples.effects(
      yi: [0.1, 0.2, 0.3, 0.5], vi: [0.1, 0.1, 0.1, 0.1], dose: [1, 1, 4, 4])
    let result = try DoseExamples.analysis(DoseShape.allCases, targets: [0.3]).analyze(effects)
    #expect(result.models.map(\.shape) == [.linear, .logarithmic])
    #expect(codes(result).contains("dose.model-left-out"))
    #expect(codes(result).contains("dose.few-studies"))
    #expect(codes(result).contains("dose.slope-not-significant"))
  }

  @Test func unusualNamesAndMissingDoses() throws {
    let effects = try DoseExamples.effects(
      yi: [0.1, 0.2, nil, 0.5, 0.4, 0.6], vi: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1], dose: [1, 2, 4, nil, 6, 8],
      name: "number of sessions")
    var analysis = DoseExamples.analysis([.linear, .quadratic], targets: [0.3])
    analysis.dose = "number of sessions"
    let result = try analysis.analyze(effects)
    #expect(result.k == 4)
    #expect(result.studies.map(\.dose) == [1, 2, 4, nil, 6, 8])
  }

  @Test func wrongRequests() throws {
    let effects = try DoseExamples.growing()
    func message(_ change: (inout DoseAnalysis) -> Void) -> String {
      var analysis = DoseExamples.analysis([.linear], targets: [0.5])
      change(&analysis)
      do {
        _ = try analysis.analyze(effects)
        return ""
      } catch { return "\(error)" }
    }
    #expect(message { $0.dose = "doses" }.contains("did you mean 'dose'?"))
    #expect(message { $0.targets = [] }.contains("no target"))
    #expect(message { $0.targets = [DoseTarget(.nan)] }.contains("not possible"))
    #expect(message { $0.shapes = [] }.contains("no model"))
    #expect(message { $0.samples = -1 }.contains("bootstrap samples"))
    #expect(message { $0.adjustment = "~ dose" }.contains("leave it out"))
    #expect(message { $0.adjustment = "~ 0 + vi" }.contains("intercept"))
    #expect(message { $0.settings.level = 0 }.contains("level"))
    let same = try DoseExamples.effects(yi: [0.1, 0.2, 0.3], vi: [1, 1, 1], dose: [5, 5, 5])
    #expect(throws: (any Error).self) {
      try DoseExamples.analysis([.linear], targets: [0.5]).analyze(same)
    }
    let bare = EffectSizes(yi: [0.1, 0.2], vi: [1, 1])
    #expect(throws: DoseError.noTable(column: "dose")) {
      try DoseExamples.analysis([.linear], targets: [0.5]).analyze(bare)
    }
  }

  @Test func aStepOfTheDose() throws {
    let result = try DoseExamples.analysis([.linear, .logarithmic, .quadratic], targets: [0.5]).analyze(
      DoseExamples.growing())
    let (linear, logarithmic) = (result.models[0], result.models[1])
    #expect(linear.change?.estimate == linear.fit.coefficients[1].estimate)
    #expect(linear.change?.interval == linear.fit.coefficients[1].interval)
    // From 8 to 16 the mean moves by a doubling's change.
    let points = logarithmic.points(at: [8, 16, 0]).map { $0?.estimate }
    expectClose(logarithmic.change?.estimate, (points[1] ?? 0) - (points[0] ?? 0), relative: 1e-12)
    #expect(points[2] == nil)
    #expect(result.models[2].change == nil)
    // The likelihood-ratio test counts the terms of the dose.
    #expect(result.models.map(\.comparison.test?.df1) == [1, 1, 2])
    #expect(result.baseline.test == nil)
  }

  @Test func targetsOnTheScalePeopleRead() throws {
    #expect(try DoseTarget(natural: 0.5, transform: .identity) == DoseTarget(0.5))
    #expect(try DoseTarget(natural: 0.5, transform: .identity, better: .atMost) == DoseTarget(-0.5))
    #expect(try DoseTarget(natural: -0.5, transform: .identity, better: .atMost) == DoseTarget(-0.5))
    let ratio = try DoseTarget(natural: 0.5, transform: .exponential)
    #expect(ratio.direction == .atMost)
    expectClose(ratio.effect, -0.693_147_180_559_945_3, relative: 1e-15)
    #expect(throws: DoseError.targetOffScale(0, .exponential, measure: nil)) {
      try DoseTarget(natural: 0, transform: .exponential)
    }
    #expect(throws: DoseError.unusableTarget(.infinity)) {
      try DoseTarget(natural: .infinity, transform: .exponential)
    }
  }

  /// The error says which numbers the scale has, and what the number would be as one of the analysis scale.
  @Test(
    arguments: [
      (
        -0.2, .exponential, .riskRatio,
        "a risk ratio lies above 0; if -0.2 is a log risk ratio, that is a risk ratio of 0.81873"
      ),
      (1.2, .hyperbolicTangent, nil, "an effect lies between -1 and 1; if 1.2 is"),
      (1.2, .logistic, nil, "lies between 0 and 1"), (-0.1, .normal, nil, "that is an effect of 0.46017"),
      (2, .arcsineSquared, nil, "is a number from 0 to 1"), (-1, .square, nil, "is 0 or more"),
      (1.5, .squaredHyperbolicTangent, nil, "is 0 or more and below 1"), (1.1, .bonett, nil, "lies below 1"),
      (2, .hakstianWhalen, nil, "is at most 1"),
    ] as [(Double, BackTransform, Measure?, String)])
  func targetsOffTheScale(value: Double, transform: BackTransform, measure: Measure?, saying: String) {
    let error = #expect(throws: DoseError.self) {
      try DoseTarget(natural: value, transform: transform, measure: measure)
    }
    let sentence = error?.description ?? ""
    #expect(sentence.contains(saying), "\(sentence)")
    let (range, text) = (transform.analysisRange, "add --analysis-scale")
    #expect(sentence.contains(text) == (value >= range.lower && value <= range.upper), "\(sentence)")
  }

  @Test func theModelWithoutTheDoseMayBeBest() throws {
    let effects = try DoseExamples.effects(
      yi: [0.3, 0.5, 0.2, 0.6, 0.35, 0.4], vi: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1], dose: [1, 2, 3, 4, 5, 6])
    let result = try DoseExamples.analysis([.linear], targets: [0.5]).analyze(effects)
    #expect(codes(result).contains("dose.baseline-best"))
    #expect(result.baseline.deltaAICc == 0)
  }

  @Test func aFlatLineReachesNothing() throws {
    let effects = try DoseExamples.effects(
      yi: [0.5, 0.5, 0.5, 0.5, 0.5], vi: [0.1, 0.1, 0.1, 0.1, 0.2], dose: [1, 2, 3, 4, 6])
    let result = try DoseExamples.analysis([.linear, .logarithmic], targets: [0.8]).analyze(effects)
    #expect(result.models.map(\.needed[0].dose) == [nil, nil])
    #expect(result.models.map(\.needed[0].reach) == [.notReached, .notReached])
  }

  @Test func tooFewSamplesAreNoted() throws {
    var analysis = DoseExamples.analysis([.quadratic], targets: [0.5])
    analysis.samples = 38
    let result = try analysis.analyze(DoseExamples.growing())
    #expect(codes(result).contains("dose.few-samples"))
    #expect(result.models[0].needed[0].confidence == nil)
    #expect(result.models[0].needed[0].bootstrap?.samples == 38)
    #expect(DoseBootstrap.leastSamples(level: 95) == 39)
    #expect(DoseBootstrap.leastSamples(level: 80) == 9)
    #expect(DoseBootstrap.leastSamples(level: 99.999999999999) == .max)
  }
}
