import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

@Suite("Explaining printed numbers")
struct ExplanationTests {
  /// A data set, its measure, the choices it is analysed by, and one change to recover.
  struct Perturbation: CustomTestStringConvertible, Sendable {
    var dataset: String
    var measure: String
    var settings: [(String, String)] = []
    var change: String
    var quantities: [Quantity] = [.estimate, .ci, .tau2, .i2, .q, .k]
    var decimals = 6
    var testDescription: String { "\(dataset) \(measure): \(change)" }
  }

  static let perturbations: [Perturbation] = [
    .init(dataset: "bcg", measure: "RR", change: "tau2=DL"),
    .init(dataset: "bcg", measure: "RR", change: "tau2=PM"),
    .init(dataset: "bcg", measure: "RR", change: "i2=q"),
    .init(dataset: "bcg", measure: "RR", change: "test=z"),
    .init(dataset: "bcg", measure: "OR", change: "model=common"),
    .init(
      dataset: "bcg", measure: "RR", change: "prediction-interval=riley", quantities: [.estimate, .pi, .k]),
    .init(dataset: "bcg", measure: "RR", change: "tau2-interval=PL", quantities: [.estimate, .tau2CI]),
    .init(dataset: "bcg", measure: "RR", change: "level=90"),
    .init(dataset: "bcg", measure: "RR", change: "scale=natural"),
    .init(dataset: "bcg", measure: "RR", change: "input-rounding=2"),
    .init(dataset: "bcg", measure: "RR", change: "row 4: omitted"),
    .init(dataset: "bcg", measure: "RR", change: "row 7: counted twice"),
    .init(dataset: "bcg", measure: "RR", change: "row 6: groups swapped"),
    .init(dataset: "catheter-infections", measure: "OR", change: "zero-cell-rule=all"),
    .init(dataset: "catheter-infections", measure: "RR", change: "risk-ratio-addition=events"),
    .init(
      dataset: "catheter-infections", measure: "OR", settings: [("method", "MH")],
      change: "pooling-addition=corrected"),
    .init(
      dataset: "bcg", measure: "RD", settings: [("method", "MH")],
      change: "risk-difference-variance=greenland-robins"
    ),
    .init(dataset: "stroke-stay", measure: "SMD", change: "variance-of-g=UB"),
    .init(dataset: "stroke-stay", measure: "SMD", change: "hedges-j=approximate", decimals: 9),
    .init(dataset: "stroke-stay", measure: "SMD", change: "correct=false"),
    .init(dataset: "stroke-stay", measure: "MD", change: "data=se-is-sd"),
    .init(dataset: "elevated-co2", measure: "ROM", change: "ratio-correction=deviations"),
    .init(dataset: "stroke-stay", measure: "MD", change: "row 3: se is sd, rounded to 2"),
    .init(dataset: "stroke-stay", measure: "MD", change: "row 5: unit × 7"),
    .init(dataset: "stroke-stay", measure: "MD", change: "data=variance-for-sd"),
    .init(dataset: "stroke-stay", measure: "SMD", change: "row 1: mean_specialist 55 → 65"),
    .init(dataset: "stroke-stay", measure: "SMD", change: "row 4: sd_routine 48 → 4.8"),
    .init(dataset: "stroke-stay", measure: "SMD", change: "data=total-for-n"),
    .init(dataset: "bcg", measure: "OR", change: "row 6: total for n"),
    .init(dataset: "bcg", measure: "OR", change: "data=non-events-for-n"),
    .init(dataset: "bcg", measure: "RR", change: "row 5: tb_control 47 → 372"),
    .init(dataset: "bcg", measure: "OR", change: "row 3: tb_vaccinated 3 → 228"),
    .init(dataset: "teacher-expectancy", measure: "", change: "row 4: sei for vi"),
    .init(dataset: "teacher-expectancy", measure: "", change: "row 4: log10 for ln"),
    .init(dataset: "teacher-expectancy", measure: "", change: "data=rounded-2"),
    .init(dataset: "conscientiousness-adherence", measure: "ZCOR", change: "row 4: z for r"),
  ]

