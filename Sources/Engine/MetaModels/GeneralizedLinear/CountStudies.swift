import Distributions
import EffectMeasures
import StudyRecords

/// The studies' counts as a form of the model needs them, one entry a row of the data.
struct CountStudies {
  /// The likelihoods, `nil` for rows that cannot be used.
  private(set) var studies: [StudyLikelihood?] = []
  /// Notes on rows left out here.
  private var notes: [Note] = []
  /// Why rows were left out, for the error when none is left.
  private(set) var reasons: [String] = []
  /// How many say nothing about the effect.
  private(set) var uninformative = 0
  let layout: StudyLayout

  /// The largest count that the exact likelihood is computed for.
  private static let largestExactCount = 1e9

  init(
    _ effects: EffectSizes, form: MixedModelForm, isEqualEffects: Bool, keepsUninformative: Bool = false
  ) throws(MixedModelError) {
    let forms = MixedModelForm.forms(of: effects.measure)
    guard let measure = effects.measure?.code, forms.contains(form) else {
      throw .unsupported(
        measure: effects.measure?.code, form: form.rawValue, forms: forms.map(\.rawValue))
    }
    if measure == "RR", !isEqualEffects { throw .logRiskWithRandomEffects }
    switch (measure, form) {
    case ("PLO", _), ("IRLN", _), (_, .approximateConditional), (_, .exactConditional): layout = .single
    case (_, .randomStudies): layout = .randomIntercept
    default: layout = .fixedIntercept
    }
    let columns = Dictionary(effects.inputs.map { ($0.role, $0.values) }) { first, _ in first }
    func numbers(_ role: Role, _ position: Int) -> Double? { columns[role]?[position] }
    guard !effects.inputs.isEmpty else { throw .noCounts(measure: measure) }
    let explained = Set(effects.notes.compactMap(\.row))
    for (position, row) in effects.rows.enumerated() {
      let counts: Counts
      switch measure {
      case "OR", "RR":
        counts = Counts(
          first: numbers(.ai, position),
          size1: numbers(.bi, position).flatMap { b in numbers(.ai, position).map { $0 + b } }
            ?? numbers(.n1i, position),
          second: numbers(.ci, position),
          size2: numbers(.di, position).flatMap { d in numbers(.ci, position).map { $0 + d } }
            ?? numbers(.n2i, position))
      case "IRR":
        counts = Counts(
          first: numbers(.x1i, position), size1: numbers(.t1i, position), second: numbers(.x2i, position),
          size2: numbers(.t2i, position))
      case "PLO":
        counts = Counts(
          first: numbers(.xi, position),
          size1: numbers(.ni, position)
            ?? numbers(.mi, position).flatMap { m in numbers(.xi, position).map { $0 + m } })
      default: counts = Counts(first: numbers(.xi, position), size1: numbers(.ti, position))
      }
      do throws(Fault) {
        studies.append(
          try counts.study(
            measure: measure, form: form, layout: layout, keepsUninformative: keepsUninformative))
      } catch {
        studies.append(nil)
        switch error {
        case .uninformative:
          uninformative += 1
          notes.append(Note(.uninformativeStudy, row: row.row, study: row.study))
          reasons.append("row \(row.row): no information on the effect")
        case .unusable(let reason):
          reasons.append("row \(row.row): \(reason)")
          if !explained.contains(row.row) {
            notes.append(Note(.studyDropped, row: row.row, study: row.study, ["reason": .text(reason)]))
          }
        case .notWhole: throw .notWhole(in: effects, at: position, limit: Self.largestExactCount)
        }
      }
    }
  }

