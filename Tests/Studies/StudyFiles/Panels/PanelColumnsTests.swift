import StudyRecords
import Testing

@testable import StudyFiles

@Suite struct PanelColumnsTests {
  private func columns(_ names: String, _ mapping: String? = nil) throws -> PanelColumns {
    try PanelColumns(
      names: names.split(separator: ",", omittingEmptySubsequences: false).map(String.init),
      mapping: mapping.map { try PanelMapping(parsing: $0) }, file: "panel.csv")
  }

  @Test("Usual names are recognized")
  func usualNames() throws {
    let wide = try columns("id,chr,y1,se1,y2,se2")
    #expect(wide.form == .wide)
    #expect(wide.studies == ["1", "2"])
    #expect(
      wide.parts == [
        .id, .ignored, .estimate(study: 0), .standardError(study: 0), .estimate(study: 1),
        .standardError(study: 1),
      ])
    #expect(wide.ignored == ["chr"])
    #expect(try columns("gene,yi_a,vi_a").parts.first == .id)
    #expect(try columns("y1,v1,id").parts.last == .id)
    #expect(try columns("y1,v1").hasID == false)
    let long = try columns("snp,study,yi,vi,sei")
    #expect(long.form == .long)
    #expect(long.parts == [.id, .ignored, .estimate(study: 0), .variance(study: 0), .ignored])
  }

  @Test("Stated names are taken")
  func statedNames() throws {
    let wide = try columns("b_x,s_x,snp,b_y,s_y,y1", "id=snp,yi=b_*,sei=s_*")
    #expect(wide.studies == ["x", "y"])
    #expect(wide.ignored == ["y1"])
    #expect(try columns("snp,beta,se2", "id=snp,yi=beta,sei=se2").form == .long)
    #expect(try columns("x_est,x_var,\"a", "yi=*_est,vi=*_var").studies == ["x"])
  }

  @Test(
    "What is missing or said twice is named",
    arguments: [
      ("id,a,b", nil, "panel.csv has no columns of estimates (its columns are 'id', 'a', 'b')"),
      ("id,y1,se1,y2", nil, "panel.csv has estimates 'y2' but no column"),
      ("id,y1,se1,se2", nil, "panel.csv has a column 'se2' but no column with the estimates"),
      ("id,y1,y_1,se1", nil, "the columns 'y1' and 'y_1' both hold"),
      ("yi,vi", nil, "no column that names the analyses"),
      (
        "snp,b_1,s_1", "id=b_1,yi=b_*,sei=s_*",
        "has no columns of estimates (its columns are 'snp', 'b_1', 's_1')"
      ),
      (
        "snp,b_1,s_1", "id=snq,yi=b_*,sei=s_*",
        "panel.csv has no column 'snq'; its columns are 'snp', 'b_1', 's_1'; did you mean 'snp'?"
      ),
      ("snp,b_1,s_1", "yi=b_*", "must say where estimates (yi)"),
      ("snp,b_1,s_1", "yi=b_*,vi=s", "must say where estimates (yi)"),
      ("snp,b_1,s_1", "yi=b_*,yi=s_*", "'yi=s_*' is not of the form"),
      ("snp,b_1,s_1", "ai=b_*", "'ai=b_*' is not of the form"),
    ] as [(String, String?, String)])
  func errors(names: String, mapping: String?, sentence: String) {
    #expect {
      try columns(names, mapping)
    } throws: {
      "\($0)".contains(sentence)
    }
  }
}
