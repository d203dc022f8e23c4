import Testing

@testable import StudyRecords

@Suite struct NumberTextTests {
  @Test(
    "The shortest text, without a trailing .0",
    arguments: [
      (0, "0"), (-0.0, "-0"), (2, "2"), (-3, "-3"), (0.1, "0.1"), (1e-300, "1e-300"), (1e16, "1e+16"),
      (123456, "123456"), (.infinity, "Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
      (1.0 / 3, "0.3333333333333333"),
    ] as [(Double, String)])
  func shortest(number: Double, text: String) { #expect(numberText(number) == text) }

  @Test(
    "Five significant digits",
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (1.0 / 3, "0.33333"), (-2.0 / 3, "-0.66667"),
      (123456, "123460"), (99999.6, "100000"), (9.999996, "10"), (0.00012345678, "0.00012346"),
      (0.000012345678, "1.2346e-5"), (1e-300, "1e-300"), (1e300, "1e300"), (-1.234567e20, "-1.2346e20"),
      (9.999999e20, "1e21"), (123456789012345, "123460000000000"), (1.5e15, "1.5e15"), (.infinity, "Inf"),
      (-.infinity, "-Inf"), (.nan, "NaN"), (.leastNonzeroMagnitude, "4.9407e-324"), (1e308, "1e308"),
    ] as [(Double, String)])
  func short(number: Double, text: String) { #expect(shortDescription(number) == text) }
}
