import Testing

@testable import TuttiCommands

/// What `tutti effects` writes, `fit`, `lint` and `effects` read back: the same numbers, nothing corrected, converted or
/// advised twice, and no change lost. All studies are SYNTHETIC.
@Suite struct EffectsRoundTripTests {
  /// Data, the request for their effects, and the corrections to try with them.
  struct Material: CustomTestStringConvertible, Sendable {
    var name: String
    var data: String
    var request: [String]
    var designs: [[String]] = [[]]
    /// What the fit is asked on top, of the raw data and of the file alike.
    var model: [String] = []

    var testDescription: String { name }
  }

  private static let means = """
    study,m1i,sd1i,n1i,m2i,sd2i,n2i,icc,cluster_size,direction,design,ri,control
    SYNTHETIC A,10,2,30,9,2.2,31,0.05,20,higher,parallel,,c1
    SYNTHETIC B,11,2.1,25,9,2.2,31,,,lower,parallel,,c1
    SYNTHETIC C,8,2.5,40,8.5,2.4,41,0.02,15,lower,crossover,0.6,c2
    SYNTHETIC D,12,3,20,10,2.9,22,,,higher,parallel,,c3
    SYNTHETIC E,12,,20,10,2.9,22,,,higher,parallel,,c4
    SYNTHETIC F,12.5,3,21,10.4,-2.9,22,,,higher,parallel,,c5

    """
  private static let tables = """
    study,events_t,n_t,events_c,n_c,icc,cluster_size,direction,control
    SYNTHETIC A,0,40,4,41,0.05,11,lower,p
    SYNTHETIC B,11,60,17,61,,,lower,q
    SYNTHETIC C,25,130,31,128,,,lower,q2
    SYNTHETIC D,9,58,17,61,,,lower,q
    SYNTHETIC E,-3,50,8,52,,,higher,r
    SYNTHETIC F,0,30,0,31,,,higher,s

    """
  private static let tableColumns = ["--columns", "ai=events_t,n1i=n_t,ci=events_c,n2i=n_c"]
  private static let mixed = """
    study,format,measure,note,route,m1i,sd1i,n1i,m2i,sd2i,n2i,ai,ci,ti,pi,mdi,sei,vi,yi,est,ci_lower,ci_upper,ri,ni,group,mi,sdi
    SYNTHETIC A,means,,low dose,clinic,24.1,5.2,31,21.7,4.8,29,,,,,,,,,,,,,,,,
    SYNTHETIC B,table,OR,,home,,,60,,,58,17,9,,,,,,,,,,,,,,
    SYNTHETIC C,estimate,OR,,home,,,,,,,,,,,,0.31,,0.62,,,,,,,,
    SYNTHETIC D,difference,,,home,,,40,,,41,,,,,2.1,0.9,,,,,,,,,,
    SYNTHETIC E,difference,,,home,,,40,,,41,,,,,2.1,,,,,0.3,3.9,,,,,
    SYNTHETIC F,t,,"said ""t"" twice",home,,,33,,,35,,,2.4,,,,,,,,,,,,,
    SYNTHETIC G,r,,,home,,,,,,,,,,,,,,,,,,0.31,80,,,
    SYNTHETIC H,pre-post,,,home,14.1,3.9,,11.9,,,,,,,,,,,,,,0.7,44,,,
    SYNTHETIC I,arms,,,home,,,,,,,,,,,,,,,,,,,24,1,12.2,3.1
    SYNTHETIC I,arms,,,home,,,,,,,,,,,,,,,,,,,27,1,12.9,3.3
    SYNTHETIC I,arms,,,home,,,,,,,,,,,,,,,,,,,26,2,10.2,3.0
    SYNTHETIC J,table,OR,,home,,,60,,,58,17,,,,,,,,,,,,,,,
    SYNTHETIC K,estimate,,,home,,,,,,,,,,,,,0.09,0.44,,,,,,,,

    """

