import EffectMeasures
import StudyFiles
import StudyLint
import StudyRecords

/// The findings of a SYNTHETIC table as `row code`.
func codes(_ csv: String, measure: Measure? = nil, options: LintOptions = .init()) throws -> [String] {
  try findings(csv, measure: measure, options: options).map { "\($0.note.row ?? 0) \($0.note.kind.code)" }
}

func findings(_ csv: String, measure: Measure? = nil, options: LintOptions = .init()) throws -> [LintFinding] {
  let table = try StudyTable(csv: csv, name: "SYNTHETIC")
  return try Lint(options: options).findings(in: table, effects: try measure.map { try table.effects($0) })
}

/// SYNTHETIC trials of unlike scales without a mistake.
let cleanMeans = """
  study,n1i,m1i,sd1i,n2i,m2i,sd2i
  SYNTHETIC A,24,12.31,4.02,25,10.98,4.31
  SYNTHETIC B,40,55.2,11.7,38,52.9,12.4
  SYNTHETIC C,15,3.42,0.91,16,3.11,0.84
  SYNTHETIC D,61,101.8,15.3,60,99.4,14.2
  SYNTHETIC E,33,7.7,2.9,31,7.9,3.1
  SYNTHETIC F,18,28.4,6.6,20,24.1,7.2
  SYNTHETIC G,52,0.71,0.12,50,0.69,0.13

  """
