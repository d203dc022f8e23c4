import Testing
import _TestSupport

@testable import StudyRecords

/// `numberText` spells numbers through the standard library; the writer must spell them alike.
@Suite struct NumberWriterTests {
  @Test("Random bit patterns are spelled as numberText spells them")
  func randomBits() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<sweep(60_000) { check(Double(bitPattern: generator.next())) }
  }

  @Test("Random subnormal numbers")
  func subnormalNumbers() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<sweep(10_000) { check(Double(bitPattern: generator.next() >> (12 + generator.next() % 51))) }
  }

  @Test("Random numbers of everyday size, of few digits and of many")
  func everydayNumbers() {
    var generator = SeededGenerator(seed: 3)
    for index in 0..<sweep(60_000) {
      let number = (generator.uniform() - 0.5) * nearestDouble(1, exponent: Int(generator.next() % 24) - 6)
      let places = nearestDouble(1, exponent: Int(generator.next() % 8))
      check(index % 2 == 0 ? number : (number * places).rounded() / places)
    }
  }

  @Test("Powers of two and of ten, and their neighbours")
  func powers() {
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      for number in [power, power.nextUp, power.nextDown] where number.isFinite { check(number) }
    }
    for exponent in -330...310 {
      let power = nearestDouble(1, exponent: exponent)
      for number in [power, power.nextUp, power.nextDown, 5 * power] { check(number) }
    }
  }

  @Test("Whole numbers and special values")
  func special() {
    for number in [
      0, -0.0, 1, -1, 10, 123, 0.5, 1e15, 1e16, 1e17, 0x1p53, 0x1p53 - 1, 0x1p53 + 2, 0x1p54, 9e15,
      123_456_789_012_345_680, 0.0001, 0.00012345, 0.00009999, .leastNonzeroMagnitude, .infinity, -.infinity,
      .nan,
      .pi, .greatestFiniteMagnitude,
    ] {
      check(number)
    }
    for number in [0, 1, 9, 10, 99, 100, 12_345_678, 123_456_789, -7, .max, .min] {
      #expect(text { NumberWriter.write(number as Int, to: $0) } == "\(number)")
    }
  }

  private func check(_ number: Double) {
    let written = text { NumberWriter.write(number, to: $0) }
    if written != numberText(number) { Issue.record("\(numberText(number)) was written \(written)") }
  }

  private func text(_ write: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NumberWriter.longest) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let end = write(start)
      return String(decoding: buffer[..<(end - start)], as: UTF8.self)
    }
  }
}
