import EffectMeasures
import MetaDiagnostics
import MetaModels
import StudyRecords
import Testing
import _TestSupport

/// The stored cases of `Tests/References/resampling`.
enum ResamplingReferences {
  static let leaveOneOut = (try? Reference.file("resampling/leave-one-out.json")) ?? .null

  static func effects(_ data: String, rows: [Int]? = nil) -> EffectSizes {
    let columns = leaveOneOut["data"][data]
    let all = columns["yi"].list.indices.map { $0 + 1 }
    return EffectSizes(
      measure: nil,
      rows: (rows ?? all).map {
        EffectSize(row: $0, yi: columns["yi"][$0 - 1].number, vi: columns["vi"][$0 - 1].number)
      })
  }
}

@Suite("Leave-one-out")
struct LeaveOneOutTests {
  @Test("inverse-variance cases are metafor's")
  func references() throws {
    let cases = ResamplingReferences.leaveOneOut["cases"].list
    #expect(cases.count == 54)
    for example in cases {
      let id = example["id"].text ?? ""
      let method = try #require(HeterogeneityModel(code: example["call"]["method"].text ?? ""))
      let test = try #require(CoefficientTest(rawValue: example["call"]["test"].text ?? ""))
      let settings = ModelSettings(heterogeneity: method, test: test, tau2Interval: nil)
      let fit = try settings.fit(ResamplingReferences.effects(example["data"].text ?? ""))
      let omissions = try LeaveOneOut(fit).omissions
      let isSearched = ["REML", "ML", "PM"].contains(method.code)
      #expect(omissions.count == example["expect"]["estimate"].list.count, "\(id)")
      for (i, omission) in omissions.enumerated() {
        // 1e-9 for closed forms; 1e-7 at optima, where metafor's iteration stops.
        func close(_ actual: Double?, _ name: String, absolute: Double = 0) {
          expectClose(
            actual, example["expect"][name][i].number, relative: isSearched ? 1e-7 : 1e-9, absolute: absolute,
            "\(id) \(i + 1) \(name)")
        }
        let mean = omission.coefficients[0]
        close(mean.estimate, "estimate")
        close(mean.standardError, "se")
        close(mean.statistic, "zval")
        // A p value moves by more than its statistic does, by the size of its logarithm.
        if isSearched {
          expectClose(
            mean.pValue, example["expect"]["pval"][i].number, relative: 1e-6, absolute: 1e-9, "\(id) p")
        } else {
          close(mean.pValue, "pval", absolute: 1e-9)
        }
        close(mean.interval?.lower, "ci.lb")
        close(mean.interval?.upper, "ci.ub")
        close(omission.q, "Q")
        close(omission.qPValue, "Qp")
        // What metafor's searches for τ² near zero leave is absolute.
        if method.isRandom {
          close(omission.tau2, "tau2", absolute: isSearched ? 1e-9 : 0)
          close(omission.i2, "I2", absolute: isSearched ? 1e-5 : 0)
          close(omission.h2, "H2")
        } else {
          #expect(omission.tau2 == 0)
          close(omission.i2, "I2")
          close(omission.h2, "H2")
        }
      }
    }
  }

  @Test("pooling over tables is metafor's")
  func tables() throws {
    let cases = ResamplingReferences.leaveOneOut["tables"].list
    #expect(cases.count == 8)
    for example in cases {
      let id = example["id"].text ?? ""
      let columns = ResamplingReferences.leaveOneOut["data"][example["data"].text ?? ""]["columns"]
      let table = try StudyTable(
        name: id,
        columns: ["ai", "bi", "ci", "di"].map { .init(name: $0, numbers: columns[$0].numbers) })
      let isPeto = example["call"]["pooling"].text == "PETO"
      let measure = try #require(Measure(code: example["call"]["measure"].text ?? ""))
      let effects = try table.effects(measure)
      let settings = ModelSettings(
        heterogeneity: .equalEffects, test: .z, tau2Interval: nil, pooling: isPeto ? .peto() : .mantelHaenszel()
      )
      let fit = try settings.fit(effects)
      #expect(throws: DiagnosticsError.tables(isPeto ? "PETO" : "MH")) { try LeaveOneOut(fit) }
      let omissions = try LeaveOneOut(fit, of: effects).omissions
      for (i, omission) in omissions.enumerated() {
        func close(_ actual: Double?, _ name: String) {
          expectClose(actual, example["expect"][name][i].number, relative: 1e-9, "\(id) \(i + 1) \(name)")
        }
        close(omission.coefficients.first?.estimate, "estimate")
        close(omission.coefficients.first?.standardError, "se")
        close(omission.coefficients.first?.pValue, "pval")
        close(omission.q, "Q")
        close(omission.qPValue, "Qp")
      }
    }
  }

  @Test("with moderators each entry is the fit of the others, columns that fall away included")
  func moderators() throws {
    let yi = [0.3, -0.1, 0.8, 0.5, 1.2, 0.9]
    let vi = [0.04, 0.09, 0.05, 0.12, 0.07, 0.03]
    // Only the third study has b = 1.
    let columns = ["a": [1.0, 2, 2, 5, 7, 8], "b": [0, 0, 1, 0, 0, 0]]
    func fit(_ rows: [Int]) throws -> Fit {
      let design = Design(
        columns: [.init(term: Design.intercept, values: rows.map { _ in 1 })]
          + columns.sorted { $0.key < $1.key }.map { name, values in
            .init(term: name, values: rows.map { values[$0] })
          })
      return try ModelSettings(tau2Interval: nil).fit(
        EffectSizes(yi: rows.map { yi[$0] }, vi: rows.map { vi[$0] }), design: design)
    }
    let result = try LeaveOneOut(try fit(Array(0..<6)))
    #expect(result.notes.map(\.kind.code) == ["leave-one-out.undefined"] && result.notes[0].row == 3)
    for (i, omission) in result.omissions.enumerated() {
      let expected = try fit((0..<6).filter { $0 != i })
      #expect(omission.coefficients.map(\.term) == expected.coefficients.map(\.term))
      for (one, other) in zip(omission.coefficients, expected.coefficients) {
        expectClose(one.estimate, other.estimate, relative: 1e-9, one.term)
        expectClose(one.pValue, other.pValue, relative: 1e-8, one.term)
      }
      expectClose(omission.q, expected.heterogeneity.q, relative: 1e-12)
    }
  }

  @Test("one study is too few; mixed models are refused")
  func refusals() throws {
    let single = try EqualEffects().fit(EffectSizes(yi: [1], vi: [1]))
    #expect(throws: DiagnosticsError.tooFewStudies(k: 1, needed: 2)) { try LeaveOneOut(single) }
  }
}
