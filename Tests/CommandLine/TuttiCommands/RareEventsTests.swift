import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct RareEventsTests {
  private static let rare = "dataset:catheter-infections"

  @Test(arguments: ["text", "json"])
  func mantelHaenszel(format: String) {
    let outcome = Outcome("fit", Self.rare, "--measure", "OR", "--method", "MH", "--format", format)
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test(arguments: ["text", "json"])
  func betaBinomialModel(format: String) {
    let outcome = Outcome(
      "fit", Self.rare, "--measure", "OR", "--method", "BB", "--format", format, "--details")
    #expect(outcome.status == 0, "\(outcome.errors)")
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func betaBinomialModelKeepsDoubleZerosUnlessTold() {
    func output(_ arguments: String...) -> String {
      Outcome(["fit", Self.rare, "--measure", "OR", "--method", "BB", "--format", "json"] + arguments).output
    }
    #expect(output().contains("\"double_zero_dropped\": 0"))
    #expect(!output("--drop00").contains("\"double_zero_dropped\": 0"))
    for options in [
      ["--tau2", "1"], ["--vif"], ["--permutations", "exact"], ["--weights", "n1i"],
    ] {
      let outcome = Outcome(["fit", Self.rare, "--measure", "OR", "--method", "BB"] + options)
      #expect(outcome.status == 64 && outcome.errors.contains("--method BB"), "\(outcome.errors)")
    }
    #expect(Outcome("fit", Self.rare, "--measure", "RR", "--method", "BB").status == 64)
  }

  @Test(arguments: ["text", "json", "csv"])
  func exactIntervalsOfStudies(format: String) {
    let outcome = Outcome(
      "effects", Self.rare, "--measure", "OR", "--intervals", "exact", "--level", "90", "--format", format)
    #expect(outcome.status == 0, "\(outcome.errors)")
    expectSnapshot(outcome.output, named: format, as: format == "text" ? "txt" : format)
  }

  @Test func intervalsThatAreNotOfferedAreRefused() {
    for options in [["--intervals", "wilson"], ["--intervals", "wald"], ["--level", "90"]] {
      #expect(Outcome(["effects", Self.rare, "--measure", "OR"] + options).status == 64)
    }
  }

  /// Effect sizes from counts to which something was added are taken as they stand; their counts are not pooled unasked.
  @Test func tablesOfStatedEstimates() {
    let effects = Outcome(
      "effects", Self.rare, "--measure", "RR", "--add", "0.5", "--to", "all", "--format", "csv")
    for method in [["--method", "MH"], ["--sensitivity", "zero-cells"]] {
      let outcome = Outcome(["fit", "-"] + method, input: effects.output)
      #expect(outcome.status == 64)
      #expect(
        outcome.errors.contains("the data state estimates of RR") && !outcome.errors.contains("not RR"),
        "\(outcome.errors)")
      #expect(Outcome(["fit", "-", "--measure", "RR"] + method, input: effects.output).status == 0)
    }
  }

  @Test func sensitivityNeedsCountsOfTwoGroups() {
    let means = "study,m1i,sd1i,n1i,m2i,sd2i,n2i\nSYNTHETIC A,5,2,20,4,2,20\nSYNTHETIC B,6,2,20,4,2,20\n"
    let outcome = Outcome("fit", "-", "--measure", "SMD", "--sensitivity", "zero-cells", input: means)
    #expect(outcome.status == 64)
    expectSnapshot(outcome.errors)
    let plain = Outcome("fit", "-", "--sensitivity", "zero-cells", input: "yi,vi\n0.1,0.1\n0.2,0.1\n")
    #expect(plain.status == 64 && plain.errors.contains("an effect without a measure has no such counts"))
  }

  @Test func plots() {
    let labbe = Outcome(
      "plot", "labbe", Self.rare, "--measure", "OR", "--method", "MH", "--groups", "Drug,Placebo")
    #expect(labbe.status == 0 && labbe.output.contains("<svg"), "\(labbe.errors)")
    #expect(labbe.output.contains("Event risk, Placebo"))
    #expect(Outcome("plot", "labbe", Self.rare, "--measure", "PHI").status == 64)
    #expect(Outcome("plot", "labbe", Self.rare, "--measure", "OR", "--groups", "Drug").status == 64)
    for scale in ["linear", "sqrt", "log"] {
      let outcome = Outcome("plot", "labbe", Self.rare, "--measure", "OR", "--axis-scale", scale)
      #expect(outcome.status == 0 && outcome.output.contains("scale") == (scale != "linear"), "\(scale)")
    }
    for options in [
      ["--axis-scale", "cubic"], ["--axis-scale", "log", "--axis", "0,0.5"],
      ["--axis-scale", "log", "--analysis-scale"],
    ] {
      #expect(Outcome(["plot", "labbe", Self.rare, "--measure", "OR"] + options).status == 64, "\(options)")
    }
    for method in ["BB", "CM.EL", "PETO"] {
      let outcome = Outcome("plot", "labbe", Self.rare, "--measure", "OR", "--method", method)
      #expect(outcome.status == 0, "\(method): \(outcome.errors)")
      let forest = Outcome(
        "plot", "forest", Self.rare, "--measure", "OR", "--method", method, "--intervals", "mid-p")
      #expect(forest.status == 0 && forest.output.contains("conditional mid-p"), "\(method): \(forest.errors)")
    }
  }

  @Test func sensitivityToZeroCells() {
    let outcome = Outcome("fit", Self.rare, "--measure", "OR", "--sensitivity", "zero-cells")
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output)
    #expect(Outcome("fit", Self.rare, "--measure", "OR", "--sensitivity", "zeros").status == 64)
  }

  @Test func allZeroTablesAreSaidToBe() {
    let tables = "study,ai,n1i,ci,n2i\nSYNTHETIC 1,0,40,0,42\nSYNTHETIC 2,0,60,0,58\n"
    for (measure, words) in [("OR", "not estimable"), ("RD", "the interval has no width")] {
      let outcome = Outcome("fit", "-", "--measure", measure, "--method", "MH", input: tables)
      #expect(outcome.status == 0 && outcome.output.contains("Mantel–Haenszel meta-analysis of 2 studies"))
      #expect(outcome.output.contains("Read this first") && outcome.output.contains(words), "\(outcome.output)")
    }
    let table = Outcome(
      "fit", "-", "--measure", "RD", "--method", "MH", "--sensitivity", "zero-cells", input: tables)
    #expect(table.output.contains("of no width") && table.output.contains("Not estimable, and why"))
  }

  @Test(arguments: ["CM.EL", "BB"])
  func modelsOfCountsByGroups(method: String) {
    let data = ["dataset:bcg", "--measure", "OR", "--method", method, "--by", "allocation"]
    let outcome = Outcome(["fit"] + data)
    #expect(outcome.status == 0, "\(outcome.errors)")
    expectSnapshot(outcome.output, named: method)
    let json = Outcome(["fit", "--format", "json"] + data).output
    #expect(json.contains("\"method\": \"\(method)\"") && json.contains("\"weighting\": null"))
    let plot = Outcome(["plot", "forest"] + data)
    #expect(plot.status == 0, "\(plot.errors)")
    #expect(plot.output.contains(method == "BB" ? "Model: beta-binomial (BB)" : "CM.EL: conditional"))
    #expect(Outcome(["fit", "--tau2-common"] + data).status == 64)
  }

  @Test func twoValuesOfAddAndTo() {
    func output(_ arguments: String...) -> String {
      Outcome(["fit", Self.rare, "--measure", "OR", "--format", "json"] + arguments).output
    }
    let both = output("--method", "MH", "--add", "0.5,0.5", "--to", "only0,all")
    #expect(both.contains("\"to\": \"all\""))
    #expect(output("--method", "MH", "--no-correct").contains("\"continuity_correction\": false"))
    #expect(output("--method", "DL", "--pooling", "MH").contains("\"method\": \"DL\""))
    #expect(output("--method", "PETO").contains("\"method\": \"PETO\""))
  }

  @Test(arguments: [
    ["--method", "MH", "--test", "knha"], ["--method", "MH", "--moderators", "~ row"],
    ["--method", "REML", "--pooling", "MH"], ["--pooling", "XX"], ["--method", "MH", "--pooling", "PETO"],
    ["--method", "MH", "--add", "1,2,3"], ["--rd-variance", "none"], ["--add", "0.5,0"], ["--method", "GLMM"],
    ["--method", "MH", "--rd-variance", "sato"], ["--method", "MH", "--add", "0.5,0.5"],
    ["--method", "MH", "--to", "only0,only0"],
  ])
  func whatCannotBePooledIsRefused(arguments: [String]) {
    let outcome = Outcome(["fit", Self.rare, "--measure", "OR"] + arguments)
    #expect(outcome.status != 0)
    #expect(outcome.status != 70)
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }
}
