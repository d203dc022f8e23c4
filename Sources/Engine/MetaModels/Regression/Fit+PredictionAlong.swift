import LinearAlgebra
import StudyRecords

extension Fit {
  /// Predictions along one moderator, all else averaged over the rows used.
  ///
  /// Each column of the design is a product; its part without the moderator is replaced by that part's mean over the
  /// rows used, so that other numbers stand at their means and factors at the shares of their levels.
  /// - Parameters:
  ///   - moderator: A column that the formula reads.
  ///   - values: Its values: numbers, or levels of a factor.
  ///   - table: The table the model was fitted to.
  /// - Throws: ``PredictionError`` for a fit without formula, an unknown moderator, and values at which a term is not
  ///   defined.
  public func predict(
    along moderator: String, at values: [DesignRecipe.Value], in table: StudyTable
  ) throws(PredictionError) -> Predictions {
    guard let recipe = design.recipe else { throw .noRecipe }
    guard recipe.formula.columns.contains(moderator) else {
      throw .unknownModerator(row: 1, name: moderator, moderators: recipe.formula.columns)
    }
    for name in recipe.formula.columns where table[name] == nil {
      throw .missingColumn(table: table.name, moderator: name, available: table.columns.map(\.name))
    }
    let rows = studies.indices.filter { studies[$0].isUsed }
    let columns = design.kept.map { AveragedColumn(recipe.columns[$0], moderator, recipe, table, rows) }
    var matrix = Matrix(rows: values.count, columns: columns.count)
    for (i, value) in values.enumerated() {
      for (j, column) in columns.enumerated() {
        guard let element = column.value(at: value), element.isFinite else {
          throw .undefinedTerm(row: i + 1, term: design.terms[j])
        }
        matrix[i, j] = element
      }
    }
    var result = try predict(x: matrix)
    for i in values.indices { result.rows[i].moderators = ModeratorValues([moderator: values[i]]) }
    return result
  }
}

/// A column of a design as a function of one moderator, all else averaged.
private struct AveragedColumn {
  private let moderator: String
  private let recipe: DesignRecipe
  /// The pieces that read only the moderator.
  private let own: [DesignRecipe.Piece]
  /// The mean of the product of the pieces that do not read it; `nil` where a piece reads it and others too.
  private let mean: Double?
  /// What the average is taken over where pieces are mixed.
  private let column: DesignRecipe.Column
  private let table: StudyTable
  private let rows: [Int]

  init(
    _ column: DesignRecipe.Column, _ moderator: String, _ recipe: DesignRecipe, _ table: StudyTable,
    _ rows: [Int]
  ) {
    (self.moderator, self.recipe, self.column) = (moderator, recipe, column)
    (self.table, self.rows) = (table, rows)
    own = column.pieces.filter { Set($0.variables) == [moderator] }
    let others = column.pieces.filter { !$0.variables.contains(moderator) }
    if own.count + others.count == column.pieces.count {
      var sum = 0.0
      for row in rows {
        var product = 1.0
        for piece in others { product *= recipe.value(of: piece) { table.value(of: $0, row: row) } ?? .nan }
        sum += product
      }
      mean = sum / Double(rows.count)
    } else {
      mean = nil
    }
  }

  func value(at value: DesignRecipe.Value) -> Double? {
    if let mean {
      var product = mean
      for piece in own {
        guard let factor = recipe.value(of: piece, { _ in value }) else { return nil }
        product *= factor
      }
      return product
    }
    var sum = 0.0
    for row in rows {
      var product = 1.0
      for piece in column.pieces {
        product *= recipe.value(of: piece) { $0 == moderator ? value : table.value(of: $0, row: row) } ?? .nan
      }
      sum += product
    }
    return sum / Double(rows.count)
  }
}
