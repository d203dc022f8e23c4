import EffectMeasures
import RealModule
import StudyRecords
import Testing
import _TestSupport

/// Effects in one measure from those in another, and the measure's own formula wherever its numbers can be had.
struct ConvertedEffectsTests {
  private static let file = Result { try Reference.file("effect-measures/metrics.json") }

  private func table(_ columns: KeyValuePairs<String, [String]>) throws -> StudyTable {
    try StudyTable(name: "rows.csv", columns: columns.map { .init(name: $0.key, cells: $0.value) })
  }

  /// The rows, numbers by role; what a row does not have is missing.
  private func table(_ rows: [[Role: Double]], format: StudyFormat? = nil) throws -> StudyTable {
    let roles = Role.allCases.filter { role in rows.contains { $0[role] != nil } }
    let words = format.map { format in
      StudyTable.Column(name: "format", texts: rows.map { _ in format.rawValue }, numbers: nil)
    }
    return try StudyTable(
      name: "rows.csv",
      columns: (words.map { [$0] } ?? [])
        + roles.map { role in .init(name: role.rawValue, numbers: rows.map { $0[role] }) })
  }

  /// Every measure from every other one: the value, or a refusal with its reason; what is converted is noted.
  @Test(arguments: ["alone", "sizes", "uneven", "change"]) func everyMeasureFromEveryOther(context: String)
    throws
  {
    let file = try Self.file.get()
    let codes = file["measure"].list.map(\.text)
    let sizes = file["contexts"][context].object
    let data = try StudyTable(
      name: "metrics.csv",
      columns: [
        .init(name: "format", texts: codes.map { _ in "estimate" }, numbers: nil),
        .init(name: "measure", texts: codes, numbers: nil),
        .init(name: "yi", numbers: file["yi"].numbers),
        .init(name: "vi", numbers: codes.map { _ in file["vi"].number }),
      ]
        + sizes.sorted { $0.key < $1.key }.map { name, value in
          .init(name: name, numbers: codes.map { _ in value.number })
        })
    for reference in file["cases"].list where reference["context"].text == context {
      let target = try Measure(named: reference["target"].text ?? "")
      let effects = try data.effects(target)
      for (i, row) in effects.rows.enumerated() {
        let what = "\(codes[i] ?? "") as \(target.code), \(context)"
        expectClose(row.yi, reference["yi"][i].number, relative: 1e-12, "\(what): yi")
        expectClose(row.vi, reference["vi"][i].number, relative: 1e-12, "\(what): vi")
        if !row.isUsable {
          #expect(effects.notes.contains { $0.row == i + 1 && $0.kind.explainsMissingEffect }, "\(what)")
        } else if codes[i] != target.code {
          #expect(row.route == "\(codes[i] ?? "") from estimate")
          #expect(isConverted(i + 1, effects), "\(what)")
        } else {
          #expect(row.yi == file["yi"][i].number && row.vi == file["vi"].number)
          #expect(!isConverted(i + 1, effects, orBeyondTheList: false), "\(what)")
        }
      }
    }
  }

  /// Whether a note says that a row was converted, or names some rows and says that there are more.
  private func isConverted(_ row: Int, _ effects: EffectSizes, orBeyondTheList: Bool = true) -> Bool {
    effects.notes.contains { note in
      guard note.kind == .effectConverted,
        case .text(let rows)? = note.details.first(where: { $0.name == "rows" })?.value
      else { return false }
      return rows.split { !$0.isNumber }.contains { Int($0) == row } || orBeyondTheList && rows.contains("more")
    }
  }

