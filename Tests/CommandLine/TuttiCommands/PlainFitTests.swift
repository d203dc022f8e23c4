import Testing

@testable import TuttiCommands

@Suite("The plain form of fit")
struct PlainFitTests {
  @Test(
    "reads a command line as the full command does",
    arguments: [
      ["x.csv"], ["-"], ["dataset:bcg", "--measure", "RR"],
      [
        "x.csv", "--measure", "OR", "--columns", "ai=a,n1i=n", "--profile", "metafor@5.1", "--method", "DL",
        "--test",
        "z", "--level", "90", "--moderators", "~ x", "--format", "json", "--output", "y.json",
      ],
      ["-o", "y.md", "x.csv", "--level", "99"],
    ])
  func agrees(with arguments: [String]) throws {
    let plain = try #require(PlainFit(arguments)).command
    let full = try #require(try FitCommand.parseAsRoot(arguments) as? FitCommand)
    #expect(String(describing: plain) == String(describing: full))
    #expect(!String(describing: plain).contains("definition"))
  }

  @Test(
    "leaves everything else to the parser",
    arguments: [
      [], ["--measure", "RR"], ["x.csv", "--by", "g"], ["x.csv", "--help"], ["x.csv", "--metod", "DL"],
      ["x.csv", "--measure=RR"], ["x.csv", "--level", "-5"], ["x.csv", "--method"], ["x.csv", "y.csv"],
      ["x.csv", "--method", "DL", "--method", "EE"], ["x.csv", "--", "y.csv"], ["x.csv", "-oy.csv"], [""],
    ])
  func refuses(_ arguments: [String]) {
    if PlainFit(arguments) != nil { Issue.record("understood \(arguments)") }
  }
}
