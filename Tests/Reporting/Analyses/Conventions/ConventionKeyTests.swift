import Analyses
import MetaAnalysis
import Testing

@Suite struct ConventionKeyTests {
  /// Every value can be set, is read back, and changes nothing else.
  @Test(arguments: ConventionKey.allCases) func valuesRoundTrip(_ key: ConventionKey) throws {
    let base = Conventions()
    #expect(!key.title.isEmpty && key.sentence.hasSuffix(".") && !key.quantities.isEmpty)
    #expect(key.values.count > 1 && Set(key.values.map(\.code)).count == key.values.count)
    #expect(key.values.contains { $0.code == base.value(of: key) }, "the default is listed")
    for value in key.values {
      let changed = try base.setting(key, to: value.code)
      #expect(changed.value(of: key) == value.code)
      #expect(key.label(of: value.code) == value.label)
      #expect(changed.differences(from: base).allSatisfy { $0.key == key })
      #expect((changed == base) == (value.code == base.value(of: key)))
    }
    #expect(throws: ConventionError.unknownValue(key: key, value: "no such value")) {
      try base.setting(key, to: "no such value")
    }
    #expect(try ConventionKey(named: key.rawValue) == key)
    for code in key.measures ?? [] { #expect(Measure(code: code) != nil, "\(key) names \(code)") }
  }

  @Test func numbersAreAccepted() throws {
    #expect(try Conventions().setting(.zeroCellAddition, to: "0.25").zeroCellAddition == 0.25)
    #expect(try Conventions().setting(.inputRounding, to: "5").inputDecimals == 5)
    #expect(throws: ConventionError.self) { try Conventions().setting(.zeroCellAddition, to: "-1") }
    #expect(throws: ConventionError.self) { try Conventions().setting(.inputRounding, to: "2.5") }
  }

  @Test func errorsSuggest() {
    #expect(ConventionError.unknownKey(name: "hedges").description.contains("did you mean 'hedges-j'?"))
    #expect(
      ConventionError.unknownValue(key: .tau2, value: "RMEL").description.contains("did you mean 'REML'?"))
  }

  @Test func measuresConcerned() {
    #expect(ConventionKey.hedgesJ.concerns(.hedgesG) && !ConventionKey.hedgesJ.concerns(.oddsRatio))
    #expect(ConventionKey.tau2.concerns(nil) && !ConventionKey.doubleZeros.concerns(nil))
  }
}
