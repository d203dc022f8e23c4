import StudyFiles
import StudyLint
import StudyRecords
import Testing
import _TestSupport

@Suite struct WholeScoreCheckTests {
  private let header = "study,m1i,sd1i,n1i\n"

  @Test func silentUnlessDeclared() throws {
    #expect(try codes(header + "SYNTHETIC A,5.19,1.6,28\n") == [])
  }

  /// The example of Brown & Heathers (2017): 28 people cannot have a mean of 5.19.
  @Test func grim() throws {
    let options = LintOptions(items: 1)
    let finding = try #require(try findings(header + "SYNTHETIC A,5.19,1.60,28\n", options: options).first)
    #expect(finding.note.kind.code == "mean.grim")
    #expect(finding.evidence.contains("5.1786 or 5.2143"))
    #expect(try codes(header + "SYNTHETIC A,5.18,1.61,28\nSYNTHETIC B,5.2,1.60,28\n", options: options) == [])
    // A sum of 145 and 1.595 ≤ sd ≤ 1.605 leave 820 as the sum of squares, which is even where 145 is odd.
    #expect(try codes(header + "SYNTHETIC A,5.18,1.60,28\n", options: options) == ["1 sd.grimmer"])
    // Two decimals cannot tell among 120 people, nor among 28 with 4 items each.
    #expect(try codes(header + "SYNTHETIC A,5.19,1.60,120\n", options: options) == [])
    #expect(try codes(header + "SYNTHETIC A,5.19,1.60,28\n", options: LintOptions(items: 4)) == [])
  }

  @Test func declarationByColumn() throws {
    let csv =
      "study,m1i,sd1i,n1i,items,scale_min,scale_max\nSYNTHETIC A,5.19,1.6,28,1,1,7\nSYNTHETIC B,5.29,1.6,28,,,\nSYNTHETIC C,7.6,1.6,25,1,1,7\n"
    #expect(try codes(csv) == ["1 mean.grim", "3 mean.out-of-scale"])
  }

  /// Against a list of all possible scores: nothing possible is ever called impossible, and of the impossible standard
  /// deviations most are seen. GRIMMER's conditions are necessary, not sufficient, so that some are not.
  @Test func grimAndGrimmerAgainstAllScores() throws {
    var (impossible, seen) = (0, 0)
    for reference in try Reference.file("lint/whole-scores.json")["cases"].list {
      let (n, items) = (try #require(reference["n"].number), try #require(reference["items"].number))
      let (lower, upper) = (try #require(reference["lower"].number), try #require(reference["upper"].number))
      var possible: [Int: Set<Int>] = [:]
      for entry in reference["possible"].list {
        possible[Int(try #require(entry["mean"].number))] = Set(
          entry["sd"].numbers.compactMap { $0.map { Int($0) } })
      }
      var csv = header
      var expected: [(mean: Int, sd: Int)] = []
      for mean in stride(from: Int(lower * 100), through: Int(upper * 100), by: 1) {
        for sd in stride(from: 0, through: 260, by: possible[mean] == nil ? 130 : 1) {
          expected.append((mean, sd))
          csv += "SYNTHETIC,\(hundredths(mean)),\(hundredths(sd)),\(Int(n))\n"
        }
      }
      let options = LintOptions(items: Int(items), scale: Interval(lower, upper))
      let data = try LintData(StudyTable(csv: csv, name: "SYNTHETIC"), options: options)
      var flagged: [Int: String] = [:]
      for code in ["mean.grim", "sd.grimmer"] {
        for finding in try #require(Lint.check(code)).findings(in: data) {
          flagged[finding.note.row ?? 0] = code
        }
      }
      for (position, pair) in expected.enumerated() {
        let code = flagged[position + 1]
        guard let deviations = possible[pair.mean] else {
          #expect(code == "mean.grim", "\(n) \(items) \(pair)")
          continue
        }
        if deviations.contains(pair.sd) {
          #expect(code == nil, "\(n) \(items) \(pair) is possible")
        } else {
          impossible += 1
          seen += code == "sd.grimmer" ? 1 : 0
        }
      }
    }
    #expect(Double(seen) >= 0.97 * Double(impossible), "\(seen) of \(impossible)")
  }

  @Test func range() throws {
    let options = LintOptions(scale: Interval(0, 10))
    // n/(n-1) (10 - 5)(5 - 0) = 25.510…: at most 5.0508.
    #expect(
      try codes(
        header + "SYNTHETIC A,5.0,5.1,50\nSYNTHETIC B,5.0,5.2,50\nSYNTHETIC C,9.5,2.9,50\n", options: options)
        == ["2 sd.exceeds-range", "3 sd.exceeds-range"])
    #expect(
      try codes(header + "SYNTHETIC A,10.4,1,50\nSYNTHETIC B,-0.2,1,50\n", options: options) == [
        "1 mean.out-of-scale", "2 mean.out-of-scale",
      ])
  }

  private func hundredths(_ x: Int) -> String {
    let digits = String(abs(x) % 100)
    return "\(x < 0 ? "-" : "")\(abs(x) / 100).\(digits.count == 1 ? "0" : "")\(digits)"
  }
}
