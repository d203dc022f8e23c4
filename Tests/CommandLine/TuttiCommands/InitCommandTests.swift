import BundledDatasets
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
    "ratios":
      "Study ID,OR,95% CI lower,95% CI upper\nSYNTHETIC A,1.5,0.9,2.5\nSYNTHETIC B,0.8,0.5,1.28\nSYNTHETIC C,1.1,0.8,1.5\n",
    "beside":
      "study,months,change,variance\nSYNTHETIC A,3,1.5,0.2\nSYNTHETIC B,6,1.25,0.3\nSYNTHETIC C,12,0.75,0.25\n",
    "reliabilities":
      "study,alpha,items,n\nSYNTHETIC A,0.8,20,100\nSYNTHETIC B,0.85,20,150\nSYNTHETIC C,0.9,18,90\n",
    "one-group": "study,year,improved,n\nSYNTHETIC A,1999,3,40\nSYNTHETIC B,2001,5,50\n",
    "days":
      "study,infections_treated,days_treated,infections_standard,days_standard\nSYNTHETIC A,3,1000,5,1100\nSYNTHETIC B,4,900,9,950\n",
    "two-outcomes":
      "study,fits_drug,n_drug,fits_placebo,n_placebo,deaths_drug,n_followed_drug,deaths_placebo,n_followed_placebo\nSYNTHETIC A,3,40,5,41,1,39,1,40\nSYNTHETIC B,5,50,9,52,2,50,1,51\n",
    "cells": "study,tpos,tneg,cpos,cneg\nSYNTHETIC A,3,37,5,36\nSYNTHETIC B,2,28,6,27\n",
    "one-mean": "study,mean,SD,N\nSYNTHETIC A,3.1,1.2,40\nSYNTHETIC B,2.8,1.1,50\n",
    "brackets": "study,effect (g),SE (g)\nSYNTHETIC A,0.3,0.1\nSYNTHETIC B,0.2,0.1\n",
    "changes":
      "study,mean_pre_c,mean_post_c,sd_pre_c,sd_post_c,n_c,mean_pre_t,mean_post_t,sd_pre_t,sd_post_t,n_t,r\nSYNTHETIC A,5,5.5,2,2,20,5,6.5,2,2.1,21,0.5\nSYNTHETIC B,4,4.5,2,2,30,4,5.7,2,2.2,31,0.6\n",
    "log-hazards": "study,log_hr,log_hr_se\nSYNTHETIC A,0.1,0.2\nSYNTHETIC B,0.3,0.25\n",
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
        let check = Outcome(["check", "\(folder)/analysis.yml"])
        #expect(check.status == 0, "\(check.output)")
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
    #expect(check.status == 0, "\(check.output)")
  }

  /// The file of every bundled data set can be run and checked at once.
  @Test func everyBundledSetRuns() {
    for set in BundledDataset.all where !set.isForDisplayOnly {
      let outcome = Outcome("init", "dataset:\(set.name)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let check = Outcome(["check", "-"], input: outcome.output)
      #expect(check.status == 0, "\(set.name): \(check.output)")
    }
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
