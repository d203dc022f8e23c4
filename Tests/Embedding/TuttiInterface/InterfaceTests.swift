import CTutti
import MetaBatch
import Testing
import _TestSupport

@testable import TuttiInterface

@Suite struct InterfaceTests {
  /// Calls `body` with a new model.
  private func withModel<Result>(_ choices: [(String, String)] = [], _ body: (OpaquePointer) -> Result) throws
    -> Result
  {
    let model = try #require(tutti_model_new())
    defer { tutti_model_free(model) }
    for (key, value) in choices { #expect(tutti_model_set(model, key, value) == 0) }
    return body(model)
  }

  private func newResult() -> tutti_result {
    var result = tutti_result()
    result.struct_size = MemoryLayout<tutti_result>.size
    return result
  }

  @Test("One analysis has the numbers of the engine")
  func fitOne() throws {
    let (yi, vi): ([Double], [Double]) = ([0.1, 0.5, .nan, 0.9], [0.04, 0.01, 0.1, 0.09])
    for method in BatchMethod.allCases {
      var result = newResult()
      let error = try withModel([("method", method.rawValue), ("test", "t"), ("level", "90"), ("i2", "q")]) {
        tutti_fit_one($0, yi, vi, 4, &result)
      }
      #expect(error == 0)
      let engine = try BatchEngine(BatchModel(method: method, test: .t, level: 90, i2Basis: .q))
      let expected = engine.fit(try Panel(yi: yi, vi: vi, analyses: 1, studies: 4))[0]
      #expect(result.k == 3)
      #expect(result.status == Int32(expected.status.rawValue))
      for (column, number) in [
        (BatchColumn.estimate, result.estimate), (.se, result.se), (.statistic, result.statistic),
        (.df, result.df),
        (.pValue, result.p_value), (.ciLower, result.ci_lower), (.ciUpper, result.ci_upper),
        (.tau2, result.tau2),
        (.i2, result.i2), (.h2, result.h2), (.q, result.q), (.qPValue, result.q_p_value),
        (.piLower, result.pi_lower), (.piUpper, result.pi_upper),
      ] {
        #expect(number.isNaN ? expected[column] == nil : expected[column] == number, "\(column) of \(method)")
      }
    }
  }

  @Test("Many analyses, in both orders and with any number of threads, give the same numbers")
  func fitBatch() throws {
    let (analyses, studies) = (500, 4)
    var generator = SeededGenerator(seed: 7)
    let yi = (0..<analyses * studies).map { _ in generator.next() % 7 == 0 ? .nan : generator.uniform() }
    let vi = (0..<analyses * studies).map { _ in generator.uniform() + 0.01 }
    func swapped(_ numbers: [Double]) -> [Double] {
      (0..<numbers.count).map { numbers[$0 % analyses * studies + $0 / analyses] }
    }
    func fit(_ yi: [Double], _ vi: [Double], _ layout: tutti_layout, threads: Int32) throws -> (
      [Double], [UInt8]
    ) {
      var estimates = [Double](repeating: 0, count: analyses)
      var status = [UInt8](repeating: 255, count: analyses)
      let error = try estimates.withUnsafeMutableBufferPointer { estimates in
        try status.withUnsafeMutableBufferPointer { status in
          var results = tutti_results()
          results.struct_size = MemoryLayout<tutti_results>.size
          results.estimate = estimates.baseAddress
          results.status = status.baseAddress
          return try withModel {
            tutti_fit_batch($0, yi, vi, analyses, studies, Int32(layout.rawValue), threads, &results)
          }
        }
      }
      #expect(error == 0)
      return (estimates, status)
    }
    let expected = try fit(yi, vi, TUTTI_ANALYSIS_MAJOR, threads: 1)
    let other = try fit(swapped(yi), swapped(vi), TUTTI_STUDY_MAJOR, threads: 0)
    #expect(zip(expected.0, other.0).allSatisfy { $0.bitPattern == $1.bitPattern })
    #expect(expected.1 == other.1)
    #expect(expected.1.allSatisfy { $0 < 32 })
    #expect(try fit(yi, vi, TUTTI_ANALYSIS_MAJOR, threads: 3).0[17] == expected.0[17])
  }

  @Test("What cannot be done is refused, and nothing crashes")
  func errors() throws {
    try withModel { model in
      #expect(tutti_model_set(nil, "method", "DL") == Int32(TUTTI_ERROR_NULL.rawValue))
      #expect(tutti_model_set(model, nil, "DL") == Int32(TUTTI_ERROR_NULL.rawValue))
      #expect(tutti_model_set(model, "measure", "DL") == Int32(TUTTI_ERROR_KEY.rawValue))
      for (key, value) in [
        ("method", "MH"), ("test", "Z"), ("level", "100"), ("level", "0"), ("level", "nan"), ("level", "x"),
        ("i2", "h"),
        ("prediction_interval", ""),
      ] {
        #expect(tutti_model_set(model, key, value) == Int32(TUTTI_ERROR_VALUE.rawValue))
      }
      #expect(tutti_model_set(model, "method", "FE") == 0)
      var result = newResult()
      #expect(tutti_fit_one(model, nil, nil, 0, &result) == 0)
      #expect(
        result.status == Int32(TUTTI_STATUS_NO_STUDIES.rawValue) && result.estimate.isNaN && result.k == 0)
      #expect(tutti_fit_one(model, nil, nil, 3, &result) == Int32(TUTTI_ERROR_NULL.rawValue))
      #expect(tutti_fit_one(nil, [1], [1], 1, &result) == Int32(TUTTI_ERROR_NULL.rawValue))
      #expect(tutti_fit_one(model, [1], [1], 1, nil) == Int32(TUTTI_ERROR_NULL.rawValue))
      result.struct_size = 0
      #expect(tutti_fit_one(model, [1], [1], 1, &result) == Int32(TUTTI_ERROR_STRUCT.rawValue))
      var results = tutti_results()
      #expect(tutti_fit_batch(model, [1], [1], 1, 1, 0, 1, &results) == Int32(TUTTI_ERROR_STRUCT.rawValue))
      results.struct_size = MemoryLayout<tutti_results>.size
      #expect(tutti_fit_batch(model, [1], [1], 1, 1, 2, 1, &results) == Int32(TUTTI_ERROR_LAYOUT.rawValue))
      for (analyses, studies) in [(Int.max, 2), (Int.max, 1), (-1, 1), (1, -1), (Int.max, 0)] {
        let error = tutti_fit_batch(model, [1], [1], analyses, studies, 0, 1, &results)
        #expect(error == Int32(TUTTI_ERROR_SIZE.rawValue))
      }
      #expect(tutti_fit_batch(model, [1], [1], 1, 1, 0, 1, &results) == 0)
    }
    tutti_model_free(nil)
  }

  @Test("Versions, codes and sentences")
  func texts() {
    #expect(String(cString: tutti_version()).split(separator: ".").count == 3)
    #expect(tutti_interface_version() == 1000)
    for status in BatchStatus.allCases {
      #expect(String(cString: tutti_status_code(Int32(status.rawValue))) == status.code)
      #expect(String(cString: tutti_status_message(Int32(status.rawValue))) == status.sentence)
    }
    #expect(String(cString: tutti_status_code(-1)) == "" && String(cString: tutti_status_message(300)) == "")
    for error in 0...7 { #expect(!String(cString: tutti_error_message(Int32(error))).isEmpty) }
    #expect(TUTTI_STATUS_UNBOUNDED_LIKELIHOOD.rawValue == BatchStatus.unboundedLikelihood.rawValue)
    #expect(TUTTI_STATUS_ONE_STUDY.rawValue == BatchStatus.oneStudy.rawValue)
  }
}
