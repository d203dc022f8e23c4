import MetaAnalysis
import _TestSupport

/// Data to plot: real trials, made-up ones of any size, and the awkward cases.
enum Examples {
  /// A set of effect sizes with the fit of the standard profile.
  struct Example {
    var effects: EffectSizes
    var fit: Fit

    init(_ effects: EffectSizes, _ settings: ModelSettings = ModelSettings()) throws {
      self.effects = effects
      fit = try settings.fit(effects)
    }
  }

  /// The thirteen trials of BCG vaccine against tuberculosis (Colditz et al. 1994, doi:10.1001/jama.1994.03510330076038).
  static func bcg(_ measure: Measure? = Measure(code: "RR"), _ settings: ModelSettings = ModelSettings()) throws
    -> Example
  {
    let rows: [(String, Double, Double, Double, Double)] = [
      ("Aronson 1948", 4, 119, 11, 128), ("Ferguson & Simes 1949", 6, 300, 29, 274),
      ("Rosenthal et al. 1960", 3, 228, 11, 209), ("Hart & Sutherland 1977", 62, 13536, 248, 12619),
      ("Frimodt-Møller et al. 1973", 33, 5036, 47, 5761), ("Stein & Aronson 1953", 180, 1361, 372, 1079),
      ("Vandiviere et al. 1973", 8, 2537, 10, 619), ("TPT Madras 1980", 505, 87886, 499, 87892),
      ("Coetzee & Berjak 1968", 29, 7470, 45, 7232), ("Rosenthal et al. 1961", 17, 1699, 65, 1600),
      ("Comstock et al. 1974", 186, 50448, 141, 27197), ("Comstock & Webster 1969", 5, 2493, 3, 2338),
      ("Comstock et al. 1976", 27, 16886, 29, 17825),
    ]
    return try Example(
      effects(
        measure, labels: rows.map(\.0),
        [
          (.ai, rows.map(\.1)), (.bi, rows.map(\.2)), (.ci, rows.map(\.3)), (.di, rows.map(\.4)),
        ]), settings)
  }

  /// Effect sizes of a measure from columns named by role.
  static func effects(_ measure: Measure?, labels: [String?], _ columns: [(Role, [Double?])]) throws
    -> EffectSizes
  {
    let study = StudyTable.Column(name: "study", texts: labels, numbers: nil)
    let table = try StudyTable(
      name: "example", columns: [study] + columns.map { StudyTable.Column(name: $0.0.rawValue, numbers: $0.1) })
    return try table.effects(measure ?? .generic)
  }

  /// Three trials of standardized mean differences, of small size.
  static func threeTrials() throws -> Example {
    try Example(
      effects(
        Measure(code: "SMD"), labels: ["Albers 2009", "Chan & Ng 2014", "Okafor et al. 2021"],
        [
          (.m1i, [24.1, 19.75, 22]), (.sd1i, [6.2, 5.5, 7.1]), (.n1i, [20, 34, 61]),
          (.m2i, [19.5, 18.2, 16.9]),
          (.sd2i, [5.9, 6.0, 7.4]), (.n2i, [21, 33, 58]),
        ]))
  }

  /// Correlations of so many made-up studies.
  static func correlations(_ count: Int) throws -> Example {
    var random = SeededGenerator(seed: 80)
    var (labels, ri, ni): ([String?], [Double?], [Double?]) = ([], [], [])
    for index in 0..<count {
      let n = (20 + 400 * random.uniform() * random.uniform()).rounded()
      let noise = (random.uniform() + random.uniform() + random.uniform() - 1.5) * (0.25 + 1.6 / n.squareRoot())
      ri.append((max(-0.85, min(0.95, 0.28 + noise)) * 100).rounded() / 100)
      ni.append(n)
      labels.append("Study \(index + 1), \(1975 + index * 7 % 48)")
    }
    return try Example(effects(Measure(code: "ZCOR"), labels: labels, [(.ri, ri), (.ni, ni)]))
  }

  /// Made-up generic effects: `spread` scales the differences between studies, `precision` the variances.
  static func generic(
    _ count: Int, seed: UInt64, spread: Double = 1, precision: Double = 1,
    label: (Int) -> String? = { "Study \($0)" }
  ) throws -> Example {
    var random = SeededGenerator(seed: seed)
    var rows: [EffectSize] = []
    for index in 0..<count {
      let yi = (random.uniform() + random.uniform() - 1) * spread
      let vi = (0.005 + random.uniform() * random.uniform()) * precision
      rows.append(EffectSize(row: index + 1, study: label(index + 1), yi: yi, vi: vi))
    }
    return try Example(EffectSizes(measure: nil, rows: rows))
  }
}
