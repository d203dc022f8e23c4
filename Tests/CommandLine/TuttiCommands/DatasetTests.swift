import BundledDatasets
import Testing

@testable import TuttiCommands

@Suite struct DatasetTests {
  @Test func aBundledSetNeedsNoMapping() {
    let outcome = Outcome("fit", "dataset:bcg", "--profile", "metafor@5.1", "--measure", "RR")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("log RR      -0.7145, 95% CI [-1.0669, -0.3622], SE 0.1798"))
    #expect(outcome.output.contains("τ²  0.3132"))
    #expect(outcome.output.contains("I²  92.2%"))
  }

  @Test func withoutAMeasureItsExampleSaysWhich() {
    #expect(Outcome("fit", "dataset:bcg").output == Outcome("fit", "dataset:bcg", "--measure", "RR").output)
  }

  @Test func aMappingReplacesThatOfTheExample() {
    let outcome = Outcome("fit", "dataset:bcg", "--measure", "PLO", "--columns", "xi=tb_control,ni=n_control")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("proportion"))
  }

  @Test func showPrintsTheBytesAsTheyAre() throws {
    let dataset = try #require(BundledDataset.named("bcg"))
    #expect(Outcome("datasets", "show", "bcg").output == String(decoding: dataset.csv, as: UTF8.self))
    #expect(Outcome("datasets", "show", "bcg", "--about").output.contains("10.1001/jama.1994.03510330076038"))
  }

  @Test func listNamesEverySet() {
    let text = Outcome("datasets").output
    let json = Outcome("datasets", "--format", "json").output
    for dataset in BundledDataset.all {
      #expect(text.contains(dataset.name))
      #expect(json.contains("\"\(dataset.name)\""))
    }
  }

  @Test func aSetForDisplayIsPooledOnlyOnRequest() throws {
    let outcome = Outcome("fit", "dataset:music-therapy-published", "--pool-anyway")
    #expect(outcome.status == 0)
    let beforeTheTable = try #require(outcome.output.split(separator: "───").first)
    #expect(beforeTheTable.contains("mix measures and scales and share trials"))
  }

  @Test func unknownSetsEndIn64() {
    let outcome = Outcome("fit", "dataset:bgc")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("did you mean 'bcg'?"))
  }

  /// Every set is read; those whose measures exist are fitted by their own example, with notes for what is special.
  @Test(arguments: BundledDataset.all.map(\.name))
  func everySetIsFittedOrSaysWhyNot(name: String) throws {
    let dataset = try #require(BundledDataset.named(name))
    let outcome = Outcome("fit", "dataset:\(name)", "--pool-anyway", "--format", "json")
    #expect([0, 64].contains(outcome.status), "\(outcome.errors)")
    #expect(!outcome.output.contains(": nan"))
    if outcome.status == 0 {
      #expect(outcome.output.contains("dataset.synthetic") == dataset.isSynthetic)
      #expect(outcome.output.contains("dataset.display-only") == dataset.isForDisplayOnly)
    }
  }
}
