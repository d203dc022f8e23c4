import RealModule
import Testing
import _TestSupport

@testable import Distributions

@Suite struct SpecialFunctionTests {
  /// log Γ against 50-digit values, near its zeros too, with the accuracy that its documentation states.
  @Test func logGammaValues() throws {
    for row in try Reference.file("distributions/special-functions.json")["logGamma"].list {
      guard let x = row[0].number, let expected = row[1].number else { continue }
      expectClose(logGamma(x), expected, relative: 1e-15, "log gamma \(x)")
    }
    #expect(logGamma(0) == .infinity && logGamma(.infinity) == .infinity)
    #expect(logGamma(-1).isNaN && logGamma(.nan).isNaN)
    #expect(logGamma(1) == 0 && logGamma(2) == 0)
  }

  /// log(1+x) - x: the series near zero, the definition away from it, and no step where the two meet.
  @Test func logOnePlusMinusValues() {
    for x in [1e-300, -1e-9, 3e-7, 1e-5] {
      expectClose(logOnePlusMinus(x), -0.5 * x * x * (1 - 2 * x / 3 + 0.5 * x * x), relative: 1e-15)
    }
    for x in [-0.4999, 0.9999, -0.2, 0.3, -0.9, 7, 1e10] {
      expectClose(logOnePlusMinus(x), Double.log(onePlus: x) - x, relative: 1e-14)
    }
    #expect(logOnePlusMinus(0) == 0)
  }

  /// The ingredients of the expansions at the edges of their ranges.
  @Test func pieces() {
    #expect(scaledNormalTail(0) == 1 && scaledNormalTail(.infinity) == 0)
    expectClose(scaledNormalTail(4.5), scaledNormalTail(4.5.nextUp), relative: 1e-15)
    expectClose(stirlingRemainder(1), 1 - 0.5 * logTwoPi, relative: 2e-15)
    expectClose(halfSquareExponential(30), Double.exp(-450), relative: 2e-16)
    #expect(halfSquareExponential(.infinity) == 0 && halfSquareExponential(.nan).isNaN)
    expectClose(logGammaIncrease(from: 4, by: 1), Double.log(4), relative: 1e-15)
    expectClose(logGammaIncrease(from: 0.25, by: 1e-9), 1e-9 * -4.2274535333762654081, relative: 1e-8)
  }
}
