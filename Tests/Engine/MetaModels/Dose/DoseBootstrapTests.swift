import Distributions
import StudyRecords
import Testing
import _TestSupport

@testable import MetaModels

@Suite struct DoseBootstrapTests {
  @Test func percentilesAreOrderStatistics() {
    let doses = (1...39).map { DoseCrossing.Outcome.within(Double($0)) }
    let range = Interval(1, 39)
    // (39 + 1) · 0.025 = 1 and 39.
    #expect(DoseBootstrap.percentileSet(doses.reversed(), level: 95, range: range) == .bounded(Interval(1, 39)))
    #expect(DoseBootstrap.percentileSet(doses, level: 80, range: range) == .bounded(Interval(4, 36)))
    #expect(DoseBootstrap.percentileSet(doses, level: 96, range: range) == nil)
    #expect(DoseBootstrap.percentileSet([], level: 95, range: range) == nil)
    func shape(_ outcomes: [DoseCrossing.Outcome]) -> DoseSet? {
      DoseBootstrap.percentileSet(outcomes + doses.dropFirst(outcomes.count), level: 95, range: range)
    }
    #expect(shape([.never]) == .above(2))
    #expect(shape([.atLowest]) == .below(39))
    #expect(shape([.atLowest, .never]) == .everything)
    let none = [DoseCrossing.Outcome](repeating: .never, count: 39)
    #expect(DoseBootstrap.percentileSet(none, level: 95, range: range) == .above(39))
    let all = [DoseCrossing.Outcome](repeating: .atLowest, count: 39)
    #expect(DoseBootstrap.percentileSet(all, level: 95, range: range) == .below(1))
  }

  @Test func theSameSeedGivesTheSameNumbers() throws {
    var analysis = DoseExamples.analysis([.quadratic, .spline], targets: [0.2, 0.5])
    analysis.samples = 59
    let effects = try DoseExamples.growing()
    let first = try analysis.analyze(effects)
    #expect(try analysis.analyze(effects) == first)
    // A curve's numbers do not depend on which other curves are asked for.
    analysis.shapes = [.spline]
    #expect(try analysis.analyze(effects).models[0].needed == first.models[1].needed)
    analysis.seed = 2
    #expect(try analysis.analyze(effects).models[0].needed != first.models[1].needed)
    for need in first.models.flatMap(\.needed) {
      let dose = try #require(need.dose)
      #expect(need.confidence?.contains(dose) == true)
      #expect(need.bootstrap?.samples == 59)
    }
  }

  /// Refitting a sample is the same as fitting it from the start.
  @Test func aSampleIsAProblemOfItsOwn() throws {
    let effects = try DoseExamples.growing()
    let design = try Formula("~ dose + I(dose^2)").design(
      for: try #require(effects.table), eligible: effects.rows.map(\.isUsable))
    let rows = try UsableRows(effects, design: design, weighting: .inverseVariance)
    for design in [rows.design, nil] {
      let problem = try Tau2Problem(yi: rows.yi, vi: rows.vi, design: design)
      var generator = SplitMix64(seed: 5)
      let yi = rows.yi.map { _ in generator.normal() }
      let short = try Tau2Problem(problem, responses: yi)
      let long = try Tau2Problem(yi: yi, vi: rows.vi, design: design)
      let tau2 = try RestrictedMaximumLikelihood().estimate(short).tau2
      expectClose(tau2, try RestrictedMaximumLikelihood().estimate(long).tau2, relative: 1e-12)
    }
    let problem = try Tau2Problem(yi: rows.yi, vi: rows.vi)
    #expect(throws: ModelError.self) { try Tau2Problem(problem, responses: rows.yi.map { _ in .infinity }) }
  }

  @Test func crossingsOfAParabola() throws {
    let effects = try DoseExamples.growing()
    let analysis = DoseExamples.analysis([.quadratic], targets: [0.5])
    let model = try analysis.analyze(effects).models[0]
    let crossing = DoseCrossing(model.basis, range: Interval(0, 10))
    func first(_ b: [Double], _ target: DoseTarget) -> DoseCrossing.Outcome { crossing.first(target, b) }
    // 1 − (d − 5.03)²/4: reaches 0.75 at 4.03, and 1 only at its summit between two grid points.
    let b = [1 - 5.03 * 5.03 / 4, 5.03 / 2, -0.25]
    guard case .within(let dose) = first(b, DoseTarget(0.75)) else { return #expect(Bool(false)) }
    expectClose(dose, 4.03, relative: 1e-12)
    guard case .within(let summit) = first(b, DoseTarget(1 - 1e-9)) else { return #expect(Bool(false)) }
    expectClose(summit, 5.03, relative: 1e-3)
    #expect(first(b, DoseTarget(1.001)) == .never)
    #expect(first(b, DoseTarget(-6, direction: .atLeast)) == .atLowest)
    #expect(first(b.map { -$0 }, DoseTarget(0.5)) == .atLowest)
    guard case .within(let low) = first(b.map { -$0 }, DoseTarget(-0.75)) else { return #expect(Bool(false)) }
    expectClose(low, 4.03, relative: 1e-12)
  }
}
