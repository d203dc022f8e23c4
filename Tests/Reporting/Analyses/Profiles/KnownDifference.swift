import Analyses
import MetaAnalysis
import Testing
import _TestSupport

/// A number that differs between tools on the same data, with the choices that cause it.
struct KnownDifference {
  /// One tool's number.
  struct Side {
    let profile: String
    let variant: String
    let value: Double?

    init(_ item: Reference) {
      (profile, variant) = (item["profile"].text ?? "", item["variant"].text ?? "")
      value = item["value"].number
    }

    /// `metafor@5.1`, or `metafor@5.1 rma.mh`.
    var name: String { variant == "default" ? profile : "\(profile) \(variant)" }
  }

  let data: String
  let measure: String
  let quantity: String
  /// The study, counted from 1, for its own numbers.
  let row: Int?
  let keys: [ConventionKey]
  let from: Side
  let to: Side

  static func all() throws -> [KnownDifference] {
    try Reference.file("profiles/differences.json").list.map { item in
      KnownDifference(
        data: item["data"].text ?? "", measure: item["measure"].text ?? "",
        quantity: item["quantity"].text ?? "",
        row: item["row"].number.map { Int($0) },
        keys: try item["keys"].list.map { try ConventionKey(named: $0.text ?? "") }, from: Side(item["from"]),
        to: Side(item["to"]))
    }
  }

  var name: String { "\(data).\(measure) \(quantity)" }

  /// How far apart the numbers are; infinite where one tool has none.
  var size: Double { from.value.flatMap { a in to.value.map { abs(a - $0) } } ?? .infinity }

  /// The case of one side.
  func item(_ side: Side, _ data: Reference) throws -> ProfileCase {
    try ProfileCase(self.data, measure, side.variant, of: try Profile.named(side.profile), data)
  }

  /// The number in the analysis of one side.
  func number(in analysis: PooledAnalysis, _ side: Side) -> Double? {
    let (common, random) = (analysis.common, analysis.random)
    let (mean, heterogeneity) = (random?.coefficients.first, random?.heterogeneity)
    // rma.mh has no random effects of its own: its Q and I² are those of the common effect.
    let q = side.variant == "rma.mh" ? common?.heterogeneity : heterogeneity
    switch quantity {
    case "common est": return common?.coefficients.first?.estimate
    case "common se": return common?.coefficients.first?.standardError
    case "random est": return mean?.estimate
    case "random se": return mean?.standardError
    case "random ci_lb": return mean?.interval?.lower
    case "random ci_ub": return mean?.interval?.upper
    case "tau2": return heterogeneity?.tau2
    case "I2": return q?.i2
    case "Q": return q?.q
    case "Q df": return q.map { Double($0.qDegreesOfFreedom) }
    case "predict lb": return random?.predictionInterval?.interval.lower
    case "predict ub": return random?.predictionInterval?.interval.upper
    case "study est": return study(analysis)?.yi
    case "study se": return study(analysis)?.sei
    default: return nil
    }
  }

  private func study(_ analysis: PooledAnalysis) -> EffectSize? {
    row.map { analysis.effects.rows[$0 - 1] }.flatMap { $0.isUsable ? $0 : nil }
  }
}
