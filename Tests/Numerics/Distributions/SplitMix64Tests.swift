import Distributions
import Testing

@Suite struct SplitMix64Tests {
  /// The first outputs for seed 1234567 of the authors' C program (Steele & Vigna, prng.di.unimi.it/splitmix64.c).
  @Test func theSequenceIsThePublishedOne() {
    var generator = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in generator.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test func normalNumbersHaveTheirMoments() {
    var generator = SplitMix64(seed: 1)
    var (sum, squares, fourth) = (0.0, 0.0, 0.0)
    let n = 20_000
    for _ in 0..<n {
      let z = generator.normal()
      (sum, squares, fourth) = (sum + z, squares + z * z, fourth + z * z * z * z)
    }
    // Four Monte-Carlo standard errors: √(1/n), √(2/n), √(96/n).
    #expect(abs(sum / Double(n)) < 0.029)
    #expect(abs(squares / Double(n) - 1) < 0.041)
    #expect(abs(fourth / Double(n) - 3) < 0.28)
  }
}
