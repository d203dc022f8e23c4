import LinearAlgebra
import Testing

@testable import MetaDiagnostics

@Suite("Arrangements")
struct ArrangementsTests {
  @Test("Philox gives its authors' known answers")
  func philox() {
    // Random123's kat_vectors, philox4x32 with 10 rounds.
    let zero = CounterGenerator.philox((0, 0, 0, 0), key: (0, 0))
    #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let full = UInt32.max
    let ones = CounterGenerator.philox((full, full, full, full), key: (full, full))
    #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = CounterGenerator.philox(
      (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0))
    #expect(pi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test("numbers below a bound are even and in range")
  func below() {
    var generator = CounterGenerator(seed: 1, stream: 2)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<6000 { counts[generator.below(6)] += 1 }
    // Five standard deviations of a binomial count of 6000 at 1/6.
    #expect(counts.allSatisfy { abs($0 - 1000) < 145 })
  }

  @Test("multinomial coefficients, and none beyond 63 bits")
  func multinomial() {
    #expect(Arrangements.multinomial([]) == 1)
    #expect(Arrangements.multinomial([3, 2]) == 10)
    #expect(Arrangements.multinomial([1, 1, 1, 1, 1]) == 120)
    #expect(Arrangements.multinomial([31, 31]) == 465_428_353_255_261_088)
    #expect(Arrangements.multinomial([Int](repeating: 1, count: 20)) == 2_432_902_008_176_640_000)
    #expect(Arrangements.multinomial([Int](repeating: 1, count: 21)) == nil)
  }

  @Test("every arrangement is listed once, the data first")
  func listing() {
    // Rows a b a c b of a design: 5!/(2! 2! 1!) = 30 arrangements of studies among them.
    let design = Matrix(columns: [[1, 1, 1, 1, 1], [4, 7, 4, 9, 7]], rows: 5)
    let arrangements = Arrangements(design: design)
    #expect(arrangements.count == 30 && arrangements.listed == 30)
    var seen: Set<[Double]> = []
    for number in 0..<30 {
      var order = [Int](repeating: 0, count: 5)
      arrangements.listed(number, into: &order)
      #expect(order.sorted() == [0, 1, 2, 3, 4])
      // The moderator that each study gets.
      var values = [Double](repeating: 0, count: 5)
      for (row, study) in order.enumerated() { values[study] = design[row, 1] }
      if number == 0 { #expect(values == [4, 7, 4, 9, 7]) }
      seen.insert(values)
    }
    #expect(seen.count == 30)
  }

  @Test("signs are listed up to all of them turned round")
  func signs() {
    let arrangements = Arrangements(design: Matrix(rows: 4, columns: 1, repeating: 1))
    #expect(arrangements.count == 16 && arrangements.listed == 8 && arrangements.multiplicity == 2)
    var seen: Set<[Int]> = []
    for number in 0..<8 {
      var signs = [Int](repeating: 0, count: 4)
      arrangements.listed(number, into: &signs)
      #expect(signs[0] == 1)
      if number == 0 { #expect(signs == [1, 1, 1, 1]) }
      seen.insert(signs)
    }
    #expect(seen.count == 8)
  }
}
