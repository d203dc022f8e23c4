/// A value for each moderator of a formula: where a prediction is wanted.
///
/// `["sessions": 10, "qualified": "yes"]`: numbers for numeric moderators, a level's name for factors.
public struct ModeratorValues: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// The values by the moderator's column.
  public var values: [String: DesignRecipe.Value]

  /// Values by column.
  public init(_ values: [String: DesignRecipe.Value]) { self.values = values }

  /// Values by column; of a column named twice the last value counts.
  public init(dictionaryLiteral elements: (String, DesignRecipe.Value)...) {
    values = Dictionary(elements, uniquingKeysWith: { $1 })
  }

  /// The value of a column, `nil` where none is given.
  public subscript(_ column: String) -> DesignRecipe.Value? {
    get { values[column] }
    set { values[column] = newValue }
  }

  /// Every combination of the values of several columns, the last column varying fastest.
  public static func grid(_ columns: [(column: String, values: [DesignRecipe.Value])]) -> [ModeratorValues] {
    columns.reduce([ModeratorValues([:])]) { points, next in
      points.flatMap { point in
        next.values.map { value in
          var point = point
          point[next.column] = value
          return point
        }
      }
    }
  }
}

extension DesignRecipe.Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral
{
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
}

extension DesignRecipe.Value: CustomStringConvertible {
  /// The value as formulas write it.
  public var description: String { level }
}
