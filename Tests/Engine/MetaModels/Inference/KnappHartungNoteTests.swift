import EffectMeasures
import MetaModels
import StudyRecords
import Testing
import _TestSupport

/// What notes say of Knapp–Hartung intervals, against the widths and p values of metafor's fits by both tests
/// (`regression/knapp-hartung.R`); DL is a closed form, so that percentages hold to 1e-9.
@Suite("Notes on Knapp and Hartung's factor") struct KnappHartungNoteTests {
  private static let file = try? Reference.file("regression/knapp-hartung.json")
  static let models = file?["whole"].list ?? []
  static let groups = file?["between"].list ?? []

  private static func settings(_ item: Reference) -> ModelSettings {
    ModelSettings(heterogeneity: .estimated(.dl), test: .knha, level: item["level"].number ?? 95)
  }

  private static func effects(_ item: Reference) -> EffectSizes {
    EffectSizes(yi: item["yi"].numbers.compactMap(\.self), vi: item["vi"].numbers.compactMap(\.self))
  }

  private static func detail(_ note: Note?, _ name: String) -> Note.Value? {
    note?.details.first { $0.name == name }?.value
  }

  @Test(arguments: models) func percentagesAndDecisions(_ item: Reference) throws {
    let effects = Self.effects(item)
    let columns = item["x"].list.map { $0.numbers }
    let design =
      columns.isEmpty
      ? nil
      : Design(
        columns: Design.interceptOnly(rows: effects.rows.count).columns
          + columns.enumerated().map { Design.Column(term: "g\($0 + 2)", values: $1) })
    let fit = try Self.settings(item).fit(effects, design: design)
    for (coefficient, width) in zip(fit.coefficients, item["widths_knha"].numbers) {
      expectClose(coefficient.interval.map { $0.upper - $0.lower }, width, relative: 1e-9)
    }
    let note = fit.notes.first { $0.kind.code.hasPrefix("test.knha") }
    let narrower = try #require(item["narrower_percent"][0].number)
    #expect((note != nil) == (narrower > 0))
    guard let note else { return }
    guard case .number(let share) = Self.detail(note, "share") else {
      Issue.record("no percentage")
      return
    }
    expectClose(share, narrower, relative: 1e-9, item["id"].text ?? "")
    let limit = 1 - (item["level"].number ?? 95) / 100
    func isDecided(_ pair: (Double?, Double?)) -> Bool {
      guard let knha = pair.0, let z = pair.1 else { return false }
      return knha < limit && z >= limit
    }
    let pairs = Array(zip(item["p_knha"].numbers, item["p_z"].numbers))
    var terms: [String] = []
    if columns.isEmpty {
      if isDecided(pairs[0]) { terms.append("the pooled effect") }
    } else {
      for (j, pair) in pairs.enumerated() where j > 0 && isDecided(pair) { terms.append("g\(j + 1)") }
      if isDecided((item["omnibus_p_knha"].number, item["omnibus_p_z"].number)) {
        terms.append("all moderators together")
      }
    }
    #expect(note.kind.code == (terms.isEmpty ? "test.knha-narrower" : "test.knha-decides"))
    #expect(note.kind.severity == (terms.isEmpty ? .information : .warning))
    if !terms.isEmpty { #expect(Self.detail(note, "terms") == .text(enumerated(terms))) }
  }

  @Test("Both sides of the decisions are among the cases") func casesDiffer() {
    #expect(Self.models.count == 8 && Self.groups.count == 6)
  }

  @Test(arguments: groups) func groupsThatDifferByTheFactorAlone(_ item: Reference) throws {
    let limit = 1 - (item["level"].number ?? 95) / 100
    for tau2 in SubgroupTau2.allCases {
      let route = tau2 == .separate ? "separate" : "common"
      let result = try SubgroupAnalysis(Self.settings(item), tau2: tau2).analyse(
        Self.effects(item), labels: item["group"].list.map(\.text))
      let (p, plain) = try (
        #require(item["\(route)_p_knha"].number), #require(item["\(route)_p_z"].number)
      )
      expectClose(result.test?.pValue, p, relative: 1e-8)
      let note = result.notes.first { $0.kind.code == "subgroup.knha-decides" }
      #expect((note != nil) == (p < limit && plain >= limit), "\(item["id"].text ?? "") \(route)")
      // Single coefficients, which the report does not show, are not spoken of.
      #expect(
        !result.notes.contains {
          $0.kind.code == "test.knha-decides" && Self.detail($0, "subgroup") == nil
            && Self.detail($0, "terms") != .text("the pooled effect")
        })
      guard let note else { continue }
      #expect(note.kind.severity == .warning)
      guard case .number(let stated) = Self.detail(note, "p") else {
        Issue.record("no p value")
        continue
      }
      expectClose(stated, plain, relative: 1e-8)
      let narrowed = result.subgroups.filter { ($0.fit?.varianceFactor ?? 1) < 1 }.map(\.name)
      #expect(
        Self.detail(note, "subgroups") == .text(tau2 == .common ? "all subgroups" : enumerated(narrowed)))
      // The remedy that the sentence names takes the note away.
      var guarded = Self.settings(item)
      guarded.test = .adhoc
      let kept = try SubgroupAnalysis(guarded, tau2: tau2).analyse(
        Self.effects(item), labels: item["group"].list.map(\.text))
      #expect(!kept.notes.contains { $0.kind.code.contains("knha") })
    }
  }
}
