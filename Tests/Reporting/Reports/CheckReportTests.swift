import Analyses
import MetaAnalysis
import Testing

@testable import Reports

@Suite struct CheckReportTests {
  private func analysis(_ expectations: String) throws -> Analysis {
    try Analysis(
      yaml: """
        schema: tutti.analysis/1
        data: {columns: {yi: [0.1, 0.3, 0.5], vi: [0.04, 0.04, 0.04]}}
        model: {method: EE}
        diagnostics: [leave-one-out]
        expect: \(expectations)
        """, path: "a.yml")
  }

  private func keys(_ value: JSONValue) -> Set<String> {
    switch value {
    case .object(let members): members.reduce(into: []) { $0.formUnion(keys($1.value).union([$1.key])) }
    case .list(let elements): elements.reduce(into: []) { $0.formUnion(keys($1)) }
    default: []
    }
  }

  @Test func everyMemberAndColumnIsInTheGlossary() throws {
    let prepared = try PreparedAnalysis(
      try analysis("[{quantity: estimate, printed: '0.3'}, {quantity: se, printed: '0.2'}]"))
    let report = CheckReport(entries: [
      .init(file: "a.yml", outcome: .checked(try prepared.check())),
      .init(file: "b.yml", outcome: .failed(AnalysisFileError.unreadable(file: "b.yml", reason: "gone"))),
    ])
    for key in keys(report.json) { #expect(Glossary.entry(key) != nil, "\(key) is not in the glossary") }
    for name in report.csv.split(separator: "\n")[0].split(separator: ",").map(String.init) {
      #expect(Glossary.entry(name) != nil, "\(name) is not in the glossary")
    }
    let run = try RunReport(prepared.analysis).json
    for key in [
      "analysis", "conventions", "fit", "leave_one_out", "cumulative", "sensitivity", "checks", "change",
      "failure",
    ] {
      #expect(Glossary.entry(key) != nil, "\(key) is not in the glossary")
      #expect(key == "change" || key == "failure" || run[key] != nil)
    }
  }

  @Test func summariesCount() throws {
    let good = try PreparedAnalysis(try analysis("[{quantity: estimate, printed: '0.3'}]")).check()
    let bad = try PreparedAnalysis(
      try analysis("[{quantity: estimate, printed: '0.9'}, {quantity: k, printed: '3'}]")
    ).check()
    var report = CheckReport(entries: [.init(file: "a.yml", outcome: .checked(good))])
    #expect(report.passes)
    #expect(report.summary == "the analysis holds; 1 printed number: 1 holds")
    report.entries.append(.init(file: "b.yml", outcome: .checked(bad)))
    #expect(!report.passes)
    #expect(report.summary == "1 of 2 analyses hold; 3 printed numbers: 2 hold, 1 differs")
    #expect(report.error == nil)
  }

  @Test func messagesOfWorkflowsAreEscaped() throws {
    let bad = try PreparedAnalysis(
      try Analysis(
        yaml: """
          schema: tutti.analysis/1
          data: {columns: {yi: [0.1, 0.3, 0.5], vi: [0.04, 0.04, 0.04]}}
          expect: [{quantity: i2, printed: "50%", where: "p. 3: <a> & \\"b\\""}]
          """, path: "a,b:c.yml")
    ).check(explains: false)
    let report = CheckReport(entries: [.init(file: "a,b:c.yml", outcome: .checked(bad))])
    #expect(report.github.hasPrefix("::error file=a%2Cb%3Ac.yml,line=3,col=10,title="))
    #expect(report.github.contains("printed 50%25"))
    #expect(report.junit.contains("p. 3: &lt;a&gt; &amp; &quot;b&quot;"))
    #expect(!report.junit.contains("& "))
  }
}
