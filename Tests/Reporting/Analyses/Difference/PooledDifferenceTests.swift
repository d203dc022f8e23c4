import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

@Suite("Differences between two results")
struct PooledDifferenceTests {
  private func record(omitting omitted: [Int] = [], _ settings: [AnalysisSetting] = []) throws -> PooledRecord {
    let prepared = try PreparedAnalysis(
      Analysis(data: DataSource(.dataset("bcg")), measure: Measure(code: "RR")))
    let fit = try #require(try prepared.result(changing: settings, omitting: omitted).fit)
    return PooledRecord(fit, name: "bcg")
  }

  @Test("tells what studies were added, changed and weighted anew")
  func studies() throws {
    let (before, after) = (try record(omitting: [3]), try record())
    let difference = try PooledDifference(from: before, to: after)
    let added = difference.studies.filter { $0.kind == .added }
    #expect(added.count == 1)
    #expect(difference.studies.count == 13)
    #expect(difference.studies.filter { $0.kind == .reweighted }.count == 12)
    #expect(difference.change(of: .k) == 1)
    #expect(try PooledDifference(from: after, to: before).studies.filter { $0.kind == .removed }.count == 1)
    #expect(try PooledDifference(from: after, to: after).studies.isEmpty)
  }

  @Test("says which thresholds are passed")
  func thresholds() throws {
    let (before, after) = (try record(), try record([.model(.method, "EE")]))
    func exceeded(_ texts: String...) throws -> Int {
      try PooledDifference(from: before, to: after, thresholds: texts.map { try .init($0) }).exceeded.count
    }
    #expect(try exceeded("conclusion", "k=0") == 0)
    #expect(try exceeded("estimate=0.01", "tau2=1", "weight=1") == 2)
    #expect(throws: DifferenceError.self) { try PooledDifference.Threshold("estimat=1") }
    #expect(throws: DifferenceError.self) { try PooledDifference.Threshold("estimate") }
    #expect(throws: DifferenceError.self) { try PooledDifference.Threshold("estimate=-1") }
    #expect(DifferenceError.threshold(text: "estimat=1").description.contains("did you mean 'estimate'?"))
    #expect(DifferenceError.threshold(text: "tau2").description.contains("does not say how far tau2 may move"))
    #expect(DifferenceError.threshold(text: "k=5%").description.contains("'5%' is no number from 0"))
    #expect(DifferenceError.threshold(text: "").description.contains("no threshold"))
  }

  @Test("refuses files that are no results, and two measures")
  func refuses() throws {
    for text in ["", "{}", "[1, 2]", #"{"schema": "other/1"}"#, #"{"schema": "tutti.fit/1"}"#, "a: b: c"] {
      #expect(throws: DifferenceError.self) { try PooledRecord(file: "x.json", bytes: Array(text.utf8)) }
    }
    #expect(throws: DifferenceError.self) { try PooledRecord(file: "x.json", bytes: [0xFF, 0xFE]) }
    var other = try record()
    other.measure = "OR"
    let before = try record()
    #expect(throws: DifferenceError.differentMeasures("RR", "OR")) {
      try PooledDifference(from: before, to: other)
    }
  }

  @Test("reads the JSON of a fit")
  func json() throws {
    let text = """
      {"schema": "tutti.fit/1", "model": {"method": "REML", "test": "z", "level": 95, "measure": "RR"}, "k": 2,
       "coefficients": [{"term": "intercept", "estimate": -0.5, "se": 0.2, "p_value": 0.012, "ci_lower": -0.9, "ci_upper": "inf"}],
       "heterogeneity": {"tau2": 0.1, "i2": null, "q": 3.5}, "prediction_interval": null,
       "studies": [{"row": 1, "study": "A", "yi": -0.4, "vi": 0.1, "weight_percent": 60}, {"row": 2, "study": null, "yi": null, "vi": null, "weight_percent": null}]}
      """
    let record = try PooledRecord(file: "x.json", bytes: Array(text.utf8))
    #expect(record.numbers[.estimate] == -0.5 && record.numbers[.ciUpper] == .infinity)
    #expect(record.numbers[.i2] == nil && record.numbers[.predictionLower] == nil)
    #expect(record.conclusion == .inconclusive)
    #expect(record.studies.map(\.name) == ["A", "row 2"])
  }
}