  /// Standard deviations that are derived give, in every measure, to the last bit what the same ones typed give.
  @Test(arguments: Measure.allCases.map(\.code)) func derivedDeviations(code: String) throws {
    let measure = try Measure(named: code)
    let two: [(StudyFormat, [Role: Double])] = [
      (.meansWithErrors, [.m1i: 14, .se1i: 3, .n1i: 16, .m2i: 10, .se2i: 1, .n2i: 17]),
      (
        .meansWithIntervals,
        [
          .m1i: 14, .ci1Lower: 12.5, .ci1Upper: 15.5, .n1i: 19, .m2i: 10, .ci2Lower: 8, .ci2Upper: 12, .n2i: 16,
        ]
      ),
      (
        .medians,
        [
          .q11i: 11, .med1i: 14, .q31i: 16.5, .n1i: 40, .q12i: 8, .med2i: 10, .q32i: 12.5, .n2i: 44,
        ]
      ),
    ]
    for (format, row) in two {
      let groups = [1, 2].map { summary(row, format, group: $0) }
      let typed: [Role: Double] = [
        .m1i: groups[0].mean, .sd1i: groups[0].sd, .n1i: groups[0].n, .m2i: groups[1].mean, .sd2i: groups[1].sd,
        .n2i: groups[1].n,
      ]
      try expectSame(measure, format, row, typed)
      let single = row.reduce(into: [Role: Double]()) { single, entry in
        let names: [Role: Role] = [.m1i: .mi, .n1i: .ni]
        let firsts: [Role] = [.se1i, .ci1Lower, .ci1Upper, .q11i, .med1i, .q31i]
        if let role = names[entry.key] ?? (firsts.contains(entry.key) ? entry.key : nil) {
          single[role] = entry.value
        }
      }
      try expectSame(measure, format, single, [.mi: groups[0].mean, .sdi: groups[0].sd, .ni: groups[0].n])
    }
  }

  private func summary(_ row: [Role: Double], _ format: StudyFormat, group: Int) -> ArmSummary {
    let (mean, n, error, lower, upper): (Role, Role, Role, Role, Role) =
      group == 1 ? (.m1i, .n1i, .se1i, .ci1Lower, .ci1Upper) : (.m2i, .n2i, .se2i, .ci2Lower, .ci2Upper)
    let quartiles: [Role] = group == 1 ? [.q11i, .med1i, .q31i] : [.q12i, .med2i, .q32i]
    let size = row[n] ?? .nan
    switch format {
    case .medians:
      let x = quartiles.map { row[$0] }
      let estimate = FiveNumberSummary(min: nil, q1: x[0], median: x[1], q3: x[2], max: nil, n: size).estimate(
        .luoWanShi)
      return ArmSummary(n: size, mean: estimate.mean ?? .nan, sd: estimate.sd ?? .nan)
    case .meansWithIntervals:
      let interval = Interval(row[lower] ?? .nan, row[upper] ?? .nan)
      return ArmSummary(
        n: size, mean: row[mean] ?? .nan, sd: StandardDeviation.ofGroup(interval: interval, n: size) ?? .nan)
    default:
      return ArmSummary(
        n: size, mean: row[mean] ?? .nan,
        sd: StandardDeviation.ofGroup(standardError: row[error] ?? .nan, n: size) ?? .nan)
    }
  }

