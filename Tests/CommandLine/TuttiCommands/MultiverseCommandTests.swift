import MetaAnalysis
import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct MultiverseCommandTests {
  private static let analysis = """
    schema: tutti.analysis/1
    title: Made-up means
    data: {path: DATA}
    columns: {study: trial, m1i: mean_t, sd1i: sd_t, n1i: n_t, m2i: mean_c, sd2i: sd_c, n2i: n_c}
    measure: SMD
    sensitivity: {method: [DL, EE], test: [z, knha]}
    """

  /// The heading of invented data stands over the picture, in the text and among the notes of the JSON.
  @Test(arguments: [("SYNTHETIC.csv", true), ("data.csv", false)])
  func inventedDataAreSaidToBe(_ name: String, _ isSynthetic: Bool) throws {
    try withTemporaryFolder { folder in
      let text = Self.analysis.replacing("DATA", with: name)
      try writeFile(Array(text.utf8), to: "\(folder)/analysis.yml")
      try writeFile(Array(TestData.means.utf8), to: "\(folder)/\(name)")
      func output(_ arguments: [String]) -> String {
        let outcome = Outcome(["multiverse", "\(folder)/analysis.yml", "--no-leave-one-out"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
      }
      #expect(output([]).contains("[dataset.synthetic]") == isSynthetic)
      let json = output(["--format", "json", "--plot", "\(folder)/curve.svg"])
      #expect(json.contains(#""code": "dataset.synthetic""#) == isSynthetic)
      let picture = String(decoding: try InputFile(path: "\(folder)/curve.svg").bytes, as: UTF8.self)
      #expect(picture.contains("SYNTHETIC DATA") == isSynthetic)
    }
  }
}
