import StudyRecords

extension Design {
  /// Notes on the factors that have one level in the rows used, in the order in which the formula names them.
  ///
  /// Such a factor has no column beside an intercept, or one that is constant, so that nothing else would tell of it.
  var singleLevelNotes: [Note] {
    guard let recipe else { return [] }
    return recipe.formula.columns.compactMap { column in
      guard let levels = recipe.levels[column], levels.count == 1 else { return nil }
      return Note(.singleLevel, column: column, ["level": .text(levels[0])])
    }
  }
}
