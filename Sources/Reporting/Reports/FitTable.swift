import MetaAnalysis

extension FitReport {
  /// The table of the only section that has one, otherwise the studies: one row for each row of the data, empty where
  /// it was not used.
  public var csv: String {
    let tables = sections.compactMap(\.csv)
    if tables.count == 1 { return tables[0] }
    let header = [
      "row", "study", "yi", "vi", "sei", "ci_lower", "ci_upper", "weight_percent", "fitted", "residual",
      "leverage",
    ]
    var writer = CSVWriter()
    for name in header { writer.append(text: name) }
    writer.endRow()
    for study in fit.studies {
      writer.append(text: String(study.row))
      writer.append(text: study.study)
      let numbers = [
        study.yi, study.vi, study.vi?.squareRoot(), study.interval?.lower, study.interval?.upper,
        study.weightPercent, study.fitted, study.residual, study.leverage,
      ]
      for number in numbers { writer.append(number: number) }
      writer.endRow()
    }
    return writer.text
  }
}