  static let materials: [Material] = [
    Material(
      name: "SMD of means", data: means, request: ["--measure", "SMD"],
      designs: [
        [], ["--cluster-design", "variance"], ["--cluster-design", "sizes"], ["--crossover"], ["--direction"],
        ["--shared-control", "split"], ["--shared-control", "combine"],
        ["--cluster-design", "sizes", "--crossover", "--shared-control", "split", "--direction"],
      ]),
    Material(
      name: "MD of means", data: means, request: ["--measure", "MD"],
      designs: [
        [], ["--crossover", "--crossover-correlation", "0.4"],
        ["--cluster-design", "variance", "--shared-control", "combine", "--direction"],
      ]),
    Material(
      name: "SMD, unbiased variance", data: means, request: ["--measure", "SMD", "--vtype", "UB"],
      designs: [[], ["--cluster-design", "variance", "--direction"]]),
    Material(
      name: "OR", data: tables, request: ["--measure", "OR"] + tableColumns,
      designs: [
        [], ["--cluster-design", "variance"], ["--cluster-design", "sizes"], ["--shared-control", "split"],
        ["--shared-control", "combine"], ["--direction", "--cluster-design", "sizes"],
      ]),
    Material(
      name: "RR by Mantel and Haenszel", data: tables, request: ["--measure", "RR"] + tableColumns,
      designs: [[], ["--cluster-design", "sizes"], ["--shared-control", "split"]], model: ["--method", "MH"]),
    Material(
      name: "RD without studies that have no events", data: tables,
      request: ["--measure", "RD", "--drop00"] + tableColumns),
    Material(
      name: "OR, other additions", data: tables,
      request: ["--measure", "OR", "--add", "0.1", "--to", "all"] + tableColumns),
    Material(
      name: "ZCOR",
      data: "study,ri,ni\nSYNTHETIC A,0.3,40\nSYNTHETIC B,0.5,3\nSYNTHETIC C,-0.1,90\nSYNTHETIC D,1.2,50\n",
      request: ["--measure", "ZCOR"]),
    Material(
      name: "PFT", data: "trial,x,total\nSYNTHETIC Å,0,40\nSYNTHETIC ß,11,60\nSYNTHETIC 試験,25,130\n",
      request: ["--measure", "PFT", "--columns", "study=trial,xi=x,ni=total"]),
    Material(
      name: "SMCR",
      data:
        "study,m1i,m2i,sd1i,ri,ni\nSYNTHETIC A,14,12,3,0.6,30\nSYNTHETIC B,13,12.4,2.9,0.5,41\nSYNTHETIC C,15,12,3.3,,22\n",
      request: ["--measure", "SMCR"]),
    Material(
      name: "SMCR, correlation assumed",
      data: "study,m1i,m2i,sd1i,ri,ni\nSYNTHETIC A,14,12,3,0.6,30\nSYNTHETIC B,13,12.4,2.9,,41\n",
      request: ["--measure", "SMCR", "--pre-post-correlation", "0.5"]),
    Material(name: "SMD of many formats", data: mixed, request: ["--measure", "SMD"]),
    Material(name: "OR of many formats", data: mixed, request: ["--measure", "OR"]),
    Material(
      name: "HR as printed", data: "study,hr,lo,hi\nSYNTHETIC A,0.7,0.5,0.98\nSYNTHETIC B,0.9,0.6,1.35\n",
      request: ["--measure", "HR", "--columns", "est=hr,est_lower=lo,est_upper=hi"]),
    Material(
      name: "OR as printed in a column yi",
      data: "study,yi,lo,hi\nSYNTHETIC A,0.7,0.5,0.98\nSYNTHETIC B,0.9,0.6,1.35\n",
      request: ["--measure", "OR", "--columns", "est=yi,est_lower=lo,est_upper=hi"]),
    Material(
      name: "OR of given logarithms", data: "study,b,se\nSYNTHETIC A,-0.31,0.17\nSYNTHETIC B,-0.12,0.2\n",
      request: ["--measure", "OR", "--columns", "yi=b,sei=se"]),
    Material(
      name: "given effects of clusters",
      data:
        "study,yi,vi,icc,cluster_size,direction\nSYNTHETIC A,0.4,0.04,0.05,20,lower\nSYNTHETIC B,0.2,0.05,,,higher\nSYNTHETIC C,,0.05,,,higher\n",
      request: ["--measure", "SMD"],
      designs: [[], ["--cluster-design", "variance"], ["--cluster-design", "variance", "--direction"]]),
  ]

  private func effects(_ material: Material, _ design: [String]) -> String {
    Outcome(["effects", "-", "--format", "csv"] + material.request + design, input: material.data).output
  }

