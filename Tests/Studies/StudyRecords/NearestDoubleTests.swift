import Testing
import _TestSupport

@testable import StudyRecords

/// The standard library reads decimals correctly rounded; every number here must have the same bits.
@Suite struct NearestDoubleTests {
  @Test("Random digits and exponents round like the standard library's")
  func randomDecimals() {
    var generator = SeededGenerator(seed: 1)
    for index in 0..<sweep(60_000) {
      let digits = generator.next() >> (generator.next() % 64)
      let exponent = Int(generator.next() % (index % 2 == 0 ? 60 : 720)) - (index % 2 == 0 ? 30 : 370)
      check(digits, exponent)
    }
  }

  @Test("Decimals on and beside the middle between two numbers round like the standard library's")
  func halves() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<sweep(20_000) {
      // An odd number of 54 bits is half way between two doubles; times 5^n it is a decimal with n decimals.
      let odd = generator.next() >> 10 | 1 | 1 << 53
      var digits = odd
      for decimals in 0..<5 {
        for near in [digits - 1, digits, digits + 1] {
          check(near, -decimals)
          check(near, 23 - decimals)
        }
        let (next, overflow) = digits.multipliedReportingOverflow(by: 5)
        if overflow { break }
        digits = next
      }
    }
  }

  @Test("The shortest decimals of all kinds of numbers read back")
  func roundTrips() throws {
    var generator = SeededGenerator(seed: 3)
    for index in 0..<sweep(60_000) {
      var bits = generator.next()
      if index % 4 == 0 { bits &= 0x800F_FFFF_FFFF_FFFF }
      let number = Double(bitPattern: bits)
      guard number.isFinite, number != 0 else { continue }
      let decimal = ShortestDecimal(number)
      #expect(nearestDouble(decimal.digits, exponent: decimal.exponent) == number.magnitude)
    }
  }

  @Test("The ends of the range")
  func ends() {
    check(0, 0)
    check(0, 400)
    check(.max, 308)
    check(.max, 289)
    check(.max, 290)
    check(17_976_931_348_623_157, 292)
    check(17_976_931_348_623_158, 292)
    check(17_976_931_348_623_159, 292)
    check(49, -325)
    check(24_703_282_292_062_327, -340)
    check(24_703_282_292_062_328, -340)
    check(.max, -342)
    check(.max, -343)
    check(1, -342)
    check(22_250_738_585_072_011, -324)
    check(22_250_738_585_072_014, -324)
    #expect(nearestDouble(1, exponent: .max) == .infinity)
    #expect(nearestDouble(1, exponent: .min) == 0)
  }

  @Test("Longer texts than 19 digits round like the standard library's")
  func longTexts() {
    var generator = SeededGenerator(seed: 4)
    for index in 0..<sweep(10_000) {
      var text = "0." + String(repeating: "0", count: Int(generator.next() % 4))
      for _ in 0..<(18 + generator.next() % 12) { text += String(generator.next() % 10) }
      if index % 3 == 0 { text += "e\(Int(generator.next() % 600) - 300)" }
      #expect(parseNumber(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  private func check(_ digits: UInt64, _ exponent: Int) {
    let text = "\(digits)e\(exponent)"
    if nearestDouble(digits, exponent: exponent).bitPattern != Double(text)?.bitPattern {
      Issue.record("\(text): \(nearestDouble(digits, exponent: exponent))")
    }
  }
}
