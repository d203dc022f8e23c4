import MetaAnalysis
import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct InitCommandTests {
  static let tables = [
    "means": TestData.means,
    "counts": TestData.bcg,
    "estimates": TestData.estimates,
    "suffixes":
      "Author,event.e,n.e,event.c,n.c,dose\nSYNTHETIC A,3,40,5,41,1\nSYNTHETIC B,2,30,6,33,2\nSYNTHETIC C,1,30,2,33,3\n",
    "fused":
      "studlab,n1,m1,sd1,n2,m2,sd2\nSYNTHETIC A,20,1.5,0.4,21,1.1,0.5\nSYNTHETIC B,30,1.2,0.5,33,1.0,0.6\n",
    "control-first":
      "trial,mean_ctrl,sd_ctrl,n_ctrl,mean_treat,sd_treat,n_treat\nSYNTHETIC A,1,2,10,3,2,11\nSYNTHETIC B,1,2,10,2,2,11\n",
    "correlations": "paper,r,n,grade\nSYNTHETIC A,0.3,40,x\nSYNTHETIC B,0.2,50,y\nSYNTHETIC C,0.1,60,x\n",
    "proportions": "study,cases,total\nSYNTHETIC A,3,40\nSYNTHETIC B,5,50\n",
    "rates": "study,events_t,years_t,events_c,years_c\nSYNTHETIC A,3,40.5,4,41.5\nSYNTHETIC B,5,50.5,9,50.1\n",
    "intervals":
      "study,logOR,lower,upper,\"year: of publication\"\nSYNTHETIC A,0.3,0.1,0.5,1999\nSYNTHETIC B,0.2,-0.1,0.5,2001\nSYNTHETIC C,0.2,-0.1,0.5,2003\n",
    "nothing": "a,b\n1,x\n2,y\n",
    "odd": "\"study \"\"x\"\"\",yi,vi,#tag\nA,1,2,é\nB,2,3,y\n",
  ]

  @Test(arguments: tables.keys.sorted())
  func measureAndColumnsAreGuessed(name: String) throws {
    try withTemporaryFolder { folder in
      try writeFile(Array((Self.tables[name] ?? "").utf8), to: "\(folder)/data.csv")
      let outcome = Outcome(["init", "\(folder)/data.csv", "-o", "\(folder)/analysis.yml"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let text = String(decoding: try InputFile(path: "\(folder)/analysis.yml").bytes, as: UTF8.self)
      expectSnapshot(text + "---\n" + outcome.output.replacing(folder, with: "FOLDER"), named: name)
      if name != "nothing" {
        let run = Outcome(["run", "\(folder)/analysis.yml", "-o", "\(folder)/results"])
        #expect(run.status == 0, "\(run.errors)")
      }
      #expect(Outcome(["init", "\(folder)/data.csv", "-o", "\(folder)/analysis.yml"]).status == 64)
      #expect(Outcome(["init", "\(folder)/data.csv", "-o", "\(folder)/analysis.yml", "--force"]).status == 0)
    }
  }

  @Test func bundledSetsBringTheirOwnDescription() throws {
    let outcome = Outcome("init", "dataset:bcg")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("dataset: bcg"))
    #expect(outcome.output.contains("measure: RR"))
    let check = Outcome(["check", "-"], input: outcome.output)
    #expect(check.status == 65 && check.output.contains("states no printed numbers"))
  }

  @Test func pathsAreSeenFromTheFolderOfTheFile() {
    #expect(relativePath("data/a.csv", from: "data") == "a.csv")
    #expect(relativePath("data/a.csv", from: "analyses") == "../data/a.csv")
    #expect(relativePath("a.csv", from: "x/y") == "../../a.csv")
    #expect(relativePath("./a.csv", from: "") == "a.csv")
    #expect(relativePath("/data/a.csv", from: "x") == "/data/a.csv")
    #expect(relativePath("/data/x/a.csv", from: "/data/y") == "../x/a.csv")
    #expect(relativePath("../a.csv", from: "x") == "../../a.csv")
    #expect(relativePath("a.csv", from: "../x") == "a.csv")
  }
}
