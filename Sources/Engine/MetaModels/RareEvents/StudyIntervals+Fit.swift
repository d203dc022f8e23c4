import EffectMeasures

extension Fit {
  /// The same result with the studies' own intervals in place of yᵢ ± z √vᵢ, for tables and plots; rows without such an
  /// interval keep theirs. Nothing that was pooled changes.
  public func showing(_ intervals: StudyIntervals) -> Fit {
    var fit = self
    for position in fit.studies.indices where intervals.rows.indices.contains(position) {
      if let interval = intervals.rows[position] { fit.studies[position].interval = interval.analysis }
    }
    return fit
  }
}

extension SubgroupResult {
  /// The same result with the studies' own intervals, made from all effect sizes, in place of yᵢ ± z √vᵢ.
  public func showing(_ intervals: StudyIntervals) -> SubgroupResult {
    func shown(_ studies: [FittedStudy]) -> [FittedStudy] {
      studies.map { study in
        var study = study
        let position = study.row - 1
        if intervals.rows.indices.contains(position), let own = intervals.rows[position] {
          study.interval = own.analysis
        }
        return study
      }
    }
    var result = self
    result.studies = shown(studies)
    result.overall?.studies = shown(overall?.studies ?? [])
    for position in result.subgroups.indices {
      result.subgroups[position].studies = shown(subgroups[position].studies)
      result.subgroups[position].fit?.studies = shown(subgroups[position].fit?.studies ?? [])
    }
    return result
  }
}