  /// The notes on the effect sizes as they read for a model of counts, then those on rows left out here.
  ///
  /// What concerns the studies' own estimates alone says so, and a row that is left out is noted once.
  func notes(on effects: EffectSizes) -> [Note] {
    let own = Dictionary(notes.compactMap { note in note.row.map { ($0, note) } }) { first, _ in first }
    var used: Set<Int> = []
    for (row, study) in zip(effects.rows, studies) where study != nil { used.insert(row.row) }
    var replaced: Set<Int> = []
    let before = effects.notes.map { note -> Note in
      guard note.kind == .doubleZeroDropped, let row = note.row else {
        return note.kind.isZeroCellCorrection ? note.onOwnAdditions : note
      }
      if let uninformative = own[row], replaced.insert(row).inserted { return uninformative }
      return used.contains(row) ? note.onOwnEstimates(.noOwnEstimateButCounted) : note
    }
    return before + notes.filter { note in note.row.map { !replaced.contains($0) } ?? true }
  }

  private enum Fault: Error {
    case uninformative
    case unusable(String)
    case notWhole
  }

  /// Events and people, or person-time, of one or two groups.
  private struct Counts {
    var first: Double?
    var size1: Double?
    var second: Double?
    var size2: Double?

    init(first: Double?, size1: Double?, second: Double? = nil, size2: Double? = nil) {
      (self.first, self.size1, self.second, self.size2) = (first, size1, second, size2)
    }

    func study(
      measure: String, form: MixedModelForm, layout: StudyLayout, keepsUninformative: Bool
    ) throws(Fault) -> StudyLikelihood {
      guard let y1 = first, let n1 = size1 else { throw .unusable("counts are missing") }
      let isRate = measure.hasPrefix("IR")
      try check(y1, n1, isRate: isRate)
      if measure == "PLO" { return StudyLikelihood(layout: .single, terms: [.binomial(y1, of: n1)]) }
      if measure == "IRLN" { return StudyLikelihood(layout: .single, terms: [.poisson(y1, in: n1)]) }
      guard let y2 = second, let n2 = size2 else { throw .unusable("counts are missing") }
      try check(y2, n2, isRate: isRate)
      let isUninformative = y1 == 0 && y2 == 0 || !isRate && y1 == n1 && y2 == n2
      if isUninformative, !keepsUninformative { throw .uninformative }
      switch form {
      case .approximateConditional:
        return StudyLikelihood(
          layout: .single, terms: [.binomial(y1, of: y1 + y2)], offset: .log(n1) - .log(n2))
      case .exactConditional where isRate:
        return StudyLikelihood(
          layout: .single, terms: [.binomial(y1, of: y1 + y2)], offset: .log(n1) - .log(n2))
      case .exactConditional:
        for number in [y1, n1, y2, n2]
        where number != number.rounded() || number > CountStudies.largestExactCount {
          throw .notWhole
        }
        let distribution = NoncentralHypergeometric(n1: Int(n1), n2: Int(n2), events: Int(y1) + Int(y2))
        return StudyLikelihood(
          layout: .single, terms: [.hypergeometric(a: Int(y1), distribution: distribution)])
      case .fixedStudies, .randomStudies:
        let terms: [ResponseTerm] =
          isRate
          ? [.poisson(y1, in: n1), .poisson(y2, in: n2)]
          : measure == "RR"
            ? [.logBinomial(y1, of: n1), .logBinomial(y2, of: n2)]
            : [.binomial(y1, of: n1), .binomial(y2, of: n2)]
        return StudyLikelihood(layout: layout, terms: terms)
      }
    }

    private func check(_ y: Double, _ n: Double, isRate: Bool) throws(Fault) {
      guard y.isFinite, n.isFinite, y >= 0 else { throw .unusable("a count is negative or not finite") }
      guard n > 0 else { throw .unusable(isRate ? "a group has no person-time" : "a group has no people") }
      guard isRate || y <= n else { throw .unusable("a group has more events than people") }
      guard max(y, n) <= 1e15 else { throw .unusable("a count is beyond 1e15") }
    }
  }
}

extension MixedModelForm {
  /// The forms that a measure has.
  package static func forms(of measure: Measure?) -> [MixedModelForm] {
    switch measure?.code {
    case "OR": MixedModelForm.allCases
    case "IRR": [.fixedStudies, .randomStudies, .exactConditional]
    case "RR", "PLO", "IRLN": [.fixedStudies]
    default: []
    }
  }
}
