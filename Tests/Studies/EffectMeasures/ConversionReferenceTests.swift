import Distributions
import EffectMeasures
import RealModule
import StudyRecords
import Testing
import _TestSupport

/// Transformations and conversions against `metafor`, case by case.
struct ConversionReferenceTests {
  static let file = Result { try Reference.file("effect-measures/conversions.json") }
  static let cases: [String: Reference] = {
    let list = (try? file.get())?["cases"].list ?? []
    return Dictionary(uniqueKeysWithValues: list.compactMap { entry in entry["id"].text.map { ($0, entry) } })
  }()

  /// Holds a function of x against the `value` of a case, at 1e-12 or the tolerance the case states.
  func hold(_ id: String, key: String = "value", _ function: (Double, Int) -> Double?) throws {
    let entry = try #require(Self.cases[id], "no case \(id)")
    let tolerance = entry["tol"].number
    for (i, x) in entry["columns"]["x"].numbers.enumerated() {
      expectClose(
        function(try #require(x), i), entry["expect"][key].numbers[i], relative: tolerance ?? 1e-12,
        absolute: tolerance ?? 1e-15, "\(id)[\(i)]")
    }
  }

  @Test func analysisScales() throws {
    let scales: [(String, BackTransform)] = [
      ("rtoz", .hyperbolicTangent), ("logit", .logistic), ("arcsin", .arcsineSquared), ("probit", .normal),
      ("ahw", .hakstianWhalen), ("abt", .bonett), ("r2toz", .squaredHyperbolicTangent),
    ]
    for (name, scale) in scales { try hold("tf.\(name)") { x, _ in scale.analysisValue(x) } }
    let n = Self.cases["tf.pft"]?["columns"]["ni"].numbers.compactMap(\.self) ?? []
    try hold("tf.pft") { x, i in BackTransform.freemanTukeyProportion(n: n[i]).analysisValue(x) }
    let t = Self.cases["tf.irft"]?["columns"]["ti"].numbers.compactMap(\.self) ?? []
    try hold("tf.irft") { x, i in BackTransform.freemanTukeyRate(t: t[i]).analysisValue(x) }
  }

  @Test func naturalScales() throws {
    let scales: [(String, BackTransform)] = [
      ("ztor", .hyperbolicTangent), ("ilogit", .logistic), ("iarcsin", .arcsineSquared), ("iprobit", .normal),
      ("isqrt", .square), ("iahw", .hakstianWhalen), ("iabt", .bonett), ("ztor2", .squaredHyperbolicTangent),
    ]
    for (name, scale) in scales { try hold("tf.\(name)") { x, _ in scale(x) } }
    let n = Self.cases["tf.ipft"]?["columns"]["ni"].numbers.compactMap(\.self) ?? []
    try hold("tf.ipft") { x, i in BackTransform.freemanTukeyProportion(n: n[i])(x) }
    let inverses = n.reduce(0) { $0 + 1 / $1 }
    try hold("tf.ipft.hm") { x, _ in BackTransform.freemanTukeyProportion(n: Double(n.count) / inverses)(x) }
    let t = Self.cases["tf.iirft"]?["columns"]["ti"].numbers.compactMap(\.self) ?? []
    try hold("tf.iirft") { x, i in BackTransform.freemanTukeyRate(t: t[i])(x) }
  }

  @Test func meansAndModes() throws {
    let scales: [(String, BackTransform)] = [
      ("ztor", .hyperbolicTangent), ("exp", .exponential), ("ilogit", .logistic), ("iprobit", .normal),
      ("iarcsin", .arcsineSquared), ("iahw", .hakstianWhalen), ("iabt", .bonett),
    ]
    for (name, scale) in scales {
      for tau2 in [0.01, 0.1] {
        try hold("tf.\(name).int.\(tau2)") { x, _ in BackTransformedNormal(scale, mu: x, tau2: tau2).mean }
      }
      try hold("tf.\(name).mode") { x, _ in BackTransformedNormal(scale, mu: x, tau2: 0.1).mode }
    }
    for tau2 in [0.01, 0.1] {
      try hold("tf.dtocles.int.\(tau2)") { x, _ in StandardizedDifference(x).commonLanguage(tau2: tau2) }
    }
  }

  @Test func standardizedDifferences() throws {
    try hold("tf.dtou1") { x, _ in StandardizedDifference(x).cohensU1 }
    try hold("tf.dtou2") { x, _ in StandardizedDifference(x).cohensU2 }
    try hold("tf.dtou3") { x, _ in StandardizedDifference(x).cohensU3 }
    try hold("tf.dtoovl") { x, _ in StandardizedDifference(x).overlap }
    try hold("tf.dtocles") { x, _ in StandardizedDifference(x).commonLanguage }
    try hold("tf.dtocliffd") { x, _ in StandardizedDifference(x).cliffsDelta }
    try hold("tf.dtobesd") { x, _ in StandardizedDifference(x).binomialDisplay }
    try hold("tf.dtolnor.norm") { x, _ in StandardizedDifference(x).logOddsRatio(.normal) }
    try hold("tf.dtolnor.logis") { x, _ in StandardizedDifference(x).logOddsRatio(.logistic) }
    try hold("tf.lnortod.norm") { x, _ in StandardizedDifference(logOddsRatio: x, .normal).d }
    try hold("tf.lnortod.logis") { x, _ in StandardizedDifference(logOddsRatio: x, .logistic).d }
    try hold("tf.clestod") { x, _ in StandardizedDifference(commonLanguage: x).d }
    try hold("tf.dtomd") { x, _ in StandardizedDifference(x).meanDifference(sd: 12) }
    try hold("tf.dtorpb", key: "dtorpb") { x, _ in StandardizedDifference(x).pointBiserial(n1: 20, n2: 30) }
    try hold("tf.dtorpb", key: "dtorpb_no_n") { x, _ in StandardizedDifference(x).pointBiserial() }
    try hold("tf.dtorpb", key: "dtorbis") { x, _ in StandardizedDifference(x).biserial(n1: 20, n2: 30) }
    let r = [-0.3, 0.2, 0.8]
    try hold("tf.dtorpb", key: "rpbtod_of_-0.3_0.2_0.8") { _, i in
      StandardizedDifference(pointBiserial: r[i], n1: 20, n2: 30)?.d
    }
    try hold("tf.dtorpb", key: "rtod_of_-0.3_0.2_0.8") { _, i in
      StandardizedDifference(biserial: r[i], n1: 20, n2: 30)?.d
    }
    try hold("tf.dtorpb", key: "rpbtorbis_of_-0.3_0.2_0.8_p0.4") { _, i in
      SplitCorrelation.biserial(pointBiserial: r[i], share: 0.4)
    }
    try hold("tf.dtorpb", key: "rtorpb_of_-0.3_0.2_0.8_p0.4") { _, i in
      SplitCorrelation.pointBiserial(biserial: r[i], share: 0.4)
    }
  }

  @Test func oddsRatios() throws {
    try hold("tf.lnortortet.pearson") { x, _ in LogOddsRatio(x).tetrachoricPearson }
    try hold("tf.lnortortet.digby") { x, _ in LogOddsRatio(x).tetrachoricDigby }
    try hold("tf.lnor", key: "rd") { x, _ in LogOddsRatio(x).riskDifference(against: 0.3) }
    try hold("tf.lnor", key: "rr") { x, _ in LogOddsRatio(x).riskRatio(against: 0.3) }
  }

  @Test func hedgesFactor() throws {
    let entry = try #require(Self.cases["cm.exact"])
    let forms = [(HedgesFactorForm.exact, "cm"), (.approximate, "approx_1_minus_3_over_4m_minus_1")]
    for (form, key) in forms {
      var options = EffectOptions()
      options.formulas.hedgesFactor = form
      for (m, expected) in zip(entry["columns"]["m"].numbers, entry["expect"][key].numbers)
      // One degree of freedom gives no estimate, whatever the factor.
      where form == .exact || m != 1 {
        // d = 1 with m + 1 people and no bias but that of the factor
        let table = try StudyTable(
          name: "data.csv",
          columns: [.init(name: "di", numbers: [1]), .init(name: "ni", numbers: [m.map { $0 + 1 }])])
        let g = try table.effects(.standardizedMeanChange, options: options).rows[0].yi
        // The reference takes the exact factor from a difference of log-gammas of up to 6e6.
        let tolerance = form == .exact && (m ?? 0) > 1000 ? 1e-9 : 1e-12
        expectClose(g, expected, relative: tolerance, "\(key), m = \(m ?? 0)")
      }
    }
  }

  @Test func unbiasedCorrelation() throws {
    let entry = try #require(Self.cases["ucor.hypergeometric"])
    let effects = try StudyTable(reference: entry["columns"]).effects(.unbiasedCorrelation)
    for (row, expected) in zip(effects.rows, entry["expect"]["yi"].numbers) {
      expectClose(row.yi, expected, relative: 1e-12, "row \(row.row)")
    }
  }

  @Test(arguments: ["or", "phi", "chi2", "chi2.uncorrected"]) func tables(kind: String) throws {
    let entry = try #require(Self.cases["conv.2x2.\(kind)"])
    let columns = entry["columns"]
    for i in columns["ni"].list.indices {
      let margins = ReconstructedTable.Margins(
        total: try #require(columns["ni"][i].number), firstGroup: try #require(columns["n1i"][i].number),
        events: try #require(columns["n2i"][i].number))
      let table: ReconstructedTable? =
        switch kind {
        case "or": columns["ori"][i].number.flatMap { ReconstructedTable(oddsRatio: $0, margins) }
        case "phi": columns["ri"][i].number.flatMap { ReconstructedTable(phi: $0, margins) }
        default:
          columns["x2i"][i].number.flatMap {
            ReconstructedTable(chiSquared: $0, continuityCorrected: kind == "chi2", margins)
          }
        }
      let expected = ["ai", "bi", "ci", "di"].map { entry["expect"][$0][i].number }
      #expect([table?.ai, table?.bi, table?.ci, table?.di] == expected, "\(kind) row \(i)")
    }
  }

  private func summary(_ entry: Reference, _ i: Int) throws -> FiveNumberSummary {
    func value(_ key: String) -> Double? {
      let column = entry["columns"][key].list
      return column.isEmpty ? nil : column[i].number
    }
    return FiveNumberSummary(
      min: value("min"), q1: value("q1"), median: value("median"), q3: value("q3"), max: value("max"),
      n: try #require(value("n")))
  }

  @Test(arguments: cases.keys.filter { $0.hasPrefix("conv.fivenum") && !$0.contains("lnorm") }.sorted())
  func fiveNumbers(id: String) throws {
    let entry = try #require(Self.cases[id])
    let method = QuantileMethod(rawValue: entry["call"]["method"].text ?? "") ?? .luoWanShi
    for i in entry["columns"]["n"].list.indices {
      let estimate = try summary(entry, i)
        .estimate(method, skewnessTest: entry["call"]["test"].flag ?? true)
      expectClose(estimate.mean, entry["expect"]["mean"][i].number, relative: 1e-12, "\(id)[\(i)] mean")
      expectClose(estimate.sd, entry["expect"]["sd"][i].number, relative: 1e-9, "\(id)[\(i)] sd")
    }
  }

  @Test(arguments: cases.keys.filter { $0.hasPrefix("conv.fivenum.lnorm") }.sorted())
  func logNormalSummaries(id: String) throws {
    let entry = try #require(Self.cases[id])
    for i in entry["columns"]["n"].list.indices {
      let summary = try summary(entry, i)
      let estimate = summary.logNormalEstimate(skewnessTest: entry["call"]["test"].flag ?? true)
      expectClose(
        estimate.mean, entry["expect"]["mean"][i].number, relative: 1e-12, "\(id)[\(i)] mean")
      expectClose(estimate.sd, entry["expect"]["sd"][i].number, relative: 1e-12, "\(id)[\(i)] sd")
    }
  }

  @Test(arguments: cases.keys.filter { $0.hasPrefix("conv.wald") }.sorted()) func wald(id: String) throws {
    let entry = try #require(Self.cases[id])
    let columns = entry["columns"]
    let ratio = entry["call"]["options"]["transf"].text == "log"
    let level = entry["call"]["options"]["level"].number ?? 95
    func scaled(_ x: Double) -> Double { ratio ? .log(x) : x }
    for (i, out) in columns["out"].numbers.enumerated() {
      let estimate = scaled(try #require(out))
      var variance: Double?
      if let lower = columns["ci.lb"].list.isEmpty ? nil : columns["ci.lb"][i].number,
        let upper = columns["ci.ub"][i].number
      {
        variance = SamplingVariance.fromInterval(Interval(scaled(lower), scaled(upper)), level: level)
      } else if !columns["zval"].isNull, let z = columns["zval"][i].number {
        variance = SamplingVariance.fromStatistic(z, estimate: estimate)
      } else if let p = columns["pval"][i].number {
        variance = SamplingVariance.fromP(p, estimate: estimate)
      }
      expectClose(estimate, entry["expect"]["yi"][i].number, relative: 1e-12, "\(id)[\(i)] yi")
      expectClose(variance, entry["expect"]["vi"][i].number, relative: 1e-12, "\(id)[\(i)] vi")
    }
  }

  @Test func deltaMethod() throws {
    let entry = try #require(Self.cases["conv.delta.logit-exp"])
    let transforms: [(String, value: (Double) -> Double, slope: (Double) -> Double)] = [
      ("exp", { BackTransform.exponential($0) }, { .exp($0) }),
      (
        "ilogit", { BackTransform.logistic($0) },
        { BackTransform.logistic($0) * (1 - BackTransform.logistic($0)) }
      ),
    ]
    let columns = entry["columns"]
    for (name, value, slope) in transforms {
      for i in columns["yi"].list.indices {
        let (y, v) = (try #require(columns["yi"][i].number), try #require(columns["vi"][i].number))
        expectClose(value(y), entry["expect"]["\(name)_y"][i].number, relative: 1e-12, "\(name)[\(i)]")
        // The reference differentiates numerically.
        expectClose(
          SamplingVariance.byDeltaMethod(v, slope: slope(y)), entry["expect"]["\(name)_v"][i].number,
          relative: 1e-8, "\(name)[\(i)] variance")
      }
    }
  }

  @Test func intervalsOnTheNaturalScale() throws {
    let entry = try #require(Self.cases["summary.ZCOR.cohen.ztor"])
    let effects = try StudyTable(reference: entry["columns"]).effects(.fishersZ)
    let quantile = Normal.standard.quantile(upperTail: 0.025)
    for (i, row) in effects.rows.enumerated() {
      let (y, se) = (try #require(row.yi), try #require(row.sei))
      let interval = Interval(center: y, halfWidth: quantile * se).mapped {
        BackTransform.hyperbolicTangent($0)
      }
      expectClose(BackTransform.hyperbolicTangent(y), entry["expect"]["yi"][i].number, relative: 1e-12, "\(i)")
      expectClose(interval.lower, entry["expect"]["ci_lb"][i].number, relative: 1e-12, "\(i) lower")
      expectClose(interval.upper, entry["expect"]["ci_ub"][i].number, relative: 1e-12, "\(i) upper")
    }
  }

  /// The tool reads no sensitivity and specificity and says so by empty cells; `ReconstructedTable` offers none either.
  @Test func sensitivityAndSpecificityGiveNoTable() throws {
    let entry = try #require(Self.cases["conv.2x2.sens-spec"])
    for cell in ["ai", "bi", "ci", "di"] { #expect(entry["expect"][cell].numbers == [nil, nil]) }
  }

  /// Every case of the file is read by a test above, but for one pooled result, which the tests of the library hold.
  @Test func everyCaseIsHeld() throws {
    let others: Set<String> = [
      "cm.exact", "ucor.hypergeometric", "conv.2x2.or", "conv.2x2.phi", "conv.2x2.chi2",
      "conv.2x2.chi2.uncorrected",
      "conv.2x2.sens-spec", "conv.delta.logit-exp", "summary.ZCOR.cohen.ztor", "predict.PFT.pritz.ipft.hm",
    ]
    let prefixes = ["conv.fivenum", "conv.wald"]
    let transforms: Set<String> = [
      "rtoz", "logit", "arcsin", "probit", "ahw", "abt", "r2toz", "pft", "irft", "ztor", "ilogit", "iarcsin",
      "iprobit", "isqrt", "iahw", "iabt", "ztor2", "ipft", "ipft.hm", "iirft", "dtou1", "dtou2", "dtou3",
      "dtoovl",
      "dtocles", "dtocliffd", "dtobesd", "dtolnor.norm", "dtolnor.logis", "lnortod.norm", "lnortod.logis",
      "clestod",
      "dtomd", "dtorpb", "lnortortet.pearson", "lnortortet.digby", "lnor",
    ]
    let averaged: Set<String> = ["ztor", "exp", "ilogit", "iprobit", "iarcsin", "iahw", "iabt", "dtocles"]
    let unread = try Self.file.get()["cases"].list.compactMap { $0["id"].text }.filter { id in
      if others.contains(id) || prefixes.contains(where: id.hasPrefix) { return false }
      guard id.hasPrefix("tf.") else { return true }
      let name = id.dropFirst(3)
      let base = ["int.0.01", "int.0.1", "mode"].first { name.hasSuffix("." + $0) }
      guard let base else { return !transforms.contains(String(name)) }
      return !averaged.contains(String(name.dropLast(base.count + 1)))
    }
    #expect(unread == [])
    #expect(Self.cases.count == 101)
  }
}
