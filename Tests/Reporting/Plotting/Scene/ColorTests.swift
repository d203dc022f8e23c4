import Testing

@testable import Plotting

struct ColorTests {
  @Test func hexadecimal() {
    #expect(Color(0x01_0A_FF).hex == "#010aff")
    #expect(Color.white.hex == "#ffffff")
  }

  @Test func standardColoursStayApartInGrey() {
    let style = ForestStyle.standard
    let greys = [style.square, style.prediction, style.diamond].map(\.luma)
    #expect(zip(greys, greys.dropFirst()).allSatisfy { ($0 - $1).magnitude > 0.08 }, "\(greys)")
    #expect(style.square.luma - style.interval.luma > 0.3)
  }
}
