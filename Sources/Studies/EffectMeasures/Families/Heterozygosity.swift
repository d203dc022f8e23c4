import RealModule
import StudyRecords

/// Departure from Hardy–Weinberg equilibrium; `ai`, `bi` and `ci` count the two homozygous genotypes and, between
/// them, the heterozygous one.
enum Heterozygosity: String, CaseIterable, EffectMeasure {
  case relativeExcess = "REH"

  private struct Genotypes: CellCounts {
    var a, b, c: Double
    var hasZero: Bool { a == 0 || b == 0 || c == 0 }

    func adding(_ addition: Double) -> Genotypes {
      Genotypes(a: a + addition, b: b + addition, c: c + addition)
    }
  }

  var kind: EffectKind { .heterozygosity }
  var questions: [EffectQuestion] { [.heterozygosity] }

  var details: MeasureDetails {
    MeasureDetails(
      "log relative excess heterozygosity", naturalName: "relative excess heterozygosity",
      routes: [[.ai, .bi, .ci]], formula: "ln(b/(2 √(ac)))",
      variances: [.init(.largeSample, "1/b + 1/(4a) + 1/(4c)")], zeroCellAddition: 0.5,
      sources: [Source("Ziegler, Van Steen & Wellek", 2011, doi: "10.1007/s10549-010-1295-z")],
      backTransform: .exponential, isDirected: false)
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    conventions.effects(of: studies.map { Genotypes(a: $0[.ai], b: $0[.bi], c: $0[.ci]) }) { records in
      records.map { record in
        guard let record else { return .none() }
        // b² over 4ac, halved on the log scale
        return RawEffect(
          0.5 * logRatioOfProducts(record.b, record.b, 4 * record.a, record.c),
          1 / record.b + (1 / record.a + 1 / record.c) / 4)
      }
    }
  }
}

extension Measure {
  /// REH: the log relative excess heterozygosity.
  public static let relativeExcessHeterozygosity = Measure(Heterozygosity.relativeExcess)
}