  /// Pooled numbers and studies as CSV and JSON hold them, all digits.
  private func numbers(_ arguments: [String], _ input: String) -> (
    status: Int32, studies: String, model: String
  ) {
    let studies = Outcome(["fit", "-", "--format", "csv"] + arguments, input: input)
    let json = Outcome(["fit", "-", "--format", "json"] + arguments, input: input).output
    let from = json.range(of: "\"coefficients\"") ?? json.startIndex
    let to = json.range(of: "\"studies\"") ?? json.endIndex
    return (studies.status, studies.output, String(json[min(from, to)..<max(from, to)]))
  }

  @Test(arguments: materials) func fitIsThatOfTheRawData(_ material: Material) {
    for design in material.designs {
      let file = effects(material, design)
      let direct = numbers(material.request + design + material.model, material.data)
      let again = numbers(material.model, file)
      #expect(direct.status == 0, "\(design)")
      #expect(again == direct, "\(design)")
      let text = Outcome(["fit", "-", "--details"] + material.model, input: file).output
      for part in design where part.hasPrefix("--") && part != "--crossover-correlation" {
        #expect(!text.contains("(\(part)"), "no advice to do what is done: \(text)")
      }
      // Asked for again, nothing is done twice.
      let twice = numbers(design + material.model, file)
      #expect(twice.studies == direct.studies && twice.model == direct.model, "\(design)")
    }
  }

  /// The file of a file is that file, byte for byte, and says why rows have no effect.
  @Test(arguments: materials) func effectsOfTheFileAreTheFile(_ material: Material) {
    for design in material.designs {
      let file = effects(material, design)
      let again = Outcome("effects", "-", "--format", "csv", input: file)
      #expect(again.status == 0 && again.output == file, "\(design)")
      let (before, after) = (
        Outcome(["effects", "-"] + material.request + design, input: material.data).output,
        Outcome("effects", "-", input: file).output
      )
      for reason in before.split(separator: "\n") where reason.contains("no effect size:") {
        let part = reason.drop { $0 != ":" }.dropFirst(2).prefix { $0 != "[" }
        #expect(after.contains(part.prefix(30)), "\(part) in \(after)")
      }
    }
  }

  /// The lint finds in the file what it finds in the data, and nothing else.
  @Test(arguments: materials) func lintSeesNoMore(_ material: Material) {
    for design in material.designs {
      func findings(_ arguments: [String], _ input: String) -> [Substring] {
        Outcome(["lint", "-", "--format", "csv"] + arguments, input: input).output.split(separator: "\n")
          .map { line in line.prefix { $0 != "\"" } }
      }
      #expect(
        findings([], effects(material, design)).count
          == findings(material.request + design, material.data).count,
        "\(design)")
    }
  }

  /// A number changed in the file is used, or a note says that it is not.
  @Test(arguments: materials, ["yi", "vi", "sei"]) func changesAreNotLost(_ material: Material, _ name: String)
    throws
  {
    for design in material.designs {
      let file = effects(material, design)
      var lines = file.split(separator: "\n", omittingEmptySubsequences: false).map { cells(String($0)) }
      let column = try #require(lines[0].firstIndex(of: name))
      let measure = try #require(lines[0].firstIndex(of: "effect_measure"))
      let row = try #require(
        lines.indices.dropFirst().first { lines[$0].count > column && !lines[$0][column].isEmpty })
      let code = lines[row][measure]
      lines[row][column] = "0.0625"
      let changed = lines.map { $0.joined(separator: ",") }.joined(separator: "\n")
      for request in [[], ["--measure", code], ["--measure", code] + design] {
        let fit = Outcome(["fit", "-", "--details"] + request, input: changed)
        let studies = Outcome(["fit", "-", "--format", "csv"] + request, input: changed).output
        let isUsed = studies.split(separator: "\n").contains { line in
          cells(String(line)).dropFirst(2).prefix(3).contains("0.0625")
        }
        let isNoted =
          ["input.estimate-unused", "input.sei-unused", "input.conflict"].contains(where: fit.output.contains)
        #expect(isUsed || isNoted, "\(design) \(request): \(fit.output) \(fit.errors)")
      }
    }
  }

  /// The cells of a line; quotes stay.
  private func cells(_ line: String) -> [String] {
    var isQuoted = false
    return line.split(omittingEmptySubsequences: false) { character in
      if character == "\"" { isQuoted.toggle() }
      return character == "," && !isQuoted
    }.map(String.init)
  }
}

extension String {
  fileprivate func range(of text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}
