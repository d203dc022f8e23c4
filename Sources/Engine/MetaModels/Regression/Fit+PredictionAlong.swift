import LinearAlgebra
import StudyRecords

extension Fit {
  /// Predictions along one moderator, some others held at a value and all else averaged over the rows used.
  ///
  /// Each column of the design is a product; its part without the moderator is replaced by that part's mean over the
  /// rows used, so that other numbers stand at their means and factors at the shares of their levels.
  /// - Parameters:
  ///   - moderator: A column that the formula reads.
  ///   - values: Its values: numbers, or levels of a factor.
  ///   - held: Further moderators with the value each is held at.
  ///   - table: The table the model was fitted to.
  /// - Throws: ``PredictionError`` for a fit without formula, an unknown moderator, and values at which a term is not
  ///   defined.
  public func predict(
    along moderator: String, at values: [DesignRecipe.Value], holding held: [String: DesignRecipe.Value] = [:],
    in table: StudyTable
  ) throws(PredictionError) -> Predictions {
    guard let recipe = design.recipe else { throw .noRecipe }
    for name in [moderator] + held.keys.sorted() where !recipe.formula.columns.contains(name) {
      throw .unknownModerator(row: 1, name: name, moderators: recipe.formula.columns)
    }
    for name in recipe.formula.columns where table[name] == nil {
      throw .missingColumn(table: table.name, moderator: name, available: table.columns.map(\.name))
    }
    let rows = studies.indices.filter { studies[$0].isUsed }
    let columns = design.kept.map { AveragedColumn(recipe.columns[$0], moderator, held, recipe, table, rows) }
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
    for i in values.indices {
      result.rows[i].moderators = ModeratorValues(held.merging([moderator: values[i]]) { _, own in own })
    }
    return result
  }
}

/// A column of a design as a function of one moderator, some others held and all else averaged.
private struct AveragedColumn {
  private let moderator: String
  private let held: [String: DesignRecipe.Value]
  private let recipe: DesignRecipe
  /// The pieces that read only the moderator and those held.
  private let own: [DesignRecipe.Piece]
  /// The mean of the product of the pieces that read none of them; `nil` where a piece reads others too.
  private let mean: Double?
  /// What the average is taken over where pieces are mixed.
  private let column: DesignRecipe.Column
  private let table: StudyTable
  private let rows: [Int]

  init(
    _ column: DesignRecipe.Column, _ moderator: String, _ held: [String: DesignRecipe.Value],
    _ recipe: DesignRecipe, _ table: StudyTable, _ rows: [Int]
  ) {
    (self.moderator, self.held, self.recipe, self.column) = (moderator, held, recipe, column)
    (self.table, self.rows) = (table, rows)
    let known = Set(held.keys).union([moderator])
    own = column.pieces.filter { known.isSuperset(of: $0.variables) }
    let others = column.pieces.filter { known.isDisjoint(with: $0.variables) }
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
        guard let factor = recipe.value(of: piece, { $0 == moderator ? value : held[$0] }) else { return nil }
        product *= factor
      }
      return product
    }
    var sum = 0.0
    for row in rows {
      var product = 1.0
      for piece in column.pieces {
        product *=
          recipe.value(of: piece) { $0 == moderator ? value : held[$0] ?? table.value(of: $0, row: row) }
          ?? .nan
      }
      sum += product
    }
    return sum / Double(rows.count)
  }
}
