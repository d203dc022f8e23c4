import StudyRecords

/// One study's effect size on the analysis scale.
///
/// A model uses a row only when both numbers are there (``isUsable``). One may be known without the other: the
/// variance of a mean difference needs no means, and the variance of a correlation needs more than three people.
public struct EffectSize: Hashable, Sendable, Codable {
  /// The row of the data, counted from 1 without the header.
  public var row: Int
  /// The study's label, if the data have one.
  public var study: String?
  /// The estimate, or `nil` when it cannot be computed.
  public var yi: Double?
  /// The sampling variance, the square of the standard error, or `nil` when it cannot be computed.
  public var vi: Double?
  /// What it was computed from: a format, `t` for example, with the measure where that is another (`OR from table`);
  /// `nil` for effects as given and for rows without one.
  public var route: String?
  /// The corrections for design that are in it; `nil` for none.
  public var design: DesignAdjustments?

  /// An effect size; pass `nil` for what cannot be computed.
  public init(
    row: Int, study: String? = nil, yi: Double?, vi: Double?, route: String? = nil,
    design: DesignAdjustments? = nil
  ) {
    self.design = design
    self.row = row
    self.study = study
    self.yi = yi
    self.vi = vi
    self.route = route
  }

  /// The sizes of estimates, and of standard errors, that models take: their fourth powers stay in double precision.
  ///
  /// An estimate may be smaller, down to 0.
  public static let workableSizes = 1e-75...1e75

  /// The standard error √vi.
  public var sei: Double? { vi.map { $0.squareRoot() } }
  /// Whether both numbers are there.
  public var isUsable: Bool { yi != nil && vi != nil }
}

/// The effect sizes of a table: one per row, in order, with what was noticed on the way.
public struct EffectSizes: Hashable, Sendable {
  /// The measure, or `nil` when estimates and variances were given without naming one.
  public var measure: Measure?
  /// One effect size per row of the data, in order; rows that cannot be used are empty and have a note.
  public var rows: [EffectSize]
  /// The raw columns the effect sizes were computed from, in the order of the measure's inputs.
  public var inputs: [InputColumn]
  /// The table they were computed from, whose further columns may serve as moderators.
  public var table: StudyTable?
  /// Rows left out, corrections applied, suspicions.
  public var notes: [Note]
  /// How results are turned back into the scale that people read, with the sample sizes it may need.
  public var backTransform: BackTransform
  /// Covariances of effects that share a control group, when they were asked for.
  public var covariance: SamplingCovariance?

  /// A raw column under the role it played.
  public struct InputColumn: Hashable, Sendable {
    /// The role it played.
    public var role: Role
    /// Its values, one per row.
    public var values: [Double?]
    /// The column's name in the data.
    public var column: String

    /// A raw column under the role it played; without a name of its own it bears the role's.
    public init(role: Role, values: [Double?], column: String? = nil) {
      self.role = role
      self.values = values
      self.column = column ?? role.rawValue
    }

    /// The role, with the column's name where that is another: `n1i (column 'n_treated')`.
    var place: String { role.place(column) }
  }

  /// Effect sizes from their parts; the back-transformation is the measure's unless another is given.
  public init(
    measure: Measure?, rows: [EffectSize], inputs: [InputColumn] = [], notes: [Note] = [],
    backTransform: BackTransform? = nil
  ) {
    self.measure = measure
    self.rows = rows
    self.inputs = inputs
    self.notes = notes
    self.backTransform = backTransform ?? measure?.definition.backTransform ?? .identity
  }

  /// Effect sizes from plain numbers, in order; useful when estimates and variances come from elsewhere.
  public init(yi: [Double], vi: [Double], studies: [String]? = nil, measure: Measure? = nil) {
    precondition(yi.count == vi.count && studies?.count ?? yi.count == yi.count, "columns of unequal length")
    self.init(
      measure: measure,
      rows: yi.indices.map { EffectSize(row: $0 + 1, study: studies?[$0], yi: yi[$0], vi: vi[$0]) })
  }
}

extension Role {
  /// The role, with the column's name where that is another.
  package func place(_ column: String?) -> String {
    guard let column, column != rawValue else { return rawValue }
    return "\(rawValue) (column '\(column)')"
  }
}
