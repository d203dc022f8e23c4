import MetaBatch
import MetaModels
import Testing
import _TestSupport

@Suite("How an analysis ends")
struct BatchStatusTests {
  private func result(_ model: BatchModel, _ yi: [Double], _ vi: [Double]) throws -> BatchResult {
    try BatchEngine(model).fit(Panel(yi: yi, vi: vi, analyses: 1, studies: yi.count))[0]
  }

  @Test("Few studies", arguments: BatchMethod.allCases)
  func few(_ method: BatchMethod) throws {
    let model = BatchModel(method: method)
    let none = try result(model, [.nan, 1], [0.1, .nan])
    #expect(none.status == .noStudies && none.k == 0 && none.estimate == nil)
    #expect(try result(model, [], []).status == .noStudies)
    let one = try result(model, [.nan, 1], [0.1, 0.25])
    #expect(one.status == .oneStudy && one.estimate == 1 && one.se == 0.5 && one.tau2 == 0 && one.df == nil)
    #expect(one.predictionInterval == nil && one.qPValue == 1 && one.i2 == 0 && one.h2 == 1)
  }

  @Test("Numbers that cannot be used", arguments: BatchMethod.allCases)
  func unusable(_ method: BatchMethod) throws {
    let model = BatchModel(method: method)
    #expect(try result(model, [1, .infinity], [1, 1]).status == .unusableEstimate)
    #expect(try result(model, [1, 1e80], [1, 1]).status == .unusableEstimate)
    #expect(try result(model, [1, 2], [1, -1]).status == .unusableVariance)
    #expect(try result(model, [1, 2], [1, .infinity]).status == .unusableVariance)
    #expect(try result(model, [1, 2], [1, 1e-200]).status == .unusableVariance)
    let zero = try result(model, [1, 2, 3], [0, 0.1, 0.2])
    #expect(zero.status.hasNumbers == (zero.estimate != nil))
  }

  @Test("Scales beyond the kernels' range, still within that of a fit")
  func scales() throws {
    let (y, v) = ([0.3, 0.1, 0.9, 0.4], [0.02, 0.01, 0.03, 0.05])
    let plain = try result(BatchModel(), y, v)
    let tiny = try result(BatchModel(), y.map { $0 * 0x1p-220 }, v.map { $0 * 0x1p-440 })
    expectClose(tiny.tau2, plain.tau2.map { $0 * 0x1p-440 }, relative: 1e-9)
    expectClose(tiny.pValue, plain.pValue, relative: 1e-9)
  }

  @Test("Ties have a standard error of zero with Knapp and Hartung")
  func ties() throws {
    let result = try result(BatchModel(), [0.3, 0.3, 0.3], [0.1, 0.2, 0.3])
    #expect(result.status == .exactFit && result.se == 0 && result.statistic == nil && result.tau2 == 0)
  }

  @Test("P values of Q beyond the kernels' sums")
  func largeQ() throws {
    let y = (0..<900).map { Double($0 % 2) * 2.4 }
    let v = [Double](repeating: 1, count: 900)
    let single = try BatchModel(method: .dl).settings.fit(.init(yi: y, vi: v)).heterogeneity
    let batch = try result(BatchModel(method: .dl), y, v)
    expectClose(batch.q, single.q, relative: 1e-12)
    expectClose(batch.qPValue, single.qPValue, relative: 1e-11)
    #expect((batch.qPValue ?? 1) < 1e-10)
  }

  @Test("Codes and sentences")
  func codes() {
    #expect(Set(BatchStatus.allCases.map(\.code)).count == BatchStatus.allCases.count)
    #expect(BatchStatus.allCases.allSatisfy { !$0.sentence.isEmpty })
  }

  @Test("What cannot be asked for")
  func errors() {
    #expect(throws: BatchError.unusableLevel(100)) { try BatchEngine(BatchModel(level: 100)) }
    #expect(throws: BatchError.shape(analyses: 2, studies: 2, yi: 3, vi: 4)) {
      try Panel(yi: [1, 2, 3], vi: [1, 2, 3, 4], analyses: 2, studies: 2)
    }
  }
}
