import StudyFiles
import StudyRecords
import Testing

@testable import EffectMeasures

@Suite struct InputCheckTests {
  private func effects(_ csv: String, _ measure: Measure = .generic, _ columns: String = "") throws
    -> EffectSizes
  {
    try StudyTable(csv: csv, name: "data.csv").effects(measure, columns: ColumnMapping(parsing: columns))
  }

  private func sentences(_ effects: EffectSizes, _ kind: NoteKind) -> [String] {
    effects.notes.filter { $0.kind == kind }.map(\.sentence)
  }

  @Test func statementsOfUncertaintyThatDisagreeAreOneNote() throws {
    let result = try effects(
      """
      yi,vi,sei,ci_lower,ci_upper
      0.1,0.04,0.3,,
      0.2,0.04,0.2,-0.2,0.6
      0.3,0.04,0.04,-0.3,0.9
      0.4,,0.2,-0.2,1
      """)
    #expect(
      sentences(result, .conflictingUncertainty) == [
        "vi and sei give standard errors that differ by more than 5% in rows 1 and 3; vi is used",
        "vi and the interval give standard errors that differ by more than 5% in row 3; vi is used",
        "sei and the interval give standard errors that differ by more than 5% in row 4; sei is used",
      ])
    #expect(result.rows.map(\.vi) == [0.04, 0.04, 0.04, 0.2 * 0.2])
  }

  @Test func numbersThatAreNotNeededDoNotCostTheRow() throws {
    let result = try effects(
      "yi,vi,se,ci_lower,ci_upper\n0.1,0.04,-0.2,,\n0.2,0.04,0.2,0.9,-0.5\n0.3,,,0.9,-0.5\n0.4,,-1,,\n",
      .generic,
      "sei=se")
    #expect(result.rows.map(\.vi) == [0.04, 0.04, nil, nil])
    #expect(
      sentences(result, .ignoredInput) == [
        "sei (column 'se') cannot be used in row 1, where a variance or standard error must be finite and cannot be "
          + "negative; the effect sizes there do not need it",
        "ci_lower cannot be used in row 2, where the interval's upper end is below its lower end; the effect sizes "
          + "there do not need it",
      ])
    #expect(
      sentences(result, .impossibleInput) == [
        "row 3: no effect size: ci_lower is 0.9, but the interval's upper end, ci_upper, is -0.5",
        "row 4: no effect size: sei (column 'se') is -1, but a variance or standard error must be finite and cannot "
          + "be negative",
      ])
  }

  @Test func fractionsOfPeopleAndEventsAreNoted() throws {
    let result = try effects("ai,n,ci,n2i\n1.5,10.5,3,20\n2,20,3,20.2\n", .oddsRatio, "n1i=n")
    #expect(
      sentences(result, .fractionalCount) == [
        "ai is not a whole number in row 1: right for adjusted counts, otherwise a slip",
        "n1i (column 'n') is not a whole number in row 1: right for adjusted counts, otherwise a slip",
        "n2i is not a whole number in row 2: right for adjusted counts, otherwise a slip",
      ])
    #expect(result.rows.count { $0.isUsable } == 2)
  }

  @Test func aColumnPlaysOneRole() throws {
    // A column that is given a role plays no other by its name.
    #expect(try effects("yi,sei\n0.1,0.2\n", .generic, "vi=sei").rows[0].vi == 0.2)
    #expect(throws: StudyTableError.columnInTwoRoles(table: "data.csv", column: "yi", roles: [.yi, .vi])) {
      try effects("yi,vi\n0.1,0.2\n", .generic, "vi=yi")
    }
    #expect(throws: StudyTableError.columnInTwoRoles(table: "data.csv", column: "n", roles: [.n1i, .n2i])) {
      try effects("ai,ci,n\n1,2,10\n", .oddsRatio, "n1i=n,n2i=n")
    }
  }

  @Test func hazardRatiosMayComeFromLogRankTests() {
    for (measure, isNamed) in [(Measure.hazardRatio, true), (.petoOddsRatio, true), (.oddsRatio, false)] {
      do {
        _ = try effects("oei,voei\nx,2\n", measure)
        Issue.record("\(measure.code) of no number")
      } catch { #expect("\(error)".contains("or oei and voei") == isNamed, "\(error)") }
    }
  }

  @Test func adviceTakesTheRouteOfWhichMostIsThere() throws {
    func missing(_ header: String, _ measure: Measure) -> [Role] {
      do {
        _ = try effects("\(header)\n1,2\n", measure)
        return []
      } catch EffectError.missingInputs(_, _, _, _, let missing) {
        return missing
      } catch {
        return []
      }
    }
    #expect(missing("x,y", .hedgesG) == [.m1i, .sd1i, .n1i, .m2i, .sd2i, .n2i])
    #expect(missing("di,n1i", .hedgesG) == [.n2i])
    #expect(missing("ai,bi", .oddsRatio) == [.ci, .di])
    #expect(missing("ai,n1i", .oddsRatio) == [.ci, .n2i])
    let note = try effects("m1i,sd1i,n1i,m2i,sd2i,n2i\n,,10,1,2,10\n", .hedgesG).notes
    #expect(note.map(\.sentence) == ["row 1: no effect size: missing m1i and sd1i"])
  }
}