  private func expectSame(
    _ measure: Measure, _ format: StudyFormat, _ row: [Role: Double], _ typed: [Role: Double]
  ) throws {
    let direct = try? table([typed]).effects(measure).rows[0]
    for effects in [try? table([row]).effects(measure), try? table([row], format: format).effects(measure)] {
      let derived = effects?.rows[0]
      #expect(
        derived?.yi == direct?.yi && derived?.vi == direct?.vi,
        "\(measure.code) from \(format): \(derived?.yi ?? .nan) where typed numbers give \(direct?.yi ?? .nan)")
    }
  }

  /// A correlation that is asked for as one comes back as it is, with or without the number of all people beside the
  /// groups'; a biserial one is made from it by its factor.
  @Test func correlationsOfGroups() throws {
    func row(_ code: String, _ others: KeyValuePairs<String, [String]> = [:]) throws -> EffectSize {
      let columns = [("ri", ["0.5"]), ("n1i", ["6"]), ("n2i", ["6"])] + others.map { ($0.key, $0.value) }
      return try StudyTable(name: "r.csv", columns: columns.map { .init(name: $0.0, cells: $0.1) })
        .effects(try Measure(named: code)).rows[0]
    }
    for code in ["COR", "RPB"] { #expect(try row(code).yi == 0.5) }
    for code in ["ZCOR", "ZPB"] { expectClose(try row(code).yi, Double.atanh(0.5), relative: 1e-15) }
    for code in ["COR", "UCOR", "ZCOR"] {
      let (plain, redundant) = (try row(code), try row(code, ["ni": ["12"]]))
      #expect(plain.yi == redundant.yi && plain.vi == redundant.vi)
    }
    // √(pq)/φ(z) of equal groups is √(π/2).
    expectClose(try row("RBIS").yi, 0.5 * (Double.pi / 2).squareRoot(), relative: 1e-15)
    #expect(try row("RTET").yi == row("RBIS").yi && row("RTET").vi == row("RBIS").vi)
    expectClose(try row("ZBIS").yi, Double.atanh(0.5 * (Double.pi / 2).squareRoot()), relative: 1e-15)
  }

  /// What is converted is d, and correlations of two groups are those of the measure RPB.
  @Test func conversionsAreOfD() throws {
    let means = try table([
      "m1i": ["14"], "sd1i": ["4"], "n1i": ["6"], "m2i": ["10"], "sd2i": ["4"], "n2i": ["6"],
    ])
    for (code, same) in [("OR", "D2OR"), ("PETO", "D2ORL"), ("COR", "RPB"), ("ZCOR", "ZPB"), ("RTET", "RBIS")] {
      let (row, own) = (
        try means.effects(try Measure(named: code)).rows[0], try means.effects(try Measure(named: same)).rows[0]
      )
      expectClose(row.yi, own.yi, relative: 1e-14, "\(code) yi")
      expectClose(row.vi, own.vi, relative: 1e-14, "\(code) vi")
    }
  }

  /// Borenstein et al. 2009, ch. 7: d = 0.5 with variance 0.01 is a log odds ratio of 0.9069, variance 0.0329, and a
  /// correlation of 0.2425, variance 0.0021; r = 0.50 with variance 0.0058 is d = 1.1547, variance 0.0550.
  @Test func printedExamples() throws {
    func row(_ code: String, _ measure: String, _ yi: String, _ vi: String) throws -> EffectSize {
      try table(["measure": [measure], "yi": [yi], "vi": [vi]]).effects(try Measure(named: code)).rows[0]
    }
    let odds = try row("OR", "OR2D", "0.5", "0.01")
    expectClose(odds.yi, 0.9069, absolute: 5e-5)
    expectClose(odds.vi, 0.0329, absolute: 5e-5)
    let correlation = try row("COR", "OR2D", "0.5", "0.01")
    expectClose(correlation.yi, 0.2425, absolute: 5e-5)
    expectClose(correlation.vi, 0.0021, absolute: 5e-5)
    let difference = try row("SMD", "COR", "0.5", "0.0058")
    expectClose(difference.yi, 1.1547, absolute: 5e-5)
    expectClose(difference.vi, 0.0550, absolute: 5e-5)
  }

  /// The interval of a correlation has its middle on Fisher's scale: with 30 people its width there is 2z/√27.
  @Test(arguments: ["COR", "RPB", "ZCOR", "PCOR"]) func intervalsOfCorrelations(code: String) throws {
    let half = 1.959963984540054 / 27.0.squareRoot()
    let ends = [-half, half].map { numberText(Double.tanh(.atanh(0.85) + $0)) }
    let data = try table(["est": ["0.85"], "est_lower": [ends[0]], "est_upper": [ends[1]]])
    let measure = try Measure(named: code)
    let effects = try data.effects(measure, columns: try ColumnMapping(parsing: "est=est"))
    // 1 − r² cancels to two digits less than r has.
    if code == "ZCOR" {
      expectClose(effects.rows[0].vi, 1 / 27, relative: 1e-12)
    } else {
      #expect(effects.rows[0].yi == 0.85)
      expectClose(effects.rows[0].vi, 0.2775 * 0.2775 / 27, relative: 1e-12)
      #expect(effects.notes.contains { $0.sentence.contains("read on Fisher's scale") })
    }
    if code == "COR" {
      let named = try StudyTable(
        name: "named.csv", columns: data.columns + [.init(name: "measure", texts: ["COR"], numbers: nil)])
      let z = try named.effects(.fishersZ, columns: try ColumnMapping(parsing: "est=est,measure=measure")).rows[
        0]
      expectClose(z.vi, 1 / 27, relative: 1e-12)
    }
    let outside = try table(["est": ["0.85"], "est_lower": ["0.7"], "est_upper": ["1.2"]])
    let refused = try outside.effects(measure, columns: try ColumnMapping(parsing: "est=est"))
    #expect(!refused.rows[0].isUsable && refused.notes.contains { $0.row == 1 })
  }
}