  @Test("recovers one change exactly", arguments: perturbations)
  func recovers(_ perturbation: Perturbation) throws {
    let base = try prepared(perturbation)
    let result = try base.result()
    let spelled = try base.spelled()
    let change = try #require(
      (spelled.candidates(of: result) + [.scale(.natural)] + spelled.guesses()).first {
        $0.code == perturbation.change
      })
    let variant = try #require(spelled.variant([change]))
    var effects = EffectsOfOptions()
    let changed = try spelled.result(of: variant, effects: &effects)
    var analysis = base.analysis
    for quantity in perturbation.quantities {
      let parts = quantity.ends.map { [$0.lower, $0.upper] } ?? [quantity]
      let scale = quantity.isEffect ? variant.scale ?? .analysis : .analysis
      let printed = try parts.map { part in
        let value = try #require(try changed.value(of: part, scale: scale))
        return try PrintedNumber(fixed(value, decimals: part == .k ? 0 : perturbation.decimals))
      }
      analysis.expectations.append(Expectation(quantity, printed: printed))
    }
    var printed = base
    printed.analysis = analysis
    let families: Set<ChangeFamily> =
      switch change.family {
      case .transcription: [.convention, .transcription]
      default: [.convention, .scale, .selection, .reading]
      }
    let explanation = try printed.explain(ExplanationSearch(most: 1, families: families))
    #expect(explanation.outcome == .explained)
    #expect(explanation.solutions.count == 1)
    let solution = try #require(explanation.solutions.first)
    #expect(([solution.changes] + solution.equivalents).contains { $0.map(\.code) == [perturbation.change] })
  }

  @Test("says when everything holds")
  func holds() throws {
    var base = try prepared(.init(dataset: "bcg", measure: "RR", change: ""))
    base.analysis.expectations = [Expectation(.estimate, printed: [try PrintedNumber("-0.7145")])]
    let explanation = try base.explain(ExplanationSearch(families: [.convention]))
    #expect(explanation.outcome == .holds)
    #expect(explanation.solutions.isEmpty)
    #expect(explanation.effects.contains { $0.changes.map(\.code) == ["tau2=DL"] })
  }

  @Test(
    "finds conventions that only together give the numbers, and the tools that have them",
    arguments: [
      (["tau2=ML", "i2=q", "test=z"], [String]()), (["tau2=DL", "test=z"], ["revman@5"]),
    ])
  func several(_ codes: [String], _ tools: [String]) throws {
    var base = try prepared(.init(dataset: "bcg", measure: "RR", change: ""))
    let changed = try base.result(
      changing: codes.map { code in
        let sides = code.split(separator: "=").map(String.init)
        return try AnalysisSetting(sides[0], sides[1])
      })
    for (quantity, decimals) in [(Quantity.estimate, 5), (.se, 5), (.i2, 3), (.statistic, 4)] {
      let value = try #require(try changed.value(of: quantity))
      base.analysis.expectations.append(
        Expectation(quantity, printed: [try PrintedNumber(fixed(value, decimals: decimals))]))
    }
    let explanation = try base.explain(ExplanationSearch(families: [.convention]))
    #expect(explanation.outcome == .explained)
    let solution = try #require(explanation.solutions.first)
    #expect(
      ([solution.changes] + solution.equivalents).contains { $0.map(\.code).sorted() == codes.sorted() })
    #expect(tools.allSatisfy(solution.profiles.contains))
  }

  @Test("does not depend on the number of threads")
  func threads() throws {
    var base = try prepared(.init(dataset: "bcg", measure: "RR", change: ""))
    base.analysis.expectations = [Expectation(.estimate, printed: [try PrintedNumber("-0.7999")])]
    let one = try base.explain(ExplanationSearch(most: 2, budget: 300, families: [.convention], threads: 1))
    let two = try base.explain(ExplanationSearch(most: 2, budget: 300, families: [.convention], threads: 2))
    #expect(one.outcome == two.outcome)
    #expect(one.solutions == two.solutions && one.closest == two.closest && one.effects == two.effects)
    #expect(!one.isExhaustive)
  }

  private func prepared(_ perturbation: Perturbation) throws -> PreparedAnalysis {
    var analysis = Analysis(
      data: DataSource(.dataset(perturbation.dataset)), measure: Measure(code: perturbation.measure))
    for (key, value) in perturbation.settings {
      analysis = analysis.changing([try AnalysisSetting(key, value)])
    }
    return try PreparedAnalysis(analysis)
  }
}

/// A number with a fixed number of decimals, as print has it.
private func fixed(_ value: Double, decimals: Int) -> String {
  var unit = 1.0
  for _ in 0..<decimals { unit *= 10 }
  let scaled = Int((value.magnitude * unit).rounded())
  let digits = String(scaled)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = value < 0 ? "-" : ""
  return decimals == 0 ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
}
